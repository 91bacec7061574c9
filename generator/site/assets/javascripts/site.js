/* What the theme's own script leaves open. Without scripts the pages say the same. */

"use strict";

// The switch of versions is named "choose a version" by the theme, whatever it shows.
// People who speak to their computer say what they see, so the name must hold it.
function nameSwitch() {
  const current = document.querySelector(".md-version__current:not([data-rg-named])");
  if (!current) return;
  current.dataset.rgNamed = "";
  current.setAttribute("aria-label", `${current.textContent.trim()} ${current.ariaLabel}`);
}

new MutationObserver(nameSwitch).observe(document.querySelector(".md-header"), {
  childList: true,
  subtree: true,
});
nameSwitch();

// The theme finds the same page of another version by the absolute addresses of a sitemap, which
// a site that may stand on any host does not have. Each version lists its pages instead.
async function counterpart(version) {
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  const here = new URL(`${base}/`, location);
  const page = location.pathname.slice(here.pathname.length) || "index.html";
  const listed = await fetch(new URL("pages.json", version));
  const pages = listed.ok ? await listed.json() : [];
  // A superseded revision of one month has no counterpart but the report itself.
  const report = page.replace(/[^/]*$/, "index.html");
  const found = [page, report].find((name) => pages.includes(name));
  return found ? new URL(found + location.hash, version) : version;
}

addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.(".md-version__link");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    counterpart(new URL(link.href)).then((page) => location.assign(page));
  },
  { capture: true },
);

// A table that is wider than its frame is scrolled by keys only where the frame can be reached.
function reachFrames() {
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap, .rg-scroll")) {
    if (frame.scrollWidth <= frame.clientWidth || frame.tabIndex === 0) continue;
    frame.tabIndex = 0;
    // The newest period of a heat map is its last column.
    if (frame.closest(".rg-heat")) frame.scrollLeft = frame.scrollWidth;
  }
}

new MutationObserver(reachFrames).observe(document.querySelector(".md-content"), {
  childList: true,
  subtree: true,
});
addEventListener("load", reachFrames);
addEventListener("resize", reachFrames);

// Browsers that do not unfold the place of a link by themselves.
function unfold() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = place?.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  place.scrollIntoView();
}

addEventListener("hashchange", unfold);
addEventListener("load", unfold);

// A reader of paper cannot unfold. Browsers without ::details-content need the attribute.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll(".md-content details:not([open])")) {
    fold.open = true;
    fold.dataset.rgFolded = "";
  }
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("[data-rg-folded]")) {
    fold.open = false;
    delete fold.dataset.rgFolded;
  }
});

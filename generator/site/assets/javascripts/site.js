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
  return pages.includes(page) ? new URL(page + location.hash, version) : version;
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

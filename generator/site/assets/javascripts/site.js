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

"""Navigation: five entries at the top, made from what is staged."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.compose.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.site.audience import View

Nav = list["str | dict[str, str | Nav]"]

# Folders of hand-written pages in the order in which people need them.
_FOLDERS: Final = ("process", "guides", "reference", "decisions")
_ENGLISH: Final = "en"


def navigation(view: View, staged: Iterable[str]) -> Nav:
    """Return the navigation of a site, as MkDocs reads it."""
    words = Words(view.language)
    pages = sorted(name for name in staged if name.endswith(".md"))
    nav: Nav = [{words.say("home"): "index.md"}]
    reports: Nav = [{words.say("all-reports"): "reports/index.md"}]
    reports += [
        {key.report.title.of(view.language): f"reports/{key.report.report}/index.md"}
        for key in view.editions
    ]
    nav.append({words.say("reports"): reports})
    lists: Nav = [{words.say("catalogue"): "catalogue.md"}, {words.say("dictionary"): "metrics.md"}]
    nav.append({words.say("catalogue-and-metrics"): lists})
    documents = _documents(pages, words)
    if documents:
        nav.append({words.say("process-documents"): documents})
    return nav


def _documents(pages: list[str], words: Words) -> Nav:
    """Return the hand-written pages by folder, the English ones behind the others."""
    nav: Nav = []
    for prefix in ("", f"{_ENGLISH}/"):
        for folder in _FOLDERS:
            found = [name for name in pages if PurePosixPath(name).match(f"{prefix}{folder}/*.md")]
            below = [name for name in found if name.startswith(f"{prefix}{folder}/")]
            if below:
                title = words.say(f"folder-{folder}")
                heading = f"{title} (English)" if prefix else title
                nav.append({heading: _first(below)})
    return nav


def _first(pages: list[str]) -> Nav:
    """List pages, an index first; MkDocs takes their titles from their headings."""
    return [*sorted(pages, key=lambda name: (PurePosixPath(name).name != "index.md", name))]

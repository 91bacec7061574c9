"""Navigation: five entries at the top, made from what is staged."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.compose.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.site.audience import View

Nav = list["str | dict[str, str | Nav]"]

# Folders of hand-written pages in the order in which people need them.
_FOLDERS: Final = MappingProxyType(
    {
        "folder-process": "process",
        "folder-guides": "guides",
        "folder-reference": "reference",
        "folder-about": "",
        "folder-decisions": "decisions",
    }
)
# Pages at the top that have entries of their own.
_GENERATED: Final = ("index.md", "catalogue.md", "metrics.md")
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
    for prefix, language in (("", ""), (_ENGLISH, " (English)")):
        for word, folder in _FOLDERS.items():
            parent = PurePosixPath(prefix, folder)
            found = [name for name in pages if PurePosixPath(name).parent == parent]
            written = [name for name in found if name not in _GENERATED]
            if written:
                nav.append({f"{words.say(word)}{language}": _index_first(written)})
    return nav


def _index_first(pages: list[str]) -> Nav:
    """List pages, an index first; MkDocs takes their titles from their headings."""
    return [*sorted(pages, key=lambda name: (PurePosixPath(name).name != "index.md", name))]

"""Navigation: five entries at the top, made from what is staged."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.compose.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
_HEADING: Final = re.compile(r"^# (.+)$", re.MULTILINE)
# Title and file of the generated pages, under the entries at the top.
_REPORTS: Final = (("all-reports", "reports/index.md"), ("calendar", "calendar.md"))
_LISTS: Final = (
    ("catalogue", "catalogue.md"),
    ("services-page", "services.md"),
    ("agreements", "agreements.md"),
    ("dictionary", "metrics.md"),
)
_IMPROVEMENT: Final = (("improvement-register", "improvement.md"), ("feedback-page", "feedback.md"))
_PROCESS: Final = (("roles", "roles.md"), ("about-site", "about.md"))
# On the provider's own site alone.
_INSIDE: Final = (
    ("register-title", "register.md"),
    ("sources-page", "sources.md"),
    ("documents", "documents.md"),
    ("clause-matrix", "clauses.md"),
)
_GENERATED: Final = (
    "index.md",
    *(name for _, name in (*_REPORTS, *_LISTS, *_IMPROVEMENT, *_PROCESS, *_INSIDE)),
)
ENGLISH: Final = "en"
"""Folder of the English pages that are written by hand, and their language."""
# The theme prints titles of the configuration as they are; these look the same and do nothing.
_HARMLESS: Final = str.maketrans({"<": "‹", ">": "›", '"': "”"})
# The theme resolves these once too often on their way into <title>.
_ENTITY: Final = re.compile(r"&(?=#|[0-9a-z]+;|amp|gt|lt|quot)", re.IGNORECASE)


def navigation(view: View, staged: Mapping[str, bytes]) -> Nav:
    """Return the navigation of a site, as MkDocs reads it."""
    words = Words(view.language)
    nav: Nav = [{words.say("home"): "index.md"}]
    nav.append({words.say("reports"): _listed(_REPORTS, words)})
    nav.append({words.say("catalogue-and-metrics"): _listed(_LISTS, words)})
    nav.append({words.say("improvement"): _listed(_IMPROVEMENT, words)})
    process = (*_PROCESS, *(_INSIDE if view.internal else ()))
    documents = [*_listed(process, words), *_documents(staged, words)]
    nav.append({words.say("process-documents"): documents})
    return nav


def _listed(entries: Iterable[tuple[str, str]], words: Words) -> Nav:
    """Return entries by their titles."""
    return [{words.say(title): name} for title, name in entries]


def plain_title(text: str) -> str:
    """Return a title for the configuration of MkDocs that cannot become markup."""
    return _ENTITY.sub("＆", text).translate(_HARMLESS)


def _documents(staged: Mapping[str, bytes], words: Words) -> Nav:
    """Return the hand-written pages by folder, the English ones behind the others."""
    nav: Nav = []
    pages = [name for name in staged if name.endswith(".md") and name not in _GENERATED]
    for prefix, language in (("", ""), (ENGLISH, " (English)")):
        for word, folder in _FOLDERS.items():
            parent = PurePosixPath(prefix, folder)
            found = [name for name in pages if PurePosixPath(name).parent == parent]
            if found:
                entries: Nav = [
                    {page_title(staged[name]): name} for name in _in_order(found, staged)
                ]
                nav.append({f"{words.say(word)}{language}": entries})
    return nav


def _in_order(pages: list[str], staged: Mapping[str, bytes]) -> list[str]:
    """Put the index of a folder first, and the others as the index first links to them."""
    index = next((name for name in pages if PurePosixPath(name).name == "index.md"), "")
    text = staged[index].decode() if index else ""

    def rank(name: str) -> tuple[bool, int, str]:
        place = text.find(f"({PurePosixPath(name).name}")
        return name != index, place if place >= 0 else len(text), name

    return sorted(pages, key=rank)


def page_title(content: bytes) -> str:
    """Return the first heading of a page, which MkDocs finds only on its first line."""
    found = _HEADING.search(content.decode())
    return plain_title(found[1]) if found else "–"

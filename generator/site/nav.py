"""Navigation: five entries at the top, made from what is staged."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.compose.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

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
# Pages at the top that have entries of their own.
_GENERATED: Final = (
    "index.md",
    "catalogue.md",
    "agreements.md",
    "metrics.md",
    "improvement.md",
    "feedback.md",
)
_ENGLISH: Final = "en"
# The theme prints titles of the configuration as they are; these look the same and do nothing.
_HARMLESS: Final = str.maketrans({"<": "‹", ">": "›", '"': "”"})
# The theme resolves these once too often on their way into <title>.
_ENTITY: Final = re.compile(r"&(?=#|[0-9a-z]+;|amp|gt|lt|quot)", re.IGNORECASE)


def navigation(view: View, staged: Mapping[str, bytes]) -> Nav:
    """Return the navigation of a site, as MkDocs reads it."""
    words = Words(view.language)
    nav: Nav = [{words.say("home"): "index.md"}]
    nav.append({words.say("reports"): "reports/index.md"})
    lists: Nav = [
        {words.say("catalogue"): "catalogue.md"},
        {words.say("agreements"): "agreements.md"},
        {words.say("dictionary"): "metrics.md"},
    ]
    nav.append({words.say("catalogue-and-metrics"): lists})
    register: Nav = [
        {words.say("improvement-register"): "improvement.md"},
        {words.say("feedback-page"): "feedback.md"},
    ]
    nav.append({words.say("improvement"): register})
    documents = _documents(staged, words)
    if documents:
        nav.append({words.say("process-documents"): documents})
    return nav


def plain_title(text: str) -> str:
    """Return a title for the configuration of MkDocs that cannot become markup."""
    return _ENTITY.sub("＆", text).translate(_HARMLESS)


def _documents(staged: Mapping[str, bytes], words: Words) -> Nav:
    """Return the hand-written pages by folder, the English ones behind the others."""
    nav: Nav = []
    pages = [name for name in staged if name.endswith(".md") and name not in _GENERATED]
    for prefix, language in (("", ""), (_ENGLISH, " (English)")):
        for word, folder in _FOLDERS.items():
            parent = PurePosixPath(prefix, folder)
            found = [name for name in pages if PurePosixPath(name).parent == parent]
            if found:
                entries: Nav = [{_title(staged[name]): name} for name in _in_order(found, staged)]
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


def _title(content: bytes) -> str:
    """Return the first heading of a page, which MkDocs finds only on its first line."""
    found = _HEADING.search(content.decode())
    return plain_title(found[1]) if found else "–"

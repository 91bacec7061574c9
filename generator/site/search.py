"""Chinese in the search of the site: every word is found, also in the middle of a sentence.

Chinese has no spaces, so the index of the theme knows whole phrases only, and its own
way to cut them needs a dictionary. A reader who types a word means those very signs, side by
side: here each place of a phrase becomes a term of its own, in a field that is not shown.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from material.plugins.search.plugin import SearchIndex
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

PLUGIN: Final = "material/search"
FIELD: Final = "grams"
# Longer words than this are found by their beginning.
_LENGTH: Final = 6
_RUN: Final = re.compile("[\u3400-\u9fff]+")
ANNEXES: Final = "<!-- annexes -->"
"""Stands before the annexes of a report's page."""
_CHART: Final = re.compile("<figure.*?</figure>", re.DOTALL)
_TAG: Final = re.compile("<[^>]*>")
# The theme cuts what a reader types wherever a part is a term of the index, and loses the
# last sign on the way. An invisible end makes no term equal to a part; all still begin so.
_END: Final = "\u2060"


def searchable(content: str) -> str:
    """Return the part of a page's HTML that is worth finding.

    Annexes say where figures come from, and charts what tables say: of a report with both,
    reading them would take two thirds of the time and hide the rest behind file names.
    """
    return _CHART.sub("", content.partition(ANNEXES)[0])


def search_of(config: MkDocsConfig) -> SearchIndex:
    """Return the index that the theme's plugin fills."""
    index: SearchIndex = config.plugins[PLUGIN].search_index  # type: ignore[attr-defined]
    return index


def index_pages(config: MkDocsConfig) -> None:
    """Let the theme's plugin read only what is worth finding."""
    index = search_of(config)
    index.add_entry_from_context = partial(_index, index.add_entry_from_context)


def _index(add: Callable[[Page], None], page: Page) -> None:
    """Enter the searchable part of a page, and leave the page as it was."""
    whole = page.content or ""
    page.content = searchable(whole)
    add(page)
    page.content = whole


def with_words(index: bytes) -> bytes:
    """Return the search index with the field of Chinese words, the pages' text as it was."""
    content = json.loads(index)
    content["config"]["fields"][FIELD] = {"boost": 1.0}
    content["docs"] = [_with_words(entry) for entry in content["docs"]]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _with_words(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of a section with its words."""
    marked = {key: _RUN.sub(_ended, entry[key]) for key in ("title", "text")}
    shown = _TAG.sub(" ", f"{entry['title']} {entry['text']}")
    words = dict.fromkeys(word for run in _RUN.findall(shown) for word in _words(run))
    return {**entry, **marked, FIELD: " ".join(words)}


def _ended(run: re.Match[str]) -> str:
    """Return a run of Chinese with its invisible end."""
    return run[0] + _END


def _words(run: str) -> list[str]:
    """Return what begins inside a run; its own beginning is found without help."""
    return [run[start : start + _LENGTH] + _END for start in range(1, len(run) - 1)]

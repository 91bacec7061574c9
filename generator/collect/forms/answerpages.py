"""Pages of an answer: a page that came without the others must not count as the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.collect.forms.jsonvalues import Json
from generator.collect.forms.paths import ALL, Path, items_within

_FOLLOWING: Final = ("nextPageToken", "nextRecordsUrl", "@odata.nextLink")
"""Keys that lead from a page to the one after it."""
_ENDS: Final = ((), (ALL,))
"""What is left of a path behind a list."""
_LAST: Final = ("isLast", "isLastPage")
_MOST_DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class _Page:
    """The rows of one page: the places of the first and of the one after the last, of how many."""

    start: int
    end: int
    total: int
    is_followed: bool


def missing_pages(document: Json, path: Path) -> str:
    """Return what tells that a list on the path to the rows lacks pages, or nothing."""
    lists = (
        place for place, step in enumerate(path) if step != ALL and path[place + 1 :][:1] in _ENDS
    )
    gaps = (_gap(tuple(_pages(document, path[:place], path[place]))) for place in lists)
    return next(filter(None, gaps), "")


def _pages(document: Json, path: Path, key: str) -> Iterator[_Page]:
    """Yield what the objects at a path say of the lists that they hold."""
    for holder, _ in items_within(document, path, ()):
        rows = holder.get(key) if isinstance(holder, dict) else None
        if not isinstance(holder, dict) or not isinstance(rows, list) or not rows:
            continue
        start = _number(holder.get("startAt"))
        end = (start or 0) + len(rows)
        total = None if start is None else _number(holder.get("total"))
        is_followed = any(holder.get(each) for each in _FOLLOWING)
        is_followed |= any(holder.get(each) is False for each in _LAST)
        yield _Page(start or 0, end, end if total is None else total, is_followed)


def _number(value: Json) -> int | None:
    """Return a number of rows, or None for what is none."""
    if not isinstance(value, str) or not (value.isascii() and value.isdigit()):
        return None
    return int(value) if len(value) <= _MOST_DIGITS else None


def _gap(pages: Sequence[_Page]) -> str:
    """Return which page has none before or behind it although it says that there is one."""
    starts, ends = {page.start for page in pages}, {page.end for page in pages}
    for page in pages:
        is_begun = page.start == 0 or page.start in ends
        if not is_begun or (page.end < page.total and page.end not in starts):
            return f"only rows {page.start + 1} to {page.end} of {max(page.total, page.end)}"
    every = bool(pages) and all(page.is_followed for page in pages)
    return "a page that says another one follows" if every else ""

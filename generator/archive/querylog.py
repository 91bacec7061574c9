"""The record of queries: one file a year, kept for five years and more (R-86, R-87)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from generator.workspace.model.queries import Queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.workspace.model.queries import Query, QueryReview
    from generator.workspace.workspace import Workspace

_FOLDER: Final = "report_data/queries"
_HEAD: Final = (
    "# yaml-language-server: $schema=../../generator/schemas/queries.json",
    "# Written by `reportgen archive`; reviews are added by hand. Kept for at least five years.",
)


def queries_name(year: int) -> str:
    """Return the name of the file of a year."""
    return f"{_FOLDER}/{year}.yml"


def queries_of(workspace: Workspace, year: int) -> Queries:
    """Return what is known of a year."""
    known = (each for each in workspace.query_files if each.year == year)
    return next(known, Queries(year=year))


def queries_text(found: Queries) -> str:
    """Return the file of a year, a query a line."""
    return "\n".join((*_HEAD, *_lines(found))) + "\n"


def _lines(found: Queries) -> Iterator[str]:
    """Give the lines of a year."""
    yield f"year: {found.year}"
    yield "queries:" if found.queries else "queries: []"
    yield from (f"  - {{{_fields(_of_query(each))}}}" for each in found.queries)
    if found.reviews:
        yield "reviews:"
    yield from (f"  - {{{_fields(_of_review(each))}}}" for each in found.reviews)


def _fields(fields: Mapping[str, str]) -> str:
    """Return the fields of a line that have a value."""
    return ", ".join(f"{name}: {text}" for name, text in fields.items() if text)


def _of_query(query: Query) -> dict[str, str]:
    """Return name -> text of the fields of a query."""
    return {
        "date": query.date.isoformat(),
        "edition": query.edition,
        "revision": str(query.revision or ""),
        "by": _quoted(query.by),
        "way": query.way.value,
        "purpose": _quoted(query.purpose),
        "allowed_by": query.allowed_by or "",
        "times": str(query.times) if query.times > 1 else "",
    }


def _of_review(review: QueryReview) -> dict[str, str]:
    """Return name -> text of the fields of a review."""
    return {
        "first": review.first.isoformat(),
        "last": review.last.isoformat(),
        "date": review.date.isoformat(),
        "by": review.by,
        "finding": _quoted(review.finding),
    }


def _quoted(text: str | None) -> str:
    """Return a text as YAML reads it back, whatever its signs."""
    return json.dumps(text, ensure_ascii=False) if text else ""

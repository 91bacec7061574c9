"""One look at the columns of an export, so that later passes need not look at every cell."""

# ruff: noqa: S608 - names are quoted, patterns are literals

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from generator.collect.engine import Engine, quoted
from generator.collect.stream.rawcolumn import (
    PLAIN_ID,
    RawColumn,
    Sight,
    cell_of,
    fits,
    known_text,
    missing,
)
from generator.collect.stream.sources import StreamSource
from generator.collect.zonechanges import FIRST, LAST, Span
from generator.workspace.model.sources import ColumnType, ExportReading

# Instants of other years, and zones in them, are left to slower reading.
EARLIEST, LATEST = (f"TIMESTAMP '{day:%Y-%m-%d %H:%M:%S}'" for day in (FIRST, LAST))
# A plain id without a blank of any kind at either end.
_BARE_ID = rf"[!-}}]|[!-}}]{PLAIN_ID}[!-}}]"


def looked_over(engine: Engine, source: StreamSource, mapping: ExportReading) -> StreamSource:
    """Return a source of whose columns is known what one look tells."""
    asked = [sight for each in source.columns for sight in _sights(each, mapping)]
    query = f"SELECT {', '.join(asked)} FROM {source.relation}"
    (answer,) = engine.execute(query).fetchall()
    parts = len(asked) // len(source.columns)
    columns = tuple(
        replace(each, sight=_sight_of(answer[place * parts : (place + 1) * parts]))
        for place, each in enumerate(source.columns)
    )
    return replace(source, columns=columns)


def _sights(each: RawColumn, mapping: ExportReading) -> tuple[str, ...]:
    """Return what is to be seen of a column, as SQL: the parts of a `Sight`."""
    name = quoted(each.name)
    is_known = f"min({name}) >= {EARLIEST} AND max({name}) < {LATEST}"
    is_instant = each.column.type is ColumnType.INSTANT
    ends = (
        f"CASE WHEN {is_known} THEN {end}({name}) END" if is_instant else "NULL"
        for end in ("min", "max")
    )
    return "true" if each.is_settled else _bare(each, mapping), f"count({name}) = count(*)", *ends


def _sight_of(seen: tuple[bool | None, bool, datetime | None, datetime | None]) -> Sight:
    """Return what the engine saw of a column; nothing is bare where there are no cells.

    A cell that needs a second look may turn out to be none.
    """
    is_bare, is_full, least, most = seen
    span = None if least is None or most is None else Span(least, most)
    return Sight(is_bare=bool(is_bare), is_filled=bool(is_bare and is_full), span=span)


def _bare(each: RawColumn, mapping: ExportReading) -> str:
    """Return the condition that no cell of a column needs a second look.

    A text has no blanks around it and is no mark for a missing value, and an id is of plain
    characters; no other cell is left as text.
    """
    if not each.is_text:
        return f"count({cell_of(each)}) = 0"
    cell = quoted(each.name)
    if each.name == mapping.case.key:
        is_plain = f"CASE WHEN {_is_ascii(cell)} THEN true ELSE {fits(cell, _BARE_ID)} END"
        plain = f"{is_plain} AND NOT contains({cell}, 'E+')"
        return f"coalesce(bool_and({plain} AND {cell} NOT IN ({missing(mapping)})), true)"
    # A function of one column alone is called once for each word of its dictionary.
    return f"bool_and({cell} IS NOT DISTINCT FROM {known_text(cell, mapping)})"


def _is_ascii(cell: str) -> str:
    """Return the condition of a cell of signs of ASCII that show, without blanks at its ends.

    Bytes are written as they are if they show; this is quicker than a pattern.
    """
    shown = f"strlen(CAST(encode({cell}) AS VARCHAR)) = strlen({cell})"
    return f"({shown} AND {cell} >= '!' AND NOT suffix({cell}, ' '))"

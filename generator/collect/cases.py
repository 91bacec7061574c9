"""Rows become cases: folded, put into month and service, set aside where they must be."""

# ruff: noqa: S608 - expressions were checked by plan, names are quoted

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import duckdb

from generator.collect.columns import TypedTable
from generator.collect.engine import EXTRACTED, Engine, keep, literal, quoted, see, typed_columns
from generator.collect.table import LINE
from generator.workspace.model.sources import ColumnType, ExportReading, Fold
from generator.workspace.model.sources import Mapping as SourceMapping

PERIOD = "_period"
MONTH = "_month"
"""The first moment of the month; cheaper to group by than its label."""
LABEL = f"strftime({MONTH}, '%Y-%m')"
SERVICE = "_service"
ASIDE = "_aside"

_FEW_ROWS = 1000

# The value of most rows; of several such values the first in the order of their bytes.
_MOST_COMMON = (
    "list_sort(list_transform(map_entries(histogram({0})), "
    "lambda entry: {{'rows': -CAST(entry.value AS BIGINT), 'text': entry.key}}))[1].text"
)


def load_rows(engine: duckdb.DuckDBPyConnection, table: TypedTable, mapping: ExportReading) -> None:
    """Create the table `rows`: the typed cells and the line of each row."""
    types = {LINE: "BIGINT", **typed_columns(mapping)}
    columns = ", ".join(
        f"CAST({quoted(name)} AS {kind}) AS {quoted(name)}" for name, kind in types.items()
    )
    engine.register("cells", table.cells)
    engine.execute(f"CREATE TABLE rows AS SELECT {columns} FROM cells")
    engine.unregister("cells")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCount:
    """How many rows have an id, how many have none, and how many ids differ."""

    filled: int
    nameless: int
    different: int


def make_whole(engine: Engine, mapping: ExportReading) -> KeyCount:
    """Define `whole`: one row a case, as its rows make it up; tell what was seen of the ids."""
    keys = _keys(engine, mapping)
    if keys.filled == keys.different:
        see(engine, "whole", _with_day(mapping, _singles(mapping)))
    else:
        keep(engine, "folded", whole_cases(mapping))
        see(engine, "whole", "SELECT * FROM folded")
    return keys


def make_cases(engine: Engine, mapping: SourceMapping) -> None:
    """Define `cases`: one row of `whole` each, with its month, service and fate.

    `_period` is a label such as 2013-10 by the party's clock; `_aside` is NULL for a case
    that counts, else the place of the exclusion that took it out, counted from 0.
    """
    keep(engine, "services", _services(mapping))
    see(engine, "cases", _cases(mapping))


def case_views(mapping: SourceMapping) -> Mapping[str, str]:
    """Return the queries from `rows` to `cases` by name, for rows of which nothing was seen yet."""
    return {
        "whole": whole_cases(mapping),
        "services": _services(mapping),
        "cases": _cases(mapping),
    }


def _cases(mapping: SourceMapping) -> str:
    """Return the query for the cases, with their month, service and fate."""
    month = f"date_trunc('month', {quoted(mapping.period + '_local')})"
    return (
        f"SELECT whole.*, {month} AS {MONTH}, strftime({month}, '%Y-%m') AS {PERIOD}, "
        f"coalesce(_target, '{mapping.service.other}') AS {SERVICE}, {_fate(mapping)} AS {ASIDE} "
        f"FROM whole LEFT JOIN services "
        f"ON CAST({quoted(mapping.service.column)} AS VARCHAR) = _cell"
    )


def _keys(engine: Engine, mapping: ExportReading) -> KeyCount:
    """Count the ids: where all differ, every row with one is a case of its own.

    Ids of different fingerprints differ, and fingerprints are short however long the ids.
    """
    key = quoted(mapping.case.key)
    # On Spark rows come in no order that costs nothing.
    if isinstance(engine, duckdb.DuckDBPyConnection) and _all_in_order(engine, key):
        ((rows,),) = engine.execute("SELECT count(*) FROM rows").fetchall()
        return KeyCount(filled=int(rows), nameless=0, different=int(rows))
    query = (
        f"SELECT count(*), count({key}), "
        f"count(DISTINCT CASE WHEN {key} IS NOT NULL THEN hash({key}) END) FROM rows"
    )
    ((rows, filled, different),) = engine.execute(query).fetchall()
    return KeyCount(filled=int(filled), nameless=int(rows - filled), different=int(different))


def _all_in_order(engine: duckdb.DuckDBPyConnection, key: str) -> bool:
    """Tell whether ids rise or fall from row to row, so that all differ; none may be missing.

    A few are looked at first: most exports without order show it at once.
    """
    few = f"(SELECT {key} FROM rows LIMIT {_FEW_ROWS})"
    return any(
        all(_in_order(engine, key, sign, rows) for rows in (few, "rows")) for sign in (">", "<")
    )


def _in_order(engine: duckdb.DuckDBPyConnection, key: str, sign: str, rows: str) -> bool:
    """Tell whether each id of some rows is above, or below, the one before."""
    query = (
        f"SELECT count({key}) = count(*) AND bool_and({key} {sign} _before) "
        f"FROM (SELECT {key}, lag({key}) OVER () AS _before FROM {rows} AS walked)"
    )
    ((is_so,),) = engine.execute(query).fetchall()
    return bool(is_so)


def _singles(mapping: ExportReading) -> str:
    """Return the query for the cases when each has one row."""
    columns = ", ".join(map(quoted, (LINE, *typed_columns(mapping))))
    return f"SELECT {columns} FROM rows WHERE {quoted(mapping.case.key)} IS NOT NULL"


def _services(mapping: SourceMapping) -> str:
    """Return the query for the cells that tell a service, and their services."""
    pairs = sorted(mapping.service.map.items())
    if not pairs:
        return "SELECT '' AS _cell, '' AS _target WHERE false"
    rows = ", ".join(f"({literal(cell)}, {literal(target)})" for cell, target in pairs)
    return f"SELECT * FROM (VALUES {rows}) AS pairs(_cell, _target)"


def whole_cases(mapping: ExportReading) -> str:
    """Return the query for the cases that the table `rows` holds, and the day of the export."""
    return _with_day(mapping, _state(mapping) if mapping.case.last_by else _folded(mapping))


def _with_day(mapping: ExportReading, cases: str) -> str:
    """Return the query for cases that know the day of the export."""
    return f"SELECT *, DATE '{mapping.extracted}' AS {EXTRACTED} FROM ({cases}) AS told"


def set_aside_place(conditions: list[str]) -> str:
    """Return the expression for the place of the first condition that holds, NULL for none."""
    whens = (f"WHEN (\n{when}\n) THEN {place}" for place, when in enumerate(conditions))
    return f"CASE {' '.join(whens)} END" if conditions else "NULL"


def _state(mapping: ExportReading) -> str:
    """Return the query for the last row of each case; of equal ones, the last in the file.

    Columns that the mapping folds come from all rows of the case.
    """
    key = quoted(mapping.case.key)
    latest = (
        f"SELECT * FROM rows WHERE {key} IS NOT NULL QUALIFY row_number() "
        f"OVER (PARTITION BY {key} ORDER BY {last_first(mapping)}, {LINE} DESC) = 1"
    )
    if not mapping.case.fold:
        return latest
    columns = {name: mapping.columns[name] for name in mapping.case.fold}
    folded = ", ".join(_folds(replace(mapping, columns=columns)))
    of_case = f"SELECT {key} AS _case, {folded} FROM rows WHERE {key} IS NOT NULL GROUP BY {key}"
    told = ", ".join(quoted(name) for name in typed_columns(replace(mapping, columns=columns)))
    return (
        f"SELECT latest.* EXCLUDE ({told}), folded.* EXCLUDE (_case, {LINE}) "
        f"FROM ({latest}) latest JOIN ({of_case}) folded ON latest.{key} = folded._case"
    )


def last_first(mapping: ExportReading) -> str:
    """Return the order in which the last state of a case comes first."""
    return ", ".join(f"{quoted(name)} DESC NULLS LAST" for name in mapping.case.last_by)


def _folded(mapping: ExportReading) -> str:
    """Return the query for the cases that their rows make up together."""
    key = quoted(mapping.case.key)
    columns = ", ".join(_folds(mapping))
    return f"SELECT {columns} FROM rows WHERE {key} IS NOT NULL GROUP BY {key}"


def _folds(mapping: ExportReading) -> Iterator[str]:
    """Yield how each column of a case comes from its rows."""
    yield f"min({LINE}) AS {LINE}"
    for name, column in mapping.columns.items():
        cell, local = quoted(name), quoted(f"{name}_local")
        fold = mapping.case.fold.get(name, Fold.FIRST)
        yield (cell if name == mapping.case.key else _fold(fold, cell, cell)) + f" AS {cell}"
        # Both clocks must show the row that the fold chose.
        if column.type is ColumnType.INSTANT:
            yield f"{_fold(fold, local, cell)} AS {local}"


def _fold(fold: Fold, wanted: str, by: str) -> str:
    """Return the aggregate that takes `wanted` from the row that the fold chooses by `by`."""
    if fold is Fold.MAX:
        return f"arg_max({wanted}, {by})"
    if fold is Fold.MIN:
        return f"arg_min({wanted}, {by})"
    if fold is Fold.SUM:
        return f"CAST(sum({wanted}) AS DECIMAL(30, 9))"
    if fold is Fold.MOST_COMMON:
        return _MOST_COMMON.format(wanted)
    return f"arg_min({wanted}, {LINE})"


def _fate(mapping: SourceMapping) -> str:
    """Return the expression for the place of the first exclusion that takes a case out."""
    conditions = [exclusion.when for exclusion in mapping.set_aside]
    conditions.append(f"{quoted(mapping.period)} IS NULL")
    # Half a month would be told as a whole one, and count as a fall.
    local, month = quoted(mapping.period + "_local"), mapping.extracted.replace(day=1)
    conditions.append(f"{local} >= TIMESTAMP '{month.isoformat()} 00:00:00'")
    # The export may hold some of these; it does not speak of their days.
    days, day = mapping.days, f"CAST({local} AS DATE)"
    if days:
        conditions.append(f"{day} NOT BETWEEN DATE '{days.first}' AND DATE '{days.last}'")
    return set_aside_place(conditions)

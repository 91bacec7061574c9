"""The account of a run: counts of what the engine holds, with lines as examples."""

# ruff: noqa: S608 - table and column names come from checked mappings, quoted

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import duckdb

from generator.collect.cases import ASIDE, PERIOD
from generator.collect.engine import quoted
from generator.collect.quality import EXAMPLES, Quality, Remark
from generator.collect.table import LINE, Table
from generator.workspace.model.records import SetAside
from generator.workspace.model.sources import ExportReading, Fold
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.model.types import Bilingual

_NO_CASE = Bilingual(zh="没有单号的行", en="rows without a case id")


def account(
    engine: duckdb.DuckDBPyConnection,
    mapping: SourceMapping,
    table: Table,
    remarks: tuple[Remark, ...],
) -> Quality:
    """Return what became of the rows; `remarks` are those of the cells."""
    return Quality(
        rows=table.rows,
        blank=len(table.blank),
        cases=count_of(engine, "cases", "true"),
        used=count_of(engine, "cases", f"{ASIDE} IS NULL"),
        set_aside=tuple(filter(is_any, _set_aside(engine, mapping))),
        remarks=(*remarks, *filter(is_any, _odd(engine, mapping))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusions:
    """Cases that do not count: those of a month, and those of the export that have none."""

    of_month: Mapping[str, tuple[SetAside, ...]]
    unplaced: tuple[SetAside, ...]


def exclusions(engine: duckdb.DuckDBPyConnection, mapping: SourceMapping) -> Exclusions:
    """Return what was set aside by month and reason, in the order of the mapping."""
    reasons = [exclusion.reason for exclusion in mapping.set_aside]
    reasons.append(_no_month(mapping))
    # What comes after these was set aside as its month was not over: it has no records.
    query = (
        f"SELECT {PERIOD}, {ASIDE}, count(*) FROM cases WHERE {ASIDE} < {len(reasons)} "
        "GROUP BY ALL ORDER BY ALL"
    )
    found: dict[str | None, list[SetAside]] = {}
    for month, place, count in engine.execute(query).fetchall():
        found.setdefault(month, []).append(SetAside(reason=reasons[place], count=int(count)))
    nameless = count_of(engine, "rows", f"{quoted(mapping.case.key)} IS NULL")
    first = (SetAside(reason=_NO_CASE, count=nameless),) if nameless else ()
    return Exclusions(
        of_month={month: tuple(cases) for month, cases in found.items() if month is not None},
        unplaced=(*first, *found.get(None, ())),
    )


def _no_month(mapping: SourceMapping) -> Bilingual:
    """Say that a case has no instant that would put it into a month."""
    return Bilingual(
        zh=f"没有归属时刻（{mapping.period}）", en=f"no instant in {mapping.period}, so no month"
    )


def is_any(remark: Remark) -> bool:
    """Tell whether a remark is about anything."""
    return remark.count > 0


def _set_aside(engine: duckdb.DuckDBPyConnection, mapping: SourceMapping) -> Iterator[Remark]:
    """Yield why rows or cases did not count."""
    yield from excluded(engine, mapping)
    no_month = _no_month(mapping)
    yield remark(engine, "cases", f"{ASIDE} = {len(mapping.set_aside)}", no_month.zh, no_month.en)
    yield remark(
        engine,
        "cases",
        f"{ASIDE} = {len(mapping.set_aside) + 1}",
        "所属月份在导出时尚未结束",
        "of a month that was not over when the export was taken",
    )


def excluded(engine: duckdb.DuckDBPyConnection, mapping: ExportReading) -> Iterator[Remark]:
    """Yield the rows without a case, and the exclusions that the mapping names."""
    key = quoted(mapping.case.key)
    yield remark(engine, "rows", f"{key} IS NULL", _NO_CASE.zh, _NO_CASE.en)
    for place, exclusion in enumerate(mapping.set_aside):
        reason = exclusion.reason
        yield remark(engine, "cases", f"{ASIDE} = {place}", reason.zh, reason.en)


def _odd(engine: duckdb.DuckDBPyConnection, mapping: SourceMapping) -> Iterator[Remark]:
    """Yield what is odd about rows and cases that count."""
    further = f"{LINE} NOT IN (SELECT {LINE} FROM cases) AND {quoted(mapping.case.key)} IS NOT NULL"
    if mapping.case.last_by:
        yield remark(engine, "rows", further, "单据的较早状态", "earlier states of a case")
    else:
        yield remark(engine, "rows", further, "并入单据的其他行", "further rows of a case, folded")
        yield from _differing(engine, mapping)
    service = f"CAST({quoted(mapping.service.column)} AS VARCHAR)"
    yield remark(
        engine,
        "cases",
        f"{ASIDE} IS NULL AND coalesce({service} NOT IN (SELECT _cell FROM services), true)",
        f"映射中没有的服务，计入 {mapping.service.other}",
        f"of services that the mapping does not name, counted as {mapping.service.other}",
    )
    for earlier, later in pairwise(mapping.in_order):
        yield remark(
            engine,
            "cases",
            f"{ASIDE} IS NULL AND {quoted(later)} < {quoted(earlier)}",
            f"时间顺序不可能：{later} 早于 {earlier}",
            f"impossible order of time: {later} before {earlier}",
        )


def _differing(engine: duckdb.DuckDBPyConnection, mapping: SourceMapping) -> Iterator[Remark]:
    """Yield columns that no rule folds although the rows of a case differ in them."""
    key = quoted(mapping.case.key)
    for name in mapping.columns:
        if mapping.case.fold.get(name, Fold.FIRST) is Fold.FIRST and name != mapping.case.key:
            yield remark(
                engine,
                f"(SELECT min({LINE}) AS {LINE}, count(DISTINCT {quoted(name)}) AS _values "
                f"FROM rows WHERE {key} IS NOT NULL GROUP BY {key})",
                "_values > 1",
                f"同一单据各行的 {name} 不同，取第一行",
                f"rows of a case differ in {name}; the first one is taken",
            )


def remark(
    engine: duckdb.DuckDBPyConnection, table: str, condition: str, zh: str, en: str
) -> Remark:
    """Return a remark on the rows of a table that meet a condition."""
    lines = engine.execute(
        f"SELECT {LINE} FROM {table} WHERE {condition} ORDER BY {LINE} LIMIT {EXAMPLES}"
    ).fetchall()
    return Remark(
        zh=zh,
        en=en,
        count=count_of(engine, table, condition),
        lines=tuple(int(line) for (line,) in lines),
    )


def count_of(engine: duckdb.DuckDBPyConnection, table: str, condition: str) -> int:
    """Return how many rows of a table meet a condition."""
    row = engine.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()
    return int(row[0]) if row else 0

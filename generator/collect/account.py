"""The account of a run: counts of what the engine holds, with lines as examples."""

# ruff: noqa: S608 - table and column names come from checked mappings, quoted

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.collect.cases import ASIDE, KeyCount, last_first
from generator.collect.engine import Engine, count_where, literal, quoted
from generator.collect.future import after_export, events
from generator.collect.look import Look
from generator.collect.quality import EXAMPLES, Quality, Remark
from generator.collect.soundness import instants_of, is_end
from generator.collect.table import LINE
from generator.workspace.model.records import SetAside
from generator.workspace.model.sources import ExportReading, Fold
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.model.types import Bilingual

_NO_CASE = Bilingual(zh="没有单号的行", en="rows without a case id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading an export tells: its rows, blank ones among them, and what is odd in cells."""

    rows: int
    blank: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Something to look for: rows of a table that meet a condition, and what to say of them."""

    table: str
    condition: str
    zh: str
    en: str


def account(
    engine: Engine, mapping: SourceMapping, reading: Reading, keys: KeyCount, look: Look
) -> Quality:
    """Return what became of the rows."""
    aside = tuple(_set_aside(mapping))
    further = _further(mapping) if keys.filled > look.cases else ()
    known = {("cases", condition): count for condition, count in look.counts.items()}
    known["rows", _nameless(mapping)] = keys.nameless
    seen = remarks_on(engine, (*aside, *further, *_odd(mapping)), known)
    closed = _all_over(mapping, look)
    return Quality(
        rows=reading.rows,
        blank=reading.blank,
        cases=look.cases,
        used=sum(look.used.values()),
        set_aside=tuple(filter(is_any, seen[: len(aside)])),
        remarks=(*reading.remarks, *filter(is_any, seen[len(aside) :]), *closed),
    )


def looked_for(mapping: SourceMapping) -> tuple[str, ...]:
    """Return the conditions on cases that the account tells of."""
    sights = (*_set_aside(mapping), *_odd(mapping))
    told = (sight.condition for sight in sights if sight.table == "cases")
    return (*told, _doubt(mapping), *_going_on(mapping))


def _going_on(mapping: SourceMapping) -> Iterator[str]:
    """Yield the condition of a case that is not over, where the mapping can tell and wants to."""
    ends = [name for name in instants_of(mapping) if is_end(name)]
    if ends and mapping.selected_by is None and not is_end(mapping.period):
        yield " AND ".join(f"{quoted(name)} IS NULL" for name in ends)


def _all_over(mapping: SourceMapping, look: Look) -> Iterator[Remark]:
    """Yield a remark on an export by months of the beginning that has no case without an end."""
    for condition in _going_on(mapping):
        if look.cases and not look.counts[condition]:
            yield Remark(
                zh="没有一张单据未结束：导出是否按结束时刻筛选？若是，请写 selected_by",
                en="every case has ended: was the export selected by that? Then write selected_by",
                count=look.cases,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusions:
    """Cases that do not count: those of a month, and those of the export that have none."""

    of_month: Mapping[str, tuple[SetAside, ...]]
    unplaced: tuple[SetAside, ...]


def exclusions(mapping: SourceMapping, keys: KeyCount, look: Look) -> Exclusions:
    """Return what was set aside by month and reason, in the order of the mapping."""
    reasons = [exclusion.reason for exclusion in mapping.set_aside]
    reasons.append(_no_month(mapping))
    counts: dict[tuple[str | None, int], int] = {}
    for group in look.groups:
        # What comes after these is of days or months that are not told: it has no records.
        if group.aside is not None and group.aside < len(reasons):
            place = group.period, group.aside
            counts[place] = counts.get(place, 0) + group.cases
    found: dict[str | None, list[SetAside]] = {}
    for (period, aside), count in counts.items():
        found.setdefault(period, []).append(SetAside(reason=reasons[aside], count=count))
    first = (SetAside(reason=_NO_CASE, count=keys.nameless),) if keys.nameless else ()
    return Exclusions(
        of_month={month: tuple(cases) for month, cases in found.items() if month is not None},
        unplaced=(*first, *found.get(None, ())),
    )


def doubtful(mapping: SourceMapping, look: Look) -> dict[str, int]:
    """Return how many cases of each month count, of no stated service or impossible order."""
    return look.by_month(_doubt(mapping))


def _doubt(mapping: SourceMapping) -> str:
    """Return the condition of a case that counts and is doubtful."""
    disorder = (f"{quoted(one)} > {quoted(other)}" for one, other in pairwise(mapping.in_order))
    odd = " OR ".join((f"{quoted(mapping.service.column)} IS NULL", *disorder))
    return f"{ASIDE} IS NULL AND ({odd})"


def _no_month(mapping: SourceMapping) -> Bilingual:
    """Say that a case has no instant that would put it into a month."""
    return Bilingual(
        zh=f"没有归属时刻（{mapping.period}）", en=f"no instant in {mapping.period}, so no month"
    )


def is_any(remark: Remark) -> bool:
    """Tell whether a remark is about anything."""
    return remark.count > 0


def _set_aside(mapping: SourceMapping) -> Iterator[Sight]:
    """Yield why rows or cases did not count."""
    yield from _excluded(mapping)
    place, no_month = len(mapping.set_aside), _no_month(mapping)
    yield Sight(table="cases", condition=f"{ASIDE} = {place}", zh=no_month.zh, en=no_month.en)
    yield Sight(
        table="cases",
        condition=f"{ASIDE} = {place + 2}",
        zh="在导出所覆盖的日子（days）之外",
        en="outside the days that the export speaks of",
    )
    yield Sight(
        table="cases",
        condition=f"{ASIDE} = {place + 1}",
        zh="所属月份在导出时尚未结束",
        en="of a month that was not over when the export was taken",
    )


def excluded(engine: Engine, mapping: ExportReading) -> tuple[Remark, ...]:
    """Return the rows without a case, and the exclusions that the mapping names."""
    return remarks_on(engine, tuple(_excluded(mapping)))


def _excluded(mapping: ExportReading) -> Iterator[Sight]:
    """Yield where rows have no case, and where the mapping excludes cases."""
    yield Sight(table="rows", condition=_nameless(mapping), zh=_NO_CASE.zh, en=_NO_CASE.en)
    for place, each in enumerate(mapping.set_aside):
        yield Sight(
            table="cases", condition=f"{ASIDE} = {place}", zh=each.reason.zh, en=each.reason.en
        )


def _nameless(mapping: ExportReading) -> str:
    """Return the condition of a row without an id."""
    return f"{quoted(mapping.case.key)} IS NULL"


def _odd(mapping: SourceMapping) -> Iterator[Sight]:
    """Yield what may be odd about cases that count."""
    cells = ", ".join(map(literal, sorted(mapping.service.map)))
    # A mapping that names no service means one service whatever the column says.
    if cells:
        service = f"CAST({quoted(mapping.service.column)} AS VARCHAR)"
        yield Sight(
            table="cases",
            condition=f"{ASIDE} IS NULL AND coalesce({service} NOT IN ({cells}), true)",
            zh=f"映射中没有的服务，计入 {mapping.service.other}",
            en=f"of services that the mapping does not name, counted as {mapping.service.other}",
        )
    yield from _truncated(mapping)
    yield from _planned(mapping)
    for earlier, later in pairwise(mapping.in_order):
        yield Sight(
            table="cases",
            condition=f"{ASIDE} IS NULL AND {quoted(later)} < {quoted(earlier)}",
            zh=f"时间顺序不可能：{later} 早于 {earlier}",
            en=f"impossible order of time: {later} before {earlier}",
        )


def _planned(mapping: SourceMapping) -> Iterator[Sight]:
    """Yield instants that may be planned, and may be wrong, where they are after the export."""
    for name in instants_of(mapping):
        if name not in events(mapping):
            yield Sight(
                table="cases",
                condition=f"{ASIDE} IS NULL AND {after_export(mapping, name)}",
                zh=f"{name} 晚于导出日期：是计划时刻，还是日和月写反了？",
                en=f"{name} after the export was taken: planned, or day and month swapped?",
            )


def _truncated(mapping: SourceMapping) -> Iterator[Sight]:
    """Yield cases of which the export lacks the beginning or the end."""
    if len(mapping.in_order) < 2:  # noqa: PLR2004 - one instant is no span
        return
    first, last = mapping.in_order[0], mapping.in_order[-1]
    yield Sight(
        table="cases",
        condition=f"{ASIDE} IS NULL AND {quoted(first)} IS NULL",
        zh=f"单据不完整：没有开头（{first} 缺失）",
        en=f"truncated cases: no beginning ({first} is missing)",
    )
    yield Sight(
        table="cases",
        condition=f"{ASIDE} IS NULL AND {quoted(last)} IS NULL",
        zh=f"单据不完整：没有结尾（{last} 缺失）",
        en=f"truncated cases: no end ({last} is missing)",
    )


def _further(mapping: SourceMapping) -> Iterator[Sight]:
    """Yield rows that are not the only one of their case."""
    key = quoted(mapping.case.key)
    # Of several rows of a case, one stands for it.
    rest = (
        f"(SELECT * FROM rows WHERE {key} IS NOT NULL AND {LINE} NOT IN (SELECT {LINE} FROM cases))"
    )
    if mapping.case.last_by:
        yield Sight(
            table=rest, condition="true", zh="单据的较早状态", en="earlier states of a case"
        )
        yield from _tied(mapping)
        return
    yield Sight(
        table=rest, condition="true", zh="并入单据的其他行", en="further rows of a case, folded"
    )
    yield from _different(
        mapping,
        rows=f"(SELECT * FROM rows WHERE {key} IS NOT NULL)",
        zh="同一单据各行的 {name} 不同，取第一个有值的行",
        en="rows of a case differ in {name}; the first one that has it is taken",
    )


def _tied(mapping: SourceMapping) -> Iterator[Sight]:
    """Yield where rows of a case are the last alike, so that the order of the file decides."""
    key, by = quoted(mapping.case.key), ", ".join(mapping.case.last_by)
    yield from _different(
        mapping,
        rows=f"(SELECT * FROM rows WHERE {key} IS NOT NULL QUALIFY rank() "
        f"OVER (PARTITION BY {key} ORDER BY {last_first(mapping)}) = 1)",
        zh=f"同一单据有几行的 {by} 同为最晚而 {{name}} 不同，取文件中最后一行",
        en=f"rows of a case tie for the last {by} and differ in {{name}}; "
        "the last one in the file is taken",
    )


def _different(mapping: SourceMapping, *, rows: str, zh: str, en: str) -> Iterator[Sight]:
    """Yield where rows of a case differ in a column that nothing folds."""
    key, fold = quoted(mapping.case.key), mapping.case.fold
    # A fold beside the last row is of all rows, `first` too.
    chosen = {name for name in fold if mapping.case.last_by or fold[name] is not Fold.FIRST}
    unfolded = [name for name in mapping.columns if name not in {mapping.case.key, *chosen}]
    # An empty cell beside a filled one is a difference too.
    values = ", ".join(
        f"count(DISTINCT {quoted(name)}) + CASE WHEN count({quoted(name)}) < count(*) "
        f"THEN 1 ELSE 0 END AS {quoted(name)}"
        for name in unfolded
    )
    by_case = (
        f"(SELECT min({LINE}) AS {LINE}, {values} FROM {rows} AS alike "
        f"GROUP BY {key} HAVING count(*) > 1)"
    )
    for name in unfolded:
        yield Sight(
            table=by_case,
            condition=f"{quoted(name)} > 1",
            zh=zh.format(name=name),
            en=en.format(name=name),
        )


def remarks_on(
    engine: Engine, sights: tuple[Sight, ...], known: Mapping[tuple[str, str], int] | None = None
) -> tuple[Remark, ...]:
    """Return a remark on each sight; every table is counted once, whatever is looked for.

    `known` has numbers of tables and conditions that were counted before.
    """
    counts = {each: (known or {}).get((each.table, each.condition)) for each in sights}
    for table in dict.fromkeys(each.table for each in sights if counts[each] is None):
        here = [each for each in sights if each.table == table and counts[each] is None]
        conditions = tuple(sight.condition for sight in here)
        counts |= dict(zip(here, counts_of(engine, table, conditions), strict=True))
    return tuple(
        Remark(
            zh=sight.zh,
            en=sight.en,
            count=counts[sight] or 0,
            lines=_lines(engine, sight) if counts[sight] else (),
        )
        for sight in sights
    )


def _lines(engine: Engine, sight: Sight) -> tuple[int, ...]:
    """Return the first lines on which something is seen."""
    query = (
        f"SELECT {LINE} FROM {sight.table} AS seen WHERE {sight.condition} "
        f"ORDER BY {LINE} LIMIT {EXAMPLES}"
    )
    return tuple(int(line) for (line,) in engine.execute(query).fetchall())


def counts_of(engine: Engine, table: str, conditions: tuple[str, ...]) -> tuple[int, ...]:
    """Return how many rows of a table meet each condition."""
    columns = ", ".join(map(count_where, conditions))
    (counts,) = engine.execute(f"SELECT {columns} FROM {table} AS seen").fetchall()
    return tuple(map(int, counts))

"""The cases counted: amounts by month, service and member, as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import duckdb

from generator.collect.account import Exclusions
from generator.collect.cases import ASIDE, PERIOD, SERVICE
from generator.collect.engine import quoted
from generator.collect.expression import Yields
from generator.collect.parts import EXTREMES
from generator.collect.plan import SINGLES, SPREADS, Part, Plan, Step
from generator.collect.quality import Quality
from generator.collect.soundness import STOCKS
from generator.collect.table import LINE
from generator.kinds import MetricKind
from generator.workspace.model.outages import OutageLine
from generator.workspace.model.packed import write_histogram, write_ids
from generator.workspace.model.records import NOT_STATED, ClockTrail, Record
from generator.workspace.model.sources import Mapping as SourceMapping

_Spread = defaultdict[str, dict[Decimal | str, int]]
"""Part -> values or ids with their number."""

_CASES = f"FROM cases WHERE {ASIDE} IS NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The records of every month that the export covers, and the cases used for it."""

    records: Mapping[str, tuple[Record, ...]]
    used: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What an export says, by the label of the month, and the account of it."""

    records: Mapping[str, tuple[Record, ...]]
    used: Mapping[str, int]
    quality: Quality
    exclusions: Exclusions
    trails: Mapping[str, tuple[ClockTrail, ...]] = field(default_factory=dict)
    """What the clocks of each month rest on."""
    outages: Mapping[str, tuple[OutageLine, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """One way to group the cases: by month and service, and by the members of a dimension.

    `member` is the expression of the member, "" for whole services; `days` are the last
    days of the months, on which stocks are counted.
    """

    dimension: str | None
    member: str
    steps: tuple[Step, ...]
    days: Mapping[str, date]

    @property
    def keys(self) -> str:
        """Return the columns to group by, as SQL."""
        member = f", coalesce(CAST((\n{self.member}\n) AS VARCHAR), '{NOT_STATED}')"
        return f"{PERIOD}, {SERVICE}" + (member if self.dimension else ", NULL")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an amount belongs."""

    metric: str
    service: str
    dimension: str | None
    member: str | None


def tally(engine: duckdb.DuckDBPyConnection, mapping: SourceMapping, plan: Plan) -> Tally:
    """Count the cases of the engine's table `cases`.

    A service of the mapping without cases gets records of nought in every month covered,
    so that "none" and "not collected" can be told apart. Members without cases get none.
    """
    used = dict(_used(engine))
    services = {*mapping.service.map.values(), mapping.service.other}
    found: dict[str, list[Record]] = {period: [] for period in used}
    days = dict(_last_days(engine, mapping))
    for cut in _cuts(plan, days):
        for period, record in _counted(engine, mapping, cut):
            found[period].append(record)
    return Tally(
        records={
            period: (*records, *_noughts(mapping, plan, services, records, days[period]))
            for period, records in found.items()
        },
        used=used,
    )


def _used(engine: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, int]]:
    """Yield the months that the export covers, with the cases used for each."""
    query = f"SELECT {PERIOD}, count(*) {_CASES} GROUP BY {PERIOD} ORDER BY {PERIOD}"
    for period, cases in engine.execute(query).fetchall():
        yield str(period), int(cases)


def _last_days(
    engine: duckdb.DuckDBPyConnection, mapping: SourceMapping
) -> Iterator[tuple[str, date]]:
    """Yield the months that the export covers, with the last day of which it has a case."""
    query = f"SELECT {PERIOD}, max({_day(mapping)}) {_CASES} GROUP BY {PERIOD}"
    yield from engine.execute(query).fetchall()


def _day(mapping: SourceMapping) -> str:
    """Return the day of a case by the party's clock, as SQL."""
    return f"CAST({quoted(mapping.period + '_local')} AS DATE)"


def _cuts(plan: Plan, days: Mapping[str, date]) -> Iterator[_Cut]:
    """Yield the groupings that the steps ask for; steps of the same one are counted together."""
    yield _Cut(dimension=None, member="", steps=plan.steps, days=days)
    steps: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in plan.steps:
        for dimension, member in step.rule.dimensions.items():
            steps[dimension, member].append(step)
    for (dimension, member), sharing in steps.items():
        yield _Cut(dimension=dimension, member=member, steps=tuple(sharing), days=days)


def _counted(
    engine: duckdb.DuckDBPyConnection, mapping: SourceMapping, cut: _Cut
) -> Iterator[tuple[str, Record]]:
    """Yield the records of one grouping with their months."""
    yield from _totals(engine, mapping, cut)
    for step in cut.steps:
        if step.kind in EXTREMES:
            yield from _extremes(engine, mapping, cut, step)
        elif step.kind in SPREADS:
            yield from _spreads(engine, mapping, cut, step)


def _totals(
    engine: duckdb.DuckDBPyConnection, mapping: SourceMapping, cut: _Cut
) -> Iterator[tuple[str, Record]]:
    """Yield the records of all steps that add up, from one pass over the cases."""
    steps = tuple(step for step in cut.steps if step.kind not in (*EXTREMES, *SPREADS))
    wanted = [(step, name) for step in steps for name in step.parts]
    if not wanted:
        return
    stands = _stands(mapping, cut)
    sums = ", ".join(_sum(step, name, stands) for step, name in wanted)
    query = f"SELECT {cut.keys}, {sums} {_CASES} GROUP BY ALL"
    for period, service, member, *amounts in engine.execute(query).fetchall():
        parts: dict[str, dict[str, Decimal]] = defaultdict(dict)
        kinds = {step.rule.metric: step.kind for step in steps}
        for (step, name), amount in zip(wanted, amounts, strict=True):
            # A single value that no case tells is missing; a sum of nothing is nought.
            if amount is not None or step.kind is not MetricKind.SINGLE:
                parts[step.rule.metric][name] = exact(amount)
        for metric, values in parts.items():
            # A member may be there for another metric of the grouping only.
            if member is None or any(values.values()):
                place = _Place(metric, str(service), cut.dimension, member)
                record = _record(mapping, place, values)
                yield str(period), _dated(kinds[metric], record, cut.days[period])


def _stands(mapping: SourceMapping, cut: _Cut) -> str:
    """Return the condition for cases of the last day of their month, as SQL."""
    days = ", ".join(f"DATE '{day.isoformat()}'" for day in sorted(cut.days.values()))
    return f"{_day(mapping)} IN ({days})"


def _dated(kind: MetricKind, record: Record, day: date) -> Record:
    """Return the record of a stock with the day on which it was counted."""
    return replace(record, at=day.isoformat()) if kind in STOCKS else record


def _sum(step: Step, name: str, stands: str) -> str:
    """Return the aggregate for one part of a step: conditions are counted, numbers added up."""
    part = step.parts[name]
    if (step.kind, name) in SINGLES:
        return f"min((\n{part.sql}\n))"
    among = _among(step, name) + (f"{stands} AND " if step.kind in STOCKS else "")
    if part.yields is Yields.CONDITION:
        return f"count(*) FILTER (WHERE {among}(\n{part.sql}\n))"
    return f"sum((\n{part.sql}\n)) FILTER (WHERE {among}true)"


def _among(step: Step, name: str) -> str:
    """Return the condition that a part of a ratio or mean takes from the other part."""
    if step.kind is MetricKind.AVERAGE_STOCK:
        # Seconds without a stock would pull the mean down.
        other = step.parts["seconds" if name == "sum" else "sum"]
        return f"(\n{other.sql}\n) IS NOT NULL AND "
    whole: Part | None = None
    if name == "numerator":
        whole = step.parts["denominator"]
    elif name == "sum":
        whole = step.parts["count"]
    return f"(\n{whole.sql}\n) AND " if whole and whole.yields is Yields.CONDITION else ""


def _extremes(
    engine: duckdb.DuckDBPyConnection, mapping: SourceMapping, cut: _Cut, step: Step
) -> Iterator[tuple[str, Record]]:
    """Yield the largest or smallest value of each group, its instant and its case.

    Of equal values the earliest stands, then the first in the order of the cases' ids.
    """
    value, at, key = step.parts["value"].sql, mapping.period, quoted(mapping.case.key)
    direction = "DESC" if step.kind is MetricKind.MAXIMUM else "ASC"
    query = (
        f"SELECT {cut.keys}, (\n{value}\n) AS _value, "
        f"strftime({quoted(at + '_local')}, '%Y-%m-%dT%H:%M:%S'), CAST({key} AS VARCHAR) "
        f"{_CASES} AND (\n{value}\n) IS NOT NULL QUALIFY row_number() OVER ("
        f"PARTITION BY {cut.keys} ORDER BY _value {direction}, {quoted(at)}, {key}, {LINE}) = 1"
    )
    for period, service, member, amount, instant, case in engine.execute(query).fetchall():
        place = _Place(step.rule.metric, str(service), cut.dimension, member)
        record = _record(mapping, place, {"value": exact(amount)})
        yield str(period), replace(record, at=str(instant), case=str(case))


def _spreads(
    engine: duckdb.DuckDBPyConnection, mapping: SourceMapping, cut: _Cut, step: Step
) -> Iterator[tuple[str, Record]]:
    """Yield every value of each group with its number, or everything that was there once."""
    groups: dict[tuple[str, str, str | None], _Spread] = defaultdict(lambda: defaultdict(dict))
    for name, part in step.parts.items():
        stands = f"AND {_stands(mapping, cut)} " if name == "scope" else ""
        query = (
            f"SELECT {cut.keys}, (\n{part.sql}\n) AS _value, count(*) "
            f"{_CASES} {stands}AND (\n{part.sql}\n) IS NOT NULL GROUP BY ALL"
        )
        for period, service, member, value, count in engine.execute(query).fetchall():
            groups[str(period), str(service), member][name][value] = int(count)
    for (period, service, member), spread in groups.items():
        place = _Place(step.rule.metric, service, cut.dimension, member)
        record = _packed(step, _record(mapping, place, {}), spread)
        yield period, _dated(step.kind, record, cut.days[period])


def _packed(step: Step, record: Record, spread: _Spread) -> Record:
    """Return the record with the values of many cases in it."""
    if step.kind is MetricKind.PERCENTILE:
        counts = {Decimal(value): count for value, count in spread["histogram"].items()}
        return replace(record, histogram=write_histogram(counts))
    scope = write_ids(map(str, spread["scope"])) if "scope" in step.parts else None
    return replace(record, ids=write_ids(map(str, spread["ids"])), scope=scope)


def _noughts(
    mapping: SourceMapping, plan: Plan, services: set[str], records: list[Record], day: date
) -> Iterator[Record]:
    """Yield records of nought for services of which a month has no case.

    There is no nought of an extreme, of a single value, of users, nor of a stock over time:
    nobody looked.
    """
    there = {(record.metric, record.service) for record in records}
    for step in plan.steps:
        for service in services:
            if _has_nought(step) and (step.rule.metric, service) not in there:
                place = _Place(step.rule.metric, service, None, None)
                if step.kind in SPREADS:
                    record = _packed(step, _record(mapping, place, {}), defaultdict(dict))
                else:
                    record = _record(mapping, place, dict.fromkeys(step.parts, Decimal(0)))
                yield _dated(step.kind, record, day)


def _has_nought(step: Step) -> bool:
    """Tell whether no case at all says something of a metric."""
    silent = (*EXTREMES, MetricKind.SINGLE, MetricKind.AVERAGE_STOCK)
    return step.kind not in silent and "weight" not in step.parts


def _record(mapping: SourceMapping, place: _Place, amounts: Mapping[str, Decimal]) -> Record:
    """Return the record of the amounts that are there."""
    return Record(
        metric=place.metric,
        service=place.service,
        source=mapping.source,
        dimension=place.dimension,
        member=place.member,
        numerator=amounts.get("numerator"),
        denominator=amounts.get("denominator"),
        weight=amounts.get("weight"),
        sum=amounts.get("sum"),
        count=amounts.get("count"),
        seconds=amounts.get("seconds"),
        value=amounts.get("value"),
    )


def exact(amount: Decimal | int | None) -> Decimal:
    """Return an amount with no digit more than it needs; nothing to add up is nought."""
    text = format(Decimal(amount or 0), "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)

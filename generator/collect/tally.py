"""The cases counted: amounts by month, service and member, as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from generator.collect.account import Exclusions
from generator.collect.ahead import one_ahead
from generator.collect.amounts import (
    Answers,
    Cut,
    Group,
    Spread,
    cuts_of,
    queries_of,
    spreads,
    totals,
)
from generator.collect.engine import Engine
from generator.collect.look import Look
from generator.collect.parts import EXTREMES
from generator.collect.plan import SPREADS, Plan, Step
from generator.collect.quality import Quality
from generator.collect.soundness import STOCKS
from generator.kinds import MetricKind
from generator.workspace.model.outages import OutageLine
from generator.workspace.model.packed import write_histogram, write_ids
from generator.workspace.model.records import ClockTrail, Record
from generator.workspace.model.sources import Mapping as SourceMapping


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
    doubtful: Mapping[str, int] | None = None
    """Cases of each month that count, yet are doubtful; None where nobody looked."""
    trails: Mapping[str, tuple[ClockTrail, ...]] = field(default_factory=dict)
    """What the clocks of each month rest on."""
    outages: Mapping[str, tuple[OutageLine, ...]] = field(default_factory=dict)
    of_service: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Cases used, by month and service."""
    counting: frozenset[tuple[str, str]] = frozenset()
    """Metrics and their parts that are a number of cases."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an amount belongs."""

    metric: str
    service: str
    dimension: str | None
    member: str | None


def tally(engine: Engine, mapping: SourceMapping, plan: Plan, look: Look) -> Tally:
    """Count the cases of the engine's table `cases`.

    A service of the mapping without cases gets records of nought in every month covered,
    so that "none" and "not collected" can be told apart. Members without cases get none.
    """
    used, days = look.used, look.days
    services = {*mapping.service.map.values(), mapping.service.other}
    found: dict[str, list[Record]] = {period: [] for period in used}
    cuts = tuple(cuts_of(plan, days))
    questions = (query for cut in cuts for query in queries_of(mapping, cut))
    with closing(one_ahead(engine, questions)) as answers:
        for cut in cuts:
            for period, record in _counted(mapping, cut, answers):
                found[period].append(record)
    return Tally(
        records={
            period: (*records, *_noughts(mapping, plan, services, records, days[period]))
            for period, records in found.items()
        },
        used=used,
    )


def _counted(mapping: SourceMapping, cut: Cut, answers: Answers) -> Iterator[tuple[str, Record]]:
    """Yield the records of one grouping with their months."""
    for group, step, amounts in totals(cut, answers):
        record = _of_amounts(mapping, cut, group, step, amounts)
        if record:
            yield group[0], _dated(step.kind, record, cut.days[group[0]])
    for step in cut.steps:
        if step.kind in SPREADS:
            for group, spread in spreads(cut, step, answers):
                record = _packed(step, _record(mapping, _place(cut, group, step), {}), spread)
                yield group[0], _dated(step.kind, record, cut.days[group[0]])


def _of_amounts(
    mapping: SourceMapping, cut: Cut, group: Group, step: Step, amounts: Mapping[str, Any]
) -> Record | None:
    """Return the record of a group, or None when it says nothing."""
    place = _place(cut, group, step)
    if step.kind in EXTREMES:
        return _extreme(mapping, place, step, amounts["value"])
    # A single value that no case tells is missing; a sum of nothing is nought.
    values = {
        name: exact(amount)
        for name, amount in amounts.items()
        if amount is not None or step.kind is not MetricKind.SINGLE
    }
    # A member may be there for another metric of the grouping only.
    is_told = any(values.values()) if group[2] is not None else bool(values)
    return _record(mapping, place, values) if is_told else None


def _extreme(
    mapping: SourceMapping, place: _Place, step: Step, found: tuple[Any, ...] | None
) -> Record | None:
    """Return the record of the largest or smallest value, its instant and its case."""
    if found is None:
        return None
    value, _, case, local = found
    turned = -value if step.kind is MetricKind.MAXIMUM else value
    record = _record(mapping, place, {"value": exact(turned)})
    return replace(record, at=local.isoformat(timespec="seconds"), case=str(case))


def _place(cut: Cut, group: Group, step: Step) -> _Place:
    """Return where the figures of a group belong."""
    _, service, member = group
    dimension = None if member is None else cut.dimension
    return _Place(step.rule.metric, service, dimension, member)


def _dated(kind: MetricKind, record: Record, day: date) -> Record:
    """Return the record of a stock with the day on which it was counted."""
    return replace(record, at=day.isoformat()) if kind in STOCKS else record


def _packed(step: Step, record: Record, spread: Spread) -> Record:
    """Return the record with the values of many cases in it."""
    if step.kind is MetricKind.PERCENTILE:
        counts = {Decimal(value): n for value, n in spread.get("histogram", {}).items()}
        return replace(record, histogram=write_histogram(counts))
    scope = write_ids(map(str, spread.get("scope", {}))) if "scope" in step.parts else None
    return replace(record, ids=write_ids(map(str, spread.get("ids", {}))), scope=scope)


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
                    record = _packed(step, _record(mapping, place, {}), {})
                else:
                    record = _record(mapping, place, dict.fromkeys(step.parts, Decimal(0)))
                yield _dated(step.kind, record, day)


def _has_nought(step: Step) -> bool:
    """Tell whether no case at all says something of a metric."""
    silent = (*EXTREMES, MetricKind.SINGLE, MetricKind.AVERAGE_STOCK)
    return step.kind not in silent and "weight" not in step.parts


def _record(mapping: SourceMapping, place: _Place, amounts: Mapping[str, Any]) -> Record:
    """Return the record of the amounts that are there, by the names of its fields."""
    return Record(
        metric=place.metric,
        service=place.service,
        source=mapping.source,
        dimension=place.dimension,
        member=place.member,
        **amounts,
    )


def exact(amount: Decimal | int | None) -> Decimal:
    """Return an amount with no digit more than it needs; nothing to add up is nought."""
    if not amount or isinstance(amount, int):
        return Decimal(amount or 0)
    text = format(amount, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)

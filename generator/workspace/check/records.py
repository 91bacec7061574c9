"""Rules R001-R013, R022: records against metrics, agreements and each other."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.kinds import Across, MetricKind
from generator.periods import Cadence
from generator.workspace.decode import did_you_mean
from generator.workspace.model.metrics import Unit
from generator.workspace.model.packed import NOTHING, read_histogram

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.metrics import Metric
    from generator.workspace.model.records import Record
    from generator.workspace.workspace import Entry, Workspace

PART_NAMES = (
    "numerator",
    "denominator",
    "weight",
    "sum",
    "count",
    "seconds",
    "value",
    "histogram",
    "ids",
    "scope",
    "at",
    "case",
)
# What members add up in; a histogram or a set says more than a sum can check.
_ADDED_NAMES = ("numerator", "denominator", "sum", "count", "value")

# Parts that a record of a kind must have, and those that it may have.
PARTS_OF_KIND = {
    MetricKind.RATIO: (frozenset({"numerator", "denominator"}), frozenset[str]()),
    MetricKind.MEAN: (frozenset({"sum", "count"}), frozenset[str]()),
    MetricKind.COUNT: (frozenset({"value"}), frozenset[str]()),
    MetricKind.STOCK: (frozenset({"value", "at"}), frozenset[str]()),
    MetricKind.MAXIMUM: (frozenset({"value", "at"}), frozenset({"case"})),
    MetricKind.MINIMUM: (frozenset({"value", "at"}), frozenset({"case"})),
    MetricKind.DURATION_RATIO: (frozenset({"numerator", "denominator"}), frozenset[str]()),
    MetricKind.STOCK_RATIO: (frozenset({"numerator", "denominator", "at"}), frozenset[str]()),
    MetricKind.AVERAGE_STOCK: (frozenset({"sum", "seconds"}), frozenset[str]()),
    MetricKind.PERCENTILE: (frozenset({"histogram"}), frozenset[str]()),
    MetricKind.DISTINCT: (frozenset({"ids"}), frozenset[str]()),
    MetricKind.DISTINCT_SHARE: (frozenset({"ids", "scope", "at"}), frozenset[str]()),
    MetricKind.INDEX: (frozenset[str](), frozenset[str]()),
    MetricKind.SINGLE: (frozenset({"value"}), frozenset[str]()),
}
_ADDITIVE = (MetricKind.RATIO, MetricKind.MEAN, MetricKind.COUNT, MetricKind.STOCK_RATIO)
_OF_ONE_DAY = (MetricKind.STOCK, MetricKind.STOCK_RATIO, MetricKind.DISTINCT_SHARE)
# Kinds whose numerator is a part of its denominator; two stocks may be days and cases.
_NEVER_MORE = (MetricKind.RATIO, MetricKind.DURATION_RATIO)


def record_files(workspace: Workspace) -> Iterator[Finding]:
    """Find everything that is wrong with the records of each file."""
    for entry in workspace.of_kind("records"):
        yield from _place(entry)
        yield from _contract(workspace, entry)
        yield from _source_counts(entry)
        yield from _records(workspace, entry)
        yield from _duplicates(entry)
        yield from _breakdowns(workspace, entry)
        yield from _stocks(workspace, entry)


def _place(entry: Entry) -> Iterator[Finding]:
    """R009: one month, in the folder of the party."""
    folder = PurePosixPath(entry.file).parent.name
    if entry.value.party != folder:
        found = f"party {entry.value.party!r} in folder {folder!r}"
        yield entry.finding(
            ("party",),
            "R009",
            expected="the folder of the party",
            found=found,
            action="move the file or correct the party",
        )
    if entry.value.period.cadence is not Cadence.MONTH:
        yield entry.finding(
            ("period",),
            "R009",
            expected="a month such as 2013-10",
            found=repr(entry.value.period.label),
            action="write one file a month",
        )


def _contract(workspace: Workspace, entry: Entry) -> Iterator[Finding]:
    """R010: some agreement with the party is in force."""
    period = entry.value.period
    agreements = [a for a in workspace.agreements.values() if a.party == entry.value.party]
    if "agreement" in workspace.incomplete or entry.value.party not in workspace.parties:
        return
    final_day = period.end - timedelta(days=1)
    in_force = any(
        a.effective.first <= final_day and period.start <= (a.effective.last or final_day)
        for a in agreements
    )
    if not in_force:
        yield entry.finding(
            ("period",),
            "R010",
            expected=f"a month in which an agreement with {entry.value.party!r} is in force",
            found=period.label,
            action="correct the period or the agreement's days",
        )


def _source_counts(entry: Entry) -> Iterator[Finding]:
    """R012 and R022: no more cases than rows or cases used, no more days than the month."""
    period = entry.value.period
    days = (period.end - period.start).days
    for index, source in enumerate(entry.value.sources):
        cases = source.used + sum(each.count for each in source.set_aside or ())
        if cases > source.rows:
            yield entry.finding(
                ("sources", index, "used"),
                "R012",
                expected=f"at most {source.rows}, the rows of the export",
                found=str(cases),
                action="collect the source again",
            )
        if source.doubtful is not None and source.doubtful > source.used:
            yield entry.finding(
                ("sources", index, "doubtful"),
                "R012",
                expected=f"at most {source.used}, the cases used",
                found=str(source.doubtful),
                action="collect the source again",
            )
        if source.covered_days is not None and not 1 <= source.covered_days <= days:
            yield entry.finding(
                ("sources", index, "covered_days"),
                "R022",
                expected=f"1 to {days}, the days of {period.label}",
                found=str(source.covered_days),
                action="count the days of the month that the export covers",
            )


def _records(workspace: Workspace, entry: Entry) -> Iterator[Finding]:
    """Check each record by itself."""
    sources = tuple(source.id for source in entry.value.sources)
    for index, record in enumerate(entry.value.records):
        for rule, field, expected, found, action in _complaints(workspace, entry, record, sources):
            path = ("records", index, field) if field else ("records", index)
            yield entry.finding(path, rule, expected=expected, found=found, action=action)


Complaint = tuple[str, str, str, str, str]


def _complaints(
    workspace: Workspace, entry: Entry, record: Record, sources: tuple[str, ...]
) -> Iterator[Complaint]:
    """Give rule, field, expected, found and action of all that is wrong with a record."""
    yield from _source(record, sources)
    metric = workspace.metrics.get(record.metric)
    if metric is None:
        return
    yield from _parts(metric, record)
    yield from _amounts(metric, record)
    yield from _dimension(metric, record)
    if record.at and not _within(entry, record.at):
        expected = f"an instant in {entry.value.period.label}"
        yield "R011", "at", expected, repr(record.at), "correct the instant or move the record"


def _source(record: Record, sources: tuple[str, ...]) -> Iterator[Complaint]:
    """R006 and R008: a record comes from a source, or from evidence."""
    if record.source is None and len(sources) != 1 and record.evidence is None:
        expected = "a source or evidence"
        yield "R008", "", expected, "neither", "name one of the sources or the evidence"
    if record.source is not None and record.source not in sources:
        hint = did_you_mean(record.source, sources)
        expected = "one of the file's sources"
        action = f"{hint}sources: {', '.join(sources) or 'none'}"
        yield "R006", "source", expected, repr(record.source), action


def _parts(metric: Metric, record: Record) -> Iterator[Complaint]:
    """R001: the parts that the kind asks for, and no others."""
    needed, allowed = PARTS_OF_KIND[metric.kind]
    if metric.across is Across.USER_WEIGHTED:
        needed |= {"weight"}
    there = {name for name in PART_NAMES if getattr(record, name) is not None}
    if needed and needed <= there <= needed | allowed:
        return
    names = " and ".join(sorted(needed, key=PART_NAMES.index)) or "no record"
    expected = f"{names} for {_article(metric.kind)}"
    found = ", ".join(sorted(there, key=PART_NAMES.index)) or "no parts"
    yield "R001", "", expected, found, "give just these parts"


def _article(kind: MetricKind) -> str:
    """Return `a ratio`, `an index`."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _amounts(metric: Metric, record: Record) -> Iterator[Complaint]:
    """R002 and R003: amounts that can be counted."""
    for name in ("numerator", "denominator", "weight", "count", "seconds"):
        amount = getattr(record, name)
        if amount is not None and amount < 0:
            yield "R003", name, "0 or more", str(amount), "correct the number"
    for name, amount in () if metric.signed else _directed(record):
        if amount < 0:
            action = "correct the number, or say under `signed` of the metric what its sign means"
            yield "R003", name, "0 or more", str(amount), action
    is_part = metric.kind in _NEVER_MORE or metric.unit is Unit.PERCENT
    if (is_part or not record.denominator) and _more(record.numerator, record.denominator):
        found = f"{record.numerator} of {record.denominator}"
        expected = "no more than the denominator"
        yield "R002", "numerator", expected, found, "correct numerator or denominator"
    for name in ("count", "seconds"):
        if getattr(record, name) == 0 and record.sum:
            yield "R002", "sum", f"0 where {name} is 0", str(record.sum), f"correct sum or {name}"


def _directed(record: Record) -> Iterator[tuple[str, Decimal]]:
    """Give the amounts that lie below zero only where a metric says what this means."""
    if record.value is not None:
        yield "value", record.value
    if record.sum is not None:
        yield "sum", record.sum
    for value, _ in read_histogram(record.histogram or NOTHING)[:1]:
        yield "histogram", value


def _more(numerator: Decimal | None, denominator: Decimal | None) -> bool:
    return numerator is not None and denominator is not None and numerator > denominator


def _dimension(metric: Metric, record: Record) -> Iterator[Complaint]:
    """R007: a break-down that the metric declares, with both of its keys."""
    if (record.dimension is None) != (record.member is None):
        expected = "dimension and member together"
        yield "R007", "", expected, "one of them", "add the other or remove it"
    known = tuple(dimension.id for dimension in metric.dimensions)
    if record.dimension is not None and record.dimension not in known:
        hint = did_you_mean(record.dimension, known)
        action = f"{hint}dimensions of {metric.id}: {', '.join(known) or 'none'}"
        yield "R007", "dimension", "a dimension of the metric", repr(record.dimension), action


def _within(entry: Entry, instant: str) -> bool:
    """Tell whether an instant lies in the month of its file."""
    period = entry.value.period
    return bool(period.start.isoformat() <= instant[:10] < period.end.isoformat())


def _duplicates(entry: Entry) -> Iterator[Finding]:
    """R004: one record for one key."""
    first: dict[tuple[str | None, ...], int] = {}
    for index, record in enumerate(entry.value.records):
        key = (record.metric, record.service, record.dimension, record.member)
        other = first.setdefault(key, index)
        if other != index:
            yield entry.finding(
                ("records", index),
                "R004",
                expected="one record for a metric, service, dimension and member",
                found=f"a second one, the first is on line {entry.lines.line(('records', other))}",
                action="remove one of them; two sources must not share a service of a metric",
            )


def _breakdowns(workspace: Workspace, entry: Entry) -> Iterator[Finding]:
    """R005: members add up to the whole, for kinds whose parts add up."""
    wholes: dict[tuple[str, str], tuple[Decimal, ...]] = {}
    sums: dict[tuple[str, str, str], tuple[Decimal, ...]] = {}
    first: dict[tuple[str, str, str], int] = {}
    for index, record in enumerate(entry.value.records):
        metric = workspace.metrics.get(record.metric)
        if metric is None or metric.kind not in _ADDITIVE:
            continue
        if record.dimension is None:
            wholes[record.metric, record.service] = _added(record)
            continue
        key = (record.metric, record.service, record.dimension)
        first.setdefault(key, index)
        so_far = sums.get(key, (Decimal(0),) * len(_ADDED_NAMES))
        sums[key] = tuple(a + b for a, b in zip(so_far, _added(record), strict=True))
    for metric_id, dimension in sorted({(key[0], key[2]) for key in sums}):
        for (name, service), parts in wholes.items():
            # Zero cases have no members; whoever has some must be broken down like the others.
            if name == metric_id and any(parts):
                sums.setdefault((metric_id, service, dimension), (Decimal(0),) * len(_ADDED_NAMES))
    for key, total in sums.items():
        whole = wholes.get(key[:2])
        if whole != total:
            plain = _plain(entry, key)
            place = first.get(key, plain)
            line = None if plain is None else entry.lines.line(("records", plain))
            yield entry.finding(
                ("records",) if place is None else ("records", place),
                "R005",
                expected=f"members of {key[2]!r} that add up to the plain record: {_said(whole)}",
                found=_said(total) or "none",
                action=f"correct the members of {key[0]} for {key[1]}, or "
                + (f"the plain record on line {line}" if line else "add the plain record"),
            )


def _stocks(workspace: Workspace, entry: Entry) -> Iterator[Finding]:
    """R013: the stocks of a metric are of one day."""
    first: dict[str, str] = {}
    for index, record in enumerate(entry.value.records):
        metric = workspace.metrics.get(record.metric)
        if metric is None or metric.kind not in _OF_ONE_DAY or not record.at:
            continue
        day = first.setdefault(record.metric, record.at[:10])
        if day != record.at[:10]:
            yield entry.finding(
                ("records", index, "at"),
                "R013",
                expected=f"{day}, the day of the other stocks of {record.metric}",
                found=repr(record.at),
                action="count all stocks on one day",
            )


def _plain(entry: Entry, key: tuple[str, str, str]) -> int | None:
    """Return the place of the plain record that members should add up to."""
    for index, record in enumerate(entry.value.records):
        if (record.metric, record.service, record.dimension) == (*key[:2], None):
            return index
    return None


def _added(record: Record) -> tuple[Decimal, ...]:
    """Return the parts of a record that add up."""
    return tuple(getattr(record, name) or Decimal(0) for name in _ADDED_NAMES)


def _said(parts: tuple[Decimal, ...] | None) -> str:
    """Write parts for a finding."""
    if parts is None:
        return "none is there"
    return ", ".join(f"{n} {part}" for n, part in zip(_ADDED_NAMES, parts, strict=True) if part)

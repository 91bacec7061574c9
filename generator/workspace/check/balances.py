"""Rules X058 and R030: the flows between one stock and the next explain their difference."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.workspace.decode import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.findings import Finding
    from generator.periods import Period
    from generator.workspace.model.metrics import Balance, Metric
    from generator.workspace.model.records import Record
    from generator.workspace.workspace import Entry, Item, Workspace

_FLOWS = ("opened", "reopened", "closed")
_DIGITS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A record and where it stands."""

    entry: Entry
    index: int

    @property
    def record(self) -> Record:
        """Return the record."""
        found: Record = self.entry.value.records[self.index]
        return found

    @property
    def value(self) -> Decimal:
        """Return the amount."""
        value = self.entry.value.records[self.index].value
        assert isinstance(value, Decimal)  # noqa: S101 - only such records have a place
        return value

    @property
    def name(self) -> str:
        """Return file:line."""
        return f"{self.entry.file}:{self.entry.lines.line(('records', self.index))}"


# Party, month, metric and service lead to the plain record.
_Places = dict[tuple[str, "Period", str, str], _Place]


def flows_of_stocks(workspace: Workspace) -> Iterator[Finding]:
    """X058: a stock that names counts of its own unit, each once."""
    for item in workspace.items("metric"):
        if item.value.balance and item.value.kind is not MetricKind.STOCK:
            yield item.entry.finding(
                (*item.path, "balance"),
                "X058",
                expected="a balance for the kind stock",
                found=f"a balance for the kind {item.value.kind}",
                action="remove it, or correct the kind",
            )
        yield from _flows_of(workspace, item)


def _flows_of(workspace: Workspace, item: Item) -> Iterator[Finding]:
    """Find the flows of one metric that are none."""
    stock: Metric = item.value
    flows = _flows(stock.balance) if stock.balance else {}
    for key, name in flows.items():
        others = [other for k, other in flows.items() if k != key]
        found = _unfit(workspace.metrics, stock, name, others)
        if found:
            known = tuple(workspace.metrics)
            hint = "" if name in known else did_you_mean(name, known)
            yield item.entry.finding(
                (*item.path, "balance", key),
                "X058",
                expected=f"a metric of kind count, in {stock.unit_code}, named once",
                found=found,
                action=f"{hint}name the count of what was {key}",
            )


def _flows(balance: Balance) -> dict[str, str]:
    """Return the metrics of the flows by their keys; one that is not there is left out."""
    named = {key: getattr(balance, key) for key in _FLOWS}
    return {key: name for key, name in named.items() if name is not None}


def _unfit(metrics: Mapping[str, Metric], stock: Metric, name: str, others: list[str]) -> str:
    """Say why a metric is no flow of a stock."""
    flow = metrics.get(name)
    if flow is None:
        return f"{name!r}, which is not defined"
    if flow.kind is not MetricKind.COUNT or flow.unit_code != stock.unit_code:
        return f"{name!r}, kind {flow.kind} in {flow.unit_code}"
    return f"{name!r} twice" if name in others else ""


def stocks_out_of_balance(workspace: Workspace) -> Iterator[Finding]:
    """R030: the stock of every service and month is what its flows make of the one before.

    A month is judged when all parts and the month before are there. Members of a
    break-down are not: an open case may move from one to another.
    """
    places = _places(workspace, frozenset(_balanced(workspace)))
    for (party, month, metric, service), stock in places.items():
        definition = workspace.metrics.get(metric)
        before = places.get((party, month.previous(), metric, service))
        if definition is None or definition.balance is None or before is None:
            continue
        flows = {
            key: places.get((party, month, name, service))
            for key, name in _flows(definition.balance).items()
        }
        there = {key: flow for key, flow in flows.items() if flow is not None}
        if len(there) == len(flows):
            yield from _compared(before, there, stock)


def _balanced(workspace: Workspace) -> Iterator[str]:
    """Give the stocks that declare a balance, and their flows."""
    for metric in workspace.metrics.values():
        if metric.balance:
            yield metric.id
            yield from _flows(metric.balance).values()


def _places(workspace: Workspace, metrics: frozenset[str]) -> _Places:
    """Return every plain amount of some metrics; of doubles, which R004 refuses, the first."""
    found: _Places = {}
    for entry in workspace.of_kind("records"):
        for index, record in enumerate(entry.value.records):
            # A record without its value is one of rule R001.
            is_amount = record.dimension is None and record.value is not None
            if record.metric in metrics and is_amount:
                key = (entry.value.party, entry.value.period, record.metric, record.service)
                found.setdefault(key, _Place(entry=entry, index=index))
    return found


def _compared(before: _Place, flows: Mapping[str, _Place], stock: _Place) -> Iterator[Finding]:
    """Compare a stock with what its flows make of the one before."""
    signs = {key: -1 if key == "closed" else 1 for key in flows}
    # A number of a record has up to 36 digits, more than decimals keep by default.
    with localcontext(prec=_DIGITS):
        wanted = before.value + sum(flow.value * signs[key] for key, flow in flows.items())
        apart = stock.value - wanted
    if not apart:
        return
    terms = "".join(
        f" {'-' if key == 'closed' else '+'} {flow.value} {key}" for key, flow in flows.items()
    )
    counted = f"{before.value} on {before.record.at}"
    names = ", ".join(place.name for place in (before, *flows.values()))
    yield stock.entry.finding(
        ("records", stock.index, "value"),
        "R030",
        expected=f"{wanted} = {counted}{terms}, for {stock.record.metric}",
        found=f"{stock.value} on {stock.record.at}, {apart:+} apart",
        action=f"count on the last day of each month, and correct it or one of {names}",
    )

"""Rule R014: stocks that are averaged over time, over seconds that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds import MetricKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.workspace import Entry, Workspace


def seconds_of_averages(workspace: Workspace) -> Iterator[Finding]:
    """Find stocks that cannot be added up across services, or over months."""
    for entry in workspace.of_kind("records"):
        yield from _of_file(workspace, entry)


def _of_file(workspace: Workspace, entry: Entry) -> Iterator[Finding]:
    """Find other seconds than those of the first record, and more than the month has."""
    most = _length(workspace, entry)
    first: dict[tuple[str, str | None, str | None], int] = {}
    for index, record in enumerate(entry.value.records):
        metric = workspace.metrics.get(record.metric)
        is_average = metric is not None and metric.kind is MetricKind.AVERAGE_STOCK
        if not is_average or record.seconds is None:
            continue
        other = first.setdefault((record.metric, record.dimension, record.member), index)
        seconds = entry.value.records[other].seconds
        if record.seconds != seconds:
            yield _other_seconds(
                entry, index, f"{seconds}, as on line {entry.lines.line(('records', other))}"
            )
        elif most is not None and record.seconds > most:
            yield _other_seconds(entry, index, f"at most {most}, the seconds of the month")


def _length(workspace: Workspace, entry: Entry) -> int | None:
    """Return the seconds of a month in the zone of its party; None for an unknown party."""
    party = workspace.parties.get(entry.value.party)
    if party is None:
        return None
    start, end = entry.value.period.bounds(party.zone)
    return int((end - start).total_seconds())


def _other_seconds(entry: Entry, index: int, expected: str) -> Finding:
    """Say over how many seconds a stock should have been averaged."""
    return entry.finding(
        ("records", index, "seconds"),
        "R014",
        expected=expected,
        found=str(entry.value.records[index].seconds),
        action="average the stock of every service over the same time, within the month",
    )

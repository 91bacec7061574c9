"""Rule R025: nothing is told of a day that had not come when it was told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.records import Record
    from generator.workspace.workspace import Entry, Workspace

Path = tuple[str | int, ...]


def told_too_early(workspace: Workspace) -> Iterator[Finding]:
    """Find months, stocks and extremes that came after they were exported or typed."""
    for entry in workspace.of_kind("records"):
        begun = entry.value.period.start
        for path, day in _days_of_telling(entry):
            if day < begun:
                yield entry.finding(
                    path,
                    "R025",
                    expected=f"a day from {begun} on, when the month had begun",
                    found=str(day),
                    action="correct the day or the period",
                )
        for index, record in enumerate(entry.value.records):
            yield from _instant(entry, index, record)


def yet_to_come(workspace: Workspace, today: date) -> Iterator[Finding]:
    """Find exports taken, and values typed, after the last day that has come anywhere."""
    for entry in workspace.of_kind("records"):
        for path, day in _days_of_telling(entry):
            if day > today:
                yield entry.finding(
                    path,
                    "R025",
                    expected="a day that has come",
                    found=str(day),
                    action="correct the day",
                )


def _days_of_telling(entry: Entry) -> Iterator[tuple[Path, date]]:
    """Give the day on which each export was taken and each value typed, with its place."""
    for index, source in enumerate(entry.value.sources):
        yield ("sources", index, "collected_at"), source.collected_at
    for index, record in enumerate(entry.value.records):
        if record.entered_on:
            yield ("records", index, "entered_on"), date.fromisoformat(record.entered_on[:10])


def _instant(entry: Entry, index: int, record: Record) -> Iterator[Finding]:
    """Compare the instant of a stock or an extreme with the day on which it was told."""
    origin = entry.value.source_of(record)
    day = origin.collected_at.isoformat() if origin else (record.entered_on or "")[:10]
    if record.at and day and record.at[:10] > day:
        told = f"{origin.id} was exported" if origin else "the value was typed"
        yield entry.finding(
            ("records", index, "at"),
            "R025",
            expected=f"an instant until {day}, when {told}",
            found=repr(record.at),
            action=f"correct the instant, or the day {'of the export' if origin else 'of typing'}",
        )

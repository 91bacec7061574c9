"""Rules X080-X085: what reports must be made of, waivers of it, events and response rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds import MetricKind
from generator.workspace.decode import did_you_mean
from generator.workspace.model.catalogue import ReportKind, SectionId
from generator.workspace.model.contents import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from enum import StrEnum

    from generator.findings import Finding
    from generator.workspace.model.catalogue import ContentWaiver
    from generator.workspace.workspace import Item, Workspace

# A net promoter score or a mean is told by those who answered.
_ANSWERS = (MetricKind.RATIO, MetricKind.MEAN, MetricKind.PERCENTILE)
_SATISFACTION = "satisfaction."
_RESPONSE = "response"


def missing_contents(workspace: Workspace) -> Iterator[Finding]:
    """X080 and X081: what a report lacks and nobody has waived; a warning each."""
    for item in workspace.items("report"):
        sections, characters = lacking(item.value)
        waivers = item.value.waivers
        waived = {word for each in waivers for word in (each.section, each.character)}
        yield from _missing(item, "X080", [each for each in sections if each not in waived])
        yield from _missing(item, "X081", [each for each in characters if each not in waived])


def _missing(item: Item, rule: str, words: Sequence[StrEnum]) -> Iterator[Finding]:
    """Name everything of one rule that a report lacks."""
    if words:
        what = "every section" if rule == "X080" else "a section of every character"
        key = "section" if rule == "X080" else "character"
        yield item.entry.finding(
            ("sections",),
            rule,
            expected=f"{what} that the kind {item.value.kind} asks for",
            found=f"no {', '.join(words)}",
            action=f"add it to sections, or waive the {key} with a reason under waivers",
        )


def waivers_of_nothing(workspace: Workspace) -> Iterator[Finding]:
    """X082: a waiver names one thing that the report must have and lacks."""
    for item in workspace.items("report"):
        seen: set[StrEnum] = set()
        for index, waiver in enumerate(item.value.waivers):
            fault = _fault(item, waiver, seen)
            if fault:
                yield item.entry.finding(
                    ("waivers", index),
                    "X082",
                    expected="one section or character that the report must have and lacks",
                    found=fault,
                    action="correct the waiver, or remove it",
                )


def _fault(item: Item, waiver: ContentWaiver, seen: set[StrEnum]) -> str:
    """Say what is wrong with a waiver; nothing when it is needed."""
    named: list[StrEnum] = [word for word in (waiver.section, waiver.character) if word]
    if len(named) != 1:
        return "both" if named else "neither"
    [word] = named
    if word in seen:
        return f"{word.value!r} a second time"
    seen.add(word)
    sections, characters = lacking(item.value)
    is_needed = word in (sections if waiver.section else characters)
    return "" if is_needed else f"{word.value!r}, which needs no waiver"


def events_of_reports(workspace: Workspace) -> Iterator[Finding]:
    """X083: an event report is about an event of its party, and no other report is."""
    for item in workspace.items("report"):
        report = item.value
        is_of_event = report.kind is ReportKind.EVENT
        known = [e.id for e in workspace.items("event") if e.value.party == report.party]
        if (report.event in known) if is_of_event else report.event is None:
            continue
        if is_of_event and "event" in workspace.incomplete:
            continue
        hint = did_you_mean(report.event, tuple(known)) if report.event and is_of_event else ""
        yield item.entry.finding(
            ("event",) if report.event else (),
            "X083",
            expected=f"an event of {report.party!r}" if is_of_event else "no event",
            found=repr(report.event) if report.event else "none",
            action=f"{hint}name a file of report_data/events/"
            if is_of_event
            else "remove the key event, or make it a report of the kind event",
        )


def events_in_order(workspace: Workspace) -> Iterator[Finding]:
    """X084: an event ends no earlier than it begins."""
    for item in workspace.items("event"):
        event = item.value
        # A day without a time of day is all of it.
        length = min(len(event.start), len(event.end))
        if event.end[:length] < event.start[:length]:
            yield item.entry.finding(
                ("end",),
                "X084",
                expected=f"{event.start} or later",
                found=event.end,
                action="correct start or end",
            )


def answers_without_rate(workspace: Workspace) -> Iterator[Finding]:
    """X085: what people answered is read beside how many did; a warning."""
    shown = any(SectionId.SATISFACTION in r.sections for r in workspace.reports.values())
    for item in workspace.items("metric") if shown else ():
        metric = item.value
        is_answer = metric.id.startswith(_SATISFACTION) and metric.kind in _ANSWERS
        if is_answer and _RESPONSE not in metric.id and metric.beside is None:
            yield item.entry.finding(
                item.path,
                "X085",
                expected="beside: the response rate of the survey",
                found=f"{metric.id!r} alone",
                action="define the response rate and name it under beside",
            )

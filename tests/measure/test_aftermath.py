from __future__ import annotations

from fractions import Fraction

import pytest

from generator.measure.aftermath import (
    comparisons,
    months_text,
    numbered_events,
    told_events,
    windows,
)
from generator.periods import Period
from generator.workspace.workspace import Workspace
from tests.measure.school import REPORT, Tree, closed, edition, named, ratio, school

MONTHS = ("2013-08", "2013-09", "2013-10", "2013-11", "2013-12")
EVENT = {
    "event": "fault",
    "party": "school",
    "kind": "incident",
    "reference": "IM1",
    "services": "mail",
    "start": "2013-10-30T22:00:00",
    "end": "2013-10-31",
    "title": named("故障", "Fault"),
    "what": named("故障", "A fault."),
    "metrics": ["incident.in-target", "incident.closed"],
    "months": 2,
}


def faulty(*events: dict[str, object], report: Tree | None = None) -> Workspace:
    """Return the school with one more case resolved in time each month, and some events."""
    records = {
        label: [ratio(90 + number, 100), closed(number), closed(7, "web")]
        for number, label in enumerate(MONTHS)
    }
    files = {f"events/{event['event']}.yml": event for event in events}
    return school(records, report=report, files=files)


def spans(months: int, end: str, until: str = "2013-10-31") -> tuple[str, str, str, str]:
    event = next(iter(faulty({**EVENT, "months": months, "end": until}).events.values()))
    found = windows(event, Period.parse(end).end)
    after = months_text(found.after) if found.after else ""
    return months_text(found.before), months_text(found.own), after, found.latest.label


@pytest.mark.parametrize(
    ("months", "end", "expected"),
    [
        (1, "2013-10", ("2013-09", "2013-10", "", "2013-10")),
        (1, "2013-11", ("2013-09", "2013-10", "2013-11", "2013-11")),
        (2, "2013-11", ("2013-08–2013-09", "2013-10", "2013-11", "2013-11")),
        (2, "2013-12", ("2013-08–2013-09", "2013-10", "2013-11–2013-12", "2013-12")),
        (1, "2013-12", ("2013-09", "2013-10", "2013-11", "2013-11")),
        (3, "2013-12", ("2013-07–2013-09", "2013-10", "2013-11–2013-12", "2013-12")),
    ],
)
def test_windows_are_whole_months_and_end_with_the_edition(
    months: int, end: str, expected: tuple[str, str, str, str]
) -> None:
    assert spans(months, end) == expected


def test_an_event_over_two_months_has_both_for_its_own() -> None:
    assert spans(1, "2013-12", "2013-11-02") == (
        "2013-09",
        "2013-10–2013-11",
        "2013-12",
        "2013-12",
    )


def test_values_of_several_months_are_rolled_up_from_their_parts() -> None:
    found = edition(faulty(EVENT), "2013-12")

    compared = list(comparisons(found, next(iter(numbered_events(found))).event))

    values = [(each.before.value, each.own.value, each.after) for each in compared]
    assert [(before, own, after and after.value) for before, own, after in values] == [
        (Fraction(181, 200), Fraction(92, 100), Fraction(187, 200)),
        (1, 2, 7),
    ]


@pytest.mark.parametrize(
    ("period", "told"),
    [("2013-09", []), ("2013-10", ["fault"]), ("2013-12", ["fault"])],
)
def test_an_event_is_told_from_its_month_on_for_as_long_as_it_is_compared(
    period: str, told: list[str]
) -> None:
    found = edition(faulty({**EVENT, "months": 2}), period)

    assert [each.event.event for each in told_events(found)] == told


def test_an_event_is_no_longer_told_when_its_months_are_over() -> None:
    assert told_events(edition(faulty({**EVENT, "months": 1}), "2013-12")) == ()


def test_events_are_numbered_in_the_order_of_time_in_every_edition() -> None:
    first = {**EVENT, "event": "first", "start": "2013-08-01", "end": "2013-08-02", "months": 1}
    found = edition(faulty(EVENT, first), "2013-11")

    assert [(each.number, each.event.event) for each in numbered_events(found)] == [
        (1, "first"),
        (2, "fault"),
    ]
    assert [each.number for each in told_events(found)] == [2]


def test_an_event_of_other_services_is_not_the_reports() -> None:
    workspace = faulty(EVENT, report={"services": "web"})

    assert numbered_events(edition(workspace, "2013-11")) == ()


def test_an_event_report_tells_its_own_event_alone_however_long_ago() -> None:
    other = {**EVENT, "event": "other", "start": "2013-12-01", "end": "2013-12-02"}
    report = {
        **REPORT,
        "kind": "event",
        "event": "fault",
        "cadence": "range",
        "first": "2013-08-01..2014-01-01",
    }

    found = edition(faulty(EVENT, other, report=report), "2013-08-01..2014-01-01")

    assert [each.event.event for each in told_events(found)] == ["fault"]

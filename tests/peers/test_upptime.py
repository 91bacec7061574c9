"""Cases of another program's tests: the same inputs give the same downtime here."""

from __future__ import annotations

import json
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from generator.measure.availability import Availability, assess
from generator.measure.downtime import Outage
from generator.measure.maintenance import MaintenanceRule
from generator.measure.rounding import format_number
from generator.periods.intervals import Intervals, Span, seconds_of

FIXTURE = Path(__file__).parents[1] / "fixtures" / "peers" / "upptime.json"
PEER: dict[str, Any] = json.loads(FIXTURE.read_text(encoding="utf-8"))
DAY = 86_400


def second(text: str) -> int:
    return seconds_of(datetime.fromisoformat(text))


def assessed(period: Span, *down: Span) -> Availability:
    """Assess outages around the clock."""
    edges = [edge for span in (period, *down) for edge in span]
    return assess(
        period=period,
        agreed=Intervals.of([(min(edges), max(edges))]),
        outages=[Outage(case=f"O-{start}", start=start, end=end) for start, end in down],
        windows=(),
        rule=MaintenanceRule(),
    )


def test_overlapping_outages_of_a_day_give_the_uptime_that_the_peer_prints() -> None:
    case = PEER["downtime"]
    now = second(case["now"])
    down = [(second(start), second(end)) for start, end in case["down"]]

    value = assessed((now - DAY, now), *down).user_view.value

    assert value == Fraction(7, 8)
    assert f"{format_number(value, 2, percent=True)}%" == case["expected"]["uptime_day"]


def test_the_minutes_of_downtime_of_each_day_are_those_of_the_peer() -> None:
    case = PEER["downtime"]
    down = [(second(start), second(end)) for start, end in case["down"]]
    for day, minutes in case["expected"]["daily_minutes_down"].items():
        start = second(f"{day}T00:00:00Z")

        assert assessed((start, start + DAY), *down).unplanned == minutes * 60


@pytest.mark.parametrize("case", PEER["overlaps"], ids=lambda case: str(case["name"]))
def test_what_two_stretches_share_is_what_the_peer_counts(case: dict[str, Any]) -> None:
    period, down = tuple(case["a"]), tuple(case["b"])

    assert assessed(period, down).unplanned == case["expected_overlap"]

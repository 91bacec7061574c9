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
from tests.traps.wired import AGREEMENT, LOG, METRICS, Shop, shop

FIXTURE = Path(__file__).parents[1] / "fixtures" / "peers" / "upptime.json"
PEER: dict[str, Any] = json.loads(FIXTURE.read_text(encoding="utf-8"))
DAY = 86_400
CALENDAR, REPORT = "report_data/calendars/office.yml", "report_data/catalogue/monthly.yml"
OTHER_THURSDAYS = "".join(
    f"  - {{day: 2026-03-{day}, kind: holiday, name: closed}}\n" for day in ("05", "12", "19")
)


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


# --- The same from a mapping, an agreement and a calendar, to the page -----------------------


def logged(hours: str, *down: tuple[str, str]) -> Shop:
    """Collect outages of a service that is agreed for some hours of 26 March 2026 alone."""
    rows = (f"O-{number};Web;;{start};{end};;;" for number, (start, end) in enumerate(down))
    return shop(
        *rows,
        changes=(
            (CALENDAR, 'hours: "09:00-18:00"', f'weekdays: thu\nhours: "{hours}"'),
            (CALENDAR, "last: 2025-12-31", f"last: 2026-12-31\nexceptions:\n{OTHER_THURSDAYS}"),
            (AGREEMENT, "maintenance:", "service_time: office\nmaintenance:"),
            (METRICS, "decimals: 3", "decimals: 2"),
            (METRICS, "unit: minute", "unit: second"),
            (LOG, "extracted: 2025-03-02", "extracted: 2026-04-02"),
            (LOG, "first: 2025-01, last: 2025-01", "first: 2026-03, last: 2026-03"),
            (REPORT, "first: 2025-01", "first: 2026-03"),
        ),
    )


def test_the_page_prints_the_uptime_of_the_day_that_the_peer_prints() -> None:
    case = PEER["downtime"]
    down = [(start.removesuffix("Z"), end.removesuffix("Z")) for start, end in case["down"]]

    page = logged("00:00-24:00", *down).page("2026-03")

    assert case["expected"]["uptime_day"] == "87.50%"
    assert "| Site | [87.50 %]" in page


@pytest.mark.parametrize("case", PEER["overlaps"], ids=lambda case: str(case["name"]))
def test_a_record_holds_what_service_time_and_an_outage_share(case: dict[str, Any]) -> None:
    hours = "-".join(f"00:{minute}" for minute in case["a"])
    down = tuple(f"2026-03-26T00:{minute}:00" for minute in case["b"])

    made = logged(hours, (down[0], down[1]))

    agreed = 60 * (case["a"][1] - case["a"][0])
    good = agreed - 60 * case["expected_overlap"]
    assert f'"numerator": {good}, "denominator": {agreed}' in made.records("2026-03")

"""The control chart of a peer, through our own definitions, records and limits.

The numbers of tests/fixtures/peers/control-limits are those of case 119 of PrepBench (MIT).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.kinds import Spread
from generator.measure.figure import Figure, FigureKey
from generator.measure.limits import control_limits
from generator.periods import Period
from generator.workspace.model.metrics import Metric
from tests.measure.school import agreement, edition, metric, named, school, service

CASE = Path(__file__).parents[1] / "fixtures" / "peers" / "control-limits"
SERVICES = ("airport-experience", "onboard-experience", "ticketing")
COMPLAINTS = metric(
    "incident.complaints",
    "count",
    "count",
    "lower",
    dimensions=[{"id": "day", "name": named("日期", "Day")}],
    limits={"spread": "sample", "sigmas": 3},
)
EXPECTED = yaml.safe_load((CASE / "expected.yml").read_text(encoding="utf-8"))


def records(month: str) -> list[dict[str, Any]]:
    """Return the records of a month."""
    found = yaml.safe_load((CASE / f"{month}.yml").read_text(encoding="utf-8"))["records"]
    assert isinstance(found, list)
    return found


def figures() -> dict[int, list[Figure]]:
    """Return ISO week -> the figure of every day and service in it."""
    months = {label: records(label) for label in ("2021-04", "2021-05")}
    files = {
        "services.yml": {"services": [service(name) for name in SERVICES]},
        "agreements/sla.yml": agreement("sla", []),
    }
    workspace = school(months, metrics=[COMPLAINTS], files=files)
    weeks = defaultdict(list)
    for label in months:
        measures = edition(workspace, label).measures
        for name in SERVICES:
            for figure in measures.members("incident.complaints", "day", name):
                weeks[date.fromisoformat(figure.key.member).isocalendar().week].append(figure)
    return weeks


WEEKS = figures()


def values(week: int) -> list[Fraction]:
    """Return the values of a week."""
    return [figure.value for figure in WEEKS[week] if figure.value is not None]


@pytest.mark.parametrize("place", EXPECTED["limits"])
def test_mean_and_limits_of_a_week_are_those_of_the_case(place: str) -> None:
    week, sigmas = map(int, place.split("/"))

    found = control_limits(values(week), Spread.SAMPLE, sigmas)

    assert found
    expected = [Fraction(text) for text in EXPECTED["limits"][place]]
    ours = [found.lower, found.centre, found.upper]
    # The case holds binary numbers of some 16 digits.
    assert all(abs(a - b) < Fraction(1, 10**10) for a, b in zip(ours, expected, strict=True))


@pytest.mark.parametrize("sigmas", [1, 2, 3])
def test_the_outliers_are_just_those_of_the_case(sigmas: int) -> None:
    found = [
        [figure.key.member, figure.key.service]
        for week in WEEKS
        for figure, limits in (
            (each, control_limits(values(week), Spread.SAMPLE, sigmas)) for each in WEEKS[week]
        )
        if limits and figure.value is not None and limits.side(figure.value)
    ]

    assert sorted(found) == EXPECTED["outliers"][str(sigmas)]


def test_the_case_has_every_day_of_five_weeks_and_three_departments() -> None:
    assert {week: len(each) for week, each in WEEKS.items()} == dict.fromkeys(range(16, 21), 21)


def test_a_total_of_a_month_is_the_sum_of_its_days() -> None:
    months = {"2021-04": records("2021-04")}
    files = {"services.yml": {"services": [service(name) for name in SERVICES]}}
    measures = edition(school(months, metrics=[COMPLAINTS], files=files), "2021-04").measures

    whole = measures.figure(FigureKey(metric="incident.complaints", service="all"))
    days = measures.members("incident.complaints", "day")

    assert whole.value == sum(day.value or 0 for day in days)


def test_the_limits_of_the_case_can_be_declared_of_a_metric() -> None:
    workspace = school({}, metrics=[COMPLAINTS])
    declared: Metric = workspace.metrics["incident.complaints"]

    assert declared.limits
    assert (declared.limits.spread, declared.limits.sigmas) == (Spread.SAMPLE, 3)
    assert Period.parse("2021-04").months()

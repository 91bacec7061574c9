from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from generator.kinds import Better
from generator.measure.course import HORIZON, Turn, turn_of
from generator.measure.figure import FigureKey
from generator.measure.measure import Measures
from generator.measure.signal import Reading, Signal, SignalRule
from generator.measure.verdict import Reason
from generator.periods import Cadence, Period
from tests.measure.school import METRICS, Tree, backlog, clause, edition, ratio, school

IN_TARGET = FigureKey(metric="incident.in-target", service="all")
OVER_70 = clause("1.1", "incident.in-target", "> 70 %")
STEADY = [90, 91, 89, 90, 92, 90, 88, 91, 90, 89, 91, 90]


def months(rows: Sequence[Tree | None], last: str = "2013-12") -> dict[str, list[Tree]]:
    """Return one record a month up to the last one; None is a month without records."""
    periods = Period.parse(last).last(len(rows))
    return {month.label: [row] for month, row in zip(periods, rows, strict=True) if row}


def shares(parts: Sequence[int], last: str = "2013-12") -> dict[str, list[Tree]]:
    """Return a share of 100 cases a month."""
    return months([ratio(part, 100) for part in parts], last)


def measures(records: dict[str, list[Tree]], **metric: object) -> Measures:
    """Return what answers for December 2013; `metric` adds to the definition of in-target."""
    metrics = [{**each, **(metric if each["id"] == IN_TARGET.metric else {})} for each in METRICS]
    return edition(school(records, metrics=metrics), "2013-12").measures


def word(found: Measures, key: FigureKey = IN_TARGET) -> Signal | None:
    """Return the word about a figure."""
    reading = found.reading(key)
    return reading.signal if reading else None


@pytest.mark.parametrize(
    ("last", "expected"), [(93, Signal.STABLE), (100, Signal.ROSE), (70, Signal.FELL)]
)
def test_the_word_is_read_from_the_records_of_the_months(last: int, expected: Signal) -> None:
    assert word(measures(shares([*STEADY[:11], last]))) is expected


def test_a_month_that_is_not_recorded_is_no_point() -> None:
    records = shares(STEADY[:9])
    del records["2013-08"]

    assert word(measures(records)) is Signal.TOO_FEW


def test_a_month_of_too_few_cases_is_no_point() -> None:
    records = shares([*STEADY[:11], 90])
    records["2013-12"] = [ratio(1, 10)]

    assert word(measures(records)) is Signal.FELL
    assert word(measures(records, min_n=20)) is Signal.TOO_FEW


def test_what_was_two_years_ago_does_not_matter() -> None:
    recent = shares(STEADY * 2)

    assert measures(shares([10] * 5 + STEADY * 2)).reading(IN_TARGET) == measures(recent).reading(
        IN_TARGET
    )


def test_a_stock_has_no_word() -> None:
    ends = [f"{month.label}-28" for month in Period.parse("2013-12").last(12)]
    records = months([backlog(10, end) for end in ends])

    assert word(measures(records), FigureKey(metric="incident.backlog", service="all")) is None


@pytest.mark.parametrize(
    ("better", "expected"),
    [
        (Better.HIGHER, [Turn.BETTER, Turn.WORSE]),
        (Better.LOWER, [Turn.WORSE, Turn.BETTER]),
        (Better.BAND, [None, None]),
        (Better.NEITHER, [None, None]),
    ],
)
def test_better_and_worse_are_said_where_the_metric_knows(
    better: Better, expected: list[Turn | None]
) -> None:
    readings = [
        Reading(signal=signal, rule=SignalRule.RUN) for signal in (Signal.ROSE, Signal.FELL)
    ]

    assert [turn_of(better, reading) for reading in readings] == expected


def test_no_signal_is_neither_better_nor_worse() -> None:
    stable = Reading(signal=Signal.STABLE)

    assert [turn_of(Better.HIGHER, reading) for reading in (stable, None)] == [None, None]


def test_a_kept_promise_beyond_its_limits_on_the_worse_side_is_at_risk() -> None:
    found = edition(school(shares([*STEADY[:11], 75]), [OVER_70]), "2013-12").attainments[0]

    assert [judgement.reason for judgement in found.history[-2:]] == [Reason.KEPT, Reason.SIGNAL]
    assert found.judgement.reason is Reason.SIGNAL


@pytest.mark.parametrize(
    "parts",
    [
        # Beyond the limits, but for the better.
        [75, 76, 74, 75, 77, 75, 73, 76, 75, 74, 76, 99],
        # Worse by a run of eight, none of which is beyond the limits.
        [90, 91, 90, 91, 90, 91, 85, 86, 85, 86, 85, 86, 85, 86],
    ],
)
def test_a_signal_for_the_better_or_by_a_run_is_no_warning(parts: list[int]) -> None:
    found = edition(school(shares(parts, "2014-02"), [OVER_70]), "2014-02")

    assert found.attainments[0].judgement.reason is Reason.KEPT


def test_a_missed_promise_stays_missed_whatever_the_signal() -> None:
    found = edition(school(shares([*STEADY[:11], 60]), [OVER_70]), "2013-12").attainments[0]

    assert found.judgement.reason is Reason.BROKEN


def test_months_of_a_quarter_are_judged_as_the_editions_of_the_months_were() -> None:
    report = {"cadence": "quarter", "first": "2013-Q1"}
    workspace = school(shares([*STEADY[:11], 75]), [OVER_70], report=report)

    found = edition(workspace, "2013-Q4").counted[0]

    assert [each.judgement.reason for each in found.periods] == [
        Reason.KEPT,
        Reason.KEPT,
        Reason.SIGNAL,
    ]


def test_a_forecast_of_a_share_stays_within_what_can_be() -> None:
    found = measures(shares([100, 60, 100, 99, 100])).forecast(IN_TARGET)

    assert found
    assert len(found.expected) == HORIZON
    assert {(each.interval.lower >= 0, each.interval.upper) for each in found.expected} == {
        (True, Fraction(1))
    }


def test_a_forecast_from_an_earlier_period_knows_nothing_of_what_came() -> None:
    november = Period.of(Cadence.MONTH, Period.parse("2013-11").start)
    known, changed = (measures(shares([*STEADY[:11], last])) for last in (90, 10))

    assert known.forecast(IN_TARGET, november) == changed.forecast(IN_TARGET, november)

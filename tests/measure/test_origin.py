from __future__ import annotations

from fractions import Fraction

import pytest

from generator.measure.figure import FigureKey, Maturity
from generator.measure.origin import least_mature
from tests.measure.school import (
    BY_HAND,
    METRICS,
    SOURCE,
    Tree,
    closed,
    edition,
    metric,
    month,
    ratio,
    school,
)

KEY = FigureKey.parse("incident.in-target@all")
FIRST_PRINT, UNKNOWN, MATURE = Maturity.FIRST_PRINT, Maturity.UNKNOWN, Maturity.MATURE


def taken(label: str, day: str) -> dict[str, Tree]:
    """Return a record file whose data were taken on a day."""
    file = {**month(label, [ratio(9, 10)]), "sources": [{**SOURCE, "collected_at": day}]}
    return {f"records/school/{label}.yml": file}


def slow(rule: str) -> list[Tree]:
    """Return the school's metrics, one of which matures."""
    return [
        {**each, "matures_after": rule} if each["id"] == KEY.metric else each for each in METRICS
    ]


@pytest.mark.parametrize(
    ("rule", "day", "maturity"),
    [
        ("30 calendar days", "2013-11-30", FIRST_PRINT),
        ("30 calendar days", "2013-12-01", MATURE),
        ("5 working days", "2013-11-07", FIRST_PRINT),
        ("5 working days", "2013-11-08", MATURE),
        ("99 working days", "2999-12-31", MATURE),
    ],
)
def test_a_month_is_mature_when_its_last_day_of_waiting_was_over(
    rule: str, day: str, maturity: Maturity
) -> None:
    made = school({}, metrics=slow(rule), files=taken("2013-10", day))

    assert edition(made, "2013-10").measures.figure(KEY).maturity is maturity


def test_a_calendar_that_ends_too_early_proves_no_maturity() -> None:
    made = school({}, metrics=slow("20 working days"), files=taken("2014-12", "2015-06-01"))

    assert edition(made, "2014-12").measures.figure(KEY).maturity is FIRST_PRINT


@pytest.mark.parametrize(
    ("december", "maturity"), [("2014-01-03", FIRST_PRINT), ("2014-02-01", MATURE)]
)
def test_each_month_of_a_quarter_matures_by_itself(december: str, maturity: Maturity) -> None:
    files = {
        **taken("2013-10", "2013-12-05"),
        **taken("2013-11", "2014-01-03"),
        **taken("2013-12", december),
    }

    made = school({}, metrics=slow("30 calendar days"), files=files)

    assert edition(made, "2013-Q4").measures.figure(KEY).maturity is maturity


def test_a_metric_that_does_not_say_so_is_mature_at_once() -> None:
    made = school({}, files=taken("2013-10", "2013-11-01"))

    assert edition(made, "2013-10").measures.figure(KEY).maturity is MATURE


def test_an_index_is_as_mature_and_as_manual_as_its_components() -> None:
    score = metric(
        "incident.score",
        "index",
        "percent",
        "higher",
        components=[{"metric": KEY.metric, "weight": 1}],
    )
    records = {"2013-10": [{**ratio(9, 10), **BY_HAND}]}
    made = school(records, metrics=[*slow("1 calendar day"), score])

    found = edition(made, "2013-10").measures.figure(FigureKey.parse("incident.score@all"))

    assert (found.maturity, found.by_hand, found.coverage) == (UNKNOWN, True, Fraction(1))


@pytest.mark.parametrize(
    ("several", "least"),
    [
        ((MATURE, UNKNOWN, FIRST_PRINT), FIRST_PRINT),
        ((MATURE, UNKNOWN), UNKNOWN),
        ((), MATURE),
    ],
)
def test_what_is_least_mature_speaks_for_all(
    several: tuple[Maturity, ...], least: Maturity
) -> None:
    assert least_mature(several) is least


def test_covered_days_and_missing_services_and_months_all_lessen_the_coverage() -> None:
    half = {
        **month("2013-11", [ratio(1, 1), ratio(1, 1, "web")]),
        "sources": [{**SOURCE, "covered_days": 15}],
    }
    records = {"2013-10": [ratio(1, 1), closed(1, "web"), closed(1)], "2013-12": [closed(1)]}
    made = school(records, files={"records/school/2013-11.yml": half})

    found = edition(made, "2013-Q4").measures.figure(KEY)

    assert (found.months, found.covered) == (3, 1)
    assert found.coverage == (Fraction(1, 2) + Fraction(1, 2) + 0) / 3


@pytest.mark.parametrize(
    ("day", "share"),
    [("2013-10-01", "1/31"), ("2013-10-30", "30/31"), ("2013-10-31", "1"), ("2014-01-03", "1")],
)
def test_an_export_covers_no_day_after_the_one_on_which_it_was_taken(day: str, share: str) -> None:
    made = school({}, files=taken("2013-10", day))

    assert edition(made, "2013-10").measures.figure(KEY).coverage == Fraction(share)


def test_nor_does_a_typed_value_but_one_without_a_day_is_taken_for_whole() -> None:
    typed = {**ratio(9, 10), **BY_HAND}
    made = school({"2013-10": [typed], "2013-11": [{**typed, "entered_on": "2013-11-15"}]})

    shares = [
        edition(made, label).measures.figure(KEY).coverage for label in ("2013-10", "2013-11")
    ]

    assert shares == [1, Fraction(1, 2)]


def test_the_day_of_a_typed_value_is_that_of_its_instant() -> None:
    typed = {**ratio(9, 10), **BY_HAND, "entered_on": "2013-12-01T08:00:00"}
    made = school({"2013-10": [typed]}, metrics=slow("30 calendar days"))

    assert edition(made, "2013-10").measures.figure(KEY).maturity is MATURE

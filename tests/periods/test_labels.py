from __future__ import annotations

from datetime import date

import pytest

from generator.periods.cadence import Cadence
from generator.periods.labels import read_label, write_label

LABELS = [
    ("2013-10-05", Cadence.DAY, date(2013, 10, 5), date(2013, 10, 6)),
    ("2013-W40", Cadence.WEEK, date(2013, 9, 30), date(2013, 10, 7)),
    ("2013-10", Cadence.MONTH, date(2013, 10, 1), date(2013, 11, 1)),
    ("2013-Q4", Cadence.QUARTER, date(2013, 10, 1), date(2014, 1, 1)),
    ("2013-H2", Cadence.HALF, date(2013, 7, 1), date(2014, 1, 1)),
    ("2013", Cadence.YEAR, date(2013, 1, 1), date(2014, 1, 1)),
    ("2013-10-05..2013-11-02", Cadence.RANGE, date(2013, 10, 5), date(2013, 11, 2)),
    # Week years: 2014 begins in December 2013, and 2020 has a week 53 that ends in 2021.
    ("2014-W01", Cadence.WEEK, date(2013, 12, 30), date(2014, 1, 6)),
    ("2020-W53", Cadence.WEEK, date(2020, 12, 28), date(2021, 1, 4)),
    ("2024-02-29", Cadence.DAY, date(2024, 2, 29), date(2024, 3, 1)),
]


@pytest.mark.parametrize(("label", "cadence", "start", "end"), LABELS)
def test_a_label_names_the_days_of_its_period(
    label: str, cadence: Cadence, start: date, end: date
) -> None:
    assert read_label(label) == (cadence, start, end)


@pytest.mark.parametrize(("label", "cadence", "start", "end"), LABELS)
def test_the_days_of_a_period_have_one_label(
    label: str, cadence: Cadence, start: date, end: date
) -> None:
    assert write_label(cadence, start, end) == label


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("2013-02-29", "day"),
        ("2013-W53", "week"),
        ("2013-W00", "week"),
        ("2013-13", "month"),
        ("2013-Q5", "quarter"),
        ("2013-H0", "half"),
    ],
)
def test_a_period_that_no_calendar_has_is_refused_by_its_cadence(text: str, cadence: str) -> None:
    with pytest.raises(ValueError, match=f"expected a {cadence} that exists in the calendar"):
        read_label(text)


@pytest.mark.parametrize(
    "text",
    ["", "October", "13-10", "2013-1", " 2013-10", "2013-10\n", "2013/10", "２０１３", "0213-10"],
)
def test_text_of_no_known_form_is_told_all_the_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"2013-Q4 \(quarter\).*; got '"):
        read_label(text)


@pytest.mark.parametrize("text", ["2013-10..2013-12", "2013-10-05..2013-12"])
def test_a_range_lies_between_two_days(text: str) -> None:
    with pytest.raises(ValueError, match="expected a range between two days"):
        read_label(text)

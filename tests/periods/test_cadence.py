from __future__ import annotations

from datetime import date

import pytest

from generator.periods.cadence import Cadence, end_of, start_of


@pytest.mark.parametrize(
    ("cadence", "start", "end"),
    [
        (Cadence.DAY, date(2024, 2, 29), date(2024, 3, 1)),
        (Cadence.WEEK, date(2024, 2, 26), date(2024, 3, 4)),
        (Cadence.MONTH, date(2024, 2, 1), date(2024, 3, 1)),
        (Cadence.QUARTER, date(2024, 1, 1), date(2024, 4, 1)),
        (Cadence.HALF, date(2024, 1, 1), date(2024, 7, 1)),
        (Cadence.YEAR, date(2024, 1, 1), date(2025, 1, 1)),
    ],
)
def test_a_leap_day_lies_in_one_period_of_each_cadence(
    cadence: Cadence, start: date, end: date
) -> None:
    first = start_of(cadence, date(2024, 2, 29))

    assert (first, end_of(cadence, first)) == (start, end)


@pytest.mark.parametrize("cadence", [Cadence.MONTH, Cadence.QUARTER, Cadence.HALF, Cadence.YEAR])
def test_the_last_day_of_december_ends_every_cadence_of_months(cadence: Cadence) -> None:
    assert end_of(cadence, start_of(cadence, date(2013, 12, 31))) == date(2014, 1, 1)


def test_the_calendar_has_no_free_range() -> None:
    with pytest.raises(ValueError, match="a range needs its limits given"):
        start_of(Cadence.RANGE, date(2013, 10, 5))

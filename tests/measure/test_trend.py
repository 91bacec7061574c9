from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.bounds import Bounds
from generator.measure.trend import Level, Outlook, Reach, Trend, days_to, fit_trend
from generator.target import Target

FIRST = date(2013, 10, 1)
AT_MOST_80 = Target.parse("<= 80")


def levels(text: str) -> list[Level]:
    """Read one level a day."""
    days = (FIRST + timedelta(days=number) for number in range(len(text.split())))
    return [(day, Fraction(word)) for day, word in zip(days, text.split(), strict=True)]


RISING = "50 53 51 54 56 55 58 57 60 59"


# --- The slope -----------------------------------------------------------------------


def test_the_slope_is_the_median_of_all_slopes_with_sen_s_interval() -> None:
    trend = fit_trend(levels(RISING))

    assert trend == Trend(
        slope=Fraction(1),
        bounds=Bounds(lower=Fraction(3, 5), upper=Fraction(4, 3)),
        day=Fraction(FIRST.toordinal()) + Fraction(9, 2),
        level=Fraction(111, 2),
    )


def test_one_wild_value_turns_no_slope_round() -> None:
    trend = fit_trend(levels("50 53 51 54 56 0 58 57 60 59"))

    assert trend is not None
    assert trend.is_clear
    assert trend.slope == 1


@given(st.integers(-50, 50), st.integers(-9, 9), st.permutations(range(7)))
def test_a_line_has_its_own_slope_in_any_order(start: int, slope: int, order: list[int]) -> None:
    line = [(FIRST + timedelta(days=3 * n), start + Fraction(3 * n * slope)) for n in order]

    trend = fit_trend(line)

    assert trend is not None
    line_slope = Fraction(slope)
    assert trend.slope == line_slope
    assert trend.bounds == Bounds(lower=line_slope, upper=line_slope)


@pytest.mark.parametrize("text", ["", "1", "1 2 3 4 5"])
def test_five_levels_have_no_trend(text: str) -> None:
    assert fit_trend(levels(text)) is None


def test_two_levels_of_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="expected one level a day, got two of 2013-10-01"):
        fit_trend(levels("1") * 2)


def test_at_most_5_percent_of_levels_without_a_trend_seem_to_have_one() -> None:
    chance = np.random.default_rng(8)
    drawn = (chance.integers(0, 10**6, 10).tolist() for _ in range(1000))

    clear = [fit_trend(levels(" ".join(map(str, values)))) for values in drawn]

    assert sum(trend is not None and trend.is_clear for trend in clear) <= 0.05 * 1000


# --- Days to a bound -----------------------------------------------------------------


def test_a_rising_level_tells_when_it_will_be_past_the_target() -> None:
    # From the medians: 24.5 more in level, 4.5 days of which have gone.
    assert days_to(AT_MOST_80, levels(RISING)) == Reach(
        outlook=Outlook.APPROACHING,
        days=Fraction(20),
        # 24.5 / (4/3) and 24.5 / (3/5), less the 4.5 days.
        bounds=Bounds(lower=Fraction(111, 8), upper=Fraction(109, 3)),
    )


def test_a_line_past_the_bound_before_the_last_level_is_gives_no_days() -> None:
    reach = days_to(Target.parse("< 59.2"), levels(RISING))

    assert reach.outlook is Outlook.APPROACHING
    assert reach.days == 0


@pytest.mark.parametrize(
    ("target", "text", "outlook"),
    [
        ("<= 80", RISING, Outlook.APPROACHING),
        (">= 40", RISING, Outlook.AWAY),
        ("40..80", RISING, Outlook.APPROACHING),
        (">= 10", "60 57 58 55 56 53 52 51 50 47", Outlook.APPROACHING),
        ("<= 80", "60 57 58 55 56 53 52 51 50 47", Outlook.AWAY),
        ("40..80", "60 57 58 55 56 53 52 51 50 47", Outlook.APPROACHING),
        ("<= 80", "50 53 51 50 52 49 51 53 50 51", Outlook.NO_TREND),
        ("<= 80", "50 53 51 50 52 49 51 53 50 81", Outlook.REACHED),
        ("<= 80", "81", Outlook.REACHED),
        ("<= 80", "50 60 70", Outlook.TOO_FEW),
        ("<= 80", "", Outlook.TOO_FEW),
    ],
)
def test_days_are_told_only_on_a_clear_way_to_a_bound(
    target: str, text: str, outlook: Outlook
) -> None:
    reach = days_to(Target.parse(target), levels(text))

    assert reach.outlook is outlook
    assert (reach.days is None) == (reach.bounds is None) == (outlook is not Outlook.APPROACHING)


@given(st.lists(st.integers(0, 79), min_size=6, max_size=12))
def test_the_days_are_within_their_interval(values: list[int]) -> None:
    reach = days_to(AT_MOST_80, levels(" ".join(map(str, values))))

    if reach.days is not None and reach.bounds is not None:
        assert reach.bounds.holds(reach.days)
        assert reach.bounds.lower >= 0

"""Axes are honest: zero for counts, a marked break near 100 %."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.render.charts.scale import decimals_of, nice_step, scale_of


def ticks(*values: str, percent: bool = False, from_zero: bool = False) -> tuple[str, ...]:
    """Return the tick texts of the axis for some values."""
    scale = scale_of([Fraction(value) for value in values], percent=percent, from_zero=from_zero)
    return tuple(scale.text(tick) for tick in scale.ticks())


def test_counts_start_at_zero() -> None:
    assert ticks("8540", "6890") == ("0", "2,000", "4,000", "6,000", "8,000", "10,000")


def test_whole_numbers_get_whole_ticks() -> None:
    assert ticks("1", "2") == ("0", "1", "2")


def test_values_below_zero_have_room_and_a_real_minus() -> None:
    assert ticks("-3", "2") == ("−3", "−2", "−1", "0", "1", "2")


def test_percentages_near_100_are_shown_on_a_broken_axis() -> None:
    scale = scale_of([Fraction("0.9987"), Fraction("0.999")], percent=True, from_zero=False)

    assert (scale.broken, scale.high) == (True, Fraction(1))
    assert ticks("0.9987", "0.999", percent=True)[:2] == ("99.80 %", "99.85 %")


def test_percentages_as_bars_start_at_zero_even_near_100() -> None:
    scale = scale_of([Fraction("0.9987")], percent=True, from_zero=True)

    assert (scale.broken, scale.low, scale.high) == (False, Fraction(0), Fraction(1))


def test_percentages_far_from_100_start_at_zero() -> None:
    assert ticks("0.4", "0.95", percent=True)[0] == "0 %"


def test_a_small_share_is_not_lost_on_an_axis_up_to_100() -> None:
    assert ticks("0.02", "0.01", percent=True)[-1] == "2.0 %"


def test_all_values_at_100_percent_still_have_an_axis() -> None:
    assert ticks("1", "1", percent=True) == ("92 %", "94 %", "96 %", "98 %", "100 %")


def test_no_value_at_all_still_has_an_axis() -> None:
    assert ticks() == ("0", "1")


@pytest.mark.parametrize(
    ("span", "step"), [("5", "1"), ("5.1", "2"), ("0.004", "0.001"), ("48", "10"), ("101", "50")]
)
def test_steps_are_one_two_or_five_of_a_power_of_ten(span: str, step: str) -> None:
    assert nice_step(Fraction(span)) == Fraction(step)


@pytest.mark.parametrize(("step", "decimals"), [("20", 0), ("0.5", 1), ("0.001", 3)])
def test_a_tick_has_the_digits_that_its_step_needs(step: str, decimals: int) -> None:
    assert decimals_of(Fraction(step)) == decimals

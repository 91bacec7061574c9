from __future__ import annotations

from fractions import Fraction

import pytest

from generator.kinds import Spread
from generator.measure.limits import Limits, control_limits, mean, variance
from generator.measure.rounding import format_number

# Complaints by week, from "Preppin' Data" 2021 week 29 by way of prepbench, case 119 (MIT).
COMPLAINTS = {
    16: "42 32 51 48 34 57 33 29 32 22 35 40 33 21 18 12 10 20 14 22 19",
    17: "14 48 57 43 56 52 59 25 33 30 84 33 43 26 20 23 29 32 32 30 25",
    18: "51 76 58 68 63 65 62 43 52 57 46 42 57 48 41 51 45 42 52 49 52",
    19: "74 58 45 67 77 56 88 50 56 54 56 230 54 75 68 72 65 79 71 62 65",
    20: "27 39 27 48 20 68 41 35 27 29 25 28 31 27 21 21 14 19 23 20 17",
}


def numbers(text: str) -> list[Fraction]:
    """Read numbers between spaces."""
    return [Fraction(number) for number in text.split()]


# The case's expected files give 13 digits and more; ten tell the same story.
@pytest.mark.parametrize(
    ("week", "sigmas", "expected"),
    [
        (16, 1, "16.7561112397 29.7142857143 42.6724601889"),
        (17, 1, "21.1883955457 37.8095238095 54.4306520733"),
        (18, 1, "43.8869936542 53.3333333333 62.7796730125"),
        (19, 1, "34.8150446524 72.4761904762 110.1373363000"),
        (20, 1, "16.6699559729 28.9047619048 41.1395678366"),
        (16, 2, "3.7979367651 29.7142857143 55.6306346635"),
        (17, 2, "4.5672672819 37.8095238095 71.0517803371"),
        (18, 2, "34.4406539751 53.3333333333 72.2260126916"),
        (19, 2, "−2.8461011714 72.4761904762 147.7984821238"),
        (20, 2, "4.4351500410 28.9047619048 53.3743737685"),
        (19, 3, "−40.5072469952 72.4761904762 185.4596279476"),
        (20, 3, "−7.7996558908 28.9047619048 65.6091797004"),
    ],
)
def test_the_control_limits_of_the_complaints_are_those_of_the_case(
    week: int, sigmas: int, expected: str
) -> None:
    limits = control_limits(numbers(COMPLAINTS[week]), Spread.SAMPLE, sigmas)

    assert limits is not None
    printed = [format_number(n, 10) for n in (limits.lower, limits.centre, limits.upper)]
    assert " ".join(printed) == expected


@pytest.mark.parametrize(
    ("sigmas", "expected"),
    [
        (1, "51 48 57 12 10 14 | 14 57 56 59 84 20 | 76 68 63 65 43 42 41 42 | 230 | 48 68 14"),
        (2, "57 | 84 | 76 | 230 | 68"),
        (3, " |  |  | 230 | 68"),
    ],
)
def test_the_outliers_of_the_complaints_are_those_of_the_case(sigmas: int, expected: str) -> None:
    outside = []
    for week in COMPLAINTS.values():
        limits = control_limits(numbers(week), Spread.SAMPLE, sigmas)
        assert limits is not None
        outside.append(" ".join(str(value) for value in numbers(week) if limits.side(value)))

    assert " | ".join(outside) == expected


def test_natural_limits_are_2_66_mean_steps_off_the_mean() -> None:
    limits = control_limits(numbers("10 12 11 13 9"))

    reach = 3 * Fraction(9, 4) / Fraction("1.128")
    assert limits == Limits(lower=11 - reach, centre=Fraction(11), upper=11 + reach)


def test_a_shift_inflates_the_sample_deviation_but_one_step_alone() -> None:
    shifted = numbers("1 2 1 2 1 2 11 12 11 12 11 12")

    steps, sample = (variance(shifted, spread) for spread in Spread)

    assert steps is not None
    assert sample is not None
    assert sample > 4 * steps


@pytest.mark.parametrize("spread", Spread)
def test_one_value_strays_from_nothing(spread: Spread) -> None:
    assert control_limits(numbers("7"), spread) is None


def test_equal_values_have_limits_of_no_width() -> None:
    seven = Fraction(7)

    assert control_limits(numbers("7 7 7")) == Limits(lower=seven, centre=seven, upper=seven)


def test_a_value_on_a_limit_is_within() -> None:
    limits = Limits.about(Fraction(10), Fraction(4))

    assert [limits.side(Fraction(n)) for n in (3, 4, 10, 16, 17)] == [-1, 0, 0, 0, 1]


def test_the_mean_is_exact() -> None:
    assert mean([Fraction("0.1"), Fraction("0.2")]) == Fraction("0.15")

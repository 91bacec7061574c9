from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.rounding import MOST_DECIMALS, format_number
from generator.target import Target

SHARE = Target.parse(">= 95 %")


def number(printed: str) -> Fraction:
    """Read a printed number as a reader does."""
    return Fraction(printed.replace("−", "-"))


@st.composite
def near_misses(draw: st.DrawFn) -> tuple[Fraction, Target]:
    """Draw a target and a value that is on it, just beside it or anywhere."""
    texts = ["> 95 %", ">= 99.999999999 %", "<= 0.5 %", "= 0 %", "99.9..100 %", "< 100 %"]
    target = Target.parse(draw(st.sampled_from(texts)))
    bound = draw(st.sampled_from(target.bounds))
    beside = draw(st.sampled_from([0, 1, -1])) * Fraction(1, 10 ** draw(st.integers(2, 25)))
    return draw(st.sampled_from([bound + beside, draw(st.fractions(-2, 2))])), target


@given(near_misses(), st.integers(0, 6))
def test_a_printed_share_is_on_the_same_side_of_the_target_as_the_exact_one(
    case: tuple[Fraction, Target], decimals: int
) -> None:
    value, target = case

    printed = number(format_number(value, decimals, percent=True, against=target)) / 100

    assert target.holds(printed) == target.holds(value)


@given(near_misses(), st.integers(0, 6))
def test_only_exactly_0_and_100_percent_are_printed_so(
    case: tuple[Fraction, Target], decimals: int
) -> None:
    value, target = case

    printed = number(format_number(value, decimals, percent=True, against=target)) / 100

    assert (printed in {0, 1}) == (value in {0, 1})


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_a_printed_number_is_within_half_of_its_last_digit(value: Fraction, decimals: int) -> None:
    printed = number(format_number(value, decimals))

    assert abs(printed - value) <= Fraction(1, 2 * 10**decimals)


@given(st.fractions(-1000, 1000), st.sampled_from([">", ">=", "<", "<=", "="]))
def test_a_printed_amount_is_on_the_same_side_of_a_whole_target(
    value: Fraction, operator: str
) -> None:
    target = Target.parse(f"{operator} {round(value)} min")

    assert target.holds(number(format_number(value, 0, against=target))) == target.holds(value)


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        ("0.9496", ">= 95 %", "94.96"),
        ("0.9504", ">= 95 %", "95.0"),
        ("0.9504", "> 95 %", "95.04"),
        ("0.95", "> 95 %", "95.0"),
        ("0.9123", ">= 95 %", "91.2"),
        ("0.3996", "40..80 %", "39.96"),
        ("0.8004", "40..80 %", "80.04"),
        ("0.0004", "= 0 %", "0.04"),
    ],
)
def test_digits_are_added_until_a_miss_looks_like_a_miss_and_a_hit_like_a_hit(
    value: str, target: str, expected: str
) -> None:
    actual = format_number(Fraction(value), 1, percent=True, against=Target.parse(target))

    assert actual == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [("0.99995", 2, "99.995"), ("0.9996", 0, "99.96"), ("0.00004", 2, "0.004"), ("1", 1, "100.0")],
)
def test_nearly_all_is_not_all_and_nearly_nothing_is_not_nothing(
    value: str, decimals: int, expected: str
) -> None:
    assert format_number(Fraction(value), decimals, percent=True) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("27", 1, "27.0"),
        ("27", 0, "27"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "−1"),
        ("2.25", 1, "2.3"),
        ("-0.04", 1, "0.0"),
        ("-12.34", 1, "−12.3"),
        ("1234567.05", 1, "1234567.1"),
        ("999/1010", 4, "0.9891"),
    ],
)
def test_halves_go_away_from_zero_and_the_minus_is_a_real_one(
    value: str, decimals: int, expected: str
) -> None:
    assert format_number(Fraction(value), decimals) == expected


def test_the_ratio_of_sums_reads_98_91_percent() -> None:
    assert format_number(Fraction(999, 1010), 2, percent=True, against=SHARE) == "98.91"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(95, 100) - Fraction(1, 10**40), "94.999999999999"),
        (Fraction(1) - Fraction(1, 10**40), "99.999999999999"),
        (Fraction(1, 10**40), "0.000000000001"),
    ],
)
def test_digits_end_and_the_last_is_cut_towards_the_value_s_own_side(
    value: Fraction, expected: str
) -> None:
    assert format_number(value, 1, percent=True, against=SHARE) == expected


@given(near_misses())
def test_no_number_has_more_digits_than_the_most(case: tuple[Fraction, Target]) -> None:
    value, target = case

    printed = format_number(value, 1, percent=True, against=target)

    assert len(printed.partition(".")[2]) <= MOST_DECIMALS

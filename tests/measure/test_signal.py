from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
import pytest

from generator.measure.limits import Limits
from generator.measure.rollup import Mean, Ratio, RollUpError, Total
from generator.measure.signal import (
    FEWEST,
    FEWEST_FOR_RUN,
    RUN,
    Measured,
    Reading,
    Signal,
    SignalRule,
    read_signal,
)

SERIES = 200
"""Random series of each kind and length: enough to tell 3 % from 5 %."""
Draw = Callable[[np.random.Generator, int], Sequence[Measured]]


def totals(text: str) -> list[Measured | None]:
    """Read amounts between spaces; a dash is a period without a value."""
    return [None if word == "-" else Total(value=Fraction(word)) for word in text.split()]


def ratios(text: str) -> list[Measured]:
    """Read ratios between spaces."""
    pairs = [tuple(map(int, word.split("/"))) for word in text.split()]
    return [Ratio(numerator=Fraction(part), denominator=Fraction(n)) for part, n in pairs]


def shares(parts: Sequence[int], cases: Sequence[int]) -> list[Measured]:
    """Return ratios of drawn numbers."""
    return [
        Ratio(numerator=Fraction(int(part)), denominator=Fraction(int(n)))
        for part, n in zip(parts, cases, strict=True)
    ]


def amounts(values: Sequence[float]) -> list[Measured]:
    """Return drawn amounts, cut to hundredths."""
    return [Total(value=Fraction(int(value * 100), 100)) for value in values]


def normal(chance: np.random.Generator, n: int) -> Sequence[Measured]:
    """Draw amounts that are not whole."""
    return amounts(chance.normal(100, 10, n).tolist())


def skewed(chance: np.random.Generator, n: int) -> Sequence[Measured]:
    """Draw means of times, as skewed as those of some ten cases are."""
    times = chance.lognormal(3, 0.3, n).tolist()
    return [Mean(sum=Fraction(int(time * 1000), 100), count=Fraction(10)) for time in times]


def thin_and_thick(chance: np.random.Generator, n: int) -> Sequence[Measured]:
    """Draw means of very different numbers of cases."""
    cases = np.exp(chance.uniform(1, 7, n)).astype(int)
    sums = chance.normal(60 * cases, 20 * np.sqrt(cases))
    pairs = zip(sums.tolist(), cases.tolist(), strict=True)
    return [Mean(sum=Fraction(int(time)), count=Fraction(count)) for time, count in pairs]


def poisson(rate: float) -> Draw:
    """Return a way to draw counts."""
    return lambda chance, n: [Total(value=Fraction(k)) for k in chance.poisson(rate, n).tolist()]


def binomial(share: float, fewest: int, most: int) -> Draw:
    """Return a way to draw ratios of so many cases."""

    def draw(chance: np.random.Generator, n: int) -> Sequence[Measured]:
        cases = chance.integers(fewest, most + 1, n)
        return shares(chance.binomial(cases, share).tolist(), cases.tolist())

    return draw


KINDS = {
    "normal": normal,
    "skewed means": skewed,
    "means of unequal n": thin_and_thick,
    "poisson 0.2": poisson(0.2),
    "poisson 2": poisson(2),
    "poisson 50": poisson(50),
    "binomial 20": binomial(0.95, 20, 20),
    "binomial 300": binomial(0.8, 300, 300),
    "binomial 5 to 1000": binomial(0.95, 5, 1000),
    "binomial of rare misses": binomial(0.995, 20, 400),
}


def share_of_words(draw: Draw, n: int, words: set[Signal]) -> float:
    """Return in how many of the random series the last point gets one of the words."""
    chance = np.random.default_rng(20131)
    found = [read_signal(draw(chance, n)).signal in words for _ in range(SERIES)]
    return sum(found) / SERIES


# --- Noise is no trend ---------------------------------------------------------------


@pytest.mark.parametrize("n", [FEWEST, FEWEST_FOR_RUN, 24])
@pytest.mark.parametrize("kind", KINDS)
def test_at_most_5_percent_of_random_series_are_said_to_rise_or_fall(kind: str, n: int) -> None:
    assert share_of_words(KINDS[kind], n, {Signal.ROSE, Signal.FELL}) <= 0.05


@pytest.mark.parametrize(("sigmas", "least"), [(4, 0.7), (6, 0.95)])
def test_a_last_value_far_off_is_found(sigmas: int, least: float) -> None:
    def jumped(chance: np.random.Generator, n: int) -> Sequence[Measured]:
        values = chance.normal(100, 10, n)
        return amounts([*values[:-1], values[-1] + 10 * sigmas])

    assert share_of_words(jumped, 12, {Signal.ROSE}) >= least


@pytest.mark.parametrize(("n", "least"), [(12, 0.8), (16, 0.95)])
def test_a_shift_of_3_sigma_that_lasts_for_eight_points_is_found(n: int, least: float) -> None:
    def shifted(chance: np.random.Generator, n: int) -> Sequence[Measured]:
        values = chance.normal(100, 10, n)
        return amounts([*values[:-RUN], *(values[-RUN:] - 30)])

    assert share_of_words(shifted, n, {Signal.FELL}) >= least


# --- The rules -----------------------------------------------------------------------


def test_a_value_beyond_the_limits_of_those_before_it_rose() -> None:
    reading = read_signal(totals("10.5 12.5 10.5 12.5 10.5 12.5 10.5 12.5 21.5"))

    centre, variance = Fraction("11.5"), (2 / Fraction("1.128")) ** 2 * Fraction(9, 8)
    assert reading == Reading(
        signal=Signal.ROSE,
        rule=SignalRule.BEYOND_LIMITS,
        points=(8,),
        value=Fraction("21.5"),
        limits=Limits.about(centre, variance),
    )


def test_a_value_within_the_limits_is_stable_and_no_rule_spoke() -> None:
    reading = read_signal(totals("10.5 12.5 10.5 12.5 10.5 12.5 10.5 12.5 15.5"))

    assert (reading.signal, reading.rule, reading.points) == (Signal.STABLE, None, ())
    assert reading.value == Fraction("15.5")


def test_eight_points_below_the_mean_of_those_before_fell() -> None:
    reading = read_signal(totals("20.5 21.5 20.5 21.5 17.5 18.5 17.5 18.5 17.5 18.5 17.5 18.5"))

    steps = (Fraction(10 + 4, 11) / Fraction("1.128")) ** 2
    assert reading == Reading(
        signal=Signal.FELL,
        rule=SignalRule.RUN,
        points=(4, 5, 6, 7, 8, 9, 10, 11),
        value=Fraction(18),
        limits=Limits.about(Fraction(21), steps * (Fraction(1, 4) + Fraction(1, 8))),
    )


def test_seven_points_below_are_no_run() -> None:
    series = totals("20.5 21.5 20.5 21.5 21.5 18.5 17.5 18.5 17.5 18.5 17.5 18.5")

    assert read_signal(series).signal is Signal.STABLE


def test_eight_points_a_little_above_are_no_shift() -> None:
    series = totals("20.5 23.5 20.5 23.5 22.6 22.4 22.6 22.4 22.6 22.4 22.6 22.4")

    assert read_signal(series).signal is Signal.STABLE


def test_a_run_needs_four_points_before_it() -> None:
    series = totals("20.5 21.5 20.5 17.5 18.5 17.5 18.5 17.5 18.5 17.5 18.5")

    assert read_signal(series).signal is Signal.STABLE


def test_signs_turned_round_turn_the_word_round() -> None:
    chance = np.random.default_rng(5)
    for _ in range(50):
        values = chance.standard_t(1, 14).tolist()
        there, back = read_signal(amounts(values)), read_signal(amounts([-v for v in values]))

        turned = {Signal.ROSE: Signal.FELL, Signal.FELL: Signal.ROSE}
        assert back.signal is turned.get(there.signal, there.signal)


# --- Chance is never less than chance ------------------------------------------------


@pytest.mark.parametrize(("last", "word"), [("19/20", Signal.STABLE), ("18/20", Signal.FELL)])
def test_after_nothing_but_hits_one_miss_is_no_signal(last: str, word: Signal) -> None:
    assert read_signal(ratios("20/20 " * 12 + last)).signal is word


@pytest.mark.parametrize(("last", "word"), [("1", Signal.STABLE), ("2", Signal.ROSE)])
def test_after_a_year_without_any_one_case_is_no_signal(last: str, word: Signal) -> None:
    assert read_signal(totals("0 " * 12 + last)).signal is word


def test_a_month_of_few_cases_varies_more_than_the_months_before() -> None:
    before = "950/1000 940/1000 955/1000 945/1000 " * 3

    words = [read_signal(ratios(before + last)).signal for last in ("17/20", "850/1000")]

    assert words == [Signal.STABLE, Signal.FELL]


def test_amounts_that_never_moved_have_no_ordinary_variation() -> None:
    assert read_signal(totals("0.5 " * 12 + "0.6")).signal is Signal.ROSE
    assert read_signal(totals("0.5 " * 13)).signal is Signal.STABLE


# --- Points --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "series",
    [
        [],
        totals("1 2 1 2 1 2 1 90"),
        totals("1 2 1 2 1 - 2 1 90"),
        totals("1 2 1 2 1 2 1 2 1 2 -"),
        ratios("1/2 " * 12 + "0/0"),
    ],
)
def test_too_few_points_or_none_at_the_end_have_no_word(series: list[Measured | None]) -> None:
    assert read_signal(series) == Reading(signal=Signal.TOO_FEW)


def test_the_places_of_the_points_count_those_without_a_value() -> None:
    gap = "- 20.5 21.5 20.5 21.5 17.5 18.5 - 17.5 18.5 17.5 18.5 17.5 18.5"

    assert read_signal(totals(gap)).points == (5, 6, 8, 9, 10, 11, 12, 13)


def test_parts_of_different_classes_are_no_series() -> None:
    with pytest.raises(RollUpError, match="of one roll-up class"):
        read_signal([*ratios("1/2 " * 9), Total(value=Fraction(1))])

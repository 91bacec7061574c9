from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.figure import Figure, FigureKey
from generator.measure.rollup import Mean, Parts, Ratio
from generator.measure.uncertainty import interval_of, interval_over
from generator.periods import Period
from generator.target import Target


def figure(parts: Parts | None) -> Figure:
    """Return a figure of January."""
    return Figure(
        key=FigureKey(metric="a.b", service="all"),
        period=Period.parse("2013-01"),
        parts=parts,
        records=(),
        months=1,
        covered=1,
        coverage=Fraction(1),
    )


def share(numerator: int, denominator: int) -> Figure:
    """Return a figure of a share."""
    return figure(Ratio(numerator=Fraction(numerator), denominator=Fraction(denominator)))


@pytest.mark.parametrize(
    "found", [share(0, 0), figure(None), figure(Mean(sum=Fraction(1), count=Fraction(2)))]
)
def test_only_a_share_of_cases_has_an_interval(found: Figure) -> None:
    assert interval_of(found) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "spans"),
    [
        (19, 20, ">= 95 %", True),
        (1900, 2000, ">= 95 %", True),
        (19, 20, ">= 70 %", False),
        (3, 4, ">= 95 %", True),
        (50, 100, "45..55 %", True),
        (5000, 10000, "45..55 %", False),
        (1, 1000, "45..55 %", False),
    ],
)
def test_an_interval_is_told_where_the_next_cases_may_turn_the_verdict(
    numerator: int, denominator: int, target: str, *, spans: bool
) -> None:
    found = interval_over(share(numerator, denominator), Target.parse(target))

    assert (found is not None) is spans


def test_without_a_target_no_verdict_can_turn() -> None:
    assert interval_over(share(19, 20), None) is None


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share(part: int, more: int) -> None:
    found = interval_of(share(part, part + more))

    assert found
    assert found.holds(Fraction(part, part + more))

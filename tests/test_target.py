from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds import Better
from generator.target import PERCENT, Operator, Target

DECIMALS = st.decimals(
    min_value=-999_999, max_value=999_999, allow_nan=False, allow_infinity=False, places=6
)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """Draw any target that a text can state."""
    low, high = sorted(draw(st.lists(DECIMALS, min_size=2, max_size=2, unique=True)))
    operator = draw(st.sampled_from(Operator))
    unit = draw(st.sampled_from(["", PERCENT, "min", "working days", "个/月"]))
    scale = 100 if unit == PERCENT else 1
    upper = Fraction(high) / scale if operator is Operator.BAND else None
    return Target(operator=operator, value=Fraction(low) / scale, upper=upper, unit=unit)


@given(targets())
def test_the_text_of_a_target_gives_the_same_target_back(target: Target) -> None:
    assert Target.parse(target.text()) == target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> 95 %", Target(operator=Operator.MORE, value=Fraction(19, 20), unit=PERCENT)),
        (">= 99.9 %", Target(operator=Operator.AT_LEAST, value=Fraction(999, 1000), unit=PERCENT)),
        ("<= 60 min", Target(operator=Operator.AT_MOST, value=Fraction(60), unit="min")),
        ("< 2.5 个/月", Target(operator=Operator.LESS, value=Fraction(5, 2), unit="个/月")),
        ("= 0", Target(operator=Operator.EQUAL, value=Fraction(0))),
        (
            "40..80 %",
            Target(
                operator=Operator.BAND, value=Fraction(2, 5), upper=Fraction(4, 5), unit=PERCENT
            ),
        ),
    ],
)
def test_a_target_is_read_exactly(text: str, expected: Target) -> None:
    assert Target.parse(text) == expected


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("≥ 95 %", ">= 95 %"),
        ("≤60min", "<= 60 min"),
        ("＞95％", "> 95 %"),
        ("＜ 5", "< 5"),
        ("＝ 0", "= 0"),
        ("≥ −2.50 %", ">= -2.5 %"),
        ("> 095.0 percent", "> 95 %"),
        ("-5..100 points", "-5..100 points"),
    ],
)
def test_other_ways_to_write_a_target_have_one_canonical_text(text: str, canonical: str) -> None:
    assert Target.parse(text).text() == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "95 %",
        "> %",
        "=> 95 %",
        "== 0",
        "> 95 % %",
        "> 9.1234567891",
        "> 1e3",
        "> 1,000",
        "> ９５ %",
        "> .5",
        "> 5.",
        "> 40..80 %",
        "40 %..80 %",
        "40...80",
        "> 95 % or more",
        "> 5 min\n",
        "> 5 | min",
    ],
)
def test_text_that_is_no_target_is_told_what_one_looks_like(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected a target such as '> 95 %'.*; got '"):
        Target.parse(text)


@pytest.mark.parametrize("text", ["80..40 %", "40..40 %"])
def test_a_band_goes_from_low_to_high(text: str) -> None:
    with pytest.raises(ValueError, match=f"expected a band from low to high, got '{text}'"):
        Target.parse(text)


@pytest.mark.parametrize(
    ("operator", "upper"), [(Operator.MORE, Fraction(1)), (Operator.BAND, None)]
)
def test_a_band_and_only_a_band_has_an_upper_bound(
    operator: Operator, upper: Fraction | None
) -> None:
    with pytest.raises(ValueError, match="an upper bound for a band, and for a band only"):
        Target(operator=operator, value=Fraction(0), upper=upper)


def test_a_bound_that_no_decimal_states_is_refused() -> None:
    with pytest.raises(ValueError, match="expected bounds of at most 9 decimals"):
        Target(operator=Operator.MORE, value=Fraction(1, 3))


@pytest.mark.parametrize(
    ("text", "below", "at", "above"),
    [
        ("> 95", False, False, True),
        (">= 95", False, True, True),
        ("< 95", True, False, False),
        ("<= 95", True, True, False),
        ("= 95", False, True, False),
        ("95..96", False, True, True),
        ("94..95", True, True, False),
    ],
)
def test_each_operator_has_its_own_side_and_its_own_mind_on_the_bound(
    text: str, *, below: bool, at: bool, above: bool
) -> None:
    target, bound, bit = Target.parse(text), Fraction(95), Fraction(1, 10**30)

    actual = tuple(target.holds(value) for value in (bound - bit, bound, bound + bit))

    assert actual == (below, at, above)


def test_a_share_of_exactly_95_percent_is_not_more_than_95_percent() -> None:
    share = Fraction(950, 1000)

    assert (Target.parse("> 95 %").holds(share), Target.parse(">= 95 %").holds(share)) == (
        False,
        True,
    )


def test_decimals_are_held_exactly_where_binary_numbers_are_not() -> None:
    assert Target.parse("= 0.3").holds(Fraction("0.1") + Fraction("0.2"))


@pytest.mark.parametrize(
    ("better", "expected"),
    [
        (Better.HIGHER, {">", ">=", "="}),
        (Better.LOWER, {"<", "<=", "="}),
        (Better.BAND, {"..", "="}),
        (Better.NEITHER, set()),
    ],
)
def test_a_promise_points_the_way_in_which_the_metric_gets_better(
    better: Better, expected: set[str]
) -> None:
    texts = ["> 5", ">= 5", "< 5", "<= 5", "= 5", "4..5"]

    agreeing = [target for target in map(Target.parse, texts) if target.agrees_with(better)]

    assert {target.operator.value for target in agreeing} == expected

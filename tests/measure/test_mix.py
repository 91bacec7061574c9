from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measure.mix import Amount, Change, Effect, Reversal, explain, reversal
from generator.measure.rollup import Ratio


def ratio(numerator: int, denominator: int) -> Ratio:
    """Return a ratio of whole numbers."""
    return Ratio(numerator=Fraction(numerator), denominator=Fraction(denominator))


RATIOS = st.integers(0, 50).flatmap(lambda n: st.integers(0, n).map(lambda part: ratio(part, n)))
STRATA = st.dictionaries(st.sampled_from("abcd"), RATIOS)
# Vector 3 of the traps: A is better in both strata, and worse in all.
A = {"easy": ratio(90, 100), "hard": ratio(600, 1000)}
B = {"easy": ratio(850, 1000), "hard": ratio(50, 100)}


@given(STRATA, STRATA)
def test_the_effects_add_up_to_the_move_without_a_rest(
    before: dict[str, Ratio], after: dict[str, Ratio]
) -> None:
    change = explain(before, after)

    if change is not None:
        old, new = change.before.value, change.after.value
        assert old is not None
        assert old + change.rate + change.mix == new


@given(STRATA, STRATA)
def test_volume_rate_and_mix_add_up_to_the_move_of_the_numerator(
    before: dict[str, Ratio], after: dict[str, Ratio]
) -> None:
    change = explain(before, after)

    if change is not None:
        amount, move = change.amount, change.after.numerator - change.before.numerator
        assert amount.volume + amount.rate + amount.mix == move


@given(STRATA, STRATA)
def test_going_back_gives_the_same_effects_with_the_other_sign(
    before: dict[str, Ratio], after: dict[str, Ratio]
) -> None:
    there, back = explain(before, after), explain(after, before)

    effects = [[(e.member, e.rate, e.mix) for e in way.effects] for way in (there, back) if way]
    assert effects[:1] == [[(name, -rate, -mix) for name, rate, mix in e] for e in effects[1:]]


def test_better_in_every_part_and_worse_as_a_whole_is_a_matter_of_the_mix() -> None:
    change = explain(B, A)

    rate, mix = Fraction(3, 40), Fraction(-117, 440)
    assert change is not None
    assert (change.rate, change.mix, rate + mix) == (rate, mix, Fraction(690 - 900, 1100))


def test_each_member_tells_its_own_part_of_the_move() -> None:
    change = explain(
        {"mail": ratio(8, 10), "web": ratio(5, 10)}, {"mail": ratio(27, 30), "web": ratio(5, 10)}
    )

    mail = Effect(
        member="mail",
        before=ratio(8, 10),
        after=ratio(27, 30),
        rate=Fraction(1, 16),
        mix=Fraction(1, 32),
    )
    web = Effect(
        member="web",
        before=ratio(5, 10),
        after=ratio(5, 10),
        rate=Fraction(0),
        mix=Fraction(9, 160),
    )
    assert change == Change(before=ratio(13, 20), after=ratio(32, 40), effects=(mail, web))


def test_late_cases_grow_by_volume_alone_when_neither_rate_nor_mix_moves() -> None:
    change = explain({"mail": ratio(1, 10)}, {"mail": ratio(3, 30)})

    assert change is not None
    assert change.amount == Amount(volume=Fraction(2), rate=Fraction(0), mix=Fraction(0))


def test_a_member_that_came_moves_the_mix_and_no_rate() -> None:
    change = explain({"mail": ratio(8, 10)}, {"mail": ratio(8, 10), "web": ratio(0, 10)})

    assert change is not None
    assert [change.rate, change.mix] == [Fraction(0), Fraction(-4, 10)]


def test_a_member_without_a_case_is_not_told_of() -> None:
    change = explain({"mail": ratio(8, 10), "web": ratio(0, 0)}, {"mail": ratio(9, 10)})

    assert change is not None
    assert [effect.member for effect in change.effects] == ["mail"]


@pytest.mark.parametrize("empty", [{}, {"mail": ratio(0, 0)}])
def test_a_period_without_a_case_has_no_move(empty: dict[str, Ratio]) -> None:
    assert explain(empty, A) is None
    assert explain(A, empty) is None


def test_a_reversal_is_found_with_the_numbers_to_print() -> None:
    members = (("easy", A["easy"], B["easy"]), ("hard", A["hard"], B["hard"]))

    assert reversal(A, B) == Reversal(
        first=ratio(690, 1100), second=ratio(900, 1100), members=members
    )


def test_a_reversal_is_one_from_either_side() -> None:
    assert reversal(B, A) is not None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The whole agrees with its parts.
        ({"x": ratio(5, 10), "y": ratio(5, 10)}, {"x": ratio(6, 10), "y": ratio(6, 10)}),
        # The parts disagree with each other.
        ({"x": ratio(5, 10), "y": ratio(5, 10)}, {"x": ratio(9, 10), "y": ratio(4, 10)}),
        # The whole stands still.
        ({"x": ratio(5, 10), "y": ratio(5, 10)}, {"x": ratio(5, 10), "y": ratio(5, 10)}),
        # Only the mix moved; no part contradicts.
        ({"x": ratio(9, 10), "y": ratio(5, 10)}, {"x": ratio(9, 10), "y": ratio(50, 100)}),
        # A part on one side only cannot be compared.
        (A, {**B, "new": ratio(1, 1)}),
        (A, {**B, "hard": ratio(0, 0)}),
        ({}, {}),
    ],
)
def test_what_does_not_contradict_is_no_reversal(
    first: dict[str, Ratio], second: dict[str, Ratio]
) -> None:
    assert reversal(first, second) is None

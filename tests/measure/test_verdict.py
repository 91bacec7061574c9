from __future__ import annotations

from fractions import Fraction

import pytest

from generator.measure.verdict import VERDICT_OF_REASON, Judgement, Reason, Verdict, judge
from generator.target import Target

OVER_95 = Target.parse("> 95 %")
WARNING = Target.parse("<= 96 %")


@pytest.mark.parametrize(
    ("value", "reason", "verdict"),
    [
        (Fraction(97, 100), Reason.KEPT, Verdict.MET),
        (Fraction(96, 100), Reason.WARNING, Verdict.AT_RISK),
        (Fraction(9501, 10000), Reason.WARNING, Verdict.AT_RISK),
        (Fraction(95, 100), Reason.BROKEN, Verdict.MISSED),
        (None, Reason.NO_SAMPLE, Verdict.NO_SAMPLE),
    ],
)
def test_a_value_is_judged_by_the_target_and_then_by_the_warning_line(
    value: Fraction | None, reason: Reason, verdict: Verdict
) -> None:
    judgement = judge(value, Fraction(10000), OVER_95, WARNING, min_n=30)

    assert (judgement.reason, judgement.verdict) == (reason, verdict)


@pytest.mark.parametrize(("operator", "reason"), [(">", Reason.BROKEN), (">=", Reason.KEPT)])
def test_exactly_95_percent_misses_more_than_95_percent(operator: str, reason: Reason) -> None:
    target = Target.parse(f"{operator} 95 %")

    assert judge(Fraction(95, 100), None, target, None, min_n=0) == Judgement(reason=reason)


def test_a_miss_that_rounds_to_the_target_is_still_a_miss() -> None:
    target = Target.parse(">= 95 %")

    actual = judge(Fraction(9496, 10000), Fraction(10000), target, None, min_n=30)

    assert actual.verdict is Verdict.MISSED


def test_nineteen_of_twenty_are_too_few_where_950_of_1000_are_judged() -> None:
    target = Target.parse(">= 95 %")

    few, many = (judge(Fraction(19, 20), Fraction(n), target, None, 30) for n in (20, 1000))

    assert (few, many) == (Judgement(reason=Reason.TOO_FEW), Judgement(reason=Reason.KEPT))


def test_the_smallest_sample_that_a_metric_allows_is_judged() -> None:
    assert judge(Fraction(1), Fraction(30), OVER_95, None, 30).verdict is Verdict.MET


def test_too_few_cases_are_not_assessed_even_when_all_of_them_missed() -> None:
    judgement = judge(Fraction(0), Fraction(3), OVER_95, None, 30)

    assert judgement.verdict is Verdict.NOT_ASSESSED


def test_a_value_without_a_sample_size_needs_no_cases() -> None:
    target = Target.parse("<= 50")

    assert judge(Fraction(41), None, target, None, 30).verdict is Verdict.MET


def test_a_value_that_nobody_promised_is_not_assessed() -> None:
    judgement = judge(Fraction(1, 2), Fraction(4), None, None, 30)

    assert judgement == Judgement(reason=Reason.NO_TARGET)


def test_a_missed_promise_is_no_warning() -> None:
    judgement = judge(Fraction(90, 100), Fraction(100), OVER_95, WARNING, 30)

    assert judgement.verdict is Verdict.MISSED


@pytest.mark.parametrize("target", [OVER_95, None])
def test_no_sample_comes_before_every_other_reason(target: Target | None) -> None:
    assert judge(None, Fraction(0), target, None, 30) == Judgement(reason=Reason.NO_SAMPLE)


def test_every_reason_leads_to_a_verdict_and_every_verdict_has_a_reason() -> None:
    assert set(VERDICT_OF_REASON) == set(Reason)
    assert set(VERDICT_OF_REASON.values()) == set(Verdict)

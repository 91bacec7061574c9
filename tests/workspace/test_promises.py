from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.periods import Period
from generator.target import Target
from generator.workspace.model.agreements import Agreement, AgreementType, Clause, Interval
from generator.workspace.model.agreements import DatedTarget as Dated
from generator.workspace.model.types import Bilingual
from generator.workspace.promises import PromisedTarget, dated_targets, target_for

TEXT = Bilingual(zh="承诺", en="Promise")
FIRST, LAST = date(2013, 7, 1), date(2014, 6, 30)
OVER_95, OVER_97 = Target.parse("> 95 %"), Target.parse("> 97 %")


def clause(*dated: tuple[date, Target], target: Target | None = None) -> Clause:
    targets = tuple(Dated(first=first, target=promised) for first, promised in dated)
    return Clause(id="1", text=TEXT, metric="incident.in-target", target=target, targets=targets)


def agreement(promise: Clause, last: date | None = LAST) -> Agreement:
    return Agreement(
        agreement="bank-sla",
        type=AgreementType.SLA,
        title=TEXT,
        party="bank",
        version="1.0",
        effective=Interval(first=FIRST, last=last),
        reviewed=FIRST,
        clauses=(promise,),
    )


def promised(first: date, last: date | None, target: Target) -> PromisedTarget:
    return PromisedTarget(first=first, last=last, target=target, at_risk=None)


def test_a_clause_without_a_target_promises_none() -> None:
    assert dated_targets(agreement(clause()), clause()) == ()


def test_a_single_target_holds_for_all_days_of_the_agreement() -> None:
    promise = clause(target=OVER_95)

    assert dated_targets(agreement(promise), promise) == (promised(FIRST, LAST, OVER_95),)


def test_a_target_ends_on_the_day_before_the_next_one_begins() -> None:
    promise = clause((date(2014, 1, 1), OVER_97), target=OVER_95)

    assert dated_targets(agreement(promise), promise) == (
        promised(FIRST, date(2013, 12, 31), OVER_95),
        promised(date(2014, 1, 1), LAST, OVER_97),
    )


def test_targets_are_given_in_the_order_of_time_however_they_are_written() -> None:
    early, late = (date(2013, 9, 1), OVER_95), (date(2014, 1, 1), OVER_97)

    written = dated_targets(agreement(clause(late, early)), clause(late, early))
    assert written == dated_targets(agreement(clause(early, late)), clause(early, late))


def test_the_last_target_of_an_open_agreement_has_no_end() -> None:
    promise = clause(target=OVER_95)

    assert dated_targets(agreement(promise, None), promise)[0].last is None


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("2013-06", None),
        ("2013-07", OVER_95),
        ("2013-12", OVER_95),
        ("2014-01", OVER_97),
        ("2014-06", OVER_97),
        ("2014-07", None),
        ("2013-Q4", OVER_95),
        ("2013-H2", OVER_95),
    ],
)
def test_a_period_is_judged_by_the_target_that_holds_on_all_its_days(
    label: str, target: Target | None
) -> None:
    promise = clause((date(2014, 1, 1), OVER_97), target=OVER_95)
    found = target_for(agreement(promise), promise, Period.parse(label))

    assert (found.target if found else None) == target


@pytest.mark.parametrize("label", ["2013-12", "2013-Q4", "2013"])
def test_a_target_that_changes_within_a_period_judges_none_of_it(label: str) -> None:
    promise = clause((date(2013, 12, 2), OVER_97), target=OVER_95)

    assert target_for(agreement(promise), promise, Period.parse(label)) is None


def test_an_open_agreement_judges_every_later_period() -> None:
    promise = clause(target=OVER_95)

    found = target_for(agreement(promise, None), promise, Period.parse("2999-12"))
    assert found == promised(FIRST, None, OVER_95)


@given(st.lists(st.dates(FIRST, LAST), min_size=1, max_size=6, unique=True))
def test_of_targets_that_begin_on_different_days_just_one_holds_on_each_later_day(
    days: list[date],
) -> None:
    promise = clause(*((day, OVER_95) for day in days))
    targets = dated_targets(agreement(promise), promise)

    for number in range((LAST - min(days)).days + 1):
        day = min(days) + timedelta(days=number)
        holding = [one for one in targets if one.first <= day <= (one.last or date.max)]
        assert len(holding) == 1

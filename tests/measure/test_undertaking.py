from __future__ import annotations

from datetime import date

import pytest

from generator.measure.ledger import Ledger
from generator.measure.measure import measures_of
from generator.measure.undertaking import Effect, State, effect_of, state_of
from generator.periods import Period
from generator.workspace.model.actions import Action, ActionKind, ActionStatus, Answered
from generator.workspace.model.types import Bilingual
from tests.measure.school import clause, ratio, school

TEXT = Bilingual(zh="文", en="Text")
ANSWERS = Answered(clause="sla/1.1", first=Period.parse("2013-01"))
LATER = date(2014, 1, 31)


def action(closed: date | None = None, status: ActionStatus = ActionStatus.DONE) -> Action:
    """Return an action that was opened in January and due at its end."""
    return Action(
        id="A-2013-01",
        kind=ActionKind.CORRECTIVE,
        title=TEXT,
        cause=TEXT,
        answers=(ANSWERS,),
        owner="manager",
        opened=date(2013, 1, 2),
        due=date(2013, 1, 31),
        status=status if closed else ActionStatus.OPEN,
        closed=closed,
    )


def effect(hits: dict[str, int], last: str = "2013-05") -> Effect:
    """Return the effect of an action of January, with so many hits of 100 a month."""
    records = {month: [ratio(count, 100)] for month, count in hits.items()}
    workspace = school(records, [clause("1.1", "incident.in-target", "> 95 %")])
    report = workspace.reports["monthly"]
    period = Period.parse(last)
    measures = measures_of(workspace, Ledger.of(workspace), report, period)
    return effect_of(measures, action(date(2013, 1, 20)), LATER)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2013, 1, 19), State.OPEN),
        (date(2013, 1, 20), State.DONE),
        (date(2013, 6, 1), State.DONE),
    ],
)
def test_an_action_is_done_from_its_day_on_and_was_open_before(day: date, state: State) -> None:
    assert state_of(action(date(2013, 1, 20)), day) is state


def test_an_action_is_overdue_on_the_day_after_it_was_due() -> None:
    assert state_of(action(), date(2013, 1, 31)) is State.OPEN
    assert state_of(action(), date(2013, 2, 1)) is State.OVERDUE


@pytest.mark.parametrize(
    ("hits", "found"),
    [
        ({"2013-02": 99, "2013-03": 50, "2013-04": 99}, Effect.EFFECTIVE),
        ({"2013-02": 50, "2013-03": 99, "2013-04": 50}, Effect.INEFFECTIVE),
        ({"2013-02": 99, "2013-03": 99}, Effect.EFFECTIVE),
        ({"2013-02": 99, "2013-03": 50}, Effect.WATCHED),
        ({"2013-01": 99, "2013-05": 99}, Effect.WATCHED),
    ],
)
def test_two_of_the_three_periods_after_an_action_decide(
    hits: dict[str, int], found: Effect
) -> None:
    assert effect(hits) is found


def test_periods_after_the_edition_are_not_known_to_it() -> None:
    assert effect({"2013-02": 99, "2013-03": 99}, last="2013-02") is Effect.WATCHED

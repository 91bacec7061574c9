from __future__ import annotations

from fractions import Fraction

import pytest

from generator.measure.feasibility import (
    AvailabilityFloor,
    Bound,
    Feasibility,
    Link,
    Outcome,
    Promise,
    SupportHours,
    TimeBudget,
    assess,
)
from generator.periods.intervals import Intervals

HOUR = 3_600


def hours(number: int, *, strict: bool = False) -> TimeBudget:
    return TimeBudget(seconds=Fraction(number * HOUR), strict=strict)


def share(percent: str, *, strict: bool = False) -> AvailabilityFloor:
    return AvailabilityFloor(share=Fraction(percent) / 100, strict=strict)


def support(*spans: tuple[int, int]) -> SupportHours:
    return SupportHours(spans=Intervals.of((a * HOUR, b * HOUR) for a, b in spans))


# --- Time budgets add ----------------------------------------------------------------


def restored(promised: int, *, desk: int, team: int, supplier: int) -> Promise[TimeBudget]:
    """Return an SLA on an OLA on a UC; the desk's hours are the promising side's own."""
    contract = Promise(clause="uc/2", bound=hours(supplier))
    inside = Promise(clause="ola/3", bound=hours(team), supports=(contract,))
    return Promise(clause="sla/4", bound=hours(promised), own=hours(desk), supports=(inside,))


def test_time_budgets_add_up_to_the_promise() -> None:
    (sla, ola) = assess(restored(8, desk=1, team=7, supplier=4))

    assert sla == Feasibility(
        clause="sla/4",
        promised=hours(8),
        allowed=hours(8),
        own=hours(1),
        links=(Link(clause="ola/3", promised=hours(7), delivered=hours(7)),),
        outcome=Outcome.FEASIBLE,
        weakest=None,
    )
    assert (ola.clause, ola.allowed, ola.outcome) == ("ola/3", hours(4), Outcome.FEASIBLE)


def test_budgets_beyond_the_promise_name_the_longest() -> None:
    (sla, _) = assess(restored(8, desk=2, team=7, supplier=4))

    assert (sla.outcome, sla.allowed) == (Outcome.INFEASIBLE, hours(9))
    assert sla.weakest == Link(clause="ola/3", promised=hours(7), delivered=hours(7))


def test_a_link_that_is_let_down_itself_hands_the_blame_on() -> None:
    (sla, ola) = assess(restored(8, desk=1, team=7, supplier=24))
    contract = Link(clause="uc/2", promised=hours(24), delivered=hours(24))

    assert sla.links == (Link(clause="ola/3", promised=hours(7), delivered=hours(24)),)
    assert (sla.outcome, sla.weakest) == (Outcome.INFEASIBLE, contract)
    assert (ola.outcome, ola.weakest) == (Outcome.INFEASIBLE, contract)


def test_the_own_share_can_be_the_weakest() -> None:
    (sla, _) = assess(restored(8, desk=6, team=5, supplier=4))

    assert sla.weakest == Link(clause="sla/4", promised=hours(6), delivered=hours(6))


def test_of_equal_links_the_first_is_named() -> None:
    links = Promise(clause="ola/1", bound=hours(3)), Promise(clause="ola/2", bound=hours(3))
    (sla,) = assess(Promise(clause="sla/4", bound=hours(4), supports=links))

    assert sla.weakest == Link(clause="ola/1", promised=hours(3), delivered=hours(3))


# --- Availabilities multiply ---------------------------------------------------------


def test_availabilities_multiply_and_the_lowest_is_the_weakest() -> None:
    links = tuple(
        Promise(clause=clause, bound=share(percent))
        for clause, percent in (("ola/1", "99.9"), ("uc/1", "99.5"), ("ola/2", "99.9"))
    )
    (sla,) = assess(Promise(clause="sla/1", bound=share("99.5"), supports=links))

    assert sla.allowed == AvailabilityFloor(share=Fraction(999 * 999 * 995, 1_000**3))
    assert sla.outcome is Outcome.INFEASIBLE
    assert sla.weakest == Link(clause="uc/1", promised=share("99.5"), delivered=share("99.5"))


def test_a_promise_is_judged_by_what_its_links_can_keep_not_by_what_they_say() -> None:
    contract = Promise(clause="uc/1", bound=share("99"))
    inside = Promise(clause="ola/1", bound=share("99.9"), supports=(contract,))
    (sla, _) = assess(Promise(clause="sla/1", bound=share("99.5"), supports=(inside,)))

    assert sla.links == (Link(clause="ola/1", promised=share("99.9"), delivered=share("99")),)
    assert sla.weakest == Link(clause="uc/1", promised=share("99"), delivered=share("99"))


# --- Strict promises -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("promised", "behind", "outcome"),
    [
        (share("95", strict=True), share("95", strict=True), Outcome.FEASIBLE),
        (share("95", strict=True), share("95"), Outcome.INFEASIBLE),
        (share("95"), share("95", strict=True), Outcome.FEASIBLE),
        (hours(4, strict=True), hours(4, strict=True), Outcome.FEASIBLE),
        (hours(4, strict=True), hours(4), Outcome.INFEASIBLE),
        (hours(4), hours(4, strict=True), Outcome.FEASIBLE),
    ],
)
def test_more_than_is_kept_by_more_than_and_not_by_at_least(
    promised: Bound, behind: Bound, outcome: Outcome
) -> None:
    link = Promise(clause="ola/1", bound=behind)
    (sla,) = assess(Promise(clause="sla/1", bound=promised, supports=(link,)))

    assert sla.outcome is outcome


@pytest.mark.parametrize(
    ("loose", "strict"),
    [(share("95"), share("95", strict=True)), (hours(4), hours(4, strict=True))],
)
def test_of_equal_bounds_the_one_that_may_be_reached_is_worse(loose: Bound, strict: Bound) -> None:
    assert (loose.worse(strict), strict.worse(loose)) == (loose, loose)


# --- Hours of support nest -----------------------------------------------------------


def test_promised_hours_must_lie_within_those_of_every_link() -> None:
    links = (
        Promise(clause="ola/1", bound=support((8, 20))),
        Promise(clause="uc/1", bound=support((9, 17))),
    )
    (sla,) = assess(Promise(clause="sla/2", bound=support((9, 18)), supports=links))

    assert (sla.outcome, sla.allowed) == (Outcome.INFEASIBLE, support((9, 17)))
    assert sla.weakest == Link(clause="uc/1", promised=support((9, 17)), delivered=support((9, 17)))
    assert sla.weakest.delivered is not None
    assert sla.weakest.delivered.burden(sla.promised) == HOUR


def test_hours_around_the_clock_hold_all_others() -> None:
    links = (Promise(clause="uc/1", bound=support((0, 24))),)
    (sla,) = assess(Promise(clause="sla/2", bound=support((9, 12), (13, 18)), supports=links))

    assert sla.outcome is Outcome.FEASIBLE


def test_a_link_keeps_no_more_hours_than_those_behind_it() -> None:
    contract = Promise(clause="uc/1", bound=support((10, 16)))
    inside = Promise(clause="ola/1", bound=support((8, 12)), supports=(contract,))
    (sla, _) = assess(Promise(clause="sla/2", bound=support((9, 12)), supports=(inside,)))

    assert sla.allowed == support((10, 12))
    assert sla.weakest == Link(
        clause="uc/1", promised=support((10, 16)), delivered=support((10, 16))
    )


# --- What is not stated --------------------------------------------------------------


def test_a_link_that_states_nothing_leaves_the_promise_unknown() -> None:
    contract: Promise[TimeBudget] = Promise(clause="uc/1", bound=None)
    inside: Promise[TimeBudget] = Promise(clause="ola/1", bound=None, supports=(contract,))
    (sla,) = assess(Promise(clause="sla/1", bound=hours(4), supports=(inside,)))

    assert (sla.outcome, sla.allowed) == (Outcome.UNKNOWN, None)
    assert sla.weakest == Link(clause="uc/1", promised=None, delivered=None)


def test_what_is_stated_can_be_too_much_already() -> None:
    silent: Promise[TimeBudget] = Promise(clause="ola/2", bound=None)
    links = Promise(clause="ola/1", bound=hours(5)), silent
    (sla,) = assess(Promise(clause="sla/1", bound=hours(4), supports=links))

    assert sla.outcome is Outcome.INFEASIBLE
    assert sla.weakest == Link(clause="ola/1", promised=hours(5), delivered=hours(5))


def test_a_silent_link_is_worth_what_is_behind_it() -> None:
    contract = Promise(clause="uc/1", bound=hours(6))
    inside = Promise(clause="ola/1", bound=None, supports=(contract,))
    (sla,) = assess(Promise(clause="sla/1", bound=hours(4), supports=(inside,)))

    assert sla.links == (Link(clause="ola/1", promised=None, delivered=hours(6)),)
    assert sla.weakest == Link(clause="uc/1", promised=hours(6), delivered=hours(6))


def test_the_silent_one_is_found_behind_links_that_speak() -> None:
    silent: Promise[TimeBudget] = Promise(clause="ola/2", bound=None)
    links = Promise(clause="ola/1", bound=hours(1)), silent
    (sla,) = assess(Promise(clause="sla/1", bound=hours(4), supports=links))

    assert (sla.outcome, sla.allowed) == (Outcome.UNKNOWN, hours(1))
    assert sla.weakest == Link(clause="ola/2", promised=None, delivered=None)


def test_a_promise_that_rests_on_nothing_is_not_judged() -> None:
    assert assess(Promise(clause="uc/1", bound=hours(4))) == ()

"""Chains of agreements in a workspace, from the customer's clause to the supplier's."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.measure.backing import Backing, backings, bound_text
from generator.measure.feasibility import (
    AvailabilityFloor,
    Bound,
    Outcome,
    SupportHours,
    TimeBudget,
)
from generator.periods.intervals import Intervals
from generator.workspace.workspace import Workspace
from tests.measure.school import METRICS, metric, named, school

Tree = dict[str, object]

LONGEST = "incident.longest"
OTHERS = (
    *METRICS,
    metric("web.up", "duration-ratio", "percent", "higher", across="serial"),
    metric("web.response", "maximum", "minute", "lower"),
)


def clause(number: str, name: str = "", target: str = "", **more: object) -> Tree:
    measured = {"metric": name, "target": target} if name else {}
    return {"id": number, "text": named("承诺", "Promise"), **measured, **more}


def agreement(name: str, *clauses: Tree, **more: object) -> Tree:
    """Return an agreement of 2013 on; an SLA by its name, else what is behind one."""
    return {
        "agreement": name,
        "type": "sla" if name == "sla" else "ola",
        "title": named("协议", "Agreement"),
        "party": "school",
        "version": "1.0",
        "effective": {"first": "2013-01-01"},
        "reviewed": "2013-01-01",
        "clauses": list(clauses),
        **more,
    }


def calendar(name: str, hours: str, last: str = "2014-12-31") -> Tree:
    return {
        "calendar": name,
        "name": named("日历", "Calendar"),
        "zone": "UTC",
        "hours": hours,
        "first": "2013-01-01",
        "last": last,
    }


def of(*agreements: Tree, calendars: tuple[Tree, ...] = ()) -> Workspace:
    files: dict[str, object] = {f"agreements/{a['agreement']}.yml": a for a in agreements}
    files |= {f"calendars/{c['calendar']}.yml": c for c in calendars}
    return school({}, metrics=OTHERS, files=files)


def told(workspace: Workspace) -> list[tuple[str, str, str, str]]:
    """Return place, day, what is allowed and the outcome of every promise."""
    return [
        (_place(each), str(each.first), _allowed(each), each.found.outcome)
        for each in backings(workspace)
    ]


def _place(backing: Backing) -> str:
    return f"{backing.agreement.agreement}/{backing.clause or 'hours'}"


def _allowed(backing: Backing) -> str:
    bound = backing.found.allowed
    return bound_text(bound, backing.metric) if bound else ""


def test_times_in_other_units_add_up_in_the_unit_of_the_promise() -> None:
    sla = clause("1", LONGEST, "<= 8 h", supported_by=["ola/1"], own="0.5 h")
    ola = clause("1", "web.response", "<= 450 min")

    found = told(of(agreement("sla", sla), agreement("ola", ola)))

    assert found == [("sla/1", "2013-01-01", "<= 8", "feasible")]


def test_a_promise_is_judged_anew_from_each_day_on_which_its_footing_changes() -> None:
    sla = clause("1", LONGEST, "<= 8 h", supported_by=["ola/1"])
    dated = [
        {"first": "2013-02-01", "target": "<= 7 h"},
        {"first": "2013-06-01", "target": "< 9 h"},
    ]
    ola: Tree = {"id": "1", "text": named("诺", "P"), "metric": LONGEST, "targets": dated}

    assert told(of(agreement("sla", sla), agreement("ola", ola))) == [
        ("sla/1", "2013-01-01", "", "unknown"),
        ("sla/1", "2013-02-01", "<= 7", "feasible"),
        ("sla/1", "2013-06-01", "< 9", "infeasible"),
    ]


def test_a_contract_that_ends_leaves_the_promise_without_footing() -> None:
    sla = clause("1", LONGEST, "<= 8 h", supported_by=["ola/1"])
    ola = agreement(
        "ola",
        clause("1", LONGEST, "<= 7 h"),
        effective={"first": "2013-01-01", "last": "2013-03-31"},
    )

    assert [each[1:] for each in told(of(agreement("sla", sla), ola))] == [
        ("2013-01-01", "<= 7", "feasible"),
        ("2013-04-01", "", "unknown"),
    ]


def test_availabilities_multiply_and_the_weakest_is_named() -> None:
    sla = clause("1", "web.up", ">= 99.8 %", supported_by=["ola/1"], own="99.95 %")
    workspace = of(agreement("sla", sla), agreement("ola", clause("1", "web.up", ">= 99.8 %")))

    (backing,) = backings(workspace)

    assert told(workspace)[0][2:] == (">= 99.7501", "infeasible")
    assert backing.found.weakest is not None
    assert backing.found.weakest.clause == "ola/1"


def test_what_stands_behind_a_clause_without_a_metric_speaks_only_of_its_own_aspect() -> None:
    sla = clause("1", LONGEST, "<= 8 h", supported_by=["ola/1"])
    ola = agreement(
        "ola",
        clause("1", supported_by=["ola/2", "ola/3"]),
        clause("2", "web.up", ">= 99 %"),
        clause("3", LONGEST, "<= 9 h"),
    )

    assert told(of(agreement("sla", sla), ola)) == [("sla/1", "2013-01-01", "", "unknown")]


def test_a_promise_of_nothing_that_adds_up_is_not_judged() -> None:
    sla = clause("1", "incident.in-target", "> 95 %", supported_by=["ola/1"])

    assert told(of(agreement("sla", sla), agreement("ola", clause("1")))) == []


@pytest.mark.parametrize(
    ("behind", "outcome"),
    [
        ({"service_time": "long"}, Outcome.FEASIBLE),
        ({}, Outcome.FEASIBLE),
        ({"service_time": "short"}, Outcome.INFEASIBLE),
        ({"service_time": "ended"}, Outcome.UNKNOWN),
    ],
)
def test_hours_of_support_lie_within_those_behind_them(behind: Tree, outcome: Outcome) -> None:
    sla = agreement("sla", clause("1", supported_by=["ola/1"]), service_time="office")
    calendars = (
        calendar("office", "09:00-17:00"),
        calendar("long", "08:00-18:00"),
        calendar("short", "09:00-16:59"),
        calendar("ended", "08:00-18:00", last="2013-06-30"),
    )

    workspace = of(sla, agreement("ola", clause("1"), **behind), calendars=calendars)

    assert [each.found.outcome for each in backings(workspace)] == [outcome]


def test_agreements_that_rest_on_each_other_crosswise_are_followed_once() -> None:
    one = agreement(
        "sla", clause("1", supported_by=["ola/1"]), clause("2"), service_time="workdays"
    )
    other = agreement("ola", clause("1"), clause("2", supported_by=["sla/2"]))

    assert told(of(one, other)) != []


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        (TimeBudget(seconds=Fraction(5400), strict=True), "< 1.5"),
        (TimeBudget(seconds=Fraction(3600 * 100)), "<= 100"),
        (TimeBudget(seconds=Fraction(1200)), "<= 0.333333334"),
        (AvailabilityFloor(share=Fraction(998999999999, 10**12)), ">= 99.899999999"),
        (AvailabilityFloor(share=Fraction(9989999999999, 10**13), strict=True), "> 99.899999999"),
        (AvailabilityFloor(share=Fraction(1)), ">= 100"),
        (SupportHours(spans=Intervals.of([(0, 5400)])), "1.5"),
    ],
)
def test_a_bound_is_never_told_better_than_it_is(bound: Bound, expected: str) -> None:
    hours = of().metrics[LONGEST]

    assert bound_text(bound, hours) == expected

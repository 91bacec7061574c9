from __future__ import annotations

from collections.abc import Sequence

from generator.measure.measure import Measures
from generator.measure.movement import contradictions, movements
from tests.measure.school import METRICS, Tree, edition, named, ratio, school

PRIORITY = {"id": "priority", "name": named("优先级", "Priority")}
SPLIT = [
    {**each, "dimensions": [PRIORITY]} if each["id"] == "incident.in-target" else each
    for each in METRICS
]


def part(numerator: int, denominator: int, member: str, service: str = "mail") -> Tree:
    """Return a record of incident.in-target of one priority."""
    record = ratio(numerator, denominator, service)
    return {**record, "dimension": "priority", "member": member}


def whole_and_parts(parts: Sequence[tuple[int, int]], service: str = "mail") -> list[Tree]:
    """Return the record of a service and those of its priorities, the easy one first."""
    whole = ratio(sum(n for n, _ in parts), sum(d for _, d in parts), service)
    names = ("easy", "hard")
    return [whole, *(part(n, d, name, service) for (n, d), name in zip(parts, names, strict=True))]


def measured(before: Sequence[Tree], after: Sequence[Tree]) -> Measures:
    """Return what answers for October 2013, after a September."""
    workspace = school({"2013-09": before, "2013-10": after}, metrics=SPLIT)
    return edition(workspace, "2013-10").measures


def splits(found: Measures) -> list[str]:
    """Return by what the share in target is split."""
    metric = found.workspace.metrics["incident.in-target"]
    splits = (movement.dimension for movement in movements(found, metric))
    return [dimension.id if dimension else "service" for dimension in splits]


def test_a_ratio_is_split_by_services_and_by_each_dimension() -> None:
    september = [*whole_and_parts([(9, 10), (5, 10)]), *whole_and_parts([(8, 10), (4, 10)], "web")]
    october = [*whole_and_parts([(9, 10), (6, 10)]), *whole_and_parts([(8, 10), (4, 10)], "web")]

    assert splits(measured(september, october)) == ["service", "priority"]


def test_a_single_service_is_no_split() -> None:
    found = measured(whole_and_parts([(9, 10), (5, 10)]), whole_and_parts([(9, 10), (6, 10)]))

    assert splits(found) == ["priority"]


def test_what_did_not_move_has_no_reason() -> None:
    same = whole_and_parts([(9, 10), (5, 10)])

    assert splits(measured(same, same)) == []


def test_a_period_without_a_break_down_is_not_explained_by_it() -> None:
    found = measured([ratio(90, 100)], whole_and_parts([(9, 10), (6, 10)]))

    assert splits(found) == []


def test_an_incomplete_period_is_not_explained() -> None:
    september = [ratio(9, 10), ratio(8, 10, "web")]

    assert splits(measured(september, [ratio(9, 10)])) == []


def test_counts_and_means_have_no_mix() -> None:
    found = measured([ratio(9, 10)], [ratio(8, 10)])
    metrics = found.workspace.metrics

    names = ("incident.closed", "incident.mean-time")
    assert [list(movements(found, metrics[name])) for name in names] == [[], []]


def test_two_services_that_contradict_their_parts_are_told_once() -> None:
    now = [
        *whole_and_parts([(90, 100), (600, 1000)]),
        *whole_and_parts([(850, 1000), (50, 100)], "web"),
    ]
    found = measured(now, now)

    paradoxes = list(contradictions(found, found.workspace.metrics["incident.in-target"]))

    assert [(each.first, each.second, each.dimension.id) for each in paradoxes] == [
        ("mail", "web", "priority")
    ]

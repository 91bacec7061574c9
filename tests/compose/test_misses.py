from __future__ import annotations

from collections.abc import Mapping

from generator.compose.sections.summary import summary
from generator.compose.words import Words
from tests.compose.reading import sentences
from tests.measure.school import clause, edition, ratio, school

ACTION = {
    "id": "A-2013-01",
    "kind": "corrective",
    "title": "Call at once",
    "cause": "Nobody called.",
    "owner": "manager",
    "opened": "2013-11-01",
    "due": "2013-11-29",
}
WAIVER = {
    "first": "2013-10-01",
    "until": "2013-10-31",
    "reason": "The school moved.",
    "accepted_by": "manager",
}
CLAUSES = [
    clause("1.1", "incident.in-target", "> 95 %"),
    clause("1.2", "incident.in-target", "> 90 %", services=["mail"]),
]


def misses(**file: object) -> list[str]:
    """Return what follows the verdict of each miss, with these actions and waivers."""
    files = {"actions/school.yml": {"party": "school", **file}}
    workspace = school({"2013-10": [ratio(8, 10)]}, CLAUSES, files=files)
    said = sentences(summary(edition(workspace, "2013-10"), Words("en")))
    return [line.partition("Missed")[2] for line in said if line.startswith("- Clause")]


def answers(*numbers: str) -> Mapping[str, object]:
    """Return an action that answers clauses in October."""
    promises = [{"clause": f"sla/{number}", "first": "2013-10"} for number in numbers]
    return {**ACTION, "answers": promises}


def test_a_miss_without_anything_says_so_each_time() -> None:
    assert misses() == ["; no reason and no action given yet"] * 2


def test_without_commentary_the_cause_is_the_reason_and_is_told_once() -> None:
    told = "; reason: Nobody called; A-2013-01 Call at once (Manager, by 2013-11-29)"

    assert misses(actions=[answers("1.1", "1.2")]) == [told, "; reason and action as above"]


def test_an_action_for_another_clause_or_period_answers_nothing() -> None:
    late = {**ACTION, "answers": [{"clause": "sla/1.2", "first": "2013-11"}]}

    assert misses(actions=[late]) == ["; no reason and no action given yet"] * 2


def test_a_waiver_says_who_accepted_it_and_until_when() -> None:
    assert misses(waivers=[{**WAIVER, "clause": "sla/1.2"}]) == [
        "; no reason and no action given yet",
        "; waived by Manager until 2013-10-31: The school moved",
    ]

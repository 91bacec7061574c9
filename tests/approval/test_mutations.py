"""No rule is idle: without any one of them something is approved that must not be."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import starmap
from typing import TYPE_CHECKING, Any, Final

import pytest
from typing_extensions import override

from generator.approval import fold, matching, refusals
from generator.approval.authorship import Authorship
from generator.approval.binding import Binding, Kept
from generator.approval.decision import Outcome
from generator.approval.evidence import Opinion, Review
from generator.approval.rules import APPROVAL_RULES
from tests.approval.history import Scenario, decided, forget_mandates, scenarios, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.approval.evidence import Account, Dismissal
    from generator.approval.mandates import Mandates
    from generator.approval.matching import Voice
    from generator.approval.question import Question
    from generator.workspace.model.organisation import Person

    Voices = tuple[Voice, ...]
    Sections = Mapping[str, tuple[str, ...]]

SCENARIOS = scenarios()


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule that lost a part: the name of the part, and what stands in its place."""

    rule: str
    part: str
    instead: Any

    name: str = ""

    @override
    def __str__(self) -> str:
        return f"{self.rule}-{self.part}-{self.name or self.instead.__name__}"


def _nothing(*_arguments: object, **_named: object) -> tuple[()]:
    return ()


def _false(*_arguments: object) -> bool:
    return False


def _without(name: str) -> tuple[object, ...]:
    return tuple(each for each in refusals.REFUSALS if each[1].__name__ != name)


def _comments_approve(review: Review, _dismissals: object) -> Opinion:
    return Opinion.APPROVED if review.opinion is Opinion.COMMENTED else review.opinion


def _requests_vanish(review: Review, _dismissals: object) -> Opinion:
    return review.opinion


def _first_opinion(given: list[Review], dismissals: Mapping[int, Dismissal]) -> fold.Standing:
    return STANDING(given[:1], dismissals)


def _by_login(account: Account) -> tuple[int, str]:
    return (0, account.login)


def _youngest_id_first(reviews: tuple[Review, ...]) -> tuple[Review, ...]:
    return tuple(sorted(IN_ORDER(reviews), key=lambda each: (str(each.submitted), -each.id)))


def _everything_is_kept(self: Binding, _review: Review) -> Kept:
    return Kept(whole=True, sections=frozenset(self.sections))


def _any_commit(self: Binding, review: Review) -> Kept:
    return KEPT(replace(self, is_head_only=False), review)


def _nobody(*_arguments: object) -> Authorship:
    return Authorship(people=frozenset(), accounts=frozenset(), doubts=())


def _whoever_has_the_login(self: Mandates, account: Account) -> Person | None:
    return next((person for person in self.people if person.id == account.login), None)


def _many_roles(voices: Voices, _used: object, before: frozenset[int]) -> Voices:
    return EARLIEST(voices, frozenset(), before)


def _any_order(voices: Voices, used: frozenset[str], _before: object) -> Voices:
    return EARLIEST(voices, used, frozenset())


def _declared_alone(declared: Sections, _processes: object, _found: object) -> Sections:
    return declared


def _found_alone(_declared: object, processes: Sections, found: Iterable[str]) -> Sections:
    return {name: processes[name] for name in found if name in processes}


def _met_by_nobody(self: Question, place: int) -> bool:
    return place < len(self.plan) and len(self.needs[place]) == len(self.plan[place])


STANDING: Final = fold._standing  # noqa: SLF001 - the mutants are made of it
EARLIEST: Final = matching._earliest  # noqa: SLF001 - the mutants are made of it
IN_ORDER: Final = fold.in_order
KEPT: Final = Binding.kept
MUTANTS = (
    *(
        Mutant(rule, "refusals.REFUSALS", _without(reason.__name__), reason.__name__)
        for rule, reason in refusals.REFUSALS
    ),
    *starmap(
        Mutant,
        (
            ("R1", "fold.effective", _comments_approve),
            ("R2", "fold._standing", _first_opinion),
            ("R2", "fold._key", _by_login),
            ("R2", "fold.in_order", _youngest_id_first),
            ("R3", "binding.Binding.kept", _everything_is_kept),
            ("R3", "binding.Binding.kept", _any_commit),
            ("R3", "binding.Binding.is_of_another_branch", _false),
            ("R3", "obstacles.foreign_branch", _nothing),
            ("R3", "obstacles.incomplete_edition", _nothing),
            ("R4", "obstacles.merged_otherwise", _nothing),
            ("R4", "obstacles.rivals", _nothing),
            ("R5", "evaluate.authorship", _nobody),
            ("R5", "authorship._doubts", _nothing),
            ("R6", "mandates.Mandates.person_of", _whoever_has_the_login),
            ("R6", "question.sections_to_confirm", _declared_alone),
            ("R6", "question.sections_to_confirm", _found_alone),
            ("R6", "question.Question.is_met", _met_by_nobody),
            ("R7", "matching._earliest", _many_roles),
            ("R8", "matching._earliest", _any_order),
            ("R9", "fold.effective", _requests_vanish),
            ("R9", "obstacles.standing_requests", _nothing),
            ("R11", "evaluate.doubts", _nothing),
            ("R11", "doubts._of_commits", _nothing),
            ("R11", "doubts._of_reviews", _nothing),
            ("R11", "doubts._of_dismissals", _nothing),
            ("R11", "mandates._shared", _nothing),
            ("R11", "mandates._unreadable", _nothing),
            ("R11", "fold.is_timeless_approval", _false),
            ("R12", "doubts._of_merge", _nothing),
            ("R12", "obstacles.broken_merge", _nothing),
            ("R13", "obstacles.weak_protection", _nothing),
        ),
    ),
)
# Held by what facts are: there is no place for words, and files of evidence have their own test.
HELD_ELSEWHERE = {"R10", "R14"}


@pytest.fixture(autouse=True)
def _fresh_mandates() -> Iterator[None]:
    forget_mandates()
    yield
    forget_mandates()


def _is_as_said(scenario: Scenario) -> bool:
    decision = decided(scenario)
    said = {sentence.en for sentence in told(decision)}
    return decision.outcome == scenario.entry["outcome"] and scenario.entry["says"] in said


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_rule_that_loses_a_part_is_noticed_by_a_scenario(
    mutant: Mutant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"generator.approval.{mutant.part}", mutant.instead)

    assert not all(_is_as_said(scenario) for scenario in SCENARIOS)


def _approves_falsely(mutant: Mutant, monkeypatch: pytest.MonkeyPatch) -> bool:
    with monkeypatch.context() as patch:
        patch.setattr(f"generator.approval.{mutant.part}", mutant.instead)
        forget_mandates()
        refused = (each for each in SCENARIOS if each.entry["outcome"] != Outcome.APPROVED)
        return any(decided(scenario).outcome is Outcome.APPROVED for scenario in refused)


@pytest.mark.parametrize("rule", sorted(APPROVAL_RULES.keys() - HELD_ELSEWHERE))
def test_without_a_rule_something_is_approved_that_must_not_be(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutants = [each for each in MUTANTS if each.rule == rule]

    assert any(_approves_falsely(mutant, monkeypatch) for mutant in mutants)


def test_the_words_of_a_review_have_no_place_among_the_facts() -> None:
    names = [each.name for each in fields(Review)]

    assert names == ["id", "account", "opinion", "commit", "submitted", "seen", "about"]


def test_the_scenarios_show_every_rule_and_every_way_round() -> None:
    shown = {name for scenario in SCENARIOS for name in scenario.entry.get("shows", ())}

    ways = {f"B{number:02}" for number in range(1, 37)}
    assert (ways | APPROVAL_RULES.keys()) - shown == {"R14"}


def test_no_two_scenarios_have_one_name() -> None:
    names = [scenario.id for scenario in SCENARIOS]

    assert sorted(set(names)) == sorted(names)

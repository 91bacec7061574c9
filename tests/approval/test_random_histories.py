"""Two hundred thousand random histories: nothing is approved that must not be, nor the reverse.

What must hold is said a second time here in another way, on the bare list of events: by going
through all people and reviews that could fill the stages.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest

from generator.approval.decision import Decision, Outcome
from generator.approval.evaluate import decide
from generator.approval.evidence import Commit, Dismissal, Opinion, PullRequest, Review
from generator.workspace.model.types import Bilingual
from tests.approval.history import (
    BASE,
    START,
    Scenario,
    account,
    base_mandates,
    commit_name,
    content,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.approval.content import EditionContent
    from generator.approval.mandates import Mandates

HISTORIES = 200_000
SHARDS = 8
SECTIONS = ("summary", "incidents", "changes")
WHOLE = ""
# Stage by stage what is needed: people who can give it, and the section that it is for.
NEEDS = {
    "bank-monthly": (((("he", "zhou", "xu", "wu"), WHOLE),), ((("qin", "wu"), WHOLE),)),
    "operations-monthly": (
        ((("zhou", "wu"), "incidents"), (("xu",), "changes")),
        ((("shen",), WHOLE),),
        ((("tang",), WHOLE),),
    ),
    "status-monthly": (((("lin", "mei"), WHOLE),),),
}
ACTORS = {
    "bank-monthly": ("he", "zhou", "qin", "wu", "qin", "mallory", "lin"),
    "operations-monthly": ("zhou", "xu", "shen", "tang", "wu", "shen", "tang", "actions"),
    "status-monthly": ("mei", "lin", "mallory"),
}
MEMBERS = frozenset(("zhou", "xu", "he", "qin", "shen", "tang", "wu", "mei", "lin"))
KINDS = (Opinion.APPROVED,) * 16 + (Opinion.CHANGES_REQUESTED, Opinion.COMMENTED)
Versions = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A review as it happened: by whom, what, and of which version of each section."""

    who: str
    opinion: Opinion
    saw: Versions


@dataclass(slots=True)
class Past:
    """A random history, as a bare list of events."""

    report: str
    makers: list[str] = field(default_factory=list)
    pushed: list[Versions] = field(default_factory=list)
    reviews: list[Given] = field(default_factory=list)
    commits: list[int] = field(default_factory=list)
    dismissed: dict[int, str] = field(default_factory=dict)

    def said(self, number: int) -> Opinion | None:
        """Return what a review still says; None for a comment or a withdrawn review."""
        review, by = self.reviews[number], self.dismissed.get(number)
        if review.opinion is Opinion.COMMENTED:
            return None
        if by is None:
            return review.opinion
        is_foreign = review.opinion is Opinion.CHANGES_REQUESTED and by != review.who
        return Opinion.CHANGES_REQUESTED if is_foreign else Opinion.DISMISSED


def past(random: Random) -> Past:
    """Let something happen: pushes, reviews and dismissals of one edition."""
    made = Past(random.choice(tuple(NEEDS)))
    made.makers, made.pushed = ["lin"], [(1, 1, 1)]
    for _ in range(random.randrange(1, 11)):
        chance = random.random()
        if chance < 0.1:
            made.makers.append(random.choice(("lin", "lin", "wu", "mallory")))
            made.pushed.append(tuple(random.choice((1, 1, 1, 2)) for _ in SECTIONS))
        elif chance < 0.14 and made.reviews:
            number = random.randrange(len(made.reviews))
            made.dismissed[number] = random.choice((made.reviews[number].who, "lin"))
        else:
            who = random.choice(ACTORS[made.report])
            made.reviews.append(Given(who, random.choice(KINDS), made.pushed[-1]))
            made.commits.append(len(made.pushed))
    return made


@cache
def _mandates() -> Mandates:
    return base_mandates(Scenario("", {"id": "random", "steps": ()}))


@cache
def _content(versions: Versions) -> EditionContent:
    return content(dict(zip(SECTIONS, versions, strict=True)))


@cache
def _commit(number: int, maker: str) -> Commit:
    who, mails = account(maker), (f"{maker}@example.org",) * 2
    return Commit(sha=commit_name(f"c{number}"), author=who, committer=who, emails=mails)


def facts_of(made: Past) -> PullRequest:
    """Return a history as the facts of a pull request."""
    name = f"docs/reports/{made.report}/2013-10"
    return PullRequest(
        number=7,
        author=account("lin"),
        base_branch="main",
        base=BASE,
        head=commit_name(f"c{len(made.pushed)}"),
        paths=(f"{name}.json", f"{name}.md"),
        commits=tuple(_commit(number, who) for number, who in enumerate(made.makers, 1)),
        reviews=tuple(_reviews(made)),
        dismissals=tuple(
            Dismissal(review=number, by=account(by), was=made.reviews[number].opinion)
            for number, by in made.dismissed.items()
        ),
    )


def _reviews(made: Past) -> Iterator[Review]:
    for number, review in enumerate(made.reviews):
        yield Review(
            id=number,
            account=account(review.who),
            opinion=Opinion.DISMISSED if number in made.dismissed else review.opinion,
            commit=commit_name(f"c{made.commits[number]}"),
            submitted=START + timedelta(minutes=number),
        )


def decided(made: Past, facts: PullRequest) -> Decision:
    """Return the decision about a history."""
    edition = f"{made.report}/2013-10"
    contents = {
        commit_name(f"c{number}"): {edition: _content(versions)}
        for number, versions in enumerate(made.pushed, 1)
    }
    return decide(facts, contents, _mandates())


def standing(made: Past) -> dict[str, list[int]] | None:
    """Return person -> approvals since the last other opinion; None where a request stands."""
    rows: dict[str, list[int]] = {}
    newest: dict[str, Opinion] = {}
    for number, review in enumerate(made.reviews):
        said = made.said(number)
        if said is not None:
            newest[review.who] = said
            kept = rows.get(review.who, []) if said is Opinion.APPROVED else []
            rows[review.who] = [*kept, *([number] if said is Opinion.APPROVED else [])]
    requests = {who for who, said in newest.items() if said is Opinion.CHANGES_REQUESTED}
    return None if requests & MEMBERS else rows


def may_be_approved(made: Past) -> bool:
    """Tell in the slow way whether people and reviews can be found for every stage."""
    rows = standing(made)
    if rows is None:
        return False
    flat = [
        (stage, people, section)
        for stage, needs in enumerate(NEEDS[made.report])
        for people, section in needs
    ]
    choices = [
        [(stage, section, who, n) for who in people for n in _fitting(made, rows, who, section)]
        for stage, people, section in flat
    ]
    return any(_is_lawful(chosen) for chosen in product(*choices))


def _fitting(made: Past, rows: dict[str, list[int]], who: str, section: str) -> list[int]:
    """Return the approvals of somebody, no maker, that saw what is at the head."""
    if who in made.makers:
        return []
    places = [SECTIONS.index(section)] if section else range(len(SECTIONS))
    head = made.pushed[-1]
    approvals = [(number, made.reviews[number].saw) for number in rows.get(who, [])]
    return [number for number, saw in approvals if all(saw[p] == head[p] for p in places)]


def _is_lawful(chosen: tuple[tuple[int, str, str, int], ...]) -> bool:
    """Tell whether stages are in order, and nobody fills two roles."""
    for stage, section, who, number in chosen:
        for other_stage, other_section, other, other_number in chosen:
            if stage < other_stage and (number >= other_number or who == other):
                return False
            is_same_role = bool(section) and bool(other_section) and stage == other_stage
            if section != other_section and who == other and not is_same_role:
                return False
    return True


def _assert_invariants(made: Past, facts: PullRequest, decision: Decision) -> None:
    """Assert what holds of everything approved, and what takes an approval away."""
    counted = {each.person for stage in decision.parts[0].stages for each in stage.counted}
    assert len(counted) >= len(NEEDS[made.report])
    assert not counted & set(made.makers)
    assert counted <= MEMBERS
    changed = replace(made, makers=[*made.makers, "mallory"], pushed=[*made.pushed, (9, 9, 9)])
    assert decided(changed, facts_of(changed)).outcome is Outcome.NOT_YET
    for who in sorted(MEMBERS):
        asked = [*made.reviews, Given(who, Opinion.CHANGES_REQUESTED, made.pushed[-1])]
        rejected = replace(made, reviews=asked, commits=[*made.commits, len(made.pushed)])
        assert decided(rejected, facts_of(rejected)).outcome is Outcome.NOT_YET
    doubted = replace(facts, doubts=(Bilingual(zh="不全。", en="Not whole."),))
    assert decided(made, doubted).outcome is Outcome.UNVERIFIED


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_histories_are_approved_exactly_when_they_may_be(shard: int) -> None:
    random = Random(shard)  # noqa: S311 - the same histories in every run
    approved = 0
    for _ in range(HISTORIES // SHARDS):
        made = past(random)
        facts = facts_of(made)
        decision = decided(made, facts)
        is_approved = decision.outcome is Outcome.APPROVED
        assert is_approved == may_be_approved(made), (made, decision)
        if is_approved:
            approved += 1
            if approved % 20 == 0:
                _assert_invariants(made, facts, decision)

    assert approved > HISTORIES // SHARDS // 20

"""The decision: facts, contents and mandates in; stages, names and reasons out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.approval import obstacles
from generator.approval.authorship import authorship
from generator.approval.decision import Decision, EditionDecision, Outcome
from generator.approval.doubts import doubts
from generator.approval.fold import fold, in_order, knowledge
from generator.approval.paths import touched
from generator.approval.question import Hearing, Question
from generator.approval.reasons import done, refused, without_chain
from generator.approval.stages import stage_decisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.approval.binding import Contents
    from generator.approval.evidence import PullRequest
    from generator.approval.mandates import Mandates
    from generator.workspace.model.types import Bilingual

_FROM_BAD_TO_GOOD = (Outcome.UNVERIFIED, Outcome.NOT_YET, Outcome.APPROVED)


def decide(facts: PullRequest, contents: Contents, mandates: Mandates) -> Decision:
    """Decide about a pull request, edition by edition.

    It is approved when every edition that it touches is, and the chain `others` approves
    the paths that no edition answers for. Any doubt makes it unverified.
    """
    changed = touched(facts.paths, mandates.party_of)
    hearing = _hearing(facts, contents, mandates, is_head_only=bool(changed.others))
    doubted = tuple(dict.fromkeys(_doubts(hearing)))
    blocked = tuple(_obstacles(hearing))
    edge = Outcome.UNVERIFIED if doubted else Outcome.NOT_YET if blocked else Outcome.APPROVED
    listed = (*changed.editions, *([""] if changed.others else []))
    parts = tuple(_part(hearing, edition, edge) for edition in listed)
    return Decision(
        number=facts.number,
        base=facts.base,
        head=facts.head,
        merge=facts.merged.commit if facts.merged else "",
        outcome=_worst((edge, *(part.outcome for part in parts))),
        parts=parts,
        sentences=blocked,
        doubts=doubted,
        notes=facts.notes,
    )


def _hearing(
    facts: PullRequest, contents: Contents, mandates: Mandates, *, is_head_only: bool
) -> Hearing:
    """Gather what all parts share."""
    return Hearing(
        facts=facts,
        contents=contents,
        mandates=mandates,
        standings=fold(facts),
        authorship=authorship(facts, mandates),
        seen=knowledge(in_order(facts.reviews)),
        is_head_only=is_head_only,
    )


def _doubts(hearing: Hearing) -> Iterator[Bilingual]:
    """Give everything that could not be verified."""
    facts, contents, mandates = hearing.facts, hearing.contents, hearing.mandates
    yield from doubts(facts, contents, mandates, hearing.standings)
    yield from hearing.authorship.doubts


def _obstacles(hearing: Hearing) -> Iterator[Bilingual]:
    """Give what stands in the way of everything."""
    yield from obstacles.standing_requests(hearing.standings, hearing.mandates)
    yield from obstacles.foreign_branch(hearing.facts)
    yield from obstacles.broken_merge(hearing.facts)
    yield from obstacles.weak_protection(hearing.facts)


def _worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the worst of some answers."""
    return min(outcomes, key=_FROM_BAD_TO_GOOD.index)


def _part(hearing: Hearing, edition: str, edge: Outcome) -> EditionDecision:
    """Decide about one edition or, without a name, about all other paths."""
    report = hearing.mandates.reports.get(edition.partition("/")[0])
    name = hearing.mandates.others if not edition else report.chain if report else None
    chain = hearing.mandates.chains.get(name or "")
    if chain is None:
        return without_chain(edition, name, _worst((edge, Outcome.NOT_YET)))
    question = Question(hearing, edition, chain)
    stages = stage_decisions(question)
    obstructed = tuple(_obstructions(question))
    lacking = tuple(sentence for stage in stages for sentence in stage.missing)
    is_open = bool(obstructed) or not all(stage.is_met for stage in stages)
    head = question.binding.head
    return EditionDecision(
        edition=edition,
        chain=chain.chain,
        outcome=_worst((edge, Outcome.NOT_YET if is_open else Outcome.APPROVED)),
        content=head.whole if head else "",
        stages=stages,
        refused=tuple(refused(question)),
        sentences=(*obstructed, *lacking) or (done(question, stages),),
    )


def _obstructions(question: Question) -> Iterator[Bilingual]:
    """Give what stands in the way of one part beyond its stages."""
    if question.edition:
        yield from obstacles.incomplete_edition(question.binding)
        yield from obstacles.rivals(question.binding)
    yield from obstacles.merged_otherwise(question.binding)

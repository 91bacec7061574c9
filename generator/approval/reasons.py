"""The sentences about reviewers who do not count, and about what is done or cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.approval.decision import EditionDecision, Outcome, Refused
from generator.approval.fold import is_timeless_approval
from generator.approval.refusals import does_not_count
from generator.approval.sentences import AND, names, say
from generator.approval.stages import out_of_order
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.approval.decision import StageDecision
    from generator.approval.evidence import Review
    from generator.approval.question import Question


def refused(question: Question) -> Iterator[Refused]:
    """Give one sentence for each reviewer who does not count."""
    for review in question.hearing.facts.reviews:
        yield from _lost(review)
    for case, found in question.cases:
        if found is not None:
            review_id = case.standing.newest.id
            yield Refused(review=review_id, who=case.who, rule=found.rule, why=found.why)
    yield from out_of_order(question)


def _lost(review: Review) -> Iterator[Refused]:
    """Refuse what has no place among the reviews: nobody's, or without a time."""
    who, reason = "?", None
    if review.account is None:
        reason = Bilingual(
            en="the account was deleted, and nobody knows whose it was",
            zh="账号已删除，不知属于何人",
        )
    elif is_timeless_approval(review):
        who = review.account.login
        reason = Bilingual(en="the approval has no time", zh="批准没有时间")
    if reason is not None:
        why = does_not_count("R11", who, reason).why
        yield Refused(review=review.id, who=who, rule="R11", why=why)


def without_chain(edition: str, chain: str | None, outcome: Outcome) -> EditionDecision:
    """Decide about what nobody may decide yet."""
    if edition:
        sentence = say(
            "R6",
            en=f"{edition}: the base commit knows no such report, or not its chain; merge its"
            " catalogue entry first",
            zh=f"{edition}：目标分支的目录中没有该报告或其审批链；请先合并目录条目",
        )
    else:
        sentence = say(
            "R6",
            en="chains.yml of the base commit names no chain for other changes; add `others`",
            zh="目标分支的 chains.yml 没有为其他改动指定审批链；请添加 `others`",
        )
    return EditionDecision(
        edition=edition,
        chain=chain or "",
        outcome=outcome,
        content="",
        stages=(),
        refused=(),
        sentences=(sentence,),
    )


def done(question: Question, stages: tuple[StageDecision, ...]) -> Bilingual:
    """Say that every stage is done, and by whom."""
    people = {person.id: person.name for person in question.hearing.mandates.people}
    listed = [(stage.name, _who(stage, people)) for stage in stages]
    en = ", ".join(f"{stage.en} by {who.en}" for stage, who in listed)
    zh = "；".join(f"{stage.zh}（{who.zh}）" for stage, who in listed)
    return Bilingual(
        en=f"{question.edition or 'Other changes'}: all stages are done: {en}.",
        zh=f"{question.edition or '其他改动'}：各环节均已完成：{zh}。",
    )


def _who(stage: StageDecision, people: Mapping[str, str]) -> Bilingual:
    """Name the people who count for a stage."""
    return names(dict.fromkeys(people[each.person] for each in stage.counted), last=AND)

"""What could not be verified, which no approval can outweigh (R11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.approval.evidence import Opinion
from generator.approval.sentences import say, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.approval.binding import Contents
    from generator.approval.evidence import PullRequest, Review
    from generator.approval.fold import Standing
    from generator.approval.mandates import Mandates
    from generator.workspace.model.types import Bilingual


def doubts(
    facts: PullRequest, contents: Contents, mandates: Mandates, standings: Iterable[Standing]
) -> Iterator[Bilingual]:
    """Give every doubt about some facts; what adapters and mandates doubt comes first."""
    yield from facts.doubts
    yield from mandates.doubts
    yield from _of_commits(facts, contents)
    yield from _of_reviews(facts.reviews)
    yield from _of_dismissals(facts, mandates, standings)
    yield from _of_merge(facts, contents)


def _of_commits(facts: PullRequest, contents: Contents) -> Iterator[Bilingual]:
    """Doubt a change of nothing, a head that is not there, and a push between two answers."""
    if not facts.paths:
        yield say("R11", en="it changes no file", zh="没有改动任何文件")
    if facts.head not in contents:
        yield say(
            "R11",
            en=f"the head {short(facts.head)} is not in this repository; fetch it",
            zh=f"本地代码库中没有最新提交 {short(facts.head)}；请先获取",
        )
    if facts.head not in {commit.sha for commit in facts.commits}:
        yield say(
            "R11",
            en=f"the head {short(facts.head)} is none of its commits; ask again",
            zh=f"最新提交 {short(facts.head)} 不在提交列表中；请重试",
        )


def _of_reviews(reviews: tuple[Review, ...]) -> Iterator[Bilingual]:
    """Doubt reviews that are there twice, and requests of nobody knows whom."""
    if len({review.id for review in reviews}) < len(reviews):
        yield say("R11", en="a review is listed twice", zh="同一评审出现两次")
    for review in reviews:
        if review.account is None and review.opinion is Opinion.CHANGES_REQUESTED:
            yield say(
                "R11",
                en="a deleted account asked for changes, and it could have been a role holder;"
                " open a new pull request",
                zh="已删除的账号曾要求修改，无法排除其为审批人；请另提合并请求",
            )


def _of_dismissals(
    facts: PullRequest, mandates: Mandates, standings: Iterable[Standing]
) -> Iterator[Bilingual]:
    """Doubt a dismissal of which the timeline does not say what the review was."""
    told = {each.review for each in facts.dismissals}
    for standing in standings:
        person = mandates.person_of(standing.account)
        is_silent = standing.opinion is Opinion.DISMISSED and standing.newest.id not in told
        if is_silent and person is not None and person.id in mandates.deciders:
            yield say(
                "R11",
                en=f"a review of {person.name} was dismissed, and nobody knows what it had said",
                zh=f"{person.name}的一条评审被撤回，且不知其原来的意见",
            )


def _of_merge(facts: PullRequest, contents: Contents) -> Iterator[Bilingual]:
    """Doubt a merge about which the forge, or this repository, no longer knows enough."""
    merged = facts.merged
    if merged is None:
        return
    if merged.commit not in contents:
        yield say(
            "R4",
            en=f"the merge {short(merged.commit)} is not in this repository; fetch it",
            zh=f"本地代码库中没有合并提交 {short(merged.commit)}；请先获取",
        )
    if facts.is_signed:
        # The rules are those of a forge; signed statements vouch for themselves.
        return
    if merged.result is None:
        yield say(
            "R12",
            en="the forge does not say whether the merge passed the rules of the branch",
            zh="平台未提供合并时是否通过分支规则的结果",
        )
    if merged.protection is None or merged.protection.since is None or facts.opened is None:
        yield say(
            "R13",
            en="nobody knows whether the branch was protected before the pull request was opened",
            zh="无法确定分支在合并请求提出之前是否已受保护",
        )

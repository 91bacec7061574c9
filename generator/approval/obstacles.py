"""What stands in the way of a whole pull request, and what of one edition alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.approval.evidence import Opinion
from generator.approval.paths import edition_of
from generator.approval.sentences import AND, names, say, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.approval.binding import Binding
    from generator.approval.evidence import PullRequest
    from generator.approval.fold import Standing
    from generator.approval.mandates import Mandates
    from generator.workspace.model.types import Bilingual


def standing_requests(standings: Iterable[Standing], mandates: Mandates) -> Iterator[Bilingual]:
    """Find requests for changes by somebody with a role in any chain (R9, B13)."""
    for standing in standings:
        person = mandates.person_of(standing.account)
        if standing.opinion is not Opinion.CHANGES_REQUESTED or person is None:
            continue
        if person.id in mandates.deciders:
            yield say(
                "R9",
                en=f"{person.name} asks for changes; only {person.name} can approve or withdraw it",
                zh=f"{person.name}要求修改；只有{person.name}本人可以改为批准或撤回",
            )


def foreign_branch(facts: PullRequest) -> Iterator[Bilingual]:
    """Refuse a change that would not become part of the reports (B14)."""
    if facts.base_branch != facts.main_branch:
        yield say(
            "R3",
            en=f"it would be merged into {facts.base_branch!r}; reports are approved for"
            f" {facts.main_branch!r}",
            zh=f"目标分支为 {facts.base_branch}；报告只能合并到 {facts.main_branch}",
        )


def broken_merge(facts: PullRequest) -> Iterator[Bilingual]:
    """Find a merge that the rules of the branch refused or did not see (B06, B07)."""
    if facts.merged and facts.merged.result not in {None, "pass"}:
        result = facts.merged.result
        yield say(
            "R12",
            en=f"the merge went past the rules of the branch ({result})",
            zh=f"合并绕过了分支规则（{result}）",
        )


def weak_protection(facts: PullRequest) -> Iterator[Bilingual]:
    """Find a branch that was not protected as it must be when the change was merged (R13)."""
    protection = facts.merged.protection if facts.merged else None
    if protection is None:
        return
    for gap in protection.gaps:
        yield say("R13", en=gap.en, zh=gap.zh)
    if protection.since and facts.opened and protection.since > facts.opened:
        yield say(
            "R13",
            en="the rules of the branch were changed after the pull request was opened",
            zh="分支规则在合并请求提出之后被改动过",
        )


def merged_otherwise(binding: Binding) -> Iterator[Bilingual]:
    """Find a merge that brought other content than the head (R4, B11, B28)."""
    merged, facts = binding.facts.merged, binding.facts
    if merged is None or merged.commit not in binding.contents:
        return
    if binding.contents[merged.commit].get(binding.edition) != binding.head:
        yield say(
            "R4",
            en=f"the merge {short(merged.commit)} brought something else than the head"
            f" {short(facts.head)}",
            zh=f"合并提交 {short(merged.commit)} 的内容与最新提交 {short(facts.head)} 不同",
        )


def rivals(binding: Binding) -> Iterator[Bilingual]:
    """Find other open pull requests for the same edition (B34)."""
    found = sorted(
        rival.number
        for rival in binding.facts.rivals
        if binding.edition in {edition_of(path) for path in rival.paths}
    )
    if found:
        listed = names([f"#{number}" for number in found], last=AND)
        yield say(
            "R4",
            en=f"{listed.en} changes the same edition; close all but one",
            zh=f"{listed.zh} 也改动了同一期次；只能保留一个",
        )


def incomplete_edition(binding: Binding) -> Iterator[Bilingual]:
    """Find an edition without two files that belong together at the head."""
    is_read = binding.facts.head in binding.contents
    if is_read and binding.head is None:
        yield say(
            "R3",
            en=f"{binding.edition} has no page and figures that belong together at the head; run"
            " `reportgen generate`",
            zh=f"{binding.edition} 在最新提交中没有互相对应的页面和数据文件；请运行"
            " `reportgen generate`",
        )

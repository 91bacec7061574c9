"""How a branch is protected, and what of it is weaker than approvals need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from generator.approval.forge import UnverifiedError
from generator.approval.github.pages import Answers
from generator.approval.github.requests import Requests
from generator.approval.github.shapes import PullRequestParameters, Rule, Ruleset
from generator.workspace.model.types import Bilingual

_MERGE_ONLY: Final = ("merge",)


@dataclass(frozen=True, slots=True)
class BranchRules:
    """The rules that are in force for a branch, and the sets that they come from."""

    rules: tuple[Rule, ...]
    sets: tuple[Ruleset, ...]

    @property
    def types(self) -> frozenset[str]:
        """Return the kinds of rules."""
        return frozenset(rule.type for rule in self.rules)

    def pull_request(self) -> tuple[PullRequestParameters, ...]:
        """Return what is asked of pull requests; several sets of rules add up."""
        return tuple(_parameters(rule) for rule in self.rules if rule.type == "pull_request")

    @property
    def since(self) -> datetime | None:
        """Return when a set was changed last; None when nobody says."""
        changed = [each.updated_at for each in self.sets]
        known = [each for each in changed if each is not None]
        return max(known) if known and len(known) == len(changed) else None

    @property
    def hides_bypasses(self) -> bool:
        """Tell whether the token was too weak to see for whom a set does not hold."""
        return any(each.bypass_actors is None for each in self.sets)


def branch_rules(answers: Answers, requests: Requests, branch: str) -> BranchRules:
    """Return the rules that a forge told about a branch."""
    rules = answers.listed(requests.rules(branch), Rule)
    numbers = sorted({rule.ruleset_id for rule in rules if rule.ruleset_id is not None})
    return BranchRules(rules, tuple(answers.one(requests.ruleset(n), Ruleset) for n in numbers))


def _parameters(rule: Rule) -> PullRequestParameters:
    """Return the parameters of a rule; UnverifiedError when they have another shape."""
    try:
        raw = rule.parameters if isinstance(rule.parameters, msgspec.Raw) else b"null"
        return msgspec.json.decode(raw, type=PullRequestParameters)
    except msgspec.MsgspecError as error:
        raise UnverifiedError(f"rule pull_request has another shape: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchDemand:
    """Something that a branch must do, as doctor's rule and as a gap of an approval.

    `closes` names the ways round an approval that are open without it.
    """

    rule: str
    is_met: Callable[[BranchRules], bool]
    expected: Bilingual
    gap: Bilingual
    action: Bilingual
    closes: tuple[str, ...]


def _any(test: Callable[[PullRequestParameters], bool]) -> Callable[[BranchRules], bool]:
    """Ask whether one of the rules for pull requests says so."""
    return lambda branch: any(test(each) for each in branch.pull_request())


BRANCH_DEMANDS: Final = (
    BranchDemand(
        rule="D010",
        is_met=_any(lambda each: each.required_approving_review_count >= 1),
        expected=Bilingual(
            zh="合并请求至少有一个批准", en="pull requests with at least one approval"
        ),
        gap=Bilingual(zh="分支不要求合并请求获得批准", en="the branch asks for no approval"),
        action=Bilingual(
            zh="要求合并请求至少有一个批准", en="require a pull request with one approval or more"
        ),
        closes=("B06", "B08"),
    ),
    BranchDemand(
        rule="D011",
        is_met=_any(lambda each: each.allowed_merge_methods == _MERGE_ONLY),
        expected=Bilingual(zh="只用合并提交", en="merge commits only"),
        gap=Bilingual(
            zh="分支允许压缩或变基合并", en="the branch lets commits be squashed or rewritten"
        ),
        action=Bilingual(
            zh="只允许合并方式 merge，使所审阅的提交得以保留",
            en="allow the merge method `merge` alone, so that reviewed commits stay",
        ),
        closes=("B10", "B32"),
    ),
    BranchDemand(
        rule="D012",
        is_met=_any(lambda each: each.dismiss_stale_reviews_on_push),
        expected=Bilingual(zh="推送使批准失效", en="approvals that end with a push"),
        gap=Bilingual(zh="推送后批准不会失效", en="approvals outlast a push"),
        action=Bilingual(
            zh="勾选“推送新提交时撤销旧批准”",
            en="dismiss stale approvals when new commits are pushed",
        ),
        closes=("B01", "B11", "B31"),
    ),
    BranchDemand(
        rule="D013",
        is_met=_any(lambda each: each.require_last_push_approval),
        expected=Bilingual(
            zh="由最后推送者以外的人批准", en="an approval by somebody else than who pushed last"
        ),
        gap=Bilingual(zh="最后推送者可以自行批准", en="who pushed last may approve"),
        action=Bilingual(
            zh="勾选“最近一次推送须经他人批准”", en="require approval of the most recent push"
        ),
        closes=("B03", "B04"),
    ),
    BranchDemand(
        rule="D014",
        is_met=_any(lambda each: each.require_code_owner_review),
        expected=Bilingual(zh="由文件的所有者批准", en="an approval by the owners of the files"),
        gap=Bilingual(zh="不要求代码所有者批准", en="owners of the files are not asked"),
        action=Bilingual(zh="勾选“须由代码所有者评审”", en="require review from code owners"),
        closes=("B29",),
    ),
    BranchDemand(
        rule="D015",
        is_met=lambda branch: {"deletion", "non_fast_forward"} <= branch.types,
        expected=Bilingual(
            zh="分支不能被删除或改写", en="a branch that nobody can delete or rewrite"
        ),
        gap=Bilingual(zh="分支可被删除或强制推送", en="the branch can be deleted or rewritten"),
        action=Bilingual(
            zh="限制删除并禁止强制推送", en="restrict deletions and block force pushes"
        ),
        closes=("B09",),
    ),
    BranchDemand(
        rule="D016",
        is_met=lambda branch: not any(each.bypass_actors for each in branch.sets),
        expected=Bilingual(zh="规则对所有人有效", en="rules that hold for everybody"),
        gap=Bilingual(zh="有人可以绕过分支规则", en="somebody may go past the rules of the branch"),
        action=Bilingual(zh="清空绕过名单", en="empty the bypass list"),
        closes=("B06", "B07"),
    ),
)
"""What approvals need of a branch, in the order in which it is told."""


def gaps(branch: BranchRules) -> Iterator[Bilingual]:
    """Give what is weaker than it must be."""
    for demand in BRANCH_DEMANDS:
        if not demand.is_met(branch):
            yield demand.gap

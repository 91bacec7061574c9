"""How a branch is protected, and what of it is weaker than approvals need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from generator.approval.forge import UnverifiedError
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


def _parameters(rule: Rule) -> PullRequestParameters:
    """Return the parameters of a rule; UnverifiedError when they have another shape."""
    try:
        raw = rule.parameters if isinstance(rule.parameters, msgspec.Raw) else b"null"
        return msgspec.json.decode(raw, type=PullRequestParameters)
    except msgspec.MsgspecError as error:
        raise UnverifiedError(f"rule pull_request has another shape: {error}") from error


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that a branch must do, as doctor's rule and as a gap of an approval."""

    rule: str
    is_met: Callable[[BranchRules], bool]
    expected: str
    gap: Bilingual
    action: str


def _any(test: Callable[[PullRequestParameters], bool]) -> Callable[[BranchRules], bool]:
    """Ask whether one of the rules for pull requests says so."""
    return lambda branch: any(test(each) for each in branch.pull_request())


BRANCH_DEMANDS: Final = (
    Demand(
        "D010",
        _any(lambda each: each.required_approving_review_count >= 1),
        "pull requests with at least one approval",
        Bilingual(zh="分支不要求合并请求获得批准", en="the branch asks for no approval"),
        "require a pull request with one approval or more",
    ),
    Demand(
        "D011",
        _any(lambda each: each.allowed_merge_methods == _MERGE_ONLY),
        "merge commits only",
        Bilingual(
            zh="分支允许压缩或变基合并", en="the branch lets commits be squashed or rewritten"
        ),
        "allow the merge method `merge` alone, so that reviewed commits stay",
    ),
    Demand(
        "D012",
        _any(lambda each: each.dismiss_stale_reviews_on_push),
        "approvals that end with a push",
        Bilingual(zh="推送后批准不会失效", en="approvals outlast a push"),
        "dismiss stale approvals when new commits are pushed",
    ),
    Demand(
        "D013",
        _any(lambda each: each.require_last_push_approval),
        "an approval by somebody else than who pushed last",
        Bilingual(zh="最后推送者可以自行批准", en="who pushed last may approve"),
        "require approval of the most recent push",
    ),
    Demand(
        "D014",
        _any(lambda each: each.require_code_owner_review),
        "an approval by the owners of the files",
        Bilingual(zh="不要求代码所有者批准", en="owners of the files are not asked"),
        "require review from code owners",
    ),
    Demand(
        "D015",
        lambda branch: {"deletion", "non_fast_forward"} <= branch.types,
        "a branch that nobody can delete or rewrite",
        Bilingual(zh="分支可被删除或强制推送", en="the branch can be deleted or rewritten"),
        "restrict deletions and block force pushes",
    ),
    Demand(
        "D016",
        lambda branch: not any(each.bypass_actors for each in branch.sets),
        "rules that hold for everybody",
        Bilingual(zh="有人可以绕过分支规则", en="somebody may go past the rules of the branch"),
        "empty the bypass list",
    ),
)
"""What approvals need of a branch, in the order in which it is told."""


def gaps(branch: BranchRules) -> Iterator[Bilingual]:
    """Give what is weaker than it must be."""
    for demand in BRANCH_DEMANDS:
        if not demand.is_met(branch):
            yield demand.gap

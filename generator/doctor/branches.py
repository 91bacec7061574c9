"""What the branch that reports are merged into must do, and what happened to it lately."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from generator.approval.forge import UnverifiedError
from generator.approval.github.protection import BRANCH_DEMANDS, BranchDemand
from generator.approval.github.shapes import MergeQueueParameters, StatusChecksParameters
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.github.settings import Settings

T = TypeVar("T")
# The job of the gate is called so in the workflow that comes with this program, or by its verb.
GATE_WORDS: Final = ("approvals", "gate")


def branch_keeps(demand: BranchDemand, settings: Settings) -> Iterator[Bilingual]:
    """D010 to D016: what approvals need of the branch."""
    rules = settings.branch_rules
    if not demand.is_met(rules):
        yield demand.gap
    elif demand.rule == "D016" and rules.hides_bypasses:
        raise UnverifiedError("the token is too weak to see who may go past the rules")


def checks_are_required(settings: Settings) -> Iterator[Bilingual]:
    """D017: the status of the gate and others, of named apps, on a branch that is up to date."""
    told = tuple(_parameters(settings, "required_status_checks", StatusChecksParameters))
    checks = [check for each in told for check in each.required_status_checks]
    names = [check.context for check in checks]
    if not any(word in name.casefold() for name in names for word in GATE_WORDS):
        yield Bilingual(
            zh=f"所要求的检查（{'、'.join(names) or '无'}）中没有审批门",
            en=f"no status of the gate among the required ones ({', '.join(names) or 'none'})",
        )
    for check in checks:
        if check.integration_id is None:
            yield Bilingual(
                zh=f"任何人都可以写入状态 {check.context}",
                en=f"the status {check.context}, which anybody may set",
            )
    if checks and not any(each.strict_required_status_checks_policy for each in told):
        yield Bilingual(zh="分支落后时也可以合并", en="merges of branches that are not up to date")


def queue_is_single(settings: Settings) -> Iterator[Bilingual]:
    """D018: a queue, if there is one, merges one pull request at a time."""
    for each in _parameters(settings, "merge_queue", MergeQueueParameters):
        if each.max_entries_to_merge != 1:
            yield Bilingual(
                zh=f"每次最多合并 {each.max_entries_to_merge} 个",
                en=f"{each.max_entries_to_merge} at a time",
            )


def branch_is_default(settings: Settings) -> Iterator[Bilingual]:
    """D019: reports go into the default branch."""
    if settings.default_branch != settings.branch:
        yield Bilingual(
            zh=f"默认分支是 {settings.default_branch}，报告并入 {settings.branch}",
            en=f"the default branch {settings.default_branch}, while reports go into"
            f" {settings.branch}",
        )


def _parameters(settings: Settings, kind: str, shape: type[T]) -> Iterator[T]:
    """Give the parameters of every rule of a kind."""
    for rule in settings.branch_rules.rules:
        if rule.type == kind:
            raw = rule.parameters if isinstance(rule.parameters, msgspec.Raw) else b"null"
            try:
                yield msgspec.json.decode(raw, type=shape)
            except msgspec.MsgspecError as error:
                raise UnverifiedError(f"rule {kind} has another shape: {error}") from error


def nobody_went_past(settings: Settings) -> Iterator[Bilingual]:
    """D060: no push of the last month went past the rules."""
    for each in settings.bypasses:
        yield Bilingual(
            zh=f"推送 {each.after_sha[:10]} 绕过了规则",
            en=f"the push of {each.after_sha[:10]}, which went past them",
        )


def nobody_rewrote(settings: Settings) -> Iterator[Bilingual]:
    """D061: nobody rewrote or deleted the branch in the last month."""
    for each in settings.rewrites:
        who = each.actor.login if each.actor else "?"
        yield Bilingual(
            zh=f"{who} 于 {each.timestamp} 作了 {each.activity_type}",
            en=f"{each.activity_type} by {who} at {each.timestamp}",
        )


BRANCH_CHECKS: Final[dict[str, Callable[[Settings], Iterator[Bilingual]]]] = {
    demand.rule: partial(branch_keeps, demand) for demand in BRANCH_DEMANDS
}

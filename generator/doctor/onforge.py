"""What a forge must be told to protect: branch, tags, workflows, and what it saw lately."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from generator.approval.forge import UnverifiedError
from generator.approval.github.protection import BRANCH_DEMANDS, BranchDemand
from generator.approval.github.shapes import MergeQueueParameters, Ruleset, StatusChecksParameters
from generator.archive.names import ReleaseName
from generator.doctor.patterns import of_references
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.github.settings import Settings

T = TypeVar("T")
_EVERY_TAG: Final = "~ALL"
_KEPT: Final = frozenset({"update", "deletion", "non_fast_forward"})
_HIDDEN: Final = "the token is too weak to see who may go past the rules"


def branch_keeps(demand: BranchDemand, settings: Settings) -> Iterator[Bilingual]:
    """D010 to D016: what approvals need of the branch."""
    rules = settings.branch_rules
    if not demand.is_met(rules):
        yield demand.gap
    elif demand.rule == "D016" and rules.hides_bypasses:
        raise UnverifiedError(_HIDDEN)


def checks_are_required(settings: Settings) -> Iterator[Bilingual]:
    """D017: statuses of a named app, on a branch that is up to date."""
    told = tuple(_parameters(settings, "required_status_checks", StatusChecksParameters))
    checks = [check for each in told for check in each.required_status_checks]
    if not checks:
        yield Bilingual(zh="不要求任何检查", en="no check at all")
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


def tags_are_kept(settings: Settings, reports: Iterable[str]) -> Iterator[Bilingual]:
    """D020: no tag of a release can be moved, rewritten or deleted."""
    yield from _unprotected(settings, reports, _KEPT)


def makers_are_named(settings: Settings, reports: Iterable[str]) -> Iterator[Bilingual]:
    """D022: not everybody can make a tag of a release."""
    yield from _unprotected(settings, reports, frozenset({"creation"}))


def tag_rules_hold(settings: Settings) -> Iterator[Bilingual]:
    """D021: the rules that keep tags hold for everybody; that of creation names who may."""
    keeping = [each for each in settings.tag_sets if _KEPT & _types(each)]
    for each in keeping:
        if each.bypass_actors:
            kinds = ", ".join(sorted({actor.actor_type for actor in each.bypass_actors}))
            yield Bilingual(
                zh=f"规则集 {each.name} 可被 {kinds} 绕过",
                en=f"the set {each.name}, which {kinds} may go past",
            )
    if any(each.bypass_actors is None for each in keeping):
        raise UnverifiedError(_HIDDEN)


def _unprotected(
    settings: Settings, reports: Iterable[str], wanted: frozenset[str]
) -> Iterator[Bilingual]:
    """Find tags of releases that some rules do not cover, and tell the first."""
    for tag in _tags(reports):
        sets = (each for each in settings.tag_sets if _covers(each, tag))
        lacking = wanted - {kind for each in sets for kind in _types(each)}
        if lacking:
            rules = ", ".join(sorted(lacking))
            yield Bilingual(
                zh=f"{tag} 一类标签缺少规则 {rules}", en=f"tags like {tag} without {rules}"
            )
            return


def _tags(reports: Iterable[str]) -> Iterator[str]:
    """Give names as releases have them: of months and of ranges, of first and later revisions."""
    for report in reports:
        for period, revision in (("2013-10", 1), ("2013-10..2013-12", 12)):
            name = ReleaseName(edition=f"{report}/{period}", revision=revision)
            yield from (name.reference, name.evidence)


def _covers(rules: Ruleset, tag: str) -> bool:
    """Tell whether a set of rules is for a tag."""
    names = rules.conditions.ref_name if rules.conditions else None
    if names is None:
        return False
    is_included, is_excluded = (
        any(each == _EVERY_TAG or of_references(each).fullmatch(tag) for each in patterns)
        for patterns in (names.include, names.exclude)
    )
    return is_included and not is_excluded


def _types(rules: Ruleset) -> frozenset[str]:
    """Return the kinds of rules of a set."""
    return frozenset(rule.type for rule in rules.rules or ())


def token_reads(settings: Settings) -> Iterator[Bilingual]:
    """D030: what a workflow does not ask for, it may not do."""
    right = settings.workflow_rights.default_workflow_permissions
    if right != "read":
        yield Bilingual(zh=f"默认权限为 {right}", en=f"the permission {right}")


def token_approves_nothing(settings: Settings) -> Iterator[Bilingual]:
    """D031: no workflow approves a pull request."""
    if settings.workflow_rights.can_approve_pull_request_reviews:
        yield Bilingual(zh="工作流可以批准合并请求", en="workflows that may approve them")


def no_open_secrets(settings: Settings) -> Iterator[Bilingual]:
    """D032: a workflow that somebody adds on a branch finds no secret."""
    if settings.secrets:
        listed = ", ".join(settings.secrets)
        yield Bilingual(zh=f"机密 {listed}", en=f"the secrets {listed}")


def actions_are_pinned(settings: Settings) -> Iterator[Bilingual]:
    """D033: no action runs by a name that others can move."""
    if not settings.actions.enabled:
        return
    if settings.actions.sha_pinning_required is None:
        raise UnverifiedError("this server does not tell whether actions must be pinned")
    if not settings.actions.sha_pinning_required:
        yield Bilingual(zh="也可按标签或分支运行", en="actions by tag or branch as well")


def lines_are_taken(settings: Settings) -> Iterator[Bilingual]:
    """D046: the forge takes every line of CODEOWNERS."""
    for error in settings.owners_errors:
        yield Bilingual(
            zh=f"第 {error.line} 行：{error.kind}", en=f"line {error.line}: {error.kind}"
        )


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

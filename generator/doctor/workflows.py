"""What workflows may do in the name of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.approval.forge import UnverifiedError
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.github.settings import Settings


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

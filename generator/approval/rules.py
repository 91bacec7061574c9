"""The one table of approval rules: every sentence of a decision names a row of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRule:
    """A rule: its stable id and one sentence in each language."""

    id: str
    en: str
    zh: str


_RULES: Final = (
    ApprovalRule(
        id="R1",
        en="Only a review that approves is an approval; comments, labels and statuses are none.",
        zh="只有“批准”的评审才算批准；评论、标签和状态都不算。",
    ),
    ApprovalRule(
        id="R2",
        en="The newest opinion of an account is its opinion; accounts are told apart by number.",
        zh="以账号最新的意见为准；账号按编号而不是登录名区分。",
    ),
    ApprovalRule(
        id="R3",
        en="An approval counts for the content that it saw, in the branch that it was given for.",
        zh="批准只对其所见内容和所针对的目标分支有效。",
    ),
    ApprovalRule(
        id="R4",
        en="What was merged is what was approved.",
        zh="合并的内容必须就是批准的内容。",
    ),
    ApprovalRule(
        id="R5",
        en="Who approves is a person who may write, and no author or committer of the change.",
        zh="批准人必须是有写权限的自然人，且不是改动的作者或提交者。",
    ),
    ApprovalRule(
        id="R6",
        en="Who may decide stands in the base commit, never in the change.",
        zh="谁有权审批，以目标分支上的提交为准，不以改动本身为准。",
    ),
    ApprovalRule(
        id="R7",
        en="One person fills one role in an edition.",
        zh="同一期次中，一人只担任一个审批角色。",
    ),
    ApprovalRule(
        id="R8",
        en="Stages are approved in their order.",
        zh="各环节按顺序审批。",
    ),
    ApprovalRule(
        id="R9",
        en="A request for changes stands until who made it approves or withdraws it.",
        zh="修改要求在提出者本人批准或撤回之前一直有效。",
    ),
    ApprovalRule(
        id="R10",
        en="The words of a review give no rights, whoever edited them.",
        zh="评审的文字不产生任何权限，不论由谁编辑。",
    ),
    ApprovalRule(
        id="R11",
        en="What is incomplete or unknown is unverified.",
        zh="不完整或未知的信息视为无法核实。",
    ),
    ApprovalRule(
        id="R12",
        en="The push that merged it passed the rules of the branch.",
        zh="合并时的推送必须通过分支规则。",
    ),
    ApprovalRule(
        id="R13",
        en="The branch was protected as it must be since before the pull request.",
        zh="在合并请求提出之前，分支就已按要求受到保护。",
    ),
    ApprovalRule(
        id="R14",
        en="Answers of a forge are kept with their sha256, and are decided on again as they came.",
        zh="平台的原始应答连同 sha256 一并保存，据此可重新判定。",
    ),
)
APPROVAL_RULES: Final[Mapping[str, ApprovalRule]] = MappingProxyType(
    {rule.id: rule for rule in _RULES}
)

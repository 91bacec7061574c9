"""Sentences about actions, feedback, decisions and the plan."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

IMPROVEMENT: Final = MappingProxyType(
    {
        "given-reason": ("原因：", "reason: "),
        "no-answer": ("尚未说明原因和措施", "no reason and no action given yet"),
        "same-answer": ("原因和措施同上", "reason and action as above"),
        "action-line": (
            "{id} {title}（{owner}，{due} 前完成）",
            "{id} {title} ({owner}, by {due})",
        ),
        "waived": (
            "已由{role}批准豁免至 {until}：{reason}",
            "waived by {role} until {until}: {reason}",
        ),
        "register-of-actions": ("措施登记表", "Register of actions"),
        "as-of": ("以下为截至 {day} 的状态。", "As of {day}."),
        "action": ("编号", "Id"),
        "action-kind": ("类型", "Kind"),
        "action-title": ("措施", "Action"),
        "promise": ("针对的承诺", "Promise"),
        "promise-line": ("{clause}，{services}，{periods}", "{clause}, {services}, {periods}"),
        "cause": ("原因", "Cause"),
        "opened": ("提出日期", "Opened"),
        "due-day": ("计划完成", "Due"),
        "action-state": ("状态", "State"),
        "effect": ("效果", "Effect"),
        "effect-rule": (
            (
                "效果由数据计算：措施完成后的三个考核周期中，所针对的承诺至少两期兑现为有效，"
                "至少两期未兑现为无效，其余继续观察。"
            ),
            (
                "Effect is computed: of the three periods after an action, its promise kept in "
                "two or more means effective, missed in two or more not effective; else it is "
                "still watched."
            ),
        ),
        "no-actions": (
            "没有登记的措施。措施写在 report_data/actions/ 中。",
            "No action is registered. Actions are written in report_data/actions/.",
        ),
        "no-nonconformities": (
            "没有登记的纠正措施或预防措施。它们写在 report_data/actions/ 中。",
            (
                "No corrective or preventive action is registered. They are written in "
                "report_data/actions/."
            ),
        ),
        "planned": ("{period}结束前到期的措施：", "Actions due by the end of {period}:"),
        "no-plan": (
            "{period}结束前没有到期的措施。计划中的变更可写在本节的说明文字中。",
            (
                "No action is due by the end of {period}. Planned changes can be written in the "
                "commentary of this section."
            ),
        ),
        "no-feedback": (
            "{first} 之后至 {last} 没有收到反馈。反馈写在 report_data/feedback/ 中。",
            (
                "No feedback came after {first} and up to {last}. Feedback is written in "
                "report_data/feedback/."
            ),
        ),
        "feedback-id": ("编号", "Id"),
        "about": ("所涉期次和数值", "About"),
        "received": ("收到日期", "Received"),
        "said-by": ("提出人", "From"),
        "said": ("反馈", "Feedback"),
        "reply": ("答复", "Answer"),
        "answered-by": ("{role}，{day}", "{role}, {day}"),
        "answer-due": ("待答复，期限 {due}", "to be answered by {due}"),
        "answer-overdue": ("逾期未答复，期限 {due}", "overdue, was to be answered by {due}"),
        "no-decisions": (
            (
                "{first} 之后至 {last} 没有评审决定。评审写在 report_data/reviews/ 中；"
                "需要读者决定的事项写在本节的说明文字中。"
            ),
            (
                "No review decided anything after {first} and up to {last}. Reviews are written "
                "in report_data/reviews/; what readers are asked to decide is written in the "
                "commentary of this section."
            ),
        ),
        "review": ("评审", "Review"),
        "editions-reviewed": ("所评审的期次", "Editions"),
        "attended": ("出席角色", "Attended"),
        "decision": ("决定", "Decision"),
        "decided-by": ("决定人", "Decided by"),
        "begun": ("产生的措施", "Actions begun"),
        "improvement": ("改进", "Improvement"),
        "improvement-register": ("改进登记表", "Improvement register"),
        "feedback-page": ("反馈与答复", "Feedback and answers"),
        "no-feedback-page": (
            "截至 {day} 没有收到反馈。反馈写在 report_data/feedback/ 中。",
            "No feedback came up to {day}. Feedback is written in report_data/feedback/.",
        ),
    }
)

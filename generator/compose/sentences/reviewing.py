"""Sentences for those who review: what changed, and who has to do what by when."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

REVIEWING: Final = MappingProxyType(
    {
        "step-to-collect": ("采集记录", "Collect the records"),
        "step-to-draft": ("起草", "Draft"),
        "step-to-explain": ("补全说明和措施", "Write texts and actions"),
        "step-to-approve": ("审批", "Approve"),
        "step-to-merge": ("合并", "Merge"),
        "step-to-release": ("发布", "Release"),
        "step-to-deliver": ("交付", "Deliver"),
        "task-late": ("逾期 {days} 天", "{days} days late"),
        "task-several": ("{first} … {last}（{count} 期）", "{first} … {last} ({count} editions)"),
        "task-none": ("截至 {day}，没有待办事项。", "Nothing to do as of {day}."),
        "task-review-document": (
            "受控文件 {document}：应于 {day} 前由{who}复核，已逾期",
            "Document {document}: {who} was to review it by {day}; it is overdue",
        ),
        "task": ("下一步", "Next step"),
        "task-who": ("由谁", "Who"),
        "task-days": ("逾期", "Late"),
        "write-summary": (
            "本期概述：承诺兑现得怎样，和上期有什么不同，需要读者决定什么。",
            "Summary: how promises were kept, what is different, what readers have to decide.",
        ),
        "write-reason": (
            "条款 {clause} 为 {{{{ {figure} }}}}，未达到 {{{{ {figure} target }}}} 的原因。",
            "why clause {clause} is {{{{ {figure} }}}} against {{{{ {figure} target }}}}.",
        ),
        "write-action": (
            "针对条款 {clause} 的措施编号；措施登记在 report_data/actions/{party}.yml。",
            "the action about clause {clause}; actions are in report_data/actions/{party}.yml.",
        ),
        "compare-title": ("{edition}：与 {against} 相比", "{edition}: compared with {against}"),
        "compare-new": ("{edition}：首次编制", "{edition}: made for the first time"),
        "compare-same": (
            "没有变化：{figures} 个数值、全部结论和文字都相同。",
            "Nothing changed: {figures} figures, all verdicts and all text are the same.",
        ),
        "compare-promises": ("目标或结论有变化的承诺", "Promises with another target or verdict"),
        "compare-figures": ("有变化的数值", "Figures that changed"),
        "compare-sections": ("文字有变化的章节", "Sections whose text changed"),
        "compare-what": ("对象", "What"),
        "compare-before": ("以前", "Before"),
        "compare-after": ("现在", "Now"),
        "compare-lines": ("行", "Lines"),
        "compare-count": (
            "{changed} 个数值有变化，{same} 个不变。",
            "{changed} figures changed, {same} are the same.",
        ),
        "compare-more": (
            "另有 {more} 个未列出，见页面和同名数据文件。",
            " {more} of them are not listed; see the page and its data file.",
        ),
        "compare-gone": (
            "{edition} 在 {against} 中有，现在没有了。",
            "{edition} is in {against} and no longer here.",
        ),
        "compare-none": (
            "与 {against} 相比，没有期次发生变化。",
            "No edition changed compared with {against}.",
        ),
    }
)

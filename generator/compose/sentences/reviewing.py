"""Sentences for those who review: what changed, and who has to do what by when."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

REVIEWING: Final = MappingProxyType(
    {
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

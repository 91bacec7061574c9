"""What a page says about its own revision."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

REVISIONS: Final = MappingProxyType(
    {
        "revision-banner": (
            "本页为第 {revision} 次修订，取代 {before}。{reason}",
            "Revision {revision}; supersedes {before}. {reason}",
        ),
        "withdrawn-banner": (
            "本期次已撤回。被撤回的 {before} 仍在归档中。{reason}",
            "Withdrawn; {before} is in the archive. {reason}",
        ),
        "destroyed-banner": (
            "本期次 r{revision} 已于 {day} 销毁（{id}）。{reason}",
            "Destroyed on {day}: r{revision} ({id}). {reason}",
        ),
        "tombstone": ("销毁记录", "Tombstone"),
        "destroyed-hash": ("被销毁修订的清单哈希值", "Hash of the manifest destroyed"),
        "witnessed-by": ("监销人", "Witnessed by"),
        "revision-supersedes": ("所取代清单的哈希值", "Hash of the manifest superseded"),
        "change-in-promise": ("条款 {clause} {figure}", "Clause {clause} {figure}"),
        "change-in-chart": ("图表：{figure}", "Chart: {figure}"),
        "change-previous": ("上期", "previous"),
        "change-year_to_date": ("累计", "to date"),
        "revision-changes": ("与被取代版本不同的数值", "What is not as in the superseded revision"),
        "revision-no-changes": (
            "没有数值不同；改动只在文字。",
            "No figure is different; words alone were changed.",
        ),
        "revision-list": ("修订记录", "Revisions"),
        "revision": ("修订", "Revision"),
        "revision-date": ("日期", "Date"),
        "revision-kind": ("类型", "Type"),
        "revision-old": ("签发时", "As issued"),
        "revision-new": ("现在", "Now"),
        "revision-period": ("周期", "Period"),
        "revision-by": ("编写与同意", "Author and approver"),
        "superseded-banner": (
            "此页已被第 {revision} 次修订取代，仅供查考。{link}",
            "Superseded by revision {revision}; for reference only. {link}",
        ),
        "unissued-banner": (
            "第 {revision} 次修订尚未签发，现行的是第 {before} 次修订。{link}",
            "Revision {revision} is not issued yet; revision {before} is in force. {link}",
        ),
        "page-in-force": ("现行版本", "In force"),
        "superseded-revisions": ("被取代的修订", "Superseded revisions"),
    }
)

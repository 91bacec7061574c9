"""What a page says about its own revision."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

REVISIONS: Final = MappingProxyType(
    {
        "revision-banner": (
            "本页为第 {revision} 次修订，取代 {before}（清单哈希值 {hash}）。{reason}",
            "Revision {revision}; supersedes {before} (hash of its manifest {hash}). {reason}",
        ),
        "withdrawn-banner": (
            "本期次已撤回。被撤回的是 {before}（清单哈希值 {hash}）仍在归档中。{reason}",
            "Withdrawn; {before} (hash of its manifest {hash}) is in the archive. {reason}",
        ),
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
            "此页已被第 {revision} 次修订取代，仅供查考。[现行版本](index.md)",
            "Superseded by revision {revision}, kept for reference. [In force](index.md)",
        ),
        "superseded-revisions": ("被取代的修订", "Superseded revisions"),
    }
)

"""Words of what is taken in at one look: courses in tables, and tiles."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

GLANCES: Final = MappingProxyType(
    {
        "course": ("近期走势", "Recent course"),
        "against-target": ("对照目标", "Against target"),
        "course-description": (
            "{metric}，{first} 至 {last}，{count} 期有数值：最低 {low}，最高 {high}，最近 {newest}",
            (
                "{metric}, {first} to {last}, {count} periods with a value: "
                "lowest {low}, highest {high}, latest {newest}"
            ),
        ),
        "course-empty": ("{metric}没有数值", "{metric} has no value"),
        "tile-target": ("目标 {target}", "Target {target}"),
        "headline-table": ("首要指标数据表", "Table of the headline metrics"),
    }
)

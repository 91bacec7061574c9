"""Whole hours and minutes, which must not be compared with a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.collect.syntaxtree import Node, nodes

_LENGTHS: Final = frozenset({"date_diff", "date_sub"})
_UNITS: Final = frozenset(
    {"hour", "hours", "hr", "hrs", "h", "minute", "minutes", "min", "mins", "m"}
)
_SIDES: Final = ("left", "right", "input", "lower", "upper")


def compared_units(tree: Node) -> Iterator[str]:
    """Yield the hours and minutes that a condition compares: 8 h 59 min would be 8 hours."""
    for node in nodes(tree):
        if node.get("class") in {"COMPARISON", "BETWEEN"}:
            yield from filter(None, (_unit_of(node.get(side)) for side in _SIDES))


def _unit_of(side: object) -> str:
    """Return the function and unit of a side that is a length in hours or minutes, or nothing."""
    if not isinstance(side, dict) or side.get("function_name") not in _LENGTHS:
        return ""
    given = side["arguments"][0]["expression"].get("literal")
    unit = str(given["text"]).lower() if given else ""
    return f"{side['function_name']}('{unit}', …)" if unit in _UNITS else ""

"""Whole hours and minutes, which must not be compared with a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.collect.syntaxtree import Node, nodes

_LENGTHS: Final = frozenset({"date_diff", "date_sub"})
_UNITS: Final = frozenset(
    {"hour", "hours", "hr", "hrs", "h", "minute", "minutes", "min", "mins", "m"}
)
_COMPARED: Final = frozenset({"COMPARISON", "BETWEEN"})
_LISTED: Final = frozenset({"COMPARE_IN", "COMPARE_NOT_IN"})


def compared_units(tree: Node) -> Iterator[str]:
    """Yield the hours and minutes that a condition compares: 8 h 59 min would be 8 hours.

    Whatever is done to them before, they stay as rough as they were.
    """
    for node in nodes(tree):
        if node.get("class") in _COMPARED or node.get("type") in _LISTED:
            yield from filter(None, map(_unit_of, nodes(node)))


def _unit_of(node: Node) -> str:
    """Return the function and unit of a length in hours or minutes, or nothing."""
    if node.get("function_name") not in _LENGTHS:
        return ""
    given = node["arguments"][0]["expression"].get("literal")
    unit = str(given["text"]).lower() if given else ""
    return f"{node['function_name']}('{unit}', …)" if unit in _UNITS else ""

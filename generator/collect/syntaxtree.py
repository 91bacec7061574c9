"""The syntax tree of a statement, as the engine tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]
"""A node of a syntax tree, as the engine writes it in JSON."""


def nodes(tree: object) -> Iterator[Node]:
    """Yield every node of a tree; deep trees need no deep stack."""
    rest = [tree]
    while rest:
        part = rest.pop()
        if isinstance(part, list):
            rest.extend(part)
        elif isinstance(part, dict):
            rest.extend(part.values())
            yield part

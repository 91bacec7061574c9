"""A parsed file: plain values, and the line of each on demand."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable
    from decimal import Decimal

Scalar: TypeAlias = "str | int | bool | Decimal | None"
Tree: TypeAlias = "dict[str, Tree] | list[Tree] | Scalar"
Path: TypeAlias = tuple[str | int, ...]

# A collection's own place in document order, and the first place after its contents.
_Span: TypeAlias = tuple[int, int]

# An empty list of its own, told from every value of a tree by identity.
_NOWHERE: Final[Tree] = []


def path_text(path: Path) -> str:
    """Write a path the way people read it: `clauses[2].target`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(parts).removeprefix(".")


class Document:
    """The plain values of one file; leave them as they are, or lines go astray.

    `value` is the mapping at the root, `tree` whatever an export has there. The line numbers
    are one flat array in document order, so that they cost four bytes a value and nothing
    until somebody asks.
    """

    __slots__ = ("_lines", "_spans", "value")

    def __init__(self, value: dict[str, Tree], lines: array[int]) -> None:
        """Join a tree with the lines, counted from 0, of its values in document order."""
        self.value = value
        self._lines = lines
        self._spans: dict[int, _Span] = {}

    @property
    def tree(self) -> Tree:
        """Return the value at the root, of whatever type."""
        return self.value

    def line(self, path: Path) -> int:
        """Return the line, counted from 1, of a value: its key's, or its list item's.

        Where the path leaves the tree (a missing key), the line is that of the last
        value that is there.
        """
        if not self._spans:
            self._measure(self.value, 0)
        node: Tree = self.value
        place = 0
        for step in path:
            child = _child(node, step)
            if child is _NOWHERE:
                break
            place = self._place(node, step, place + 1)
            node = child
        return self._lines[place] + 1

    def _measure(self, node: Tree, start: int) -> int:
        """Note the span of a value and of all inside it; return where it ends."""
        end = start + 1
        if isinstance(node, dict | list):
            for child in node.values() if isinstance(node, dict) else node:
                end = self._measure(child, end)
            self._spans[id(node)] = (start, end)
        return end

    def _place(self, node: Tree, step: str | int, first: int) -> int:
        """Return the place of one child of a collection whose first stands at `first`."""
        span = self._spans.get(id(_child(node, step)))
        if span:
            return span[0]
        here = first
        for brother in _before(node, step):
            here = self._spans.get(id(brother), (here, here + 1))[1]
        return here


def _child(node: Tree, step: str | int) -> Tree:
    """Go one step down, or to nowhere when the tree has no such place."""
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step, _NOWHERE)
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        return node[step]
    return _NOWHERE


def _before(node: Tree, step: str | int) -> Iterable[Tree]:
    """Return the children that stand before one of them."""
    if isinstance(node, dict):
        return (child for _, child in takewhile(lambda entry: entry[0] != step, node.items()))
    return node[:step] if isinstance(node, list) and isinstance(step, int) else ()

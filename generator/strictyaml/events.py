"""The events of libyaml, the only part of PyYAML that is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from generator.errors import ToolError

try:
    from yaml._yaml import CParser
except ImportError:  # pragma: no cover - every wheel of PyYAML has it
    CParser = None  # type: ignore[assignment, misc]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml import Event


class Mark(Protocol):
    """A place in the file; `line` counts from 0."""

    @property
    def line(self) -> int:
        """Return the line."""


class Placed(Protocol):
    """Any event: it knows where it starts."""

    @property
    def start_mark(self) -> Mark:
        """Return where it starts."""


class DocumentEnd(Placed, Protocol):
    """The end of a document, written as `...` or implied."""

    explicit: bool


class AliasNode(Placed, Protocol):
    """An alias of a value."""

    anchor: str


class Node(Placed, Protocol):
    """The event of a value: it may carry an anchor and a tag."""

    anchor: str | None
    tag: str | None


class ScalarNode(Node, Protocol):
    """The event of a scalar; `style` is empty for a plain one."""

    value: str
    style: str


def parser_events(source: bytes) -> Iterator[Event]:
    """Return the events of a file; PyYAML's composer, which can overflow the stack, never runs.

    Raises `ToolError` where PyYAML was built without libyaml.
    """
    if CParser is None:
        message = "PyYAML lacks its C parser: install a wheel, or libyaml before building it"
        raise ToolError(message)
    return iter(CParser(source).get_event, None)

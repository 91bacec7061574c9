"""Text that was drafted for an author and waits to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.prose.passages import ProseSection, Spans

MARKS: Final = ("待补：", "To do:")
"""How a passage begins that nobody has written yet, in Chinese and in English."""


def placeholders(section: ProseSection) -> Iterator[Spans]:
    """Give the passages of a section that wait to be written."""
    for passage in section.passages:
        yield from (item for item in passage.items if is_placeholder(item))


def is_placeholder(spans: Spans) -> bool:
    """Tell whether a piece of text begins with the mark of what is still to be written."""
    return bool(spans) and spans[0].text.lstrip().startswith(MARKS)

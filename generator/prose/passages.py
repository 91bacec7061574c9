"""What a text is made of once it was read: sections, passages and spans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.prose.quote import Quote


class SpanStyle(StrEnum):
    """How a piece of text stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of text of one style; a quote stands for its text."""

    text: str
    line: int
    style: SpanStyle = SpanStyle.PLAIN
    quote: Quote | None = None
    """The figure that is filled in here."""
    link: Quote | None = None
    """The figure to whose lineage the text leads."""


Spans = tuple[Span, ...]


class PassageKind(StrEnum):
    """What a passage is."""

    PARAGRAPH = "paragraph"
    POINTS = "points"
    NUMBERED = "numbered"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, a heading or the points of a list."""

    kind: PassageKind
    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseSection:
    """The text of one section, and the line of its heading."""

    id: str
    line: int
    passages: tuple[Passage, ...]

    def spans(self) -> Iterator[Span]:
        """Give every span in the order of reading."""
        for passage in self.passages:
            for item in passage.items:
                yield from item

    def texts(self) -> Iterator[Spans]:
        """Give what is read in one breath: paragraphs, points and headings."""
        for passage in self.passages:
            yield from passage.items

    def quotes(self) -> Iterator[tuple[int, Quote]]:
        """Give line and figure of everything that is quoted or linked."""
        for span in self.spans():
            quote = span.quote or span.link
            if quote:
                yield span.line, quote

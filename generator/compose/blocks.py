"""What a report is made of: plain values that any output format can be made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.chart import Chart
    from generator.measure.figure import Disclosure, Figure
    from generator.workspace.model.catalogue import SectionId


class Style(StrEnum):
    """How a piece of text stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A piece of text; one that shows a figure leads to the figure's lineage."""

    text: str
    style: Style = Style.PLAIN
    figure: Figure | None = None
    link: str = ""
    anchor: str = ""
    """Where links to this place lead; without the number sign."""
    disclosed: tuple[Disclosure, ...] = ()
    """What the text says about a value beside it, for the footnotes of its section."""


Line = tuple[Text, ...]


class Align(StrEnum):
    """On which side the cells of a column end."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading and the side its cells stand on."""

    title: str
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of lines under headings, with a caption that says what they show."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of points."""

    items: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subheading:
    """A heading inside a section; a minor one is not in the page's table of contents."""

    title: str
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPlace:
    """Where the site shows a chart; a reader of the plain page sees the table beside it."""

    chart: Chart


Block = Table | Paragraph | Bullets | Subheading | ChartPlace


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a report with its heading."""

    id: SectionId
    title: str
    blocks: tuple[Block, ...]

    def lines(self) -> Iterator[Line]:
        """Give every line of text of the section, in the order of reading."""
        for block in self.blocks:
            yield from _lines(block)

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures that the section shows, each once, in the order of reading."""
        return self._figures

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        shown = (text.figure for line in self.lines() for text in line if text.figure)
        return tuple({(figure.key, figure.period): figure for figure in shown}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole edition, ready to be rendered."""

    title: str
    subtitle: Line
    control: Table
    sections: tuple[Section, ...]
    revision: int = 1
    notice: tuple[Block, ...] = ()
    """What a revision says before everything else; nothing in the first one."""
    is_taken_back: bool = False
    """Whether it was withdrawn or destroyed: its notice is all that it says."""


def plain(text: str) -> Line:
    """Return a line of plain text."""
    return (Text(text=text),)


def _lines(block: Block) -> Iterator[Line]:
    """Give the lines of one block."""
    if isinstance(block, Table):
        yield from (line for row in block.rows for line in row)
    elif isinstance(block, Paragraph):
        yield block.line
    elif isinstance(block, Bullets):
        yield from block.items

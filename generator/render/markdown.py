"""A report as a Markdown page that reads well in a pull request and on the site."""

from __future__ import annotations

import html
from functools import singledispatch
from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Align,
    Block,
    Bullets,
    ChartPlace,
    Line,
    Paragraph,
    Report,
    Section,
    Style,
    Subheading,
    Table,
    Text,
)
from generator.render.escape import escaped, escaped_block

if TYPE_CHECKING:
    from collections.abc import Iterable

_RULE = {Align.LEFT: "---", Align.RIGHT: "--:"}
_MARKS = {Style.STRONG: "**", Style.EMPHASIS: "*"}


def page(report: Report, sections: Iterable[str], generated: str) -> str:
    """Return the whole page of the texts of its sections; line 1 says what it is made from."""
    head = [
        comment(generated),
        f"# {escaped(report.title)}",
        escaped_start(report.subtitle),
        table_text(report.control),
        *blocks_text(report.notice),
    ]
    return "\n\n".join([*head, *sections]) + "\n"


def comment(text: str) -> str:
    """Return a comment that no reader of the page sees."""
    return f"<!-- {text.replace('--', '- -')} -->"


def section_texts(report: Report) -> tuple[str, ...]:
    """Return the text of each section, for the page and for its fingerprints."""
    return tuple(section_text(section) for section in report.sections)


def section_text(section: Section) -> str:
    """Return one section, from its heading to its last block."""
    return "\n\n".join([f"## {escaped(section.title)}", *blocks_text(section.blocks)])


def blocks_text(blocks: Iterable[Block]) -> list[str]:
    """Return the text of each block."""
    return [_block(block) for block in blocks]


def chart_marker(anchor: str) -> str:
    """Return the comment that the site replaces by a chart."""
    # Not by `comment`: the site looks for the anchor as it is, with two hyphens in a row, too.
    return f"<!-- chart: {anchor} -->"


@singledispatch
def _block(block: Block) -> str:
    """Return the text of one block."""
    message = f"no Markdown for {type(block).__name__}"
    raise TypeError(message)


@_block.register
def _(block: Paragraph) -> str:
    return escaped_start(block.line)


@_block.register
def _(block: Bullets) -> str:
    marks = (f"{place}." if block.numbered else "-" for place in range(1, len(block.items) + 1))
    points = zip(marks, block.items, strict=True)
    return "\n".join(f"{mark} {escaped_start(item)}" for mark, item in points)


@_block.register
def _(block: Subheading) -> str:
    return f"{'####' if block.minor else '###'} {escaped(block.title)}"


@_block.register
def _(block: ChartPlace) -> str:
    return chart_marker(block.chart.id)


@_block.register
def table_text(table: Table) -> str:
    """Return a pipe table."""
    head = [escaped(column.title) or " " for column in table.columns]
    rule = [_RULE[column.align] for column in table.columns]
    rows = [[line_text(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def escaped_start(line: Line) -> str:
    """Return a line that stands at the start of a block."""
    first, *rest = line
    plain = first.style is Style.PLAIN and not first.figure and not first.link
    start = escaped_block(first.text) if plain else _piece(first)
    gap = " " if plain and first.text.endswith(" ") else ""
    return start + gap + line_text(tuple(rest))


def line_text(line: Line) -> str:
    """Return the pieces of a line, one after the other."""
    return "".join(_piece(text) for text in line)


def _piece(text: Text) -> str:
    """Return one piece with its style, link and anchor."""
    body = _styled(text)
    target = f"#{text.figure.key.anchor}" if text.figure else text.link
    linked = _linked(body, target) if target else body
    anchor = f'<a id="{text.anchor}"></a>' if text.anchor else ""
    said = text.text
    if said[:1] != " " != said[-1:]:
        return f"{anchor}{linked}"
    lead = " " if said.startswith(" ") else ""
    tail = " " if said.endswith(" ") and said.strip() else ""
    return f"{anchor}{lead}{linked}{tail}"


def _linked(body: str, target: str) -> str:
    """Return a link; one to a built page is HTML, for it is no source file to be checked."""
    if target.partition("#")[0].endswith(".html"):
        return f'<a href="{html.escape(target)}">{body}</a>'
    return f"[{body}]({target})"


def _styled(text: Text) -> str:
    """Return escaped text in its style."""
    if text.style is Style.CODE:
        # A backtick or a pipe inside code could end the code or the cell.
        return f"`{text.text.replace('`', chr(39)).replace('|', '/')}`"
    body = escaped(text.text)
    if text.style is Style.PLAIN or not body:
        return body
    mark = _MARKS[text.style]
    return f"{mark}{body}{mark}"

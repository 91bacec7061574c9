"""Report values as plain text, so that a claim shows what a reader would see."""

from __future__ import annotations

from generator.compose.blocks import Block, Bullets, Line, Paragraph, Section, Subheading, Table


def text(line: Line) -> str:
    """Return the words of a line."""
    return "".join(piece.text for piece in line)


def rows(table: Block) -> list[list[str]]:
    """Return the words of every cell of a table, without its headings."""
    assert isinstance(table, Table)
    return [[text(cell) for cell in row] for row in table.rows]


def tables(section: Section) -> list[Table]:
    """Return the tables of a section."""
    return [block for block in section.blocks if isinstance(block, Table)]


def sentences(section: Section) -> list[str]:
    """Return headings, paragraphs and points of a section, in the order of reading."""
    found: list[str] = []
    for block in section.blocks:
        if isinstance(block, Subheading):
            found.append(f"## {block.title}")
        elif isinstance(block, Paragraph):
            found.append(text(block.line))
        elif isinstance(block, Bullets):
            found.extend(f"- {text(item)}" for item in block.items)
    return found

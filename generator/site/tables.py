"""A Python-Markdown extension: header scopes for readers by ear, classes for verdicts.

Without it, as in another engine, the same tables are plain but say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString
from typing_extensions import override

from generator.site.typography import VERDICT_CLASSES, Typography

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from markdown import Markdown

# The reason behind a verdict, in the brackets of either language.
_ASIDE: Final = re.compile(r"\s*[(（].*")
# After inline patterns, so that links inside cells are elements already.
_PRIORITY: Final = 5
# Where Python-Markdown's own extension for tables has its processor.
_TABLES: Final = 75
# The signs with which the patterns of Python-Markdown and its extensions begin.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&!{}\n\x02\x03]")


class PlainCells(TableProcessor):
    """Build tables of which plain cells are not searched for markup.

    Most cells of a report are numbers and words. Python-Markdown tries some twenty patterns
    on each; where none of their signs stands the answer is known.
    """

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]
        for cell in parent[-1]:
            if cell.text and not _MARKUP.search(cell.text):
                cell.text = AtomicString(cell.text)


class VerdictTables(Treeprocessor):
    """Mark the cells of tables."""

    @override
    def run(self, root: Element) -> None:
        """Give header cells a scope and verdict cells the class of their verdict."""
        for heading in root.iter("th"):
            heading.set("scope", "col")
        for cell in root.iter("td"):
            # Tags of a link to another version stand here as marks still.
            text = HTML_PLACEHOLDER_RE.sub("", "".join(cell.itertext()))
            words = _ASIDE.sub("", text).strip()
            if words in VERDICT_CLASSES:
                cell.set("class", VERDICT_CLASSES[words])


class VerdictTablesExtension(Extension):
    """Register the processors."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        """Put the processors behind those of Markdown itself, and in the place of its tables."""
        settings = {"use_align_attribute": False}
        md.parser.blockprocessors.register(PlainCells(md.parser, settings), "table", _TABLES)
        md.treeprocessors.register(VerdictTables(md), "verdict_tables", _PRIORITY)
        md.treeprocessors.register(Typography(md), "typography", _PRIORITY - 1)


def makeExtension(**options: Any) -> VerdictTablesExtension:  # noqa: N802, ANN401 - Markdown's name
    """Return the extension; Python-Markdown looks for this name."""
    return VerdictTablesExtension(**options)

"""A Python-Markdown extension: header scopes for readers by ear, classes for verdicts.

Without it, as in another engine, the same tables are plain but say the same.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from typing_extensions import override

from generator.compose.words import Words
from generator.measure.verdict import Verdict

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_CLASSES: Final = MappingProxyType(
    {
        Words(language).verdict(verdict): f"rg-{verdict}"
        for language in ("zh", "en")
        for verdict in Verdict
    }
)
# The reason behind a verdict, in the brackets of either language.
_ASIDE: Final = re.compile(r"\s*[(（].*")
# After inline patterns, so that links inside cells are elements already.
_PRIORITY: Final = 5


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
            if words in _CLASSES:
                cell.set("class", _CLASSES[words])


class VerdictTablesExtension(Extension):
    """Register the processor."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        """Put the processor behind those of Markdown itself."""
        md.treeprocessors.register(VerdictTables(md), "verdict_tables", _PRIORITY)


def makeExtension(**options: Any) -> VerdictTablesExtension:  # noqa: N802, ANN401 - Markdown's name
    """Return the extension; Python-Markdown looks for this name."""
    return VerdictTablesExtension(**options)

"""A column of an export before it has its type, and what its cells say as SQL."""

from __future__ import annotations

from dataclasses import dataclass

from generator.collect.engine import literal, quoted
from generator.collect.zonechanges import Span
from generator.workspace.model.sources import ColumnType, ExportColumn, ExportReading

CELL = "_text_{}"
"""What a column is called as the text of a doubtful row."""
# Ids of other characters, and those that a spreadsheet has shortened, are looked at one by one.
PLAIN_ID = r"[ -~\x{4e00}-\x{9fff}]*"

# What Python takes for blanks.
_BLANKS = "".join(
    chr(code) for code in (*range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8203))
) + "".join(chr(code) for code in (8232, 8233, 8239, 8287, 12288))


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a column, which spares each of its cells a question.

    Whether no cell needs a second look, whether each row has one, and the least and the most
    that instants show if all are of years in which zones are read alike.
    """

    is_bare: bool = False
    is_filled: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawColumn:
    """A column of the mapping before it has its type.

    `sql` reads it; `native` tells that it comes as the type that the mapping wants. `words`
    are what most cells of a text say, if they are few; `decimals` is how many most numbers have.
    """

    name: str
    column: ExportColumn
    sql: str
    native: bool = False
    words: tuple[str, ...] = ()
    decimals: int | None = None
    sight: Sight = Sight()

    @property
    def is_settled(self) -> bool:
        """Tell whether all its cells are taken as they are."""
        return self.native or self.sight.is_bare

    @property
    def is_text(self) -> bool:
        """Tell whether its values are texts."""
        return self.column.type is ColumnType.TEXT

    @property
    def has_rest(self) -> bool:
        """Tell whether a cell may be left as text beside the column of values."""
        return not self.native and (not self.is_text or bool(self.words))


def cell_of(each: RawColumn) -> str:
    """Return the column of a cell as it stands."""
    return quoted(CELL.format(each.name))


def style_of(each: RawColumn, mapping: ExportReading) -> str:
    """Return the style of a column of instants."""
    return each.column.format or mapping.form.instant


def fits(cell: str, pattern: str) -> str:
    """Return the condition that a cell is of a pattern from end to end."""
    return f"regexp_full_match({cell}, {literal(pattern)})"


def known_text(cell: str, mapping: ExportReading) -> str:
    """Return a cell without the blanks around it, NULL when nothing is known."""
    # Most cells begin and end with a plain sign; blanks of all kinds are looked for in the rest.
    ends = (f"substr({cell}, 1, 1)", f"substr({cell}, -1)")
    plain = " AND ".join(f"{end} BETWEEN '!' AND '}}'" for end in ends)
    bare = f"CASE WHEN {plain} THEN {cell} ELSE trim({cell}, {literal(_BLANKS)}) END"
    return f"CASE WHEN {bare} NOT IN ({missing(mapping)}) THEN {bare} END"


def missing(mapping: ExportReading) -> str:
    """Return the texts that tell nothing."""
    return ", ".join(map(literal, ("", *mapping.form.missing)))

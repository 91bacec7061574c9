"""A workbook in a process of its own: its bytes on standard input, lines of JSON on output.

What a stranger has packed and nested is unpacked here, under limits of memory and time, so
that it can do no more than end this process. The first line says which sheet was taken or why
none was; then comes a line for each row, and at last what is known only at the end of a sheet.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from xml.etree.ElementTree import Element

import openpyxl
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHEET_MAIN_NS
from typing_extensions import override

MOST_MEMORY: Final = 2 * 1024**3
MOST_SECONDS: Final = 300
MOST_TOLD: Final = 256 * 1024**2
"""Bytes of the answer: a text that a sheet holds once can stand in a million of its cells."""
MOST_PARTS: Final = 10_000
MOST_BYTES: Final = 1024**3
"""Of all parts together, unpacked."""
MOST_TIMES: Final = 200
"""A part may be larger unpacked than packed; sheets of real exports stay below fifty."""
SMALL: Final = 1024**2
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384

# Parts that no table needs: programs, what leads to other files and hosts, files in files.
_FOREIGN: Final = (
    ("vba", "a macro"),
    ("xl/macrosheets/", "a macro"),
    ("xl/externalLinks/", "a link to another file or program"),
    ("xl/connections", "a connection to other data"),
    ("xl/queryTables/", "a connection to other data"),
    ("xl/embeddings/", "an embedded file"),
    ("xl/activeX/", "an embedded program"),
)
# What programs give the name of a workbook although it is none.
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "an old or protected workbook", "save it as .xlsx, without a password"),
    (b"<", "a page or document of tags", "open it in a spreadsheet and save it as .xlsx"),
)
_PLAIN: Final = frozenset({"General", "0", "@"})
_FORMULA: Final = f"{{{SHEET_MAIN_NS}}}f"

Sheet = Any
"""A sheet of openpyxl, whose published types leave out how rows are read one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the mapping wants: a sheet or the only one, the row of the heading, columns."""

    sheet: str | None
    heading: int
    headers: tuple[str, ...]


class _UnfitError(Exception):
    """Say why no table can be taken from the workbook: expected, found, what to do."""


class _Parser(WorkSheetParser):
    """Notes which values are those of formulas."""

    @override
    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell with `formula` beside its value."""
        cell: dict[str, Any] = super().parse_cell(element)
        return {**cell, "formula": element.find(_FORMULA) is not None}


def answer(content: bytes, wish: Wish) -> Iterator[object]:
    """Yield the lines of the answer."""
    try:
        archive = _sound(content)
        book: Any = openpyxl.load_workbook(
            archive, read_only=True, data_only=True, keep_links=False
        )
        sheet = _chosen(book.worksheets, wish.sheet)
    except _UnfitError as unfit:
        yield {"refused": unfit.args}
        return
    yield from _table(sheet, wish)


def _sound(content: bytes) -> io.BytesIO:
    """Return the file when its parts may be unpacked; nothing was unpacked before."""
    what, action = next(
        (words for mark, *words in _OTHERS if content.lstrip().startswith(mark)),
        ("another kind of file", "export it as .xlsx"),
    )
    file = io.BytesIO(content)
    if not zipfile.is_zipfile(file):
        raise _UnfitError("a workbook (.xlsx)", what, action)
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if "[content_types].xml" not in names:
        raise _UnfitError("a workbook (.xlsx)", "another packed file", "save it as .xlsx")
    again = "export it again; this file was made to do harm, or is damaged"
    if len(names) > len(set(names)):
        raise _UnfitError("each part once", "a part twice", again)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        limit = f"at most {MOST_PARTS:,} parts of {MOST_BYTES // 1024**2:,} MiB together"
        raise _UnfitError(limit, "more", "split the export, or take it as delimited text")
    for part in parts:
        if part.file_size > max(SMALL, MOST_TIMES * part.compress_size):
            limit = f"parts at most {MOST_TIMES} times as large as packed"
            raise _UnfitError(limit, part.filename, again)
    _refuse_foreign(names)
    return file


def _refuse_foreign(names: list[str]) -> None:
    """Refuse parts that could run, or lead elsewhere."""
    for mark, what in _FOREIGN:
        if any(mark.lower() in name for name in names):
            raise _UnfitError(
                "a workbook of plain tables", what, "save it as .xlsx with values alone"
            )


def _chosen(sheets: list[Sheet], name: str | None) -> Sheet:
    """Return the sheet that was named, or the only one; people must be able to see it."""
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    known = ", ".join(repr(sheet.title) for sheet in shown) or "none"
    found = [sheet for sheet in sheets if name in {None, sheet.title}]
    if name and not found:
        raise _UnfitError(f"a sheet {name!r}", known, "mend form.sheet")
    if name and found[0].sheet_state != "visible":
        raise _UnfitError("a sheet that people see", f"{name!r}, hidden", "show the sheet")
    if not name and len(shown) != 1:
        raise _UnfitError("one sheet that people see", known, "name it in form.sheet")
    return found[0] if name else shown[0]


def _table(sheet: Sheet, wish: Wish) -> Iterator[object]:
    """Yield the heading, the rows below it, and what was merged or hidden."""
    book = sheet.parent
    with sheet._get_source() as source:  # noqa: SLF001 - read by our parser, not by openpyxl's
        parser = _Parser(
            source,
            sheet._shared_strings,  # noqa: SLF001 - as above
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001 - as above
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001 - as above
        )
        rows = _in_order(parser)
        titles = next((cells for number, cells in rows if number == wish.heading), {})
        # As `plain_title` has it, which this process does not load.
        shown = {at: " ".join(str(cell["value"]).split()) for at, cell in titles.items()}
        places = {title: at for at, title in reversed(shown.items())}
        yield {
            "sheet": sheet.title,
            "titles": list(shown.values()),
            "columns": {
                header: get_column_letter(places[header])
                for header in wish.headers
                if header in places
            },
        }
        for number, cells in rows:
            if number > wish.heading:
                wanted = (cells.get(places.get(header, 0)) for header in wish.headers)
                yield [number, bool(cells), [cell and _plain(sheet, cell) for cell in wanted]]
        yield _ending(parser)


def _in_order(parser: _Parser) -> Iterator[tuple[int, dict[int, dict[str, Any]]]]:
    """Yield the rows with what they hold by column; rows and columns ascend, or it stops."""
    last = 0
    for number, row in parser.parse():
        columns = [cell["column"] for cell in row]
        if not last < number <= MOST_ROWS or columns != sorted(set(columns)):
            raise ValueError(f"row {number} after row {last}, or its cells, are out of order")
        if columns and columns[-1] > MOST_COLUMNS:
            raise ValueError(f"column {columns[-1]} of row {number} is none of a sheet")
        last = number
        yield number, {cell["column"]: cell for cell in row if _is_filled(cell)}


def _is_filled(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell holds anything; a formula does, although its value may be lost."""
    value = cell["value"]
    return bool(cell["formula"]) or not (
        value is None or (isinstance(value, str) and not value.strip())
    )


def _plain(sheet: Sheet, cell: dict[str, Any]) -> dict[str, object]:
    """Return a cell as plain values: what kind, what it holds, how it is shown."""
    value = cell["value"]
    kind, text = _kind(value)
    if cell["data_type"] == "e":
        kind = "error"
    plain: dict[str, object] = {"kind": kind, "value": text}
    if cell["formula"]:
        plain["formula"] = True
    if kind == "number":
        shown = ReadOnlyCell(sheet, cell["row"], cell["column"], 0, "n", int(cell["style_id"]))
        style = str(shown.number_format)
        plain |= {"plain": style in _PLAIN, "percent": "%" in style, "style": style}
    return plain


def _kind(value: object) -> tuple[str, str]:
    """Return the kind of a value, and the value as text."""
    if isinstance(value, bool):
        return "text", "true" if value else "false"
    if isinstance(value, int | float):
        return "number", format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, date | datetime):
        return "instant", value.isoformat()
    if isinstance(value, timedelta):
        seconds = Decimal(value.days * 86_400 + value.seconds) + Decimal(value.microseconds) / 10**6
        return "length", format(seconds, "f")
    if isinstance(value, time):
        return "text", value.isoformat()
    return ("text", str(value)) if value is not None else ("lost", "")


def _ending(parser: _Parser) -> dict[str, object]:
    """Return the merged ranges and the rows that a filter or a person has hidden."""
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    hidden = (
        int(row)
        for row, each in parser.row_dimensions.items()
        if each.get("hidden") in {"1", "true"}
    )
    return {
        "merged": [[each.min_row, each.max_row, each.min_col, each.max_col] for each in merged],
        "hidden": sorted(hidden),
    }


def limit() -> None:
    """Take no more memory and time than the largest sheet needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def main() -> None:
    """Answer the wish in the arguments about the bytes of standard input."""
    limit()
    wish = json.loads(sys.argv[1])
    content = sys.stdin.buffer.read()
    told = 0
    for line in answer(content, Wish(**wish | {"headers": tuple(wish["headers"])})):
        told += sys.stdout.write(json.dumps(line) + "\n")
        if told > MOST_TOLD:
            raise MemoryError(f"an answer of more than {MOST_TOLD:,} bytes")


if __name__ == "__main__":
    main()

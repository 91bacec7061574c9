"""A sheet of a workbook: read in a process of its own, judged cell by cell."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from generator.collect.celltext import instant_text, number_text
from generator.collect.heading import misheaded, plain_title, present
from generator.collect.inputs import ExportFile, Refused, first_few
from generator.collect.quality import EXAMPLES, Remark
from generator.collect.table import Places, Table, cell_of, table_of
from generator.findings import Finding
from generator.strictyaml.text import printable
from generator.workspace.model.forms import ExcelForm
from generator.workspace.model.sources import ColumnType, ExportReading

_COMMAND: Final = (sys.executable, "-P", "-W", "ignore", "-m", "generator.collect.forms.workbook")
_SECONDS: Final = 600
_LONGEST_EXACT: Final = 15
"""Digits that a spreadsheet keeps; behind them it writes noughts."""

# The first of a chain of exceptions is what went wrong; the others say where.
_RAISED: Final = re.compile(r"^(?:\w+\.)*(?P<name>\w+)(?:: (?P<what>.*))?$", re.MULTILINE)

_DECLARING: Final = frozenset({"DTDForbidden", "EntitiesForbidden", "ExternalReferenceForbidden"})
"""What the reader of XML calls declarations that could fill memory or reach elsewhere."""

Cell = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What the process told: heading, rows, and what was merged or hidden."""

    name: str
    titles: tuple[str, ...]
    columns: Mapping[str, str]
    rows: tuple[tuple[int, bool, tuple[Cell | None, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden: frozenset[int]


class _WrongError(ValueError):
    """Say what was expected of a cell, what was found, and what to do."""


def read_excel(export: ExportFile, mapping: ExportReading, form: ExcelForm) -> Table | Refused:
    """Return the columns of a sheet that the mapping names, or what is wrong with them."""
    sheet = _read(export, mapping, form)
    if isinstance(sheet, Refused):
        return sheet
    name = sheet.name.replace("{", "{{").replace("}", "}}")
    headers = {key: plain_title(each.header) for key, each in mapping.columns.items()}
    columns = {key: sheet.columns.get(header, "") for key, header in headers.items()}
    places = Places(pattern=f"{name}!{{column}}{{row}}", columns=columns)
    placed = replace(export, places=places)
    findings = (
        *misheaded(placed, form.heading, mapping, sheet.titles),
        *_merged(placed, sheet, form),
    )
    if findings:
        return Refused(findings=findings)
    return _table(placed, sheet, mapping, form)


def _read(export: ExportFile, mapping: ExportReading, form: ExcelForm) -> _Sheet | Refused:
    """Return what the process tells about the workbook; nothing of it is believed to be small."""
    headers = [plain_title(column.header) for column in mapping.columns.values()]
    wish = {"sheet": form.sheet, "heading": form.heading, "headers": headers}
    try:
        told = subprocess.run(
            [*_COMMAND, json.dumps(wish)],
            input=export.content,
            capture_output=True,
            check=False,
            # What unpacks a stranger's file has no business with our credentials.
            env={"OPENPYXL_LXML": "False", "PYTHONUTF8": "1"},
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return _unreadable(export, f"one that takes longer than {_SECONDS} seconds")
    if told.returncode:
        return _unreadable(export, _reason(told))
    head, *lines = map(json.loads, told.stdout.splitlines())
    if "refused" in head:
        expected, found, action = head["refused"]
        words = {"expected": expected, "found": found, "action": action}
        return Refused(findings=(export.finding(0, "C041", **words),))
    return _Sheet(
        name=head["sheet"],
        titles=tuple(head["titles"]),
        columns=head["columns"],
        rows=tuple((number, filled, tuple(cells)) for number, filled, cells in lines[:-1]),
        merged=tuple(map(tuple, lines[-1]["merged"])),
        hidden=frozenset(lines[-1]["hidden"]),
    )


def _reason(told: subprocess.CompletedProcess[bytes]) -> str:
    """Return in a few words why the process ended before it was done."""
    words = _RAISED.search(told.stderr.decode("utf-8", "replace"))
    if told.returncode < 0 or (words and words["name"] == "MemoryError"):
        return "one that takes more memory or time than a workbook may"
    if words and words["name"] in _DECLARING:
        return "one that declares entities or other documents in its XML"
    return "a damaged one" + (
        f": {printable(words['what'], 160)}" if words and words["what"] else ""
    )


def _unreadable(export: ExportFile, found: str) -> Refused:
    """C041: a workbook that cannot be read to its end."""
    expected, action = "a workbook that can be read", "save it again as .xlsx, or split the export"
    finding = export.finding(0, "C041", expected=expected, found=found, action=action)
    return Refused(findings=(finding,))


def _merged(export: ExportFile, sheet: _Sheet, form: ExcelForm) -> tuple[Finding, ...]:
    """C042: ranges at or below the heading of which all cells but the first lost their value."""
    return first_few(
        (
            export.finding(
                first,
                "C042",
                column=letters_of(left),
                expected="a value in every cell",
                found=f"cells merged up to {letters_of(right)}{last}",
                action="part them, with the value in each",
            )
            for first, last, left, right in sheet.merged
            if last >= form.heading
        ),
        "merged ranges",
    )


def letters_of(column: int) -> str:
    """Return what a sheet calls its column of a number, counted from 1."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _table(
    export: ExportFile, sheet: _Sheet, mapping: ExportReading, form: ExcelForm
) -> Table | Refused:
    """Return the filled rows as a table of the mapped columns."""
    filled = [row for row in sheet.rows if row[1]]
    columns: dict[str, list[str | None]] = {}
    findings: list[Finding] = []
    at = {name: place for place, name in enumerate(mapping.columns)}
    for name in present(mapping, sheet.titles).columns:
        cells = [(number, row[at[name]]) for number, _, row in filled]
        columns[name] = []
        bad = [*_mixed_shares(export, name, cells)]
        for number, cell in cells:
            try:
                columns[name].append(_text(cell, mapping, form, name))
            except _WrongError as wrong:
                expected, found, action = wrong.args
                words = {"expected": expected, "found": found, "action": action}
                bad.append(export.finding(number, "C042", column=name, **words))
        findings += first_few(bad, "such cells")
    if findings:
        return Refused(findings=tuple(findings))
    return table_of(
        (number for number, _, _ in filled),
        columns,
        rows=len(sheet.rows),
        blank=tuple(number for number, is_filled, _ in sheet.rows if not is_filled),
        places=export.places,
        remarks=tuple(_hidden(sheet, [number for number, _, _ in filled])),
    )


def _text(cell: Cell | None, mapping: ExportReading, form: ExcelForm, name: str) -> str | None:
    """Return a cell as text for its column; raises _WrongError for what may mean something else."""
    if cell is None:
        return None
    missing = frozenset(form.missing)
    if cell["value"] in missing:
        return None
    _refuse_lost(cell, form)
    column = mapping.columns[name]
    if cell["kind"] == "text":
        return cell_of(cell["value"], missing)
    if column.type is ColumnType.TEXT:
        return _exact(cell)
    if cell["kind"] == "instant":
        return instant_text(datetime.fromisoformat(cell["value"]), column.format or form.instant)
    return number_text(cell["value"], form)


def _refuse_lost(cell: Cell, form: ExcelForm) -> None:
    """Refuse errors, and formulas unless their stored values are wanted and there."""
    if cell["kind"] == "error":
        action = "mend the sheet, or add it to form.missing"
        raise _WrongError("a value", cell["value"], action)
    if cell["kind"] == "lost":
        raise _WrongError("a value", "a formula without its value", "open and save the workbook")
    if "formula" in cell and form.formulas == "refuse":
        action = "paste values in its place, or write form.formulas: stored"
        raise _WrongError("a value", "a formula", action)


def _exact(cell: Cell) -> str:
    """Return a number that stands for text, when the sheet shows just its digits."""
    value = str(cell["value"])
    is_whole = cell["kind"] == "number" and value.isdigit() and len(value) <= _LONGEST_EXACT
    if is_whole and cell["plain"]:
        return value
    shown = f" shown as {cell['style']}" if cell["kind"] == "number" else f" ({cell['kind']})"
    action = "format the column as text in the source, and export it again"
    raise _WrongError("text", f"{printable(value)}{shown}", action)


def _mixed_shares(
    export: ExportFile, name: str, cells: list[tuple[int, Cell | None]]
) -> Iterator[Finding]:
    """C042: a column of shares and of percentages, 0.999 beside 99.9."""
    numbers = [(row, cell) for row, cell in cells if cell and cell["kind"] == "number"]
    shares = [row for row, cell in numbers if cell["percent"]]
    if shares and len(shares) < len(numbers):
        yield export.finding(
            shares[0],
            "C042",
            column=name,
            expected="all numbers of a column shown as percentages, or none",
            found=f"{len(shares)} of {len(numbers)} shown as percentages",
            action="write all of them in one way",
        )


def _hidden(sheet: _Sheet, rows: list[int]) -> Iterator[Remark]:
    """Yield a remark on rows that nobody sees in the workbook, as those that a filter hides."""
    hidden = [row for row in rows if row in sheet.hidden]
    if hidden:
        yield Remark(
            zh="工作表中隐藏的行，照常计入",
            en="rows hidden in the sheet, counted all the same",
            count=len(hidden),
            lines=tuple(hidden[:EXAMPLES]),
        )

"""Workbooks: values as they are, and everything that would mean something else, by its cell."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from generator.collect.collect import Collected
from tests.collect.conftest import Desk
from tests.collect.workbooks import (
    GOOD,
    HEADS,
    SHEET,
    Row,
    moment,
    rewritten,
    saved,
    with_parts,
    workbook,
)

DELIMITED = 'form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}'
OCTOBER = "report_data/records/shop/2013-10.yml"
HOURS = (("desk.count, value", "desk.maximum, value"), ('"true"', "hours"))


def read(desk: Desk, content: bytes, form: str = "", *changes: tuple[str, str]) -> Collected:
    """Collect a workbook by the mapping of the help desk."""
    excel = (DELIMITED, f"form: {{kind: excel, missing: ['?'], {form}}}")
    return desk(content=content, changes=(excel, *changes))


def told(run: Collected) -> list[str]:
    """Return place, what was found, and the rule."""
    assert run.files == {}
    return [f"{each.path or each.line}: {each.found} ({each.rule})" for each in run.findings]


def changed(place: int, value: object) -> Row:
    """Return the good row with another value."""
    return (*GOOD[:place], value, *GOOD[place + 1 :])


# --- Values --------------------------------------------------------------------------


def test_numbers_and_dates_of_a_sheet_are_taken_exactly(desk: Desk) -> None:
    longer = ("2", "Mail", "low", moment(31, 23, 59, 59), 2.1)
    run = read(desk, workbook(GOOD, longer), "", *HOURS)

    assert run.findings == ()
    assert b'"value": "2.1", "at": "2013-10-31T23:59:59", "case": "2"' in run.files[OCTOBER]


def test_dates_of_a_sheet_that_counts_from_1904_are_the_same_days(desk: Desk) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (HEADS, GOOD):
        book.worksheets[0].append(row)

    assert (
        b'"service": "mail", "source": "desk", "value": 1}'
        in read(desk, saved(book)).files[OCTOBER]
    )


def test_a_length_of_time_is_its_seconds(desk: Desk) -> None:
    run = read(desk, workbook(changed(4, timedelta(hours=30, seconds=1))), "", *HOURS)

    assert b'"value": 108001' in run.files[OCTOBER]


def test_a_share_is_the_number_that_the_sheet_holds(desk: Desk) -> None:
    def percent(sheet: Worksheet) -> None:
        sheet.cell(2, 5).number_format = "0.0%"

    run = read(desk, workbook(changed(4, 0.999), change=percent), "", *HOURS)

    assert b'"value": "0.999"' in run.files[OCTOBER]


def test_a_number_of_many_decimals_is_rounded_where_the_mapping_says_so(desk: Desk) -> None:
    content = workbook(changed(4, 1 / 3))
    two = ("{header: Hours, type: number}", "{header: Hours, type: number, decimals: 2}")

    assert told(read(desk, content)) == ["Tickets!E2: '0.3333333333333333' (C005)"]
    assert b'"value": "0.33"' in read(desk, content, "", two, *HOURS).files[OCTOBER]


def test_rows_without_a_value_are_blank(desk: Desk) -> None:
    quality = read(desk, workbook(GOOD, (None,) * 5, (" ",) * 5, GOOD)).quality

    assert quality
    assert (quality.rows, quality.blank, quality.cases) == (4, 2, 1)


def test_the_heading_may_stand_below_a_title_in_a_merged_cell(desk: Desk) -> None:
    def titled(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Tickets of October"
        sheet.merge_cells("A1:E1")

    assert read(desk, workbook(GOOD, change=titled), "heading: 2").findings == ()


def test_what_a_sheet_says_about_its_size_is_not_believed(desk: Desk) -> None:
    small = rewritten(workbook(GOOD), SHEET, '<dimension ref="[^"]*"', '<dimension ref="A1"')

    assert read(desk, small).findings == ()


def test_rows_that_a_filter_hides_count_and_are_remarked(desk: Desk) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    quality = read(desk, workbook(GOOD, changed(0, "2"), change=hide)).quality

    assert quality
    assert [(each.en, each.lines) for each in quality.remarks] == [
        ("rows hidden in the sheet, counted all the same", (3,))
    ]


# --- Cells ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "value", "found"),
    [
        (0, 1e15, "Tickets!A2: '1000000000000000' shown as General (C042)"),
        (0, 1.5, "Tickets!A2: '1.5' shown as General (C042)"),
        (0, moment(1), "Tickets!A2: '2013-10-01T00:00:00' (instant) (C042)"),
        (4, "=1+1", "Tickets!E2: a formula without its value (C042)"),
        (4, "#DIV/0!", "Tickets!E2: #DIV/0! (C042)"),
        (4, "1,5", "Tickets!E2: '1,5' (C005)"),
        (4, moment(1), "Tickets!E2: '2013-10-01T00:00:00' (C005)"),
        (3, "03/10/2013", "Tickets!D2: '03/10/2013' (C004)"),
        (3, 41550.5, "Tickets!D2: '41550.5' (C004)"),
        (
            3,
            moment(3, 9, 5, 0, 5000),
            "Tickets!D2: '2013-10-03T09:05:00.005000' (C004)",
        ),
        (3, "2013-10-03", "Tickets!D2: '2013-10-03' (C004)"),
    ],
)
def test_a_cell_that_would_mean_something_else_is_told_by_its_place(
    desk: Desk, place: int, value: object, found: str
) -> None:
    assert told(read(desk, workbook(changed(place, value)))) == [found]


def test_an_id_shown_with_noughts_is_not_the_number_behind_it(desk: Desk) -> None:
    def padded(sheet: Worksheet) -> None:
        sheet.cell(2, 1).number_format = "00000"

    run = read(desk, workbook(changed(0, 42), change=padded))

    assert told(run) == ["Tickets!A2: '42' shown as 00000 (C042)"]


def test_percentages_and_shares_in_one_column_are_told(desk: Desk) -> None:
    def percent(sheet: Worksheet) -> None:
        sheet.cell(3, 5).number_format = "0%"

    run = read(desk, workbook(changed(4, 99.9), changed(4, 0.999), change=percent))

    assert told(run) == ["Tickets!E3: 1 of 2 shown as percentages (C042)"]


def test_a_formula_counts_only_where_the_mapping_wants_what_was_stored(desk: Desk) -> None:
    stored = rewritten(
        workbook(changed(4, "=1+1")),
        SHEET,
        "<f>1[+]1</f><v ?/>|<f>1[+]1</f><v></v>",
        "<f>1+1</f><v>2</v>",
    )

    assert told(read(desk, stored)) == ["Tickets!E2: a formula (C042)"]
    assert b'"value": 2' in read(desk, stored, "formulas: stored", *HOURS).files[OCTOBER]


def test_an_error_that_the_form_calls_missing_is_missing(desk: Desk) -> None:
    run = read(desk, workbook(changed(4, "#N/A")), "", ("'?'", "'?', '#N/A'"))

    assert run.findings == ()


def test_merged_cells_are_told_with_their_range(desk: Desk) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("C2:C3")

    run = read(desk, workbook(GOOD, changed(0, "2"), change=merge))

    assert told(run) == ["Tickets!C2: cells merged up to C3 (C042)"]


# --- Sheets --------------------------------------------------------------------------


def two_sheets(state: str = "visible") -> bytes:
    """Return a workbook whose second sheet holds the tickets."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Cover"
    sheet = book.create_sheet("Tickets {1}")
    sheet.sheet_state = state
    for row in (HEADS, GOOD):
        sheet.append(row)
    return saved(book)


def test_a_sheet_is_taken_by_its_name(desk: Desk) -> None:
    assert read(desk, two_sheets(), "sheet: 'Tickets {1}'").findings == ()


@pytest.mark.parametrize(
    ("state", "form", "found"),
    [
        ("visible", "", "0: 'Cover', 'Tickets {1}' (C041)"),
        ("visible", "sheet: Ticket", "0: 'Cover', 'Tickets {1}' (C041)"),
        ("hidden", "sheet: 'Tickets {1}'", "0: 'Tickets {1}', hidden (C041)"),
        ("veryHidden", "sheet: 'Tickets {1}'", "0: 'Tickets {1}', hidden (C041)"),
    ],
)
def test_a_sheet_that_is_not_clear_or_not_seen_is_told(
    desk: Desk, state: str, form: str, found: str
) -> None:
    assert told(read(desk, two_sheets(state), form)) == [found]


def test_headings_of_a_sheet_are_there_once(desk: Desk) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["C1"], sheet["E1"] = "Number", "Hour"

    run = read(desk, workbook(GOOD, change=spoil))

    assert told(run) == [f"Tickets!1: {n} (C003)" for n in ("2 of them", "none", "none")]


# --- Files ---------------------------------------------------------------------------

ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""
OUTSIDE = ENTITIES.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/passwd"')
ROWS = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
%s</sheetData></worksheet>"""


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"xl/vbaProject.bin": b"x"}, "0: a macro (C041)"),
        (
            {"xl/externalLinks/externalLink1.xml": b"<ddeLink/>"},
            "0: a link to another file or program (C041)",
        ),
        ({"xl/connections.xml": b"x"}, "0: a connection to other data (C041)"),
        ({"xl/embeddings/a.bin": b"x"}, "0: an embedded file (C041)"),
        ({"xl/media/zeros": b"0" * 50_000_000}, "0: xl/media/zeros (C041)"),
        ({f"xl/{number}": b"" for number in range(10_001)}, "0: more (C041)"),
    ],
)
def test_a_workbook_of_more_than_plain_tables_is_refused(
    desk: Desk, parts: dict[str, bytes], found: str
) -> None:
    assert told(read(desk, with_parts(workbook(GOOD), parts))) == [found]


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (ENTITIES, "one that declares entities or other documents in its XML"),
        (OUTSIDE, "one that declares entities or other documents in its XML"),
        (b"<worksheet", "a damaged one: 'unclosed token"),
        (ROWS % b'<row r="3"/><row r="2"/>', "row 2 after row 3"),
        (ROWS % b'<row r="9999999"/>', "row 9999999 after row 0"),
        (ROWS % b'<row r="1"><c r="ZZZZ1"><v>1</v></c></row>', "column"),
    ],
)
def test_a_sheet_that_was_made_to_do_harm_ends_its_process_alone(
    desk: Desk, sheet: bytes, found: str
) -> None:
    [sentence] = told(read(desk, with_parts(workbook(GOOD), {SHEET: sheet})))

    assert sentence.startswith("0: ")
    assert found in sentence
    assert sentence.endswith("(C041)")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "another kind of file"),
        (b"Number;Service", "another kind of file"),
        (b"\n<html><table>", "a page or document of tags"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an old or protected workbook"),
    ],
)
def test_a_file_that_is_no_workbook_is_told(desk: Desk, content: bytes, found: str) -> None:
    assert told(read(desk, content)) == [f"0: {found} (C041)"]


def test_a_packed_file_of_another_program_is_told(desk: Desk) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert told(read(desk, file.getvalue())) == ["0: another packed file (C041)"]


def test_a_part_that_is_there_twice_is_refused(desk: Desk) -> None:
    file = io.BytesIO(workbook(GOOD))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHEET, ENTITIES)

    assert told(read(desk, file.getvalue())) == ["0: a part twice (C041)"]


def test_a_cut_workbook_is_told(desk: Desk) -> None:
    content = workbook(GOOD)
    cut = content[: len(content) // 2]

    assert told(read(desk, cut)) == ["0: another kind of file (C041)"]


def test_a_workbook_that_takes_too_long_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.collect.forms.excel._SECONDS", 0.001)

    run = read(desk, workbook(GOOD))

    assert told(run) == ["0: one that takes longer than 0.001 seconds (C041)"]


def test_a_workbook_that_takes_too_much_memory_ends_its_process_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy = "from generator.collect.forms.workbook import *; limit(); bytearray(2 * MOST_MEMORY)"
    command = (sys.executable, "-c", greedy)
    monkeypatch.setattr("generator.collect.forms.excel._COMMAND", command)

    run = read(desk, workbook(GOOD))

    assert told(run) == ["0: one that takes more memory or time than a workbook may (C041)"]


def test_one_text_in_very_many_cells_does_not_fill_the_memory_of_who_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = "import generator.collect.forms.workbook as w; w.MOST_TOLD = 5_000; w.main()"
    monkeypatch.setattr("generator.collect.forms.excel._COMMAND", (sys.executable, "-c", short))

    few, many = read(desk, workbook(GOOD)), read(desk, workbook(*[GOOD] * 100))

    assert few.findings == ()
    assert told(many) == ["0: one that takes more memory or time than a workbook may (C041)"]

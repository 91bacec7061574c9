"""Delimited text as it comes from real programs: read right, or told with its line."""

from __future__ import annotations

import gzip

import pytest

from tests.collect.conftest import HEADING, Desk
from tests.collect.test_export import GOOD, told

OCTOBER = "report_data/records/shop/2013-10.yml"


def encoded(name: str) -> tuple[tuple[str, str], ...]:
    return (("missing:", f"encoding: {name}, missing:"),)


def counted(desk: Desk, content: bytes, *changes: tuple[str, str]) -> bool:
    """Tell whether an export is read, and its case of mail counted."""
    run = desk(content=content, changes=changes)
    assert run.findings == ()
    return b'"service": "mail", "source": "desk", "value": 1}' in run.files[OCTOBER]


# --- Encodings -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "line", "found", "action"),
    [
        (
            "\ufeff" + HEADING + GOOD,
            "latin-1",
            1,
            "the byte order mark of utf-8",
            "write form.encoding: utf-8",
        ),
        (HEADING + "1;Straße;;;", "latin-1", 2, "text in utf-8", "write form.encoding: utf-8"),
        (HEADING + "1;Straße;;;", "cp1252", 2, "text in utf-8", "write form.encoding: utf-8"),
        (HEADING + "1;邮件服务;;;", "gb18030", 2, "text in utf-8", "write form.encoding: utf-8"),
        (HEADING + "1;邮件服务;;;", "big5", 2, "text in utf-8", "write form.encoding: utf-8"),
    ],
)
def test_utf_8_is_told_where_the_mapping_names_another_encoding(  # noqa: PLR0913, PLR0917 - a table
    desk: Desk, text: str, name: str, line: int, found: str, action: str
) -> None:
    run = desk(content=text.encode(), changes=encoded(name))

    assert told(run) == [(line, "C001", found)]
    assert run.findings[0].action == action


def test_lines_in_utf_8_are_told_among_lines_in_a_latin_encoding(desk: Desk) -> None:
    mixed = HEADING.encode() + "1;Straße;;;\n".encode("latin-1") + "2;Straße;;;\n".encode()

    assert told(desk(content=mixed, changes=encoded("latin-1"))) == [(3, "C001", "text in utf-8")]


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_a_byte_order_mark_of_another_encoding_names_it(desk: Desk, name: str) -> None:
    run = desk(content=(HEADING + GOOD).encode(name))

    assert told(run) == [(1, "C001", f"the byte order mark of {name}")]
    assert run.findings[0].action == f"write form.encoding: {name}"


def test_a_dash_of_windows_is_no_character_of_latin_1(desk: Desk) -> None:
    run = desk(content=(HEADING + "1;Mail – Web;;;").encode("cp1252"), changes=encoded("latin-1"))

    assert told(run) == [(2, "C001", "the control character 0x96")]


def test_every_line_in_another_encoding_is_told(desk: Desk) -> None:
    mixed = b"\n".join([*HEADING.encode().splitlines(), b"\xdf;;;;", b"\xc3\x9f;;;;", b"\xfc;;;;"])

    assert told(desk(content=mixed)) == [
        (2, "C001", "the byte 0xdf"),
        (4, "C001", "the byte 0xfc"),
    ]


def test_a_hundred_thousand_wrong_lines_are_ten_findings(desk: Desk) -> None:
    found = told(desk(content=HEADING.encode() + b"\xdf;;;;\n" * 100_000))

    assert len(found) == 10
    assert found[-1] == (11, "C001", "99991 such lines from this line on")


# --- Lines and cells -----------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(desk: Desk, end: str) -> None:
    assert counted(desk, f"{HEADING.strip()}{end}{GOOD}{end}".encode())


def test_lines_that_end_with_a_carriage_return_alone_are_counted(desk: Desk) -> None:
    run = desk(content=f"{HEADING.strip()}\r{GOOD}\r2;Mail;high;never;1".encode())

    assert told(run) == [(3, "C004", "'never'")]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u3000", "\u202f"])
def test_blanks_around_a_cell_are_no_part_of_it(desk: Desk, blank: str) -> None:
    row = GOOD.replace("Mail", f"{blank}Mail{blank}").replace("1,5", f"1,5{blank}")

    assert counted(desk, (HEADING + row).encode())


def test_the_heading_may_stand_below_a_title(desk: Desk) -> None:
    title = "Incidents of October;;\n\n"

    assert counted(desk, (title + HEADING + GOOD).encode(), ("form: {", "form: {heading: 3, "))


def test_a_heading_below_the_last_row_is_a_finding(desk: Desk) -> None:
    run = desk(GOOD, changes=(("form: {", "form: {heading: 3, "),))

    assert told(run) == [(3, "C002", "2 rows")]


@pytest.mark.parametrize(("quote", "cell"), [("'", "'Ma;il'"), ('"', '"Ma;il"')])
def test_a_delimiter_between_quotes_is_text(desk: Desk, quote: str, cell: str) -> None:
    form = ("form: {", f"form: {{quote: {quote!r}, ")

    assert counted(
        desk, (HEADING + GOOD.replace("Mail", cell)).encode(), form, ("Mail: mail", "Ma;il: mail")
    )


def test_a_file_without_quoting_keeps_its_quotes(desk: Desk) -> None:
    form = ("form: {", "form: {quote: none, ")

    assert counted(
        desk, (HEADING + GOOD.replace("Mail", '"A" x')).encode(), form, ("Mail:", "'\"A\" x':")
    )


ROWS = "1;Mail;{0}high;3-10-2013 9:05;1,5\n2;Mail;low;4-10-2013 9:05;\n3;Mail;{1};?;\n"
WIDE = HEADING.replace("Hours", "Hours;Note")


@pytest.mark.parametrize(
    ("text", "line", "rows"),
    [
        (HEADING + ROWS.format('"', 'x"'), 2, 2),
        (
            HEADING + "0;Mail;;3-10-2013 9:05;1\n" + ROWS.format('"', 'x"').replace("\n2;", "\r2;"),
            3,
            2,
        ),
        (WIDE + '1;"a\nb";;3-10-2013 9:05;1;"15 inch\n2;Mail;;3-10-2013 9:05;1;y"\n', 3, 1),
    ],
)
def test_a_quote_that_takes_rows_into_a_cell_is_told_where_it_opens(
    desk: Desk, text: str, line: int, rows: int
) -> None:
    found = f"a quote that takes the {rows} rows below it into one cell"

    assert told(desk(content=text.encode())) == [(line, "C002", found)]


@pytest.mark.parametrize("note", ["a;b;c;d;e;f\ng;h;i;j;k", "3 May;5;;;\n;;;;", "a;\n;;;;b"])
def test_a_text_of_several_lines_is_one_cell_however_many_delimiters_it_has(
    desk: Desk, note: str
) -> None:
    assert counted(desk, (WIDE + f'{GOOD};"{note}"').encode())


def test_two_marks_of_one_sign_cannot_be_told_apart(desk: Desk) -> None:
    run = desk(GOOD, changes=(("decimal:", 'thousands: ",", decimal:'),))

    assert told(run) == [(5, "C043", "','")]


def test_another_delimiter_is_told_by_its_sign(desk: Desk) -> None:
    run = desk(content=(HEADING + GOOD).replace(";", "\t").encode())

    assert told(run) == [(1, "C002", "cells with '\\t' between them")]
    assert run.findings[0].action == "write form.delimiter: '\\t'"


def test_a_heading_of_several_lines_or_other_blanks_is_the_same_heading(desk: Desk) -> None:
    heading = HEADING.replace("Urgency", '"Urg\nency  of\u00a0it "')
    column = ("urgency: Urgency", "urgency: Urg ency of it")

    assert counted(desk, (heading + GOOD).encode(), column)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (gzip.compress(b"x", mtime=0), "a file packed by gzip"),
        (b"PK\x03\x04...", "a zip archive or a workbook"),
        (b"PAR1...", "a Parquet file"),
        (b"SQLite format 3\x00", "a database of SQLite"),
    ],
)
def test_a_file_that_is_no_text_is_told_by_its_kind(desk: Desk, content: bytes, found: str) -> None:
    assert told(desk(content=content)) == [(1, "C001", found)]


# --- Ids -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["007", "1E5", "0x1F", "TRUE", "2013-10", "=1+1", "+1", "@a"])
def test_an_id_is_text_whatever_it_looks_like(desk: Desk, name: str) -> None:
    rows = "\n".join([GOOD.replace("1;", f"{name};", 1), GOOD.replace("1;", f"{name};", 1)])

    assert counted(desk, (HEADING + rows).encode())


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("1,23457E+15", "'1,23457E+15'"),
        ("1.00E+05", "'1.00E+05'"),
        ("IM\u200b1", "'IM\\u200b1'"),
        ("IM\x011", "'IM\\u00011'"),
    ],
)
def test_an_id_that_was_spoilt_is_a_finding(desk: Desk, name: str, found: str) -> None:
    assert told(desk(GOOD, GOOD.replace("1;", f"{name};", 1))) == [(3, "C046", found)]


# --- Numbers -------------------------------------------------------------------------

HOURS = (
    ("desk.count, value", "desk.maximum, value"),
    ('"true"', "hours"),
    ("decimal:", "thousands: {}, decimal:"),
)


@pytest.mark.parametrize(
    ("sign", "cell"),
    [
        ('"."', "1.234,5"),
        ('" "', "1 234,5"),
        ('" "', "1\u00a0234,5"),
        ('" "', "1\u202f234,5"),
        ('"\'"', "1'234,5"),
        ('"\'"', "1\u2019234,5"),
        ('"."', "1234,5"),
    ],
)
def test_signs_between_thousands_are_read_where_the_form_names_them(
    desk: Desk, sign: str, cell: str
) -> None:
    changes = tuple((old, new.format(sign) if "thousands" in new else new) for old, new in HOURS)
    run = desk(GOOD.replace("1,5", cell), changes=changes)

    assert b'"value": "1234.5"' in run.files[OCTOBER]


@pytest.mark.parametrize("cell", ["1.23,5", "12.34.567", "1.234.5", ".123", "1,234.567", "1 234"])
def test_groups_that_are_not_of_three_digits_are_a_finding(desk: Desk, cell: str) -> None:
    run = desk(GOOD.replace("1,5", cell), changes=(("decimal:", 'thousands: ".", decimal:'),))

    assert told(run) == [(2, "C005", repr(cell))]


def test_a_share_with_its_sign_is_no_plain_number(desk: Desk) -> None:
    run = desk(GOOD.replace("1,5", "99,9%"))

    assert told(run) == [(2, "C005", "'99,9%'")]
    assert "and the sign away in the expression" in run.findings[0].action

"""Exports that cannot be read: a finding with the line, and nothing written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.collect.collect import Collected

Desk = Callable[..., Collected]

GOOD = "1;Mail;high;3-10-2013 9:05;1,5"


def told(run: Collected) -> list[tuple[int, str, str]]:
    assert run.files == {}
    return [(finding.line, finding.rule, finding.found) for finding in run.findings]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("31-02-2013 9:05", "'31-02-2013 9:05'"),
        ("2013-10-03 9:05", "'2013-10-03 9:05'"),
        ("3-10-2013", "'3-10-2013'"),
        ("NaN", "'NaN'"),
        ("NaT", "'NaT'"),
        ("1e5", "'1e5'"),
        ("41550", "'41550'"),
        ("today", "'today'"),
        ("now", "'now'"),
        ("0003-10-2013 9:05", "'0003-10-2013 9:05'"),
    ],
)
def test_what_is_no_instant_of_the_style_is_a_finding_on_its_line(
    desk: Desk, cell: str, found: str
) -> None:
    run = desk(GOOD, f"2;Mail;high;{cell};1,5")

    assert told(run) == [(3, "C004", found)]


@pytest.mark.parametrize("hour", ["0:05:00 AM", "13:05:00 PM", "9:05:00", "9:05:00 XM"])
def test_an_hour_that_no_clock_of_twelve_shows_is_a_finding(desk: Desk, hour: str) -> None:
    style = ("%d-%m-%Y %H:%M", "%m/%d/%Y %I:%M:%S %p")

    run = desk(f"1;Mail;high;10/03/2013 {hour};1", changes=(style,))

    assert told(run) == [(2, "C004", f"'10/03/2013 {hour}'")]


def test_day_and_month_are_never_guessed(desk: Desk) -> None:
    iso = (('instant: "%d-%m-%Y %H:%M", ', ""),)

    run = desk("1;Mail;high;03-04-2013 9:05;1", changes=iso)

    assert told(run) == [(2, "C004", "'03-04-2013 9:05'")]
    assert run.findings[0].action == (
        "say in the column's format which is the day and which the month"
    )


@pytest.mark.parametrize(
    "cell", ["1e5", "NaN", "inf", "1.5", "1.000,5", "0x10", "+5", "1,", ",5", "5 h", "1,0123456789"]
)
def test_what_is_no_plain_number_is_a_finding_on_its_line(desk: Desk, cell: str) -> None:
    run = desk(GOOD, f"2;Mail;high;3-10-2013 9:05;{cell}")

    assert told(run) == [(3, "C005", repr(cell))]


def test_every_bad_cell_is_told_up_to_ten_a_column(desk: Desk) -> None:
    run = desk(*(f"{n};Mail;high;never;x" for n in range(12)))

    instants = [finding for finding in run.findings if finding.rule == "C004"]
    numbers = [finding for finding in run.findings if finding.rule == "C005"]
    assert [finding.line for finding in instants] == list(range(2, 12))
    assert numbers[-1].found == "3 such cells from this line on"


def test_a_line_break_in_a_quoted_cell_moves_no_line_number(desk: Desk) -> None:
    run = desk('1;"Ma\nil";high;3-10-2013 9:05;1,5', "2;Mail;high;never;1,5")

    assert told(run) == [(4, "C004", "'never'")]


@pytest.mark.parametrize("row", ["2;Mail;high", "2;Mail;high;3-10-2013 9:05;1,5;6"])
def test_a_row_of_another_length_is_a_finding(desk: Desk, row: str) -> None:
    run = desk(GOOD, row)

    assert told(run) == [(3, "C002", f"{row.count(';') + 1} cells")]


def test_blank_rows_are_counted_whatever_their_length(desk: Desk) -> None:
    quality = desk(GOOD, ";;;;", "", ";;", " ; ;").quality

    assert quality
    assert (quality.rows, quality.blank, quality.used) == (5, 4, 1)


@pytest.mark.parametrize(
    ("content", "line", "rule"),
    [
        (b"", 1, "C002"),
        (b'Number;Service;Urgency;Closed;Hours\n1;"Mail;high', 2, "C002"),
        (b"Number;Service;Urgency;Closed;Hours\n1;Ma\x00il;high;;", 2, "C001"),
        (b"Number;Service;Urgency;Closed;Hours\n\n1;Stra\xdfe;high;;", 3, "C001"),
        (b"Number;Service;Urgency;Closed;Hours\n1;" + b"x" * 140_000 + b";;;", 2, "C002"),
    ],
)
def test_bytes_that_are_no_table_are_a_finding_on_the_line(
    desk: Desk, content: bytes, line: int, rule: str
) -> None:
    found = desk(content=content).findings

    assert [(finding.line, finding.rule) for finding in found] == [(line, rule)]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Number;Service;Urgency;Close;Hours\n", "none"),
        ("Number;Closed;Urgency;Closed;Service;Hours\n", "2 of them"),
    ],
)
def test_a_heading_that_is_missing_or_double_is_a_finding(
    desk: Desk, heading: str, found: str
) -> None:
    run = desk(heading=heading)

    assert told(run) == [(1, "C003", found)]


def test_a_byte_order_mark_is_no_part_of_the_first_heading(desk: Desk) -> None:
    text = f"\ufeffNumber;Service;Urgency;Closed;Hours\r\n{GOOD}\r\n"

    assert desk(content=text.encode()).findings == ()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
def test_another_encoding_is_read_by_its_name(desk: Desk, encoding: str) -> None:
    text = f"Number;Service;Urgency;Closed;Hours\n{GOOD}\n".replace("high", "紧急")
    named = (("missing:", f"encoding: {encoding}, missing:"),)

    run = desk(content=text.encode(encoding), changes=named)

    assert '"member": "紧急"'.encode() in run.files["report_data/records/shop/2013-10.yml"]


def test_an_export_of_which_nothing_counts_is_a_finding(desk: Desk) -> None:
    assert told(desk("1;Mail;high;?;1,5")) == [(0, "C014", "none")]


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("2-1-1900 9:05", "a year is from 1901 to 2899"),
        ("2-1-2013 24:00", "an hour is from 0 to 23; the midnight that ends a day is 00:00 of the"),
        ("2-13-2013 9:05", "a month is from 1 to 12"),
        ("31-2-2013 9:05", "month 2 of 2013 has no day 31"),
        ("2.1.2013 9:05", "say in the column's format which is the day and which the month"),
        ("soon", "mend the column's format, or add the mark to form.missing"),
    ],
)
def test_what_is_wrong_with_an_instant_of_the_style_is_said(
    desk: Desk, cell: str, advice: str
) -> None:
    [finding] = desk(f"1;Mail;high;{cell};1").findings

    assert (finding.rule, finding.action.startswith(advice)) == ("C004", True)


@pytest.mark.parametrize("cell", ["1,0123456789", "1234567890123456789"])
def test_numbers_of_too_many_digits_are_told_as_such(desk: Desk, cell: str) -> None:
    [finding] = desk(f"1;Mail;high;2-1-2013 9:05;{cell}").findings

    assert finding.action.startswith("a number has 18 digits before and 9 after the decimal sign")

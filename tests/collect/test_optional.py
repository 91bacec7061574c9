"""Columns that an export may lack."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from generator.collect.collect import Collected
from generator.collect.live.snapshot import snapshot
from generator.collect.quality import Remark
from tests.collect.conftest import record_file
from tests.collect.workbooks import saved

Desk = Callable[..., Collected]
OPTIONAL = ("urgency: Urgency", "urgency: {header: Urgency, optional: true}")
HEADING = "Number;Service;Closed;Hours\n"
ROW = "1;Mail;3-10-2013 9:05;1,5"
LACKING = Remark(
    zh="urgency：导出中没有这一列（optional），视为缺失",
    en="urgency: a column that the export lacks (optional), so it is missing",
    count=1,
)


def members(run: Collected) -> list[str | None]:
    assert run.findings == ()
    [content] = run.files.values()
    return [record.member for record in record_file(content).records if record.value == 1]


def test_an_optional_column_that_is_not_there_is_missing_and_remarked(desk: Desk) -> None:
    run = desk(ROW, heading=HEADING, changes=(OPTIONAL,))

    assert members(run) == [None, "not stated"]
    assert run.quality
    assert run.quality.remarks == (LACKING,)


def test_an_optional_column_that_is_there_is_read_without_a_word(desk: Desk) -> None:
    run = desk("1;Mail;high;3-10-2013 9:05;1,5", changes=(OPTIONAL,))

    assert members(run) == [None, "high"]
    assert run.quality
    assert run.quality.remarks == ()


def test_an_optional_column_that_is_there_twice_is_refused(desk: Desk) -> None:
    run = desk(
        "1;Mail;high;3-10-2013 9:05;low",
        heading="Number;Service;Urgency;Closed;Urgency\n",
        changes=(OPTIONAL, ("  hours: {header: Hours, type: number}\n", "")),
    )

    [sentence] = [finding.sentence for finding in run.findings]
    assert sentence == (
        "desk.csv:1: expected one column 'Urgency', found 2 of them; give each heading once, "
        "or leave one of the columns out of the export (C003)"
    )


FORM = 'form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}'
CASE = {"Number": 1, "Service": "Mail", "Closed": "2013-10-03T09:05:00", "Hours": "1.5"}
SHEET = (("Number", "Service", "Closed", "Hours"), ("1", "Mail", "3-10-2013 9:05", "1,5"))
PARQUET = """\
SELECT '1' AS "Number", 'Mail' AS "Service", TIMESTAMP '2013-10-03 09:05:00' AS "Closed",
    CAST(1.5 AS DECIMAL(9, 1)) AS "Hours"
"""


def as_json(_folder: Path) -> bytes:
    return json.dumps([CASE]).encode()


def as_lines(_folder: Path) -> bytes:
    return json.dumps(CASE).encode()


def as_sheet(_folder: Path) -> bytes:
    book = openpyxl.Workbook()
    for row in SHEET:
        book.worksheets[0].append(row)
    return saved(book)


def as_parquet(folder: Path) -> bytes:
    file = folder / "desk.parquet"
    duckdb.execute(f"COPY ({PARQUET}) TO '{file}'")
    return file.read_bytes()


@pytest.mark.parametrize(
    ("form", "write"),
    [
        ("{kind: json}", as_json),
        ("{kind: json-lines}", as_lines),
        ("{kind: yaml}", as_json),
        ('{kind: excel, decimal: ",", instant: "%d-%m-%Y %H:%M"}', as_sheet),
        ("{kind: parquet}", as_parquet),
    ],
)
def test_every_form_may_lack_an_optional_column(
    desk: Desk, tmp_path: Path, form: str, write: Callable[[Path], bytes]
) -> None:
    run = desk(content=write(tmp_path), changes=((FORM, f"form: {form}"), OPTIONAL))

    assert members(run) == [None, "not stated"]
    assert run.quality
    assert run.quality.remarks == (LACKING,)


def test_a_snapshot_may_lack_an_optional_column(desk: Desk) -> None:
    kept = snapshot("desk", tuple(CASE), [tuple(CASE.values())])

    run = desk(
        content=kept.content,
        changes=((FORM, "form: {kind: sql, address: DESK, table: desk}"), OPTIONAL),
    )

    assert members(run) == [None, "not stated"]


NESTED = ("urgency: Urgency", "urgency: fields.priority.name")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"priority": None}, "nothing within 'fields.priority'"),
        ({"rank": {"name": "high"}}, "none; the keys of 'fields' are rank"),
        ({"priority": {"id": "1"}}, "none; the keys of 'fields.priority' are id"),
        (None, "nothing within 'fields'"),
    ],
)
def test_a_path_that_leads_to_nothing_is_told_with_the_keys_and_the_remedy(
    desk: Desk, fields: object, found: str
) -> None:
    content = json.dumps([CASE | {"fields": fields}]).encode()

    run = desk(content=content, changes=((FORM, "form: {kind: json}"), NESTED))

    [sentence] = [finding.sentence for finding in run.findings]
    assert sentence == (
        f"desk.csv: expected a value 'fields.priority.name' in some row, found {found}; mend the "
        "path, or write optional: true at a column that no row may have (C003)"
    )


def test_a_slip_of_the_pen_in_a_path_is_shown(desk: Desk) -> None:
    content = json.dumps([CASE | {"fields": {"priority": {"names": "1"}}}]).encode()

    run = desk(content=content, changes=((FORM, "form: {kind: json}"), NESTED))

    assert run.findings[0].action.startswith("did you mean 'names'? mend the path")

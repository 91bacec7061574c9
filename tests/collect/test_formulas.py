"""What looks like a formula is text, and nothing that the program writes can become one."""

from __future__ import annotations

import re

import pytest

from tests.collect.conftest import ROOT, Desk, record_file

FORMULAS = ("=1+1", "+49 30", "@SUM(1)", "-1+cmd|' /C calc'!A0", '=HYPERLINK("x")')
OCTOBER = "report_data/records/shop/2013-10.yml"
# Modules and calls that make spreadsheets, or open images.
FOREIGN = re.compile(r"csv\.(?:writer|DictWriter)|to_csv|to_excel|xlsxwriter|\bPIL\b|Workbook\(")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_column_of_text_is_the_text_that_it_is(desk: Desk, formula: str) -> None:
    cell = '"' + formula.replace('"', '""') + '"'

    run = desk(f"1;Mail;{cell};3-10-2013 9:05;1,5")

    members = [each.member for each in record_file(run.files[OCTOBER]).records if each.member]
    assert members == [formula]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(
    ("row", "rule"), [("1;Mail;x;{};1", "C004"), ("1;Mail;x;3-10-2013 9:05;{}", "C005")]
)
def test_a_formula_is_no_number_and_no_instant(
    desk: Desk, formula: str, row: str, rule: str
) -> None:
    run = desk(row.format('"' + formula.replace('"', '""') + '"'))

    assert [(each.line, each.rule, each.found) for each in run.findings] == [
        (2, rule, repr(formula))
    ]


def test_no_module_writes_spreadsheets_or_opens_images() -> None:
    files = sorted((ROOT / "generator").rglob("*.py"))

    assert [file.name for file in files if FOREIGN.search(file.read_text(encoding="utf-8"))] == []
    assert len(files) > 300

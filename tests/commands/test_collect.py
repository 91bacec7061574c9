from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site.plain import ROOT, Answer, Reportgen, replace, tree

EXPORT = """\
Number;Service;Closed
IM-1;PAY;2013-10-02T10:00:00
IM-2;PAY;2013-10-03T10:00:00
IM-3;WEB;2013-10-04T10:00:00
IM-4;PAY;
"""
ACCOUNT = """\
what                                                              number  lines
rows read                                                         4
blank rows                                                        0
cases                                                             4
cases used                                                        3
no instant in closed, so no month                                 1       5
of services that the mapping does not name, counted as workplace  1       4
"""
RECORDED = """\
records:
- {"metric": "incident.closed", "service": "payments", "source": "desk", "value": 2}
- {"metric": "incident.closed", "service": "workplace", "source": "desk", "value": 1}
"""
MONTH = "report_data/records/bank/2013-10.yml"


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with a mapping file, and an export beside it."""
    shutil.copytree(ROOT / "tests" / "examples" / "base", tmp_path / "bank")
    # As if the month had been collected from fewer cases than the export holds.
    replace(tmp_path / "bank" / MONTH, '"used": 8', '"used": 2')
    (tmp_path / "desk.csv").write_text(EXPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "bank")
    return tmp_path / "bank"


def test_an_export_becomes_records_and_an_account(bank: Path, reportgen: Reportgen) -> None:
    answer = reportgen("collect", "desk", "../desk.csv")

    assert answer == Answer(
        code=0, out=f"{ACCOUNT}changed    {MONTH}\n", err="1 of 1 record files written.\n"
    )
    assert (bank / MONTH).read_text(encoding="utf-8").endswith(RECORDED)
    checked = reportgen("check")
    assert (checked.code, checked.err.splitlines()[0]) == (0, "23 files checked, no problem.")


def test_the_same_export_again_writes_nothing(bank: Path, reportgen: Reportgen) -> None:
    reportgen("collect", "desk", "../desk.csv")
    before = tree(bank)

    answer = reportgen("collect", "desk", "../desk.csv")

    assert answer.err == "0 of 1 record files written.\n"
    assert tree(bank) == before


def test_a_dry_run_says_what_would_change_and_writes_nothing(
    bank: Path, reportgen: Reportgen
) -> None:
    before = tree(bank)

    answer = reportgen("collect", "desk", "../desk.csv", "--dry-run")

    assert answer == Answer(
        code=0, out=f"{ACCOUNT}changed    {MONTH}\n", err="Nothing was written.\n"
    )
    assert tree(bank) == before


def test_an_export_with_findings_writes_nothing(bank: Path, reportgen: Reportgen) -> None:
    replace(bank.parent / "desk.csv", "Closed", "Shut")
    before = tree(bank)

    answer = reportgen("collect", "desk", "../desk.csv")

    assert answer.code == 1
    assert "C003" in answer.err
    assert tree(bank) == before


def test_records_that_contradict_each_other_do_not_stop_their_mending(
    bank: Path, reportgen: Reportgen
) -> None:
    reportgen("collect", "desk", "../desk.csv")
    sound = tree(bank)
    replace(bank / MONTH, '"incident.closed"', '"incident.nothing"')

    answer = reportgen("collect", "desk", "../desk.csv")

    assert answer.err == "1 of 1 record files written.\n"
    assert tree(bank) == sound


def test_a_file_that_cannot_be_read_stops_collecting(bank: Path, reportgen: Reportgen) -> None:
    (bank / MONTH).write_text("a: b: c\n", encoding="utf-8")
    before = tree(bank)

    answer = reportgen("collect", "desk", "../desk.csv")

    assert answer.code == 1
    assert (
        answer.err.splitlines()[-1] == "reportgen: correct report_data/ first; nothing was written"
    )
    assert tree(bank) == before


@pytest.mark.usefixtures("bank")
def test_an_export_that_is_not_there_is_wrong_usage(reportgen: Reportgen) -> None:
    answer = reportgen("collect", "desk", "none.csv")

    assert answer.code == 2
    assert "File 'none.csv' does not exist." in answer.err

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
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
# What the month had said before was made of fewer cases.
CHANGES = """\
2013-10: candidate for restatement, 9 figures change; 3 cases, 2 recorded before, 1 late case
  incident.backlog payments: value 7, at 2013-10-31 -> no record
  incident.closed payments: no record -> value 2
  incident.in-target payments: numerator 4, denominator 5 -> no record
  incident.in-target payments priority=1: numerator 1, denominator 2 -> no record
  incident.in-target payments priority=2: numerator 3, denominator 3 -> no record
  incident.longest payments: value 9.5, at 2013-10-08T09:20:00, case A1 -> no record
  incident.mean-time payments: sum 20.5, count 5 -> no record
  incident.shortest payments: value 0.5, at 2013-10-09T09:20:00, case A2 -> no record
  incident.closed workplace: value 0 -> value 1
"""
RECORDED = """\
records:
- {"metric": "incident.closed", "service": "payments", "source": "desk", "value": 2}
- {"metric": "incident.closed", "service": "workplace", "source": "desk", "value": 1}
"""
MONTH = "report_data/records/bank/2013-10.yml"
WORKPLACE = '"service": "workplace", "source": "desk", "value": {}'


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with a mapping file, and an export beside it."""
    shutil.copytree(ROOT / "tests" / "examples" / "base", tmp_path / "bank")
    # As if the month had been collected from fewer cases than the export holds.
    replace(tmp_path / "bank" / MONTH, '"used": 8', '"used": 2')
    replace(tmp_path / "bank" / MONTH, WORKPLACE.format(3), WORKPLACE.format(0))
    (tmp_path / "desk.csv").write_text(EXPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "bank")
    return tmp_path / "bank"


def test_an_export_becomes_records_and_an_account(bank: Path, reportgen: Reportgen) -> None:
    answer = reportgen("collect", "desk", "../desk.csv")

    assert answer == Answer(
        code=0, out=f"{ACCOUNT}changed    {MONTH}\n{CHANGES}", err="1 of 1 record files written.\n"
    )
    assert (bank / MONTH).read_text(encoding="utf-8").endswith(RECORDED)
    checked = reportgen("check")
    assert (checked.code, checked.err.splitlines()[0]) == (0, "28 files checked, no problem.")


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
        code=0, out=f"{ACCOUNT}changed    {MONTH}\n{CHANGES}", err="Nothing was written.\n"
    )
    assert tree(bank) == before


def test_an_export_with_findings_writes_nothing(bank: Path, reportgen: Reportgen) -> None:
    replace(bank.parent / "desk.csv", "Closed", "Shut")
    before = tree(bank / "report_data")

    answer = reportgen("collect", "desk", "../desk.csv")

    assert answer.code == 1
    assert "C003" in answer.err
    assert tree(bank / "report_data") == before


def test_a_dry_run_tells_what_check_would_refuse_and_what_would_change(
    bank: Path, reportgen: Reportgen
) -> None:
    desk = bank / "report_data/sources/desk.yml"
    replace(desk, 'value: "true"', "value: case when id = 'IM-3' then -1 else 1 end")
    before = tree(bank / "report_data")

    answer = reportgen("collect", "desk", "../desk.csv", "--dry-run")

    changes = CHANGES.replace("value 0 -> value 1", "value 0 -> value -1")
    assert (answer.code, answer.out) == (1, ACCOUNT + changes)
    assert answer.err.count("(R003 ") == 1
    assert tree(bank / "report_data") == before


def test_months_of_fewer_cases_are_refused_beside_what_would_change(
    bank: Path, reportgen: Reportgen
) -> None:
    replace(bank / MONTH, '"used": 2', '"used": 9')
    replace(bank / MONTH, '"rows": 9', '"rows": 19')

    answer = reportgen("collect", "desk", "../desk.csv")

    assert (answer.code, answer.err.count("(C016 ")) == (1, 1)
    assert "incident.closed workplace: value 0 -> value 1" in answer.out


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
    before = tree(bank / "report_data")

    answer = reportgen("collect", "desk", "../desk.csv")

    assert answer.code == 1
    assert (
        answer.err.splitlines()[-1] == "reportgen: correct report_data/ first; nothing was written"
    )
    assert tree(bank / "report_data") == before


@pytest.mark.usefixtures("bank")
def test_an_export_that_is_not_there_is_wrong_usage(reportgen: Reportgen) -> None:
    answer = reportgen("collect", "desk", "none.csv")

    assert answer.code == 2
    assert "File 'none.csv' does not exist." in answer.err


# --- Sources that are read where they live -------------------------------------------


@pytest.fixture
def database(bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace whose desk is an SQLite database with the rows of the export."""
    with closing(sqlite3.connect(tmp_path / "s3cret.db")) as connection, connection:
        connection.execute("CREATE TABLE tickets (Number TEXT, Service TEXT, Closed TEXT)")
        for line in EXPORT.splitlines()[1:]:
            connection.execute("INSERT INTO tickets VALUES (?, ?, nullif(?, ''))", line.split(";"))
    mapping = bank / "report_data" / "sources" / "desk.yml"
    form = 'form: {delimiter: ";"}'
    replace(mapping, form, "form: {kind: sql, address: DESK_DB, table: tickets}")
    monkeypatch.setenv("DESK_DB", f"sqlite:///{tmp_path}/s3cret.db")
    return bank


def test_a_database_becomes_records_and_what_was_read_is_kept(
    database: Path, reportgen: Reportgen
) -> None:
    answer = reportgen("collect", "desk")

    [kept] = (database / "snapshots").iterdir()
    first = f"What was read is kept in snapshots/{kept.name}."
    assert answer.code == 0
    assert answer.err == f"{first}\n1 of 1 record files written.\n"
    assert (database / MONTH).read_text(encoding="utf-8").endswith(RECORDED)
    again = reportgen("collect", "desk", f"snapshots/{kept.name}")
    assert again.err == "0 of 1 record files written.\n"


def test_a_dry_run_of_a_database_writes_nothing(database: Path, reportgen: Reportgen) -> None:
    before = tree(database)

    answer = reportgen("collect", "desk", "--dry-run")

    assert (answer.code, answer.err) == (0, "Nothing was written.\n")
    assert tree(database) == before


def test_neither_files_nor_messages_tell_where_a_source_lives(
    database: Path, reportgen: Reportgen
) -> None:
    answer = reportgen("collect", "desk")

    written = b"".join(path.read_bytes() for path in database.rglob("*") if path.is_file())
    assert "s3cret" not in answer.out + answer.err
    assert b"s3cret" not in written


def test_neither_files_nor_messages_tell_the_salt(
    bank: Path, reportgen: Reportgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapping = bank / "report_data" / "sources" / "desk.yml"
    number = EXPORT.split(";", maxsplit=1)[0]
    replace(mapping, f"id: {number}", f"id: {{header: {number}, pseudonym: true}}")
    monkeypatch.setenv("REPORTGEN_SALT", "s3cret-of-sixteen-bytes")

    answer = reportgen("collect", "desk", "../desk.csv")

    written = b"".join(path.read_bytes() for path in bank.rglob("*") if path.is_file())
    assert answer.err == "1 of 1 record files written.\n"
    assert "s3cret" not in answer.out + answer.err
    assert b"s3cret" not in written


@pytest.mark.usefixtures("bank")
def test_a_source_that_comes_as_a_file_needs_one(reportgen: Reportgen) -> None:
    answer = reportgen("collect", "desk")

    assert answer.code == 2
    assert "the source 'desk' comes as a file; name the file of the export" in answer.err


def test_a_source_without_its_address_is_wrong_usage(
    database: Path, reportgen: Reportgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESK_DB")

    answer = reportgen("collect", "desk")

    assert answer.code == 2
    assert "the environment variable DESK_DB is not set" in answer.err
    assert not (database / "snapshots").exists()


def test_a_source_that_does_not_answer_is_a_finding(
    database: Path, reportgen: Reportgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_DB", f"sqlite:///{database}/n0ne.db")

    answer = reportgen("collect", "desk")

    assert answer.code == 1
    assert "form.table: expected an answer of the source" in answer.out + answer.err
    assert "n0ne" not in answer.out + answer.err

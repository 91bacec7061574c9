"""Queries from the log of a web server."""

from __future__ import annotations

from datetime import date

import pytest

from generator.archive.accesslog import ReadLog, merged, read_log
from generator.workspace.model.queries import Query, QueryWay

EDITIONS = {("bank-monthly", "2013-10"): "bank-monthly/2013-10"}
PAGE = "/bank/2013-10/reports/bank-monthly/index.html"
ON_THE_THIRD = "03/Feb/2014:09:20:00 +0800"


def line(path: str = PAGE, account: str = "1", status: int = 200, when: str = "") -> str:
    moment = when or ON_THE_THIRD
    return f'203.0.113.9 - {account} [{moment}] "GET {path} HTTP/1.1" {status} 812 "-" "Firefox"'


def query(day: int = 3, by: str = "reader-1", times: int = 1) -> Query:
    return Query(
        date=date(2014, 2, day),
        edition="bank-monthly/2013-10",
        by=by,
        way=QueryWay.SITE,
        times=times,
    )


def read(*lines: str) -> ReadLog:
    return read_log(lines, EDITIONS, "reader-{}".format)


def test_reads_of_a_day_are_counted_by_edition_and_account() -> None:
    found = read(line(), line(account="2"), line(), line(when="04/Feb/2014:00:00:00 +0800"))

    assert found.queries == (query(times=2), query(by="reader-2"), query(day=4))


def test_no_address_and_no_program_of_a_reader_is_kept() -> None:
    assert "203.0.113.9" not in repr(read(line()))
    assert "Firefox" not in repr(read(line()))


@pytest.mark.parametrize(
    "other",
    [
        line("/bank/2013-10/assets/stylesheets/report.css"),
        line("/bank/2013-10/reports/strange/index.html"),
        line(status=404),
        line(status=302),
    ],
)
def test_what_is_no_edition_that_was_seen_is_counted_apart(other: str) -> None:
    found = read(other)

    assert (found.queries, found.other, found.unreadable) == ((), 1, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "hello",
        line(when="99/Feb/2014:09:20:00 +0800"),
        line().replace("GET", "POST"),
        '203.0.113.9 - - [03/Feb/2014:09:20:00 +0800] "\\x16\\x03" 400 0',
        "x" * 100_000,
        line(PAGE + "?" + "a" * 9000),
    ],
)
def test_lines_in_no_known_format_are_counted(wrong: str) -> None:
    assert read(wrong, line()).unreadable == 1


def test_an_address_may_be_written_with_codes_and_a_query() -> None:
    assert read(line("/bank/2013%2D10/reports/bank-monthly/?q=1")).queries == (query(),)


def test_an_account_that_is_no_name_is_nobody() -> None:
    assert read(line(account="a'b;<c>")).queries == (query(by="-"),)


def test_a_log_that_is_read_again_with_more_lines_counts_once() -> None:
    archive = Query(
        date=date(2014, 2, 3),
        edition="bank-monthly/2013-10",
        by="lin",
        way=QueryWay.ARCHIVE,
        purpose="audit",
        allowed_by="leader",
    )
    known = (query(), query(day=2), archive)

    found = tuple(merged(known, read(line(), line())))

    assert found == (query(day=2), archive, query(times=2))

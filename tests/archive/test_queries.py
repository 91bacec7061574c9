from __future__ import annotations

import gzip
import hmac
from pathlib import Path

import pytest

from tests.archive.conftest import reportgen
from tests.archive.issued import OCTOBER, TAG, Issued
from tests.site.plain import Answer, git

LOG = "report_data/queries/2024.yml"
HEAD = """\
# yaml-language-server: $schema=../../generator/schemas/queries.json
# Written by `reportgen archive`; reviews are added by hand. Kept for at least five years.
year: 2024
"""
TAKEN = f"""\
{HEAD}queries:
  - {{date: 2024-05-06, edition: {OCTOBER}, revision: 1, by: "cai", way: archive, \
purpose: "投诉: 17 \\"#", allowed_by: manager}}
"""
REVIEW = "reviews:\n  - {first: 2024-05-01, last: 2024-05-31, date: 2024-06-01, by: lin,"
LINE = (
    '203.0.113.9 - wang [{day}/May/2024:09:20:00 +0800] "GET {page} HTTP/1.1" 200 8 "-" "Firefox"'
)
PAGE = "/school/2013-10/reports/monthly/"
SALT = "sixteen bytes and more"
WANG = hmac.new(SALT.encode(), b"readers of the site\0wang", "sha256").hexdigest()[:32]


def get(made: Issued, *more: object, by: str = "cai", role: str = "manager") -> Answer:
    asker = ("--by", by, "--purpose", '投诉: 17 "#', "--allowed-by", role)
    day = ("--today", "2024-05-06")
    return reportgen("archive", "get", TAG, *asker, *day, "--root", made.root, *more)


def test_what_is_taken_out_is_recorded_and_is_what_was_issued(issued: Issued) -> None:
    answer = get(issued)

    taken = issued.root / "build/archive/monthly-2013-10-r1"
    pages = [f"docs/reports/{OCTOBER}{end}" for end in (".json", ".md")]
    names = sorted(path.relative_to(taken).as_posix() for path in taken.rglob("*.*"))
    assert (answer.code, names) == (0, [*pages, "manifest.json", "tag.txt"])
    assert [(taken / name).read_text() for name in pages] == [
        git(issued.root, "show", f"{TAG}:{name}") for name in pages
    ]
    assert (issued.root / LOG).read_text(encoding="utf-8") == TAKEN
    assert reportgen("check", "--root", issued.root).code == 0


def test_queries_are_added_and_reviews_stay(issued: Issued) -> None:
    get(issued)
    file = issued.root / LOG
    file.write_text(f'{TAKEN}{REVIEW} finding: "as expected"}}\n', encoding="utf-8")

    get(issued)

    entry = TAKEN.removeprefix(HEAD).removeprefix("queries:\n")
    expected = f'{TAKEN}{entry}{REVIEW} finding: "as expected"}}\n'
    assert file.read_text(encoding="utf-8") == expected


def test_copies_are_handed_out_with_the_edition(issued: Issued) -> None:
    answer = get(issued, "--copies")

    assert "build/release/monthly-2013-10-r1/monthly-2013-10-r1-customer.tar.gz" in answer.err


def test_copies_that_are_made_again_are_a_query_as_well(issued: Issued) -> None:
    asker = ("--by", "cai", "--purpose", '投诉: 17 "#', "--allowed-by", "manager")
    day = ("--today", "2024-05-06")

    answer = reportgen("archive", "bundle", TAG, *asker, *day, "--root", issued.root)

    assert answer.code == 0, answer
    assert (issued.root / LOG).read_text(encoding="utf-8") == TAKEN


@pytest.mark.parametrize(
    ("by", "role", "why"),
    [
        ("eve", "manager", "unknown person 'eve'"),
        ("cai", "auditor", "nobody but cai could allow it as 'auditor'"),
    ],
)
def test_who_is_not_allowed_gets_nothing_and_leaves_no_trace(
    issued: Issued, by: str, role: str, why: str
) -> None:
    answer = get(issued, by=by, role=role)

    assert (answer.code, why in answer.err) == (2, True)
    assert not (issued.root / LOG).exists()
    assert not (issued.root / "build/archive").exists()


def logged(made: Issued, *lines: str, name: str = "access.log") -> Path:
    """Write the log of a web server."""
    file = made.root.parent / name
    text = "".join(f"{line}\n" for line in lines).encode()
    file.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
    return file


@pytest.fixture
def salted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the machine a salt."""
    monkeypatch.setenv("REPORTGEN_SALT", SALT)


@pytest.mark.usefixtures("salted")
def test_reads_of_the_site_are_recorded_under_pseudonyms(issued: Issued) -> None:
    read = LINE.format(day="06", page=PAGE)
    log = logged(issued, read, read, LINE.format(day="07", page="/style.css"), "x", name="a.gz")

    answer = reportgen("archive", "read-log", log, "--root", issued.root)

    text = (issued.root / LOG).read_text(encoding="utf-8")
    site = f'edition: {OCTOBER}, by: "{WANG}", way: site, times: 2'
    assert text == f"{HEAD}queries:\n  - {{date: 2024-05-06, {site}}}\n"
    assert "4 lines: 2 reads of editions, 1 of other things, 1 in no known" in answer.err
    assert "wang" not in text + answer.err
    assert reportgen("check", "--root", issued.root).code == 0


@pytest.mark.usefixtures("salted")
def test_a_part_of_a_day_does_not_replace_the_whole(issued: Issued) -> None:
    read = LINE.format(day="06", page=PAGE)
    reportgen("archive", "read-log", logged(issued, read, read), "--root", issued.root)
    before = (issued.root / LOG).read_bytes()

    answer = reportgen("archive", "read-log", logged(issued, read), "--root", issued.root)

    assert (answer.code, "give all logs of these days:\n  2024-05-06" in answer.err) == (2, True)
    assert (issued.root / LOG).read_bytes() == before


def test_readers_are_not_recorded_by_name_where_there_is_no_salt(issued: Issued) -> None:
    log = logged(issued, LINE.format(day="06", page=PAGE))

    answer = reportgen("archive", "read-log", log, "--root", issued.root)

    assert (answer.code, "need a salt" in answer.err) == (2, True)
    assert not (issued.root / LOG).exists()

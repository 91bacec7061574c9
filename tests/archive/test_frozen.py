from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.archive.conftest import issue, reportgen, verify
from tests.archive.issued import NOVEMBER, OCTOBER, TAG, Issued, commit, merged
from tests.archive.tampering import PAGE, RECORDS, manifest_of, sha
from tests.site.plain import git, replace

WHY = ("--reason", "迟到的单据", "Late cases", "--author", "lin", "--approver", "qin")
ANSWERS = f"report_data/revisions/{OCTOBER}.yml"


@pytest.fixture
def late(issued: Issued) -> Issued:
    """Return a repository in whose issued month a late case turned up."""
    correct(issued)
    return issued


def correct(made: Issued) -> None:
    """Count one incident of October less as kept in time."""
    records = made.root / RECORDS
    text = records.read_text(encoding="utf-8")
    kept = int(re.findall(r'"service": "mail", "numerator": ([0-9]+)', text)[0])
    replace(records, f'"numerator": {kept},', f'"numerator": {kept - 1},')


def restate(made: Issued, *more: str) -> int:
    """Answer for the differences of October; return the exit code."""
    answer = reportgen("restate", OCTOBER, *more, "--today", "2014-02-03", "--root", made.root)
    return answer.code


def test_an_issued_page_is_not_written_again_but_restored(issued: Issued) -> None:
    issued_page = (issued.root / PAGE).read_bytes()
    replace(issued.root / PAGE, "月度服务报告", "年度服务报告")

    checked = reportgen("check", "--root", issued.root)
    compared = reportgen("generate", "--check", "--root", issued.root)
    reportgen("generate", "--root", issued.root)

    assert (checked.code, compared.code) == (1, 1)
    assert f"{PAGE}: expected the file that {TAG} issued, found another one" in checked.err
    assert (issued.root / PAGE).read_bytes() == issued_page


def test_a_difference_is_listed_with_every_edition_that_it_touches(late: Issued) -> None:
    answer = reportgen("generate", "--root", late.root)

    told = [line for line in answer.err.splitlines() if "(A002" in line]
    editions = {line.partition(":")[0] for line in told}
    assert answer.code == 1
    assert editions == {ANSWERS, f"report_data/revisions/{NOVEMBER}.yml"}
    assert git(late.root, "status", "--porcelain").split() == ["M", RECORDS]


def test_a_waiver_answers_for_what_it_lists_and_for_no_later_difference(late: Issued) -> None:
    assert restate(late, "--waive", *WHY) == 0
    waived = reportgen("generate", *OCTOBER.split("/"), "--root", late.root)
    correct(late)

    later = reportgen("generate", *OCTOBER.split("/"), "--root", late.root)

    assert (waived.code, later.code) == (0, 1)


def test_a_revision_says_what_is_different_why_and_what_it_supersedes(late: Issued) -> None:
    before = sha((late.root / PAGE).read_bytes())

    assert restate(late, *WHY) == 0
    answer = reportgen("generate", *OCTOBER.split("/"), "--root", late.root)

    page = (late.root / PAGE).read_text(encoding="utf-8")
    text = (late.root / ANSWERS).read_text(encoding="utf-8")
    assert (answer.code, answer.err.count("2 of 2 files written")) == (0, 1), answer
    assert sha(page.encode()) != before
    assert "修订 r2" in page
    assert "迟到的单据" in page
    assert f"supersedes: {manifest_hash(late)}" in text
    assert "| r2 | 2014-02-03 | 更正 | 迟到的单据 | 林岚；秦川 |" in page


def manifest_hash(made: Issued) -> str:
    """Return the hash of the report of October."""
    note = made.root / "build" / "release" / "monthly-2013-10-r1" / "delivery-note.txt"
    return note.read_text().partition("SHA-256:")[2].split()[0]


def test_a_revision_that_leaves_out_a_difference_is_refused(late: Issued) -> None:
    restate(late, *WHY)
    correct(late)

    answer = reportgen("check", "--root", late.root)

    assert answer.code == 1
    assert "revisions[-1].changes: expected the" in answer.err


def test_a_withdrawn_edition_is_a_notice_with_hash_reason_and_people(issued: Issued) -> None:
    assert restate(issued, "--withdraw", *WHY) == 0
    answer = reportgen("generate", *OCTOBER.split("/"), "--root", issued.root)

    page = (issued.root / PAGE).read_text(encoding="utf-8")
    figures = json.loads((issued.root / PAGE.replace(".md", ".json")).read_bytes())
    assert answer.code == 0, answer
    assert "**本期次已撤回。被撤回的 r1 仍在归档中。迟到的单据**" in page
    assert f"林岚；秦川 | `{manifest_hash(issued)}` |" in page
    assert "\n## " not in page
    assert (figures["sections"], figures["promises"], figures["revision"]) == ([], [], 2)


def test_a_second_revision_is_issued_in_the_chain_and_all_verifies(late: Issued) -> None:
    for edition in (OCTOBER, NOVEMBER):
        arguments = ("restate", edition, *WHY, "--today", "2014-02-03", "--root", late.root)
        assert reportgen(*arguments).code == 0
    assert reportgen("generate", "--root", late.root).code == 0
    evidence = merged(late.root, 3)

    answers = [
        issue(late, edition, evidence, "--at", "2014-02-04T09:00:00Z")
        for edition in (OCTOBER, NOVEMBER)
    ]

    assert [each.code for each in answers] == [0, 0], answers
    assert manifest_of(late, f"report/{OCTOBER}/r2")["revision"] == 2
    checked = verify(late)
    assert (checked.code, checked.out) == (0, "")


def test_holders_of_copies_are_named(late: Issued) -> None:
    delivered = late.root / f"report_data/deliveries/{OCTOBER}.yml"
    delivered.parent.mkdir(parents=True)
    delivered.write_text(
        "report: monthly\nperiod: 2013-10\ndeliveries:\n"
        "  - {revision: 1, copy: 1, to: manager, by: pdf, sent: 2014-01-10, sender: lin,\n"
        f'     manifest: "{manifest_hash(late)}"}}\n'
    )

    answer = reportgen("restate", OCTOBER, "--root", late.root)

    assert "holder of copy 1: manager (pdf, 2014-01-10)" in answer.out


def test_without_tags_nothing_is_issued(late: Issued, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--no-tags", str(late.root), str(clone))

    assert reportgen("check", "--root", clone).code == 0
    assert reportgen("restate", OCTOBER, "--root", clone).code == 2


def test_a_shallow_clone_says_that_it_cannot_know(issued: Issued, tmp_path: Path) -> None:
    clone, source = tmp_path / "clone", f"file://{issued.root}"
    git(tmp_path, "clone", "--quiet", "--depth", "1", source, str(clone))

    answer = reportgen("check", "--root", clone)

    assert (answer.code, "a shallow clone does not know what was issued" in answer.err) == (0, True)


def test_a_late_record_of_an_edition_that_is_not_issued_changes_its_page(approved: Issued) -> None:
    made = approved.copy(approved.root.parent / "late")
    correct(made)

    answer = reportgen("generate", *OCTOBER.split("/"), "--root", made.root)

    assert (answer.code, bool(commit(made.root, "Late"))) == (0, True)

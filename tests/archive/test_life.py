from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.conftest import issue, reportgen, verify
from tests.archive.issued import OCTOBER, Issued, begin, merged
from tests.archive.tampering import PAGE, RECORDS
from tests.site.plain import Answer, git, replace

CATALOGUE = "report_data/catalogue/monthly.yml"
WHY = ("--reason", "迟到的单据", "Late cases", "--author", "lin", "--approver", "qin")
LATER = ("--at", "2014-02-04T09:00:00Z")


def proposed(made: Issued, number: int, *, approved: bool) -> Path:
    """Make all editions and put them to the vote; return the evidence."""
    assert reportgen("generate", "--root", made.root).code in (0, 1)
    return merged(made.root, number, approved=approved)


def refused(answer: Answer, *why: str) -> bool:
    """Tell whether a release was refused, with these reasons among others."""
    return answer.code == 1 and all(each in answer.err for each in why)


def drafted_and_rejected(made: Issued) -> None:
    """Propose a draft, which is refused twice over; then a version that a reviewer rejects."""
    replace(made.root / CATALOGUE, 'version: "1.0"', 'version: "0.9"')
    draft = issue(made, OCTOBER, proposed(made, 1, approved=True))
    replace(made.root / CATALOGUE, 'version: "0.9"', 'version: "1.0"')
    rejected = issue(made, OCTOBER, proposed(made, 2, approved=False))

    assert refused(draft, "version 0.9 is a draft")
    assert refused(rejected, "is not-yet")


def improved_and_issued(made: Issued) -> None:
    """Improve the text, have it approved, and release it."""
    text = made.root / "report_data" / "commentary" / f"{OCTOBER}.md"
    text.parent.mkdir(parents=True)
    text.write_text("## summary\n\n本期承诺的原因如下。\n", encoding="utf-8")
    answer = issue(made, OCTOBER, proposed(made, 3, approved=True))

    assert answer.code == 0, answer


def published(made: Issued) -> str:
    """Publish the site of the customer; return the text of the edition there."""
    answer = reportgen("publish", "school", "--version", "2013-10", "--root", made.root)
    assert answer.code == 0, answer
    return git(made.root, "show", "site/school:2013-10/reports/monthly/index.html")


def restated(made: Issued) -> Answer:
    """Correct a record, answer for the difference, have it approved, and release r2."""
    replace(made.root / RECORDS, '"numerator": 98,', '"numerator": 97,')
    stopped = reportgen("build", "--root", made.root)
    assert refused(stopped, "A002", f"reportgen restate {OCTOBER}")
    answer = reportgen("restate", OCTOBER, *WHY, "--today", "2014-02-03", "--root", made.root)
    assert answer.code == 0, answer
    return issue(made, OCTOBER, proposed(made, 4, approved=True), *LATER)


@pytest.mark.slow
def test_a_report_lives_from_its_draft_to_its_second_revision_and_all_of_it_verifies(
    tmp_path: Path,
) -> None:
    made = begin(tmp_path)
    drafted_and_rejected(made)
    improved_and_issued(made)
    first = published(made)

    second = restated(made)
    again, checked = published(made), verify(made)

    assert second.code == 0, second
    assert ("修订 r2" in first, "修订 r2" in again) == (False, True)
    assert "修订 r2" in (made.root / PAGE).read_text(encoding="utf-8")
    banner = "此页已被第 2 次修订取代，仅供查考。"
    assert banner in git(made.root, "show", "site/school:2013-10/reports/monthly/r1.html")
    assert git(made.root, "tag", "--list", "report/*").split() == [
        f"report/{OCTOBER}/r1",
        f"report/{OCTOBER}/r2",
    ]
    assert (checked.code, checked.out) == (0, "")

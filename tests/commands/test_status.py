from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.plain import RECORDS, Answer, Reportgen, commit_all, git, replace

TEXT = "report_data/commentary/monthly/2013-10.md"

COPIES = f"""\
report: monthly
period: 2013-10
deliveries:
  - revision: 1
    copy: 1
    to: manager
    by: site
    sent: 2013-11-07
    sender: lin
    manifest: {"a" * 64}
"""


def steps(answer: Answer) -> list[tuple[str, str, int]]:
    """Return edition, next step and days late of every task."""
    return [(task["edition"], task["step"], task["late"]) for task in json.loads(answer.out)]


def on(reportgen: Reportgen, day: str) -> list[tuple[str, str, int]]:
    return steps(reportgen("status", "--format", "json", "--today", day))


@pytest.mark.usefixtures("school")
def test_people_see_the_most_overdue_first(reportgen: Reportgen) -> None:
    answer = reportgen("status", "--today", "2014-02-01")

    rows = [" ".join(line.split()) for line in answer.out.splitlines()[3:]]
    assert [row for row in rows if row] == [
        "2013-11-07 逾期 86 天 monthly/2013-10 审批 服务经理: 林岚",
        "2013-12-06 逾期 57 天 monthly/2013-11 审批 服务经理: 林岚",
        "2014-01-07 逾期 25 天 monthly/2013-12 … 2014-01（2 期） 采集记录 服务经理: 林岚",
    ]


@pytest.mark.usefixtures("school")
def test_a_period_that_is_not_over_asks_for_nothing(reportgen: Reportgen) -> None:
    answer = reportgen("status", "--today", "2013-10-31")

    assert answer == Answer(code=0, out="截至 2013-10-31，没有待办事项。\n")


@pytest.mark.usefixtures("school")
def test_months_that_wait_for_records_are_one_task(reportgen: Reportgen) -> None:
    answer = reportgen("status", "--format", "json", "--today", "2014-06-30")

    joined = json.loads(answer.out)[2]
    assert (joined["edition"], joined["until"], joined["count"], joined["late"]) == (
        "monthly/2013-12",
        "monthly/2014-05",
        6,
        174,
    )


def test_a_page_that_is_not_what_the_records_give_is_to_be_drafted(
    school: Path, reportgen: Reportgen
) -> None:
    replace(school / RECORDS, '"numerator": 46', '"numerator": 45')

    assert on(reportgen, "2013-11-01") == [("monthly/2013-10", "draft", 0)]


def test_a_miss_that_nobody_answers_comes_before_the_approval(
    school: Path, reportgen: Reportgen
) -> None:
    replace(school / RECORDS, '"numerator": 46', '"numerator": 40')
    reportgen("generate")

    assert on(reportgen, "2013-11-08") == [("monthly/2013-10", "explain", 1)]


def issue(school: Path) -> None:
    """Give October a tag."""
    commit_all(school)
    git(school, "tag", "--annotate", "--message", "r1", "report/monthly/2013-10/r1")


def test_what_is_issued_waits_until_everybody_has_a_copy(
    school: Path, reportgen: Reportgen
) -> None:
    issue(school)

    assert on(reportgen, "2013-11-08") == [("monthly/2013-10", "deliver", 1)]


def test_what_everybody_has_is_done(school: Path, reportgen: Reportgen) -> None:
    issue(school)
    file = school / "report_data/deliveries/monthly/2013-10.yml"
    file.parent.mkdir(parents=True)
    file.write_text(COPIES, encoding="utf-8")

    assert on(reportgen, "2013-11-08") == []


@pytest.mark.parametrize("tag", ["report/monthly/2013-10/final", "report/monthly/r1", "report/x"])
def test_a_tag_of_another_form_issues_nothing(school: Path, reportgen: Reportgen, tag: str) -> None:
    commit_all(school)
    git(school, "tag", "--annotate", "--message", "r1", tag)

    assert on(reportgen, "2013-11-08") == [("monthly/2013-10", "approve", 1)]


DOCUMENTS = """\
documents:
  - number: SD-01
    title: {zh: 过程, en: Process}
    level: procedure
    owner: manager
    review_by: 2013-10-30
    distribution: manager
    versions:
      - version: "0.1"
        author: {by: lin, date: 2013-01-02}
        files: [{path: docs/process/index.md, sha256: SHA256}]
"""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2013-10-30", "截至 2013-10-30，没有待办事项。\n"),
        ("2013-10-31", "受控文件 SD-01 过程：应于 2013-10-30 前由服务经理复核，已逾期\n"),
    ],
)
def test_a_document_past_its_day_of_review_is_named_with_who_reviews_it(
    school: Path, reportgen: Reportgen, day: str, said: str
) -> None:
    text = DOCUMENTS.replace("SHA256", "a" * 64)
    (school / "report_data" / "documents.yml").write_text(text, encoding="utf-8")

    answer = reportgen("status", "--today", day)

    assert (answer.code, answer.out) == (0, said)

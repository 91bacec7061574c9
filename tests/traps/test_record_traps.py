"""Traps of records: what check refuses, what the next run notices and what git cannot say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from generator.workspace.check import check
from tests.measure.school import METRICS, Tree, backlog, clause, closed, metric
from tests.measure.school import school as assembled
from tests.site.plain import RECORDS, Answer, Reportgen, commit_all, git, replace
from tests.traps.pages import cells, changed, page, workspace

FLOWS = {"opened": "incident.opened", "reopened": "incident.again", "closed": "incident.closed"}
BALANCED = [
    *changed("incident.backlog", balance=FLOWS),
    metric("incident.again", "count", "count", "lower", decimals=0),
    metric("incident.opened", "count", "count", "neither", decimals=0),
]
SCORE = metric("incident.score", "mean", "point", "higher", scale={"least": 1, "most": 5})
RANK = metric(
    "incident.median",
    "percentile",
    "point",
    "higher",
    percentile={"rank": 50},
    scale={"least": 1, "most": 5},
)
EDITION = "docs/reports/monthly/2013-10"
FIGURE = ("trace", "monthly", "2013-10", "incident.in-target@mail")


def said(records: Mapping[str, Sequence[Tree]], metrics: Sequence[Tree]) -> list[str]:
    """Return what check finds in records, as people read it."""
    return [finding.sentence for finding in check(assembled(records, metrics=metrics))]


def flow(name: str, value: int) -> Tree:
    """Return a record of a count."""
    return {"metric": f"incident.{name}", "service": "mail", "value": value}


def october(last: int) -> dict[str, list[Tree]]:
    """Return 7 open cases, what came and went in October, and those open at its end."""
    flows = [flow("opened", 5), flow("again", 1), closed(4)]
    return {
        "2013-09": [backlog(7, "2013-09-30")],
        "2013-10": [*flows, backlog(last, "2013-10-31")],
    }


def test_trap_30_a_backlog_is_what_was_open_and_opened_and_reopened_less_what_was_closed() -> None:
    assert said(october(9), BALANCED) == []


def test_trap_30_a_backlog_that_does_not_balance_is_refused_with_every_number() -> None:
    [found] = said(october(8), BALANCED)

    assert found.startswith("report_data/records/school/2013-10.yml:1: records[3].value: ")
    assert "expected 9 = 7 on 2013-09-30 + 5 opened + 1 reopened - 4 closed" in found
    assert "found 8 on 2013-10-31, -1 apart" in found


def test_trap_30_the_last_of_36_digits_is_not_rounded_away() -> None:
    many = "100000000000000000.000000000000000001"
    records = october(9)
    records["2013-09"] = [{**records["2013-09"][0], "value": many}]
    records["2013-10"][-1] = {**records["2013-10"][-1], "value": "100000000000000002"}

    [found] = said(records, BALANCED)

    assert "expected 100000000000000002.000000000000000001 = 100000000000000000.0" in found


@pytest.mark.parametrize("missing", ["2013-09", "opened", "again", "closed"])
def test_trap_30_what_is_not_there_is_not_taken_for_zero(missing: str) -> None:
    records = {
        month: [each for each in rows if not str(each["metric"]).endswith(missing)]
        for month, rows in october(8).items()
        if month != missing
    }

    assert said(records, BALANCED) == []


def test_trap_30_the_page_says_what_a_backlog_balances_with() -> None:
    made = workspace(october(9), metrics=BALANCED)

    assert (
        "**Balance**: the month before + Metric incident.opened + Metric incident.again "
        "− Metric incident.closed = this month"
    ) in page(made, "2013-10")


def test_trap_32_a_changed_record_stops_the_check_and_the_site_and_names_the_page(
    school: Path, reportgen: Reportgen
) -> None:
    """Show what holds before releases exist.

    That an issued edition keeps its input and is restated with a reason and an approver
    is a matter of releases, which are not made yet.
    """
    commit_all(school)
    replace(school / RECORDS, '"numerator": 46', '"numerator": 36')

    commands = (("generate", "--check"), ("build",), ("publish", "school"))
    answers = [reportgen(*words) for words in commands]

    assert [answer.code for answer in answers] == [1, 1, 1]
    assert [f"{EDITION}.md" in answer.out + answer.err for answer in answers] == [True] * 3
    assert git(school, "diff", "--name-only").splitlines() == [RECORDS]


def test_trap_32_the_difference_of_the_page_shows_old_and_new(
    school: Path, reportgen: Reportgen
) -> None:
    """Show that what a reviewer reads names both values; a restatement comes with releases."""
    commit_all(school)
    replace(school / RECORDS, '"numerator": 46', '"numerator": 36')

    reportgen("generate")

    lines = git(school, "diff", "--unified=0", "--", f"{EDITION}.md").splitlines()
    table = [line for line in lines if "144 / 150" in line or "134 / 150" in line]
    assert [(line[0], "96.0 %" in line, "89.3 %" in line) for line in table[:2]] == [
        ("-", True, False),
        ("+", False, True),
    ]


def test_trap_35_a_mean_of_points_stands_beside_its_scale() -> None:
    record = {"metric": "incident.score", "service": "mail", "sum": 18, "count": 4}

    made = workspace(
        {"2013-10": [record]},
        [clause("1.1", "incident.score", ">= 4.5")],
        metrics=[*METRICS, SCORE],
    )

    assert cells(made, "2013-10", "Target", "Value", "Verdict") == ("≥ 4.5 / 5", "4.5 / 5", "● Met")
    assert "**Scale**: 1 to 5 points" in page(made, "2013-10")


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"metric": "incident.score", "sum": 36, "count": 4}, "found a mean of 36 / 4"),
        ({"metric": "incident.score", "sum": 3, "count": 4}, "found a mean of 3 / 4"),
        ({"metric": "incident.median", "histogram": "4:20 8:3 9:1"}, "found '8, 9'"),
    ],
)
def test_trap_35_an_answer_on_another_scale_is_refused(record: Tree, found: str) -> None:
    records = {"2013-10": [{"service": "mail", **record}]}

    [sentence] = said(records, [*METRICS, SCORE, RANK])

    assert "expected points from 1 to 5, " + found in sentence
    assert sentence.endswith("(R031)")


def commit_of_trace(answer: Answer) -> str:
    """Return what the table of a trace says about the commit of its first record."""
    heading, row = answer.out.splitlines()[3:5]
    return row[heading.index("commit") : heading.index("source")].strip()


def test_trap_38_a_shallow_clone_names_no_commit_instead_of_a_wrong_one(
    school: Path, reportgen: Reportgen
) -> None:
    first = commit_all(school)
    git(school, "commit", "--quiet", "--allow-empty", "--message", "later")
    git(school.parent, "clone", "--quiet", "--depth", "1", school.as_uri(), "shallow")

    shallow = reportgen(*FIGURE, "--root", str(school.parent / "shallow"))

    assert commit_of_trace(reportgen(*FIGURE)) == first[:12]
    assert commit_of_trace(shallow) == "unverified: a shallow clone does not know who wrote a line"


@pytest.mark.parametrize("rewrite", [("--graft", "HEAD"), ("HEAD~1", "HEAD")])
def test_trap_38_a_history_that_is_replaced_names_no_commit(
    school: Path, reportgen: Reportgen, rewrite: tuple[str, ...]
) -> None:
    commit_all(school)
    git(school, "commit", "--quiet", "--allow-empty", "--message", "later")
    git(school, "replace", *rewrite)

    said_of_it = commit_of_trace(reportgen(*FIGURE))

    assert said_of_it == "unverified: objects of the history are replaced"


def test_trap_38_a_grafted_history_names_no_commit(school: Path, reportgen: Reportgen) -> None:
    commit_all(school)
    git(school, "commit", "--quiet", "--allow-empty", "--message", "later")
    last = git(school, "rev-parse", "HEAD")
    (school / ".git" / "info").mkdir(exist_ok=True)
    (school / ".git" / "info" / "grafts").write_text(last, encoding="ascii")

    assert commit_of_trace(reportgen(*FIGURE)) == "unverified: the history is grafted"

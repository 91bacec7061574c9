from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.plain import RECORDS, Answer, Reportgen, commit_all, replace

FIGURE = ("trace", "monthly", "2013-10", "incident.in-target@all")
SOURCE = f"""\
desk: desk-2013-10.csv
  sha256 {"a" * 64}, 40 rows, Service desk
  read with report_data/sources/desk.yml on 2014-01-03
"""
METRICS = (
    "change.notice, incident.in-target, incident.mean-time, "
    "incident.closed, incident.backlog, incident.longest"
)


def test_a_figure_leads_to_its_records_their_commits_and_the_export(
    school: Path, reportgen: Reportgen
) -> None:
    commit = commit_all(school)[:12]

    answer = reportgen(*FIGURE)

    assert answer == Answer(
        code=0,
        out=f"""\
incident.in-target@all  2013-10
按时解决率 = 96.0 %
  按时解决率的公式 = 144 / 150  [RS]
  record                                     service  parts                          commit        source
  {RECORDS}:6   mail     numerator 98, denominator 100  {commit}  desk
  {RECORDS}:16  web      numerator 46, denominator 50   {commit}  desk
{SOURCE}""",  # noqa: E501 - the table as the terminal shows it
    )


def test_a_line_that_was_edited_since_is_not_committed(school: Path, reportgen: Reportgen) -> None:
    commit = commit_all(school)[:12]
    replace(school / RECORDS, '"numerator": 46', '"numerator": 47')

    lines = reportgen(*FIGURE).out.splitlines()

    assert [line.split("  ")[-2].strip() for line in lines[4:6]] == [commit, "not committed"]
    assert lines[2] == "  按时解决率的公式 = 145 / 150  [RS]"


@pytest.mark.usefixtures("school")
def test_outside_a_repository_the_commits_are_unverified(reportgen: Reportgen) -> None:
    lines = reportgen(*FIGURE).out.splitlines()

    assert all("  unverified: git rev-parse: fatal: not a git repository" in x for x in lines[4:6])


def test_machines_get_the_same_with_whole_commits(school: Path, reportgen: Reportgen) -> None:
    commit = commit_all(school)

    answer = reportgen(*FIGURE, "--format", "json")

    records = [
        {
            "file": RECORDS,
            "line": line,
            "commit": commit,
            "parts": {
                "metric": "incident.in-target",
                "service": service,
                "numerator": numerator,
                "denominator": denominator,
            },
            "source": "desk",
        }
        for line, service, numerator, denominator in (
            (6, "mail", "98", "100"),
            (16, "web", "46", "50"),
        )
    ]
    source = {
        "id": "desk",
        "system": "Service desk",
        "file": "desk-2013-10.csv",
        "sha256": "a" * 64,
        "mapping": "report_data/sources/desk.yml",
        "mapping_sha256": "b" * 64,
        "salt_fingerprint": None,
        "rows": 40,
        "used": 20,
        "collected_at": "2014-01-03",
        "tool": "reportgen 0.1.0",
        "origin": None,
        "clocks": None,
        "covered_days": None,
        "set_aside": None,
        "unplaced": None,
        "doubtful": None,
    }
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == {
        "figure": "incident.in-target@all",
        "period": "2013-10",
        "name": "按时解决率",
        "value": "96.0 %",
        "formula": "按时解决率的公式",
        "computed_from": "144 / 150",
        "roll_up": "RS",
        "records": records,
        "sources": [source],
    }


def test_the_origin_of_an_export_is_shown(school: Path, reportgen: Reportgen) -> None:
    replace(school / RECORDS, '"tool": "reportgen 0.1.0"', '"tool": "t", "origin": "doi:10.1/x"')

    last = reportgen(*FIGURE).out.splitlines()[-1]

    assert last == "  read with report_data/sources/desk.yml on 2014-01-03; doi:10.1/x"


@pytest.mark.usefixtures("school")
def test_a_figure_of_a_longer_period_names_the_exports_of_all_its_months(
    reportgen: Reportgen,
) -> None:
    answer = reportgen("trace", "monthly", "2013-10-01..2013-12-01", "incident.closed@mail")

    assert [line for line in answer.out.splitlines() if line.startswith("desk")] == [
        "desk: desk-2013-10.csv",
        "desk: desk-2013-11.csv",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("monthli", "2013-10", "incident.closed@all"),
            "unknown report 'monthli'; did you mean 'monthly'? known: monthly",
        ),
        (
            ("monthly", "2013-13", "incident.closed@all"),
            "expected a month that exists in the calendar, got '2013-13'",
        ),
        (
            ("monthly", "2013-10", "incident.closd@all"),
            f"unknown metric 'incident.closd'; did you mean 'incident.closed'? known: {METRICS}",
        ),
        (
            ("monthly", "2013-10", "incident.closed@mal"),
            "unknown service 'mal'; did you mean 'mail'? known: all, mail, web",
        ),
        (
            ("monthly", "2012-10", "incident.closed@mail"),
            "there is no record of incident.closed@mail in 2012-10",
        ),
        (
            ("monthly", "2013-10", "incident.closed@all/priority"),
            "expected a figure such as incident.closed@all, got 'incident.closed@all/priority'",
        ),
    ],
    ids=["report", "period", "metric", "service", "no-record", "figure"],
)
@pytest.mark.usefixtures("school")
def test_a_figure_that_does_not_exist_is_wrong_usage(
    reportgen: Reportgen, arguments: tuple[str, ...], sentence: str
) -> None:
    assert reportgen("trace", *arguments) == Answer(code=2, err=f"reportgen: {sentence}\n")

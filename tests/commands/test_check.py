from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.site.plain import RECORDS, Answer, Reportgen, replace, tree

TEXT = f"""\
{RECORDS}:16: records[10].numerator: expected no more than the denominator, found 51 of 50; \
correct numerator or denominator (R002 numerator-over-denominator)
{RECORDS}:22: records[16].metric: expected a metric of report_data/metrics/*.yml, \
found 'incident.backlg'; did you mean 'incident.backlog'? known: change.notice, \
incident.in-target, incident.mean-time, incident.closed, incident.backlog, incident.longest \
(X003 unknown-metric)
2 problems in 1 file.
"""
JSON = [
    {
        "file": RECORDS,
        "line": 16,
        "path": "records[10].numerator",
        "rule": "R002",
        "expected": "no more than the denominator",
        "found": "51 of 50",
        "action": "correct numerator or denominator",
        "severity": "error",
        "name": "numerator-over-denominator",
        "message": "A part is not more than its whole, and nothing is measured in no cases.",
        "message_zh": "占比的分子不得大于分母；没有样本时分子与总和必须为零。",
    },
    {
        "file": RECORDS,
        "line": 22,
        "path": "records[16].metric",
        "rule": "X003",
        "expected": "a metric of report_data/metrics/*.yml",
        "found": "'incident.backlg'",
        "action": "did you mean 'incident.backlog'? known: change.notice, incident.in-target, "
        "incident.mean-time, incident.closed, incident.backlog, incident.longest",
        "severity": "error",
        "name": "unknown-metric",
        "message": "A metric that a file names is defined.",
        "message_zh": "引用的指标必须已定义。",
    },
]
GITHUB = f"""\
::error file={RECORDS},line=16,title=R002 numerator-over-denominator::{RECORDS}:16: \
records[10].numerator: expected no more than the denominator, found 51 of 50; \
correct numerator or denominator (R002)
::error file={RECORDS},line=22,title=X003 unknown-metric::{RECORDS}:22: \
records[16].metric: expected a metric of report_data/metrics/*.yml, found 'incident.backlg'; \
did you mean 'incident.backlog'? known: change.notice, incident.in-target, \
incident.mean-time, incident.closed, incident.backlog, incident.longest (X003)
"""

DOCUMENTS = """\
documents:
  - number: SD-1
    title: {zh: 程序, en: Procedure}
    level: procedure
    owner: manager
    review_by: 2014-10-01
    distribution: manager
    versions:
      - version: "1.0"
        effective: 2013-10-01
        author: {by: lin, date: 2013-09-02}
        reviewed: {by: wu, date: 2013-09-03}
        approved: {by: wu, date: 2013-09-04}
        files: {path: docs/process/one.md, sha256: SUM}
"""


@pytest.mark.usefixtures("school")
def test_a_sound_workspace_is_called_fine(reportgen: Reportgen) -> None:
    assert reportgen("check") == Answer(code=0, err="13 files checked, no problem.\n")


@pytest.mark.usefixtures("broken")
def test_people_read_every_finding_with_place_and_advice(reportgen: Reportgen) -> None:
    assert reportgen("check") == Answer(code=1, err=TEXT)


@pytest.mark.usefixtures("broken")
def test_machines_read_the_findings_as_json_with_the_rules_in_both_languages(
    reportgen: Reportgen,
) -> None:
    answer = reportgen("check", "--format", "json")

    assert (answer.code, json.loads(answer.out), answer.err) == (1, JSON, "")


@pytest.mark.usefixtures("broken")
def test_a_pull_request_gets_an_annotation_on_each_line(reportgen: Reportgen) -> None:
    assert reportgen("check", "--format", "github") == Answer(code=1, out=GITHUB)


@pytest.mark.usefixtures("school")
def test_nothing_wrong_is_an_empty_list_for_machines(reportgen: Reportgen) -> None:
    answer = reportgen("check", "--format", "json")

    assert answer == Answer(code=0, out="[]\n", err="13 files checked, no problem.\n")


def test_what_is_wrong_with_a_whole_file_has_no_line(school: Path, reportgen: Reportgen) -> None:
    (school / "report_data" / "people.yml").unlink()

    answer = reportgen("check", "--format", "github")

    assert answer == Answer(
        code=1,
        out="::error file=report_data/people.yml,title=M005 missing-file::"
        "report_data/people.yml: expected the people of the workspace, found no file; "
        "add it; the guide shows an example (M005)\n",
    )


def test_a_name_cannot_end_an_annotation_or_begin_another(
    school: Path, reportgen: Reportgen
) -> None:
    replace(school / RECORDS, '"incident.backlog"', '"a%0A::error::b"')

    answer = reportgen("check", "--format", "github")

    assert [line[:7] for line in answer.out.splitlines()] == ["::error", "::error"]
    assert "%0A::error::b" not in answer.out.replace("%250A", "")


def test_what_was_exported_on_a_day_to_come_is_refused(school: Path, reportgen: Reportgen) -> None:
    head = (school / RECORDS).read_text(encoding="utf-8")
    day = re.findall(r'"collected_at": "[^"]+"', head)[0]
    replace(school / RECORDS, day, '"collected_at": "2999-12-31"')

    refused = f"""\
{RECORDS}:4: sources[0].collected_at: expected a day that has come, found 2999-12-31; \
correct the day (R025 recorded-before-it-happened)
1 problem in 1 file.
"""
    assert reportgen("check") == Answer(code=1, err=refused)
    assert reportgen("generate").code == 1


def test_checking_writes_nothing_but_its_cache(broken: Path, reportgen: Reportgen) -> None:
    before = tree(broken)

    reportgen("check")

    assert tree(broken) == before


def test_a_file_that_python_would_load_in_place_of_its_own_is_told(
    school: Path, reportgen: Reportgen
) -> None:
    (school / "yaml.py").write_text("", encoding="utf-8")

    answer = reportgen("check", "--format", "json")

    assert [(found["file"], found["rule"]) for found in json.loads(answer.out)] == [
        ("yaml.py", "F010")
    ]


CLAUSE = """\
  - id: "9.9"
    text: {zh: 友好的服务, en: A friendly service}
"""
AGREEMENT = "report_data/agreements/school-sla.yml"
LINE = 37
REMARK = (
    "clauses[{place}]: expected a metric, or a report that is required by the clause, "
    "found neither; measure the promise, or name it under required_by of a report"
)


@pytest.fixture
def remarked(school: Path) -> int:
    """Add a clause that nobody keeps, and return its place."""
    path = school / AGREEMENT
    before = path.read_text(encoding="utf-8")
    path.write_text(before + CLAUSE, encoding="utf-8")
    return before.count("  - id:")


def test_a_warning_is_told_and_stops_nothing(remarked: int, reportgen: Reportgen) -> None:
    line = f"{AGREEMENT}:{LINE}: warning: {REMARK.format(place=remarked)}"

    assert reportgen("check") == Answer(
        code=0,
        err="13 files checked, no problem.\n"
        f"{line} (X056 clause-without-a-metric)\n1 warning in 1 file.\n",
    )


@pytest.mark.usefixtures("remarked")
def test_a_warning_counts_where_it_is_strict(reportgen: Reportgen) -> None:
    answer = reportgen("check", "--strict", "--format", "json")

    told = [(found["rule"], found["severity"]) for found in json.loads(answer.out)]
    assert (answer.code, told) == (1, [("X056", "warning")])


@pytest.mark.usefixtures("remarked")
def test_a_pull_request_tells_warnings_apart(reportgen: Reportgen) -> None:
    answer = reportgen("check", "--format", "github")

    assert answer.code == 0
    assert answer.out.startswith(f"::warning file={AGREEMENT},line={LINE},title=X056 ")


@pytest.mark.usefixtures("broken", "remarked")
def test_warnings_wait_until_there_is_no_error(reportgen: Reportgen) -> None:
    assert "X056" not in reportgen("check").err


def test_a_document_that_is_not_what_was_signed_is_told(school: Path, reportgen: Reportgen) -> None:
    page = school / "docs" / "process" / "one.md"
    page.parent.mkdir(parents=True)
    page.write_text("signed\n", encoding="utf-8")
    signed = hashlib.sha256(page.read_bytes()).hexdigest()
    people = "people:\n  - {id: wu, name: 吴, roles: manager}\n"
    replace(school / "report_data/people.yml", "people:\n", people)
    text = DOCUMENTS.replace("SUM", signed)
    (school / "report_data/documents.yml").write_text(text, encoding="utf-8")
    before = reportgen("check").err

    page.write_text("changed\n", encoding="utf-8")

    assert "(F030" not in before
    assert "expected docs/process/one.md as it was signed as version 1.0" in reportgen("check").err

from __future__ import annotations

import pytest

from generator.compose.sections.sla import sla
from generator.compose.words import Words
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import (
    METRICS,
    PARTY,
    Tree,
    agreement,
    clause,
    edition,
    named,
    ratio,
    school,
)

EN = Words("en")
OVER_95 = clause("1.1", "incident.in-target", "> 95 %", at_risk="<= 96 %")


def of_services(number: str, *services: str) -> dict[str, object]:
    """Return a clause about some services."""
    return {**OVER_95, "id": number, "services": list(services)}


def test_a_promise_is_a_row_with_its_numbers() -> None:
    workspace = school(
        {"2013-09": [ratio(99, 100)], "2013-10": [ratio(97, 100)]},
        [OVER_95],
        report={"first": "2013-09"},
    )

    found = sla(edition(workspace, "2013-10"), EN)

    headings = [column.title for column in tables(found)[0].columns]
    assert dict(zip(headings, rows(tables(found)[0])[0], strict=True)) == {
        "Clause": "1.1",
        "Service": "All services",
        "Metric": "Metric incident.in-target",
        "Target": "> 95 %",
        "Value": "97.0 %",
        "Computed from": "97 / 100 (95 % interval 91.5–99.0 %)",
        "Verdict": "● Met",
        "Previous": "99.0 %",
        "Change": "–",
        "Since 2013-09": "98.0 %",
    }


def test_misses_come_first_and_then_what_is_at_risk_and_what_is_not_known() -> None:
    clauses = [
        of_services("1.1", "mail"),
        of_services("1.2", "web"),
        clause("1.3", "incident.in-target", "> 90 %"),
        clause("2.1", "incident.mean-time", "< 8 h"),
        clause("2.2", "incident.in-target", ">= 99 %"),
    ]
    workspace = school({"2013-10": [ratio(96, 100), ratio(0, 0, "web")]}, clauses)

    found = rows(tables(sla(edition(workspace, "2013-10"), EN))[0])

    assert [(row[0], row[1]) for row in found] == [
        ("2.2", "▲ Missed"),
        ("1.1", "◐ At risk"),
        ("2.1", "○ Not assessed (no data)"),
        ("1.2", "– No sample"),
        ("1.3", "● Met"),
    ]


def test_equal_verdicts_stand_all_services_first_then_by_service_and_clause() -> None:
    clauses = [
        of_services("3.1", "web"),
        of_services("2.2", "mail"),
        of_services("2.1", "mail"),
        OVER_95 | {"id": "9"},
    ]
    workspace = school({"2013-10": [ratio(97, 100), ratio(97, 100, "web")]}, clauses)

    found = rows(tables(sla(edition(workspace, "2013-10"), EN))[0])

    assert [row[0] for row in found] == ["9", "2.1", "2.2", "3.1"]


@pytest.mark.parametrize(
    ("record", "target", "verdict"),
    [
        ([ratio(19, 19)], {"target": "> 95 %"}, "○ Not assessed (too few)"),
        ([], {"target": "> 95 %"}, "○ Not assessed (no data)"),
        ([ratio(0, 0)], {"target": "> 95 %"}, "– No sample"),
        (
            [ratio(20, 20)],
            {"targets": [{"first": "2013-10-02", "target": "> 95 %"}]},
            "○ Not assessed (no one target for the whole period)",
        ),
        (
            [ratio(20, 20)],
            {"targets": [{"first": "2013-11-01", "target": "> 95 %"}]},
            "○ Not assessed (no target)",
        ),
        ([ratio(20, 20)], {"target": "> 95 %"}, "● Met"),
    ],
)
def test_a_verdict_that_was_not_given_says_why(
    record: list[Tree], target: Tree, verdict: str
) -> None:
    promise = {"id": "1", "text": named("a", "a"), "metric": "incident.in-target", **target}
    workspace = school(
        {"2013-10": record}, [promise], metrics=[{**metric, "min_n": 20} for metric in METRICS]
    )

    assert verdict in rows(tables(sla(edition(workspace, "2013-10"), EN))[0])[0]


def test_a_report_without_promises_says_so() -> None:
    found = sla(edition(school({"2013-10": [ratio(1, 1)]}), "2013-10"), EN)

    assert sentences(found) == ["No promise is judged over the period of this report."]


def test_what_an_agreement_notes_about_its_targets_is_said_once() -> None:
    clauses = [OVER_95, of_services("1.2", "mail")]
    files = {"agreements/sla.yml": agreement("sla", clauses, note=named("示例。", "Invented."))}
    report = {"sections": ["sla", "definitions"]}
    workspace = school({"2013-10": [ratio(97, 100)]}, files=files, report=report)
    found = edition(workspace, "2013-10")

    notes = [sentences(sla(found, Words(language)))[-1] for language in ("zh", "en")]

    assert notes == ["目标说明：示例。", "About the targets: Invented."]


def test_a_column_of_a_fiscal_year_says_so() -> None:
    files = {"parties/school.yml": {**PARTY, "fiscal_year_start": 4}}
    found = edition(school({"2013-10": [ratio(97, 100)]}, [OVER_95], files=files), "2013-10")

    titles = [tables(sla(found, Words(each)))[0].columns[-1].title for each in ("zh", "en")]

    assert titles == ["本财年累计", "Fiscal year to date"]


def test_a_promise_of_months_is_told_in_a_quarter_with_each_of_its_months() -> None:
    records = {"2013-10": [ratio(97, 100)], "2013-11": [ratio(90, 100)], "2013-12": [ratio(0, 0)]}
    report = {"cadence": "quarter", "first": "2013-Q4"}
    found = edition(school(records, [OVER_95], report=report), "2013-Q4")

    lines = [rows(tables(sla(found, Words(language)))[0])[0][1:] for language in ("zh", "en")]

    assert lines == [
        [
            "▲ 未达标",
            "全部服务",
            "指标 incident.in-target",
            "每月",
            "3 个周期中达标 1 个",
            "2013-10：97.0 %，● 达标；2013-11：90.0 %，▲ 未达标；2013-12：无样本，– 无样本",
        ],
        [
            "▲ Missed",
            "All services",
            "Metric incident.in-target",
            "Monthly",
            "1 of 3 periods met",
            "2013-10: 97.0 %, ● Met; 2013-11: 90.0 %, ▲ Missed; 2013-12: no sample, – No sample",
        ],
    ]


MAPPING = {
    "source": "desk",
    "system": named("台", "Desk"),
    "party": "school",
    "extracted": "2013-11-01",
    "form": {},
    "columns": {
        "id": "Id",
        "opened": {"header": "Opened", "type": "instant"},
        "closed": {"header": "Closed", "type": "instant"},
    },
    "clocks": [{"column": "work", "start": "opened", "end": "closed"}],
    "case": {"key": "id"},
    "period": "closed",
    "service": {"column": "id", "map": {}, "other": "mail"},
}
CLOCK_RULE = (
    "Service clock (Agreement): it runs since the case was logged, without any pauses; "
    "a reopened case goes on with its clock, which stood still while it was resolved."
)


@pytest.mark.parametrize(
    ("numerator", "said"),
    [("work <= 28800", [CLOCK_RULE]), ("closed < opened", [])],
    ids=["clocked", "not clocked"],
)
def test_the_rules_of_a_clock_are_told_beside_the_promises_that_rest_on_it(
    numerator: str, said: list[str]
) -> None:
    rule = {"metric": "incident.in-target", "numerator": numerator, "denominator": "true"}
    files = {"sources/desk.yml": {**MAPPING, "records": [rule]}}
    found = edition(school({"2013-10": [ratio(97, 100)]}, [OVER_95], files=files), "2013-10")

    told = sentences(sla(found, Words("en")))

    assert [text for text in told if text.startswith("Service clock")] == said


def test_the_fiscal_year_of_the_organisation_is_that_of_its_parties() -> None:
    organisation = {"name": named("中心", "Centre"), "zone": "UTC", "fiscal_year_start": 4}
    files = {"organisation.yml": organisation}
    found = edition(school({"2013-10": [ratio(97, 100)]}, [OVER_95], files=files), "2013-10")

    assert tables(sla(found, Words("en")))[0].columns[-1].title == "Fiscal year to date"


def test_a_party_may_have_another_fiscal_year_than_the_organisation() -> None:
    organisation = {"name": named("中心", "Centre"), "zone": "UTC", "fiscal_year_start": 4}
    files = {
        "organisation.yml": organisation,
        "parties/school.yml": {**PARTY, "fiscal_year_start": 1},
    }
    found = edition(
        school({"2013-01": [ratio(97, 100)]}, [OVER_95], files=files, report={"first": "2013-01"}),
        "2013-01",
    )

    assert tables(sla(found, Words("en")))[0].columns[-1].title == "Year to date"

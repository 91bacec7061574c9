from __future__ import annotations

import pytest

from generator.compose.cover import control_table, due_text, subtitle
from generator.compose.words import Words
from tests.compose.reading import rows, text
from tests.measure.school import Tree, clause, edition, named, ratio, school

RECORDS = {"2013-10": [ratio(9, 10)], "2014-12": [ratio(9, 10)]}


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.0", "1.0"), ("0.9", "0.9 (draft)"), ("10.0", "10.0")],
)
def test_the_subtitle_tells_number_version_classification_and_due_day(
    version: str, expected: str
) -> None:
    document = {"number": "SR-1", "version": version, "classification": "internal"}
    found = edition(school(RECORDS, report={"document": document}), "2013-10")

    assert text(subtitle(found, Words("en"))).split(" · ") == [
        "SR-1",
        f"Version {expected}",
        "Classification internal",
        "Edition monthly/2013-10",
        "Due 2013-11-07",
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "未知（周期结束后 5 个工作日）"),
        ("en", "unknown (working days after the period: 5)"),
    ],
)
def test_the_due_day_is_unknown_where_no_calendar_reaches(language: str, expected: str) -> None:
    assert due_text(edition(school(RECORDS), "2014-12"), Words(language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "zh",
            [
                ["报告类型", "对外报告"],
                ["提供方", "中心"],
                ["相关方", "学校"],
                ["目的", "目的"],
                ["责任角色", "经理"],
                ["编写角色", "经理"],
                ["审批链", "链：批准"],
                ["分发范围", "经理（网站）；经理（邮件）"],
            ],
        ),
        (
            "en",
            [
                ["Kind of report", "Customer report"],
                ["Provider", "Centre"],
                ["Party", "School"],
                ["Purpose", "Purpose"],
                ["Owner", "Manager"],
                ["Author", "Manager"],
                ["Approval chain", "Chain: Approval"],
                ["Distribution", "Manager (Site); Manager (Mail)"],
            ],
        ),
    ],
)
def test_the_cover_says_who_answers_for_the_report_and_who_gets_it(
    language: str, expected: list[list[str]]
) -> None:
    recipients = [{"role": "manager", "by": by} for by in ("site", "mail")]
    found = edition(school(RECORDS, report={"distribution": recipients}), "2013-10")

    assert rows(control_table(found, Words(language))) == expected


@pytest.mark.parametrize(
    ("report", "origin", "row"),
    [
        ({"required_by": "sla/1.1"}, {}, ["Required by", "sla/1.1"]),
        ({}, {"origin": named("来源", "Public data")}, ["Origin of the data", "Public data"]),
    ],
)
def test_the_cover_tells_the_clause_and_the_origin_where_there_are_any(
    report: Tree, origin: Tree, row: list[str]
) -> None:
    party = {"party": "school", "name": named("学校", "School"), "kind": "customer"}
    files = {"parties/school.yml": {**party, "zone": "UTC", "calendar": "workdays", **origin}}
    clauses = [clause("1.1", "incident.in-target", "> 95 %")]
    found = edition(school(RECORDS, clauses, report=report, files=files), "2013-10")

    assert row in rows(control_table(found, Words("en")))

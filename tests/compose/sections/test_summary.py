from __future__ import annotations

import pytest

from generator.compose.blocks import ChartPlace, Section
from generator.compose.sections.summary import summary
from generator.compose.words import Words
from generator.workspace.workspace import Workspace
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import clause, closed, edition, ratio, school

OVER_95 = clause("1.1", "incident.in-target", "> 95 %", at_risk="<= 96 %")
WEB_OVER_95 = clause("1.2", "incident.in-target", "> 95 %", services=["web"])
RECORDS = {
    "2013-09": [ratio(97, 100), ratio(97, 100, "web")],
    "2013-10": [ratio(100, 100), ratio(9496, 10000, "web")],
}
ANSWER = "Promises judged: {}. Met: {}, at risk: {}, missed: {}, no sample: 0, not assessed: 0."

NO_REPLY = "；尚未说明原因和措施"
NO_ANSWER = "; no reason and no action given yet"


def section(workspace: Workspace, language: str = "en", period: str = "2013-10") -> Section:
    """Return the summary of October, or of another period."""
    return summary(edition(workspace, period), Words(language))


def test_the_summary_answers_first_and_then_names_the_misses_and_what_changed() -> None:
    assert sentences(section(school(RECORDS, [OVER_95, WEB_OVER_95]))) == [
        ANSWER.format(2, 0, 1, 1),
        "## Missed or at risk",
        "- Clause 1.2, Service web, Metric incident.in-target: 95.0 %, target > 95 %, ▲ Missed"
        + NO_ANSWER,
        "- Clause 1.1, All services, Metric incident.in-target: 95.01 %, target > 95 %, ◐ At risk",
        "## Changes since the previous period",
        "- All services, Metric incident.in-target (clause 1.1): ● Met → ◐ At risk",
        "- Service web, Metric incident.in-target (clause 1.2): ● Met → ▲ Missed",
    ]


def test_the_summary_speaks_chinese() -> None:
    assert sentences(section(school({"2013-10": [ratio(9, 10)]}, [OVER_95]), "zh")) == [
        "本期按协议考核 1 项承诺：达标 0 项，预警 0 项，未达标 1 项，无样本 0 项，未评估 0 项。",
        "## 未达标与预警",
        f"- 条款 1.1 全部服务，指标 incident.in-target：90.0 %，目标 > 95 %，▲ 未达标{NO_REPLY}",
        "## 与上一期相比的变化",
        "上一期没有可比较的数据。",
    ]


def test_kept_promises_and_unchanged_verdicts_are_said_in_a_sentence_each() -> None:
    workspace = school({"2013-09": [ratio(97, 100)], "2013-10": [ratio(98, 100)]}, [OVER_95])

    assert sentences(section(workspace)) == [
        ANSWER.format(1, 1, 0, 0),
        "## Changes since the previous period",
        "No verdict changed since the previous period.",
    ]


def test_promises_of_other_cadences_are_mentioned() -> None:
    workspace = school({"2013-10": [ratio(98, 100)]}, [OVER_95, {**WEB_OVER_95, "per": "year"}])

    assert (
        sentences(section(workspace))[1] == "Promises judged over other periods, and not here: 1."
    )


def test_a_report_without_promises_says_so_and_compares_nothing() -> None:
    workspace = school({"2013-09": [ratio(97, 100)], "2013-10": [ratio(98, 100)]})

    assert sentences(section(workspace)) == ["No promise is judged over the period of this report."]


def test_headline_metrics_have_a_row_and_a_chart_each() -> None:
    report = {"headline": ["incident.in-target", "incident.closed"]}
    workspace = school({"2013-10": [ratio(97, 100), closed(5)]}, [OVER_95], report=report)

    found = section(workspace)

    few = "–"
    assert rows(tables(found)[0]) == [
        [
            "Metric incident.in-target",
            "● Met",
            "97.0 %",
            "> 95 %",
            "–",
            few,
            "97.0 % (incomplete: 1/10 months, 10.0 %)",
        ],
        ["Metric incident.closed", "–", "5", "–", "–", few, "5 (incomplete: 1/10 months, 10.0 %)"],
    ]
    charts = [block.chart.id for block in found.blocks if isinstance(block, ChartPlace)]
    assert charts == ["incident_in-target_all", "incident_closed_all"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_without_headline_metrics_has_no_table_of_them(language: str) -> None:
    assert tables(section(school(RECORDS, [OVER_95]), language)) == []


def test_promises_of_shorter_periods_are_summed_up_and_their_misses_named() -> None:
    records = {"2013-10": [ratio(97, 100)], "2013-11": [ratio(90, 100)], "2013-12": [ratio(1, 1)]}
    report = {"cadence": "quarter", "first": "2013-Q4"}

    found = sentences(section(school(records, [OVER_95], report=report), period="2013-Q4"))

    assert found[1:] == [
        "Promises judged over shorter periods: 1. Met in every period: 0, missed in some: 1.",
        "## Missed or at risk",
        "- Clause 1.1, All services, Metric incident.in-target: 2 of 3 periods met, ▲ Missed",
    ]


def test_a_headline_metric_of_a_longer_report_says_in_how_many_periods_it_was_kept() -> None:
    records = {"2013-10": [ratio(97, 100)], "2013-11": [ratio(9, 10)], "2013-12": [ratio(1, 1)]}
    report = {"cadence": "quarter", "first": "2013-Q4", "headline": ["incident.in-target"]}

    found = section(school(records, [OVER_95], report=report), period="2013-Q4")

    assert rows(tables(found)[0])[0][1] == "▲ Missed (2 of 3 periods met)"

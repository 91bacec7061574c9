from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.compose.blocks import ChartPlace, Section
from generator.compose.chart import TrendChart
from generator.compose.sections.outlook import outlook
from generator.compose.words import Words
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import METRICS, Tree, clause, closed, edition, ratio, school
from tests.measure.test_capacity import rising
from tests.measure.test_course import months, shares

CLOSED = {"outlook": ["incident.closed"]}
COUNTS = months([closed(value) for value in [10, 12, 10, 12, 11]])


def section(
    records: Mapping[str, Sequence[Tree]],
    clauses: Sequence[Tree] = (),
    report: Tree | None = None,
    language: str = "en",
) -> Section:
    """Return the outlook at the end of 2013; a backlog above 240 is too much."""
    metrics = [
        {**each, "threshold": "<= 240"} if each["id"] == "incident.backlog" else each
        for each in METRICS
    ]
    report = {"sections": ["outlook"], **(report or {})}
    found = edition(school(records, clauses, report=report, metrics=metrics), "2013-12")
    return outlook(found, Words(language))


def test_a_forecast_is_a_row_with_method_and_back_test() -> None:
    assert rows(tables(section(COUNTS, report=CLOSED))[0]) == [
        [
            "Metric incident.closed",
            "–",
            "forecast 11 (8 to 14)",
            "forecast 11 (7 to 15)",
            "forecast 11 (6 to 16)",
            "5",
            "15.6 % (15.6 %), 4 periods",
            "as the last period",
        ]
    ]


def test_the_forecast_of_the_edition_before_stands_beside_what_came() -> None:
    assert rows(tables(section(COUNTS, report=CLOSED))[1]) == [
        ["Metric incident.closed", "forecast 12 (9 to 15)", "11", "yes", "9.1 %", "1 of 1"]
    ]


def test_a_value_outside_its_interval_is_said() -> None:
    counts = months([closed(value) for value in [10, 12, 10, 12, 50]])

    assert rows(tables(section(counts, report=CLOSED))[1])[0][3] == "no"


def test_a_value_that_did_not_come_is_a_dash() -> None:
    counts = months([closed(value) for value in [10, 12, 10, 12]], "2013-11")

    assert rows(tables(section(counts, report=CLOSED))[1]) == [
        ["Metric incident.closed", "forecast 12 (9 to 15)", "–", "–", "–", "–"]
    ]


def test_without_names_the_headline_is_forecast() -> None:
    found = section(COUNTS, report={"headline": ["incident.closed"]})

    assert rows(tables(found)[0])[0][0] == "Metric incident.closed"


def test_a_report_that_names_nothing_says_so() -> None:
    assert sentences(section({})) == ["This report names no metric to forecast."]


def test_too_few_periods_are_said_and_nothing_is_scored() -> None:
    found = section(months([closed(10)]), report=CLOSED)

    assert rows(tables(found)[0]) == [
        ["Metric incident.closed", "–", "–", "–", "–", "1", "–", "too few periods, at least 4"]
    ]
    assert len(tables(found)) == 1


def test_a_chart_goes_on_with_the_forecast() -> None:
    blocks = section(COUNTS, report=CLOSED).blocks

    (chart,) = (block.chart for block in blocks if isinstance(block, ChartPlace))
    assert isinstance(chart, TrendChart)
    assert (chart.id, chart.title, chart.shape) == (
        "incident_closed_all-outlook",
        "Metric incident.closed: forecast of the next 3 periods",
        "line",
    )
    assert [(each.label, each.mark, each.text) for each in chart.ahead[:1]] == [
        ("2014-01", "forecast 11", "forecast 11 (8 to 14)")
    ]


def test_a_forecast_is_rounded_on_its_own_side_of_the_target() -> None:
    promise = clause("1.1", "incident.in-target", ">= 95 %")
    records = shares([94, 94, 94, 94])
    records["2013-12"] = [ratio(9496, 10000)]

    found = section(records, [promise], report={"outlook": ["incident.in-target"]})

    assert rows(tables(found)[0])[0][2].startswith("forecast 94.96 % (")


def test_a_level_that_rises_has_days_to_its_threshold() -> None:
    found = section(rising(12))

    assert rows(tables(found)[-1]) == [
        [
            "Metric incident.backlog",
            "All services",
            "210 (2013-12-28)",
            "≤ 240",
            "forecast 91 days (88 to 92)",
            "approaching the threshold",
        ]
    ]


def test_a_level_without_a_trend_has_a_dash() -> None:
    assert rows(tables(section(rising(12, step=0)))[-1])[0][4:] == ["–", "no trend"]


def test_the_outlook_speaks_chinese() -> None:
    found = section(COUNTS, report=CLOSED, language="zh")

    assert found.title == "展望"
    assert rows(tables(found)[0])[0][2] == "预测 11（8 至 14）"

from __future__ import annotations

from fractions import Fraction

from generator.compose.blocks import ChartPlace
from generator.compose.chart import TrendChart
from generator.compose.sections.process import process
from generator.compose.sections.workload import workload
from generator.compose.words import Words
from generator.workspace.model.catalogue import SectionId
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import edition, metric, named, school

EN = Words("en")
DIMENSIONS = [
    {"id": "weekday", "name": named("星期", "Weekday")},
    {"id": "hour", "name": named("时段", "Hour")},
]
CALLS = metric("call.opened", "count", "count", "neither", decimals=0, dimensions=DIMENSIONS)
AGES = [{"id": "age", "name": named("时长", "Age")}]
OPEN = metric("incident.open", "stock", "count", "lower", decimals=0, dimensions=AGES)


def member(dimension: str, name: str, value: int) -> dict[str, object]:
    part = {"dimension": dimension, "member": name} if dimension else {}
    return {"metric": "call.opened", "service": "mail", **part, "value": value}


RECORDS = {
    "2013-10": [
        member("", "", 9),
        *(member("weekday", name, value) for name, value in (("7", 1), ("1", 3), ("3", 5))),
        *(member("hour", name, value) for name, value in (("10", 6), ("9", 1), ("0", 2))),
    ]
}


def test_arrivals_stand_in_the_order_of_the_week_and_of_the_day() -> None:
    found = workload(edition(school(RECORDS, metrics=(CALLS,)), "2013-10"), EN)

    _, weekdays, hours = tables(found)
    assert rows(weekdays) == [
        ["Mon", "3", "33.3 %"],
        ["Wed", "5", "55.6 %"],
        ["Sun", "1", "11.1 %"],
    ]
    assert [row[:2] for row in rows(hours)] == [["00", "2"], ["09", "1"], ["10", "6"]]


def test_arrivals_are_bars_whose_title_names_the_most() -> None:
    found = workload(edition(school(RECORDS, metrics=(CALLS,)), "2013-10"), EN)

    chart = next(block.chart for block in found.blocks if isinstance(block, ChartPlace))
    assert isinstance(chart, TrendChart)
    assert (chart.shape, chart.title) == ("bar", "Metric call.opened by Weekday: most are Wed")
    assert [(mark.label, mark.value) for mark in chart.marks] == [
        ("Mon", Fraction(3)),
        ("Wed", Fraction(5)),
        ("Sun", Fraction(1)),
    ]


def test_open_cases_are_told_by_their_age() -> None:
    stock = {"metric": "incident.open", "service": "mail", "at": "2013-10-31"}
    ages = [{**stock, "value": 5}]
    ages += [
        {**stock, "dimension": "age", "member": name, "value": value}
        for name, value in (("31+ d", 1), ("00-07 d", 4))
    ]

    found = process(
        SectionId.INCIDENTS, edition(school({"2013-10": ages}, metrics=(OPEN,)), "2013-10"), EN
    )

    assert "## Metric incident.open by Age" in sentences(found)
    assert rows(tables(found)[1]) == [["00-07 d", "4", "80.0 %"], ["31+ d", "1", "20.0 %"]]

from __future__ import annotations

from generator.compose.charts import trend_chart
from generator.compose.monthcharts import headline_chart
from generator.compose.words import Words
from tests.measure.school import REPORT, Tree, clause, edition, ratio, school
from tests.measure.test_aftermath import EVENT

EN = Words("en")
NAME = "incident.in-target"
RECORDS = {"2013-01": [ratio(96, 100)], "2013-02": [ratio(80, 100)], "2013-12": [ratio(9, 10)]}


def report(cadence: str, first: str) -> Tree:
    return {**REPORT, "cadence": cadence, "first": first, "headline": [NAME]}


def test_a_year_draws_its_months_with_the_verdicts_on_them() -> None:
    promise = clause("1.1", NAME, "> 95 %")
    found = edition(school(RECORDS, [promise], report=report("year", "2013")), "2013")

    chart = headline_chart(found, NAME, EN)

    marks = [(mark.label, mark.text, mark.verdict) for mark in chart.marks]
    assert marks[:3] + marks[-1:] == [
        ("2013-01", "96.0 %", "met"),
        ("2013-02", "80.0 %", "missed"),
        ("2013-03", "–", "not-assessed"),
        ("2013-12", "90.0 %", "missed"),
    ]
    assert (len(marks), chart.target_text) == (12, "Target > 95 %")


def test_months_without_a_promise_have_neither_verdict_nor_target() -> None:
    found = edition(school(RECORDS, report=report("year", "2013")), "2013")

    chart = headline_chart(found, NAME, EN)

    assert ({mark.verdict for mark in chart.marks}, chart.target) == ({None}, None)


def test_a_month_is_drawn_among_the_months_before_it() -> None:
    found = edition(school(RECORDS), "2013-12")

    assert headline_chart(found, NAME, EN) == trend_chart(found, NAME, EN)


def test_events_are_flags_in_their_month() -> None:
    files = {"events/fault.yml": EVENT}
    found = edition(school(RECORDS, report=report("year", "2013"), files=files), "2013")

    flags = headline_chart(found, NAME, EN).flags

    assert [(flag.label, flag.number, flag.text) for flag in flags] == [
        ("2013-10", "1", "⚑1 2013-10-30 Fault")
    ]


def test_a_flag_stands_in_the_chart_of_a_month_from_the_first_recorded_one_on() -> None:
    files = {"events/fault.yml": EVENT}
    found = edition(school(RECORDS, files=files), "2013-12")

    assert [flag.label for flag in trend_chart(found, NAME, EN).flags] == ["2013-10"]

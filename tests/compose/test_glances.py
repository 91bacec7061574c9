from __future__ import annotations

from fractions import Fraction

from generator.compose.chart import Mark, Sparkline, Tile
from generator.compose.glances import courses, tiles
from generator.compose.words import Words
from generator.target import Target
from tests.measure.school import clause, closed, edition, ratio, school
from tests.measure.test_course import shares

EN = Words("en")
OVER_95 = clause("1.1", "incident.in-target", "> 95 %")
RECORDS = {"2013-08": [ratio(96, 100)], "2013-10": [ratio(9, 10), closed(5)]}


def test_a_course_has_the_periods_of_a_promise_and_says_its_extremes() -> None:
    (course,) = courses(edition(school(RECORDS, [OVER_95]), "2013-10"), EN)

    assert (course.clause, course.target) == ("1.1", Target.parse("> 95 %"))
    assert course.spark == Sparkline(
        id="course-1",
        marks=(
            Mark(label="2013-08", value=Fraction(24, 25), verdict="met", text="96.0 %"),
            Mark(label="2013-09", value=None, verdict="not-assessed", text="–"),
            Mark(label="2013-10", value=Fraction(9, 10), verdict="missed", text="90.0 %"),
        ),
        description=(
            "Metric incident.in-target, 2013-08 to 2013-10, 2 periods with a value: "
            "lowest 90.0 %, highest 96.0 %, latest 90.0 %"
        ),
    )


def test_courses_stand_in_the_order_of_the_table_misses_first() -> None:
    clauses = [clause("1.1", "incident.in-target", "> 80 %"), OVER_95 | {"id": "1.2"}]

    found = courses(edition(school(RECORDS, clauses), "2013-10"), EN)

    assert [course.clause for course in found] == ["1.2", "1.1"]


def test_a_tile_says_value_target_verdict_and_what_it_is_computed_from() -> None:
    workspace = school(RECORDS, [OVER_95], report={"headline": ["incident.in-target"]})

    (tile,) = tiles(edition(workspace, "2013-10"), EN)

    assert tile == Tile(
        name="Metric incident.in-target",
        link="incident_in-target_all",
        value="90.0 %",
        target="> 95 %",
        verdict="missed",
        judged="▲ Missed",
        change="",
        note="9 / 10",
        spark=tile.spark,
    )


def test_a_metric_that_is_not_judged_has_a_tile_without_target_and_verdict() -> None:
    workspace = school(RECORDS, report={"headline": ["incident.closed"]})

    (tile,) = tiles(edition(workspace, "2013-10"), EN)

    assert (tile.value, tile.target, tile.verdict, tile.judged) == ("5", "", None, "–")


def test_a_tile_has_a_word_of_change_only_when_a_rule_has_spoken() -> None:
    steady = [95, 96, 95, 96, 95, 96, 95, 96, 95, 96, 95]
    report = {"headline": ["incident.in-target"]}
    found = [
        tiles(edition(school(shares([*steady, last]), report=report), "2013-12"), EN)
        for last in (96, 60)
    ]

    assert [each[0].change for each in found] == ["", "fell (worse)"]


def test_a_promise_without_any_value_says_so() -> None:
    (course,) = courses(edition(school({}, [OVER_95]), "2013-10"), EN)

    assert course.spark.marks == ()
    assert course.spark.description == "Metric incident.in-target has no value"

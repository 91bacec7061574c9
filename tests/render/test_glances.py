from __future__ import annotations

import json
from fractions import Fraction

from generator.compose.chart import Course, Mark, Sparkline, Tile
from generator.render.canonical import canonical
from generator.render.glances import course_json, course_of, tile_json, tile_of
from generator.target import Target

MARKS = (
    Mark(label="2013-09", value=None, verdict="no-sample", text=""),
    Mark(label="2013-10", value=Fraction(19, 20), verdict=None, text=""),
)
SPARK = Sparkline(id="s", marks=MARKS, description="d")
COURSE = Course(clause="1.1", target=Target.parse("> 95 %"), spark=SPARK)
TILE = Tile(
    name="n",
    link="l",
    value="95 %",
    target="> 95 %",
    verdict="missed",
    judged="▲ Missed",
    change="",
    note="19 / 20",
    spark=SPARK,
)


def test_a_course_is_written_with_exact_numbers() -> None:
    assert course_json(COURSE) == {
        "clause": "1.1",
        "target": "> 95 %",
        "spark": {
            "id": "s",
            "description": "d",
            "marks": [["2013-09", None, "no-sample"], ["2013-10", "19/20", None]],
        },
    }


def test_what_was_written_is_read_again() -> None:
    written = canonical([course_json(COURSE), tile_json(TILE)])

    course, tile = json.loads(written)
    assert (course_of(course), tile_of(tile)) == (COURSE, TILE)


def test_a_promise_without_a_target_of_the_whole_period_is_read_again() -> None:
    bare = Course(clause="1.1", target=None, spark=SPARK)

    assert course_of(json.loads(canonical(course_json(bare)))) == bare

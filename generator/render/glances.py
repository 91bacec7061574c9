"""Courses and tiles as JSON beside a page, and back: the site draws them without records."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from generator.compose.chart import Course, Mark, Sparkline, Tile
from generator.render.canonical import Json, exact
from generator.target import Target

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = ("name", "link", "value", "target", "verdict", "judged", "change", "note")


def course_json(course: Course) -> Json:
    """Return a course; a mark is a list of period, value and verdict."""
    target = course.target.text() if course.target else None
    return {"clause": course.clause, "target": target, "spark": _spark_json(course.spark)}


def tile_json(tile: Tile) -> Json:
    """Return a tile."""
    return {**{name: getattr(tile, name) for name in _WORDS}, "spark": _spark_json(tile.spark)}


def course_of(found: Mapping[str, Any]) -> Course:
    """Read a course from its JSON."""
    target = Target.parse(found["target"]) if found["target"] else None
    return Course(clause=found["clause"], target=target, spark=_spark_of(found["spark"]))


def tile_of(found: Mapping[str, Any]) -> Tile:
    """Read a tile from its JSON."""
    return Tile(**{**found, "spark": _spark_of(found["spark"])})


def _spark_json(spark: Sparkline) -> Json:
    """Return a small line; what its marks say in words is in its description."""
    marks: list[Json] = [[mark.label, exact(mark.value), mark.verdict] for mark in spark.marks]
    return {"id": spark.id, "description": spark.description, "marks": marks}


def _spark_of(found: Mapping[str, Any]) -> Sparkline:
    """Read a small line from its JSON."""
    marks = tuple(
        Mark(label=label, value=Fraction(value) if value else None, verdict=verdict, text="")
        for label, value, verdict in found["marks"]
    )
    return Sparkline(id=found["id"], description=found["description"], marks=marks)

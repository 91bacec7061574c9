"""What a reader takes in at one look: the course of each promise, and tiles of the headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.chart import Course, Mark, Sparkline, Tile
from generator.compose.charts import marks_of
from generator.compose.parts import parts_text
from generator.compose.sections.sla import attainments_in_order
from generator.compose.sections.summary import headline_verdict
from generator.compose.signals import signal_text
from generator.compose.values import figure_line, target_text
from generator.measure.figure import ALL_SERVICES

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.measure import Attainment, Edition, Measured


def courses(edition: Edition, words: Words) -> tuple[Course, ...]:
    """Return one course a promise, in the order of the table of attainment."""
    return tuple(
        Course(
            clause=attainment.clause.id,
            target=attainment.promised.target if attainment.promised else None,
            spark=_spark(f"course-{place}", attainment.measured, attainment, words),
        )
        for place, attainment in enumerate(attainments_in_order(edition), 1)
    )


def tiles(edition: Edition, words: Words) -> tuple[Tile, ...]:
    """Return the headline metrics of a report, in the order of the catalogue."""
    return tuple(
        _tile(f"tile-{place}", edition, name, words)
        for place, name in enumerate(edition.report.headline, 1)
    )


def _tile(identity: str, edition: Edition, name: str, words: Words) -> Tile:
    """Return one metric, judged where a clause covers all services."""
    attainment = edition.attainment(name, ALL_SERVICES)
    measured = attainment.measured if attainment else edition.measures.measured(name)
    metric, figure = measured.metric, measured.figure
    promise = edition.counted_promise(name, ALL_SERVICES)
    judgement = next((each.judgement for each in (attainment, promise) if each), None)
    target = attainment.promised.target if attainment and attainment.promised else None
    # What must be known beside a value, as that it is a first print, stands in the note.
    value, *marks = (text.text for text in figure_line(metric, figure, words, target))
    return Tile(
        name=metric.name.of(words.language),
        link=figure.key.anchor if figure.records else "",
        value=value,
        target=target_text(metric, target, words) if target else "",
        verdict=judgement.verdict if judgement else None,
        judged=headline_verdict(edition, name, words),
        change=_change(edition, measured, words),
        note="".join((parts_text(figure.parts, words), *marks)),
        spark=_spark(identity, measured, attainment, words),
    )


def _change(edition: Edition, measured: Measured, words: Words) -> str:
    """Return the word of a reading where a rule has spoken; a tile has no room for others."""
    reading = edition.measures.reading(measured.figure.key)
    spoken = reading is not None and reading.rule is not None
    return signal_text(measured.metric, reading, words) if spoken else ""


def _spark(
    identity: str, measured: Measured, attainment: Attainment | None, words: Words
) -> Sparkline:
    """Return the periods shown of a figure, and a sentence for readers by ear."""
    marks = marks_of(measured, attainment, words)
    name = measured.metric.name.of(words.language)
    return Sparkline(id=identity, marks=marks, description=_description(name, marks, words))


def _description(name: str, marks: tuple[Mark, ...], words: Words) -> str:
    """Say the extremes and the newest value, each as the page prints it."""
    valued = [(mark.value, mark) for mark in marks if mark.value is not None]
    if not valued:
        return words.say("course-empty", metric=name)
    return words.say(
        "course-description",
        metric=name,
        count=len(valued),
        first=marks[0].label,
        last=marks[-1].label,
        low=min(valued, key=lambda pair: pair[0])[1].text,
        high=max(valued, key=lambda pair: pair[0])[1].text,
        newest=marks[-1].text,
    )

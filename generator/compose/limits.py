"""Which control limits a chart shows: those that the word stands on, or declared ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.chart import Band
from generator.compose.forecasts import interval_text
from generator.measure.bounds import Bounds
from generator.measure.course import SIGNAL_PERIODS, range_of, values_of
from generator.measure.limits import control_limits
from generator.measure.signal import RUN, SignalRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.limits import Limits
    from generator.measure.measure import Measured, Measures
    from generator.measure.signal import Reading
    from generator.periods import Period
    from generator.workspace.model.metrics import LimitRule, Metric

_NOTES = {SignalRule.BEYOND_LIMITS: "beyond-limits", SignalRule.RUN: "in-run"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLimits:
    """A band, and what is to be said about single periods."""

    band: Band
    notes: Mapping[Period, str]


def drawn_limits(measures: Measures, measured: Measured, words: Words) -> DrawnLimits | None:
    """Return the limits of a chart; None for a kind without words, or too few periods."""
    metric, key = measured.metric, measured.figure.key
    figures = measures.series(key, SIGNAL_PERIODS)
    if metric.limits:
        return _declared(metric, metric.limits, figures, words)
    reading = measures.reading(key)
    if reading is None or reading.limits is None:
        return None
    return _spoken(metric, reading, reading.limits, figures, words)


def _spoken(
    metric: Metric,
    reading: Reading,
    limits: Limits,
    figures: tuple[Figure, ...],
    words: Words,
) -> DrawnLimits:
    """Return the limits that the word stands on, and the points that gave it."""
    key = "limits-of-run" if reading.rule is SignalRule.RUN else "limits-of-signal"
    text = words.say(key, limits=_bounds_text(metric, limits, words), run=RUN)
    note = words.say(_NOTES[reading.rule]) if reading.rule else ""
    return DrawnLimits(
        band=_band(metric, limits, text),
        notes={figures[place].period: note for place in reading.points},
    )


def _declared(
    metric: Metric, rule: LimitRule, figures: tuple[Figure, ...], words: Words
) -> DrawnLimits | None:
    """Return the limits that a metric declares, and every point beyond them."""
    values = values_of(metric, figures)
    known = [value for value in values if value is not None]
    limits = control_limits(known, rule.spread, rule.sigmas)
    if limits is None:
        return None
    text = words.say(
        "limits-declared",
        limits=_bounds_text(metric, limits, words),
        spread=words.term(rule.spread),
        sigmas=rule.sigmas,
    )
    note = words.say("beyond-limits")
    pairs = zip(figures, values, strict=True)
    beyond = (figure for figure, value in pairs if value is not None and limits.side(value))
    return DrawnLimits(
        band=_band(metric, limits, text),
        notes={figure.period: note for figure in beyond},
    )


def _band(metric: Metric, limits: Limits, text: str) -> Band:
    """Return the band within what can be."""
    bounds = _possible(metric, limits)
    return Band(lower=bounds.lower, upper=bounds.upper, text=text)


def _bounds_text(metric: Metric, limits: Limits, words: Words) -> str:
    """Write both limits in the unit of the metric."""
    return interval_text(metric, _possible(metric, limits), words)


def _possible(metric: Metric, limits: Limits) -> Bounds:
    """Cut the limits to what can be: a share ends at 0 and 100 %."""
    ends = range_of(metric)
    return Bounds(lower=limits.lower, upper=limits.upper).clipped(*ends)

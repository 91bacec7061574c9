"""What changed and what is expected, as JSON: signals, forecasts and movements, all exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.sections.outlook import prospects
from generator.compose.sections.process import metrics_of_section
from generator.measure.capacity import headrooms
from generator.measure.course import SIGNAL_PERIODS
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.measure.movement import contradictions, movements
from generator.render.canonical import Json, exact
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from generator.measure.backtest import Score
    from generator.measure.bounds import Bounds
    from generator.measure.capacity import Headroom
    from generator.measure.forecast import Expected, Forecast
    from generator.measure.measure import Edition
    from generator.measure.mix import Reversal
    from generator.measure.movement import Movement
    from generator.measure.prospect import Prospect
    from generator.measure.rollup import Ratio
    from generator.measure.signal import Reading
    from generator.workspace.model.metrics import Metric


def changes_of(edition: Edition) -> dict[str, Json]:
    """Return the parts of an edition's JSON about its changes and its outlook."""
    metrics = tuple(_explained(edition))
    moved = [found for m in metrics for found in movements(edition.measures, m)]
    paradoxes = [found for m in metrics for found in contradictions(edition.measures, m)]
    looks_ahead = SectionId.OUTLOOK in edition.report.sections
    return {
        "signals": [_signal(edition, key) for key in _spoken_of(edition)],
        "forecasts": [_prospect(each) for each in prospects(edition)] if looks_ahead else [],
        "thresholds": [_headroom(each) for each in headrooms(edition)] if looks_ahead else [],
        "movements": [_movement(found) for found in moved],
        "contradictions": [
            {
                "metric": each.metric.id,
                "dimension": each.dimension.id,
                "first": each.first,
                "second": each.second,
                **_reversal(each.reversal),
            }
            for each in paradoxes
        ],
    }


def _spoken_of(edition: Edition) -> tuple[FigureKey, ...]:
    """Return the figures that have a word on the page, each once."""
    keys = [attainment.measured.figure.key for attainment in edition.attainments]
    names = (*edition.report.headline, *(metric.id for metric in _of_processes(edition)))
    keys.extend(FigureKey(metric=name, service=ALL_SERVICES) for name in names)
    known = dict.fromkeys(keys)
    return tuple(key for key in known if edition.measures.reading(key) is not None)


def _of_processes(edition: Edition) -> Iterator[Metric]:
    """Give the metrics of the sections about processes."""
    for section in edition.report.sections:
        yield from metrics_of_section(edition, section)


def _explained(edition: Edition) -> Iterator[Metric]:
    """Give the metrics whose movements the page explains, each once."""
    promised = (
        attainment.measured.metric
        for attainment in edition.attainments
        if attainment.measured.figure.key.service == ALL_SERVICES
    )
    found = {metric.id: metric for metric in (*_of_processes(edition), *promised)}
    yield from found.values()


def _signal(edition: Edition, key: FigureKey) -> Json:
    """Return the word about a figure, the rule that spoke and what it rests on."""
    reading = edition.measures.reading(key)
    assert reading  # noqa: S101 - asked for keys that have one
    periods = edition.period.last(SIGNAL_PERIODS)
    return {
        "figure": key.id,
        "word": reading.signal.value,
        "rule": reading.rule.value if reading.rule else None,
        "periods": [periods[place].label for place in reading.points],
        "judged": exact(reading.value),
        "limits": _limits(reading),
    }


def _limits(reading: Reading) -> Json:
    """Return the limits that judged, before they are cut to what can be."""
    limits = reading.limits
    if limits is None:
        return None
    return {
        "lower": exact(limits.lower),
        "centre": exact(limits.centre),
        "upper": exact(limits.upper),
    }


def _prospect(each: Prospect) -> Json:
    """Return what is expected of a figure, and the score of earlier forecasts."""
    return {
        "figure": each.key.id,
        "past": each.past,
        "forecast": _forecast(each, each.forecast) if each.forecast else None,
        "expected_before": _expected(each.expected),
        "came": exact(each.came),
        "score": _score(each.score),
    }


def _forecast(each: Prospect, forecast: Forecast) -> Json:
    """Return method, values and back-test."""
    pairs = zip(each.ahead, forecast.expected, strict=True)
    return {
        "method": forecast.method.value,
        "tests": forecast.tests,
        "wape": exact(forecast.wape),
        "naive_wape": exact(forecast.naive_wape),
        "expected": [
            {"period": period.label, "forecast": _expected(value)} for period, value in pairs
        ],
    }


def _expected(expected: Expected | None) -> Json:
    """Return one forecast with its interval of 80 %."""
    if expected is None:
        return None
    return {"value": exact(expected.value), **_ends(expected.interval)}


def _ends(bounds: Bounds) -> dict[str, Json]:
    return {"lower": exact(bounds.lower), "upper": exact(bounds.upper)}


def _score(score: Score) -> Json:
    """Return the parts of the error (CAP-07), which add up over reports."""
    return {
        "error": exact(score.error),
        "came": exact(score.came),
        "inside": score.inside,
        "points": score.points,
        "wape": exact(score.wape),
    }


def _headroom(each: Headroom) -> Json:
    """Return when a level leaves its bound, in days after the last level."""
    reach = each.reach
    return {
        "figure": each.key.id,
        "threshold": each.bound.text(),
        "levels": [{"day": day.isoformat(), "value": exact(level)} for day, level in each.levels],
        "outlook": reach.outlook.value,
        "days": exact(reach.days),
        "interval": _ends(reach.bounds) if reach.bounds else None,
    }


def _movement(found: Movement) -> Json:
    """Return the effects of every member, and of volume on the numerator."""
    change, amount = found.change, found.change.amount
    return {
        "metric": found.metric.id,
        "dimension": found.dimension.id if found.dimension else "service",
        "before": _ratio(change.before),
        "after": _ratio(change.after),
        "rate": exact(change.rate),
        "mix": exact(change.mix),
        "numerator": _numbers(volume=amount.volume, rate=amount.rate, mix=amount.mix),
        "members": [
            {
                "member": effect.member,
                "before": _ratio(effect.before),
                "after": _ratio(effect.after),
                **_numbers(rate=effect.rate, mix=effect.mix),
            }
            for effect in change.effects
        ],
        "reversal": _reversal(found.reversal) if found.reversal else None,
    }


def _numbers(**numbers: Fraction) -> dict[str, Json]:
    """Return exact numbers by name."""
    return {name: exact(number) for name, number in numbers.items()}


def _reversal(paradox: Reversal) -> dict[str, Json]:
    """Return the wholes and the members that contradict them."""
    return {
        "wholes": [_ratio(paradox.first), _ratio(paradox.second)],
        "members": [
            {"member": name, "ratios": [_ratio(first), _ratio(second)]}
            for name, first, second in paradox.members
        ],
    }


def _ratio(ratio: Ratio) -> Json:
    """Return a ratio by its parts, 0/0 too."""
    return f"{ratio.numerator}/{ratio.denominator}"

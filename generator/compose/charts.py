"""Which chart shows a figure, and the sentence that is its message."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import dropwhile, repeat
from typing import TYPE_CHECKING

from generator.compose.chart import Ahead, Bar, Flag, Mark, ParetoChart, TrendChart
from generator.compose.forecasts import expected_text
from generator.compose.limits import drawn_limits
from generator.compose.numbers import exact_text
from generator.compose.signals import signal_text
from generator.compose.values import (
    member_name,
    service_name,
    shown_value,
    target_text,
    unit_text,
    value_text,
)
from generator.kinds import MetricKind
from generator.measure.aftermath import numbered_events
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.measure.measure import SHOWN
from generator.workspace.model.metrics import Unit
from generator.workspace.promises import target_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.compose.limits import DrawnLimits
    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.forecast import Expected
    from generator.measure.measure import Attainment, Edition, Measured
    from generator.measure.prospect import Prospect
    from generator.periods import Period
    from generator.target import Target
    from generator.workspace.model.metrics import Dimension, Metric

_MOST_BARS = 8


def trend_chart(edition: Edition, name: str, words: Words) -> TrendChart:
    """Return the course of a metric over all services, against its target if it has one."""
    attainment = edition.attainment(name, ALL_SERVICES)
    measured = attainment.measured if attainment else edition.measures.measured(name)
    metric, language = measured.metric, words.language
    target = attainment.promised.target if attainment and attainment.promised else None
    value = shown_value(metric, measured.figure, words, target)
    limits = drawn_limits(edition.measures, measured, words)
    marks = marks_of(measured, attainment, words, limits)
    period = edition.period.title(language)
    service = service_name(edition.measures, ALL_SERVICES, words)
    subtitle = words.say("trend-subtitle", service=service, period=period)
    band = limits.band if limits else None
    return TrendChart(
        id=measured.figure.key.anchor,
        title=_title(edition, measured, value, attainment, words),
        subtitle=words.say("pair-of-notes", first=subtitle, second=band.text) if band else subtitle,
        unit_text=unit_text(metric, words),
        percent=metric.unit is Unit.PERCENT,
        marks=marks,
        target=target.value if target else None,
        target_text=_target_text(attainment, words) if attainment and target else None,
        description=words.say(
            "trend-description",
            metric=metric.name.of(language),
            count=sum(mark.value is not None for mark in marks),
            value=value,
        ),
        shape="bar" if metric.kind is MetricKind.COUNT else "line",
        band=band,
        flags=tuple(flags_of(edition, _drawn(measured), words)),
    )


def _drawn(measured: Measured) -> Iterator[Period]:
    """Give the periods that a chart shows: from the first recorded one on."""
    recorded = dropwhile(lambda figure: not figure.records, measured.shown)
    yield from (figure.period for figure in recorded)


def flags_of(edition: Edition, periods: Iterable[Period], words: Words) -> Iterator[Flag]:
    """Give the major events that began in one of the drawn periods."""
    drawn = tuple(periods)
    for each in numbered_events(edition):
        day = each.event.days[0]
        for period in drawn:
            if period.contains(day):
                title = each.event.title.of(words.language)
                text = words.say("flag", number=each.number, day=day.isoformat(), title=title)
                yield Flag(label=period.label, number=str(each.number), text=text)


def fan_chart(edition: Edition, found: Prospect, words: Words) -> TrendChart:
    """Return the course of a metric and what is expected of its next periods."""
    assert found.forecast  # noqa: S101 - drawn for those alone that have one
    past = trend_chart(edition, found.metric.id, words)
    target = edition.target(found.key)
    names = {"metric": found.metric.name.of(words.language), "count": len(found.ahead)}
    ahead = tuple(
        _ahead(found.metric, period.label, expected, target, words)
        for period, expected in zip(found.ahead, found.forecast.expected, strict=True)
    )
    return replace(
        past,
        id=f"{found.key.anchor}-outlook",
        title=words.say("outlook-title", **names),
        subtitle=words.say(
            "outlook-subtitle",
            service=service_name(edition.measures, ALL_SERVICES, words),
            period=edition.period.title(words.language),
        ),
        description=words.say(
            "outlook-description",
            metric=names["metric"],
            count=sum(mark.value is not None for mark in past.marks),
            ahead=len(ahead),
            next=ahead[0].text,
        ),
        # A bar would give a forecast the weight of a count; the axis starts at zero as well.
        shape="line",
        band=None,
        marks=tuple(replace(mark, note="") for mark in past.marks),
        ahead=ahead,
    )


def _ahead(
    metric: Metric, label: str, expected: Expected, target: Target | None, words: Words
) -> Ahead:
    """Return one period that is foretold."""
    value = value_text(metric, expected.value, words, target)
    return Ahead(
        label=label,
        value=expected.value,
        lower=expected.interval.lower,
        upper=expected.interval.upper,
        mark=words.say("forecast-mark", value=value),
        text=expected_text(metric, expected, words, target),
    )


def _target_text(attainment: Attainment, words: Words) -> str:
    """Name the target line; past periods were judged by other targets where it has changed."""
    promised, metric = attainment.promised, attainment.measured.metric
    target = promised.target if promised else None
    past = (
        target_for(attainment.agreement, attainment.clause, figure.period)
        for figure in attainment.measured.shown
    )
    changed = any(other.target != target for other in past if other)
    name = words.say("target-now" if changed else "target")
    return f"{name} {target_text(metric, target, words)}"


def pareto_chart(
    metric: Metric, dimension: Dimension, figures: tuple[Figure, ...], words: Words
) -> ParetoChart:
    """Return the members of a dimension as bars, largest first, the rest in one."""
    bars = [_bar(member_name(each.key.member, words), each) for each in figures if each.value]
    name = _names(metric, dimension.name.of(words.language), words)
    return _pareto(f"{figures[0].key.anchor}-pareto", name, bars, figures[0].period, words)


def service_pareto(
    edition: Edition, metric: Metric, figures: tuple[Figure, ...], words: Words
) -> ParetoChart:
    """Return the services as bars, given largest first, the rest in one."""
    bars = [_bar(service_name(edition.measures, each.key.service, words), each) for each in figures]
    anchor = FigureKey(metric=metric.id, service=ALL_SERVICES).anchor
    names = _names(metric, words.say("service"), words)
    return _pareto(f"{anchor}-services", names, bars, figures[0].period, words)


def _names(metric: Metric, dimension: str, words: Words) -> dict[str, str]:
    """Return what a sentence about a break-down says of it."""
    return {"metric": metric.name.of(words.language), "dimension": dimension}


def _pareto(
    chart: str, names: dict[str, str], bars: list[Bar], period: Period, words: Words
) -> ParetoChart:
    """Return bars as a chart, those beyond the most in one."""
    shown, rest = bars[:_MOST_BARS], bars[_MOST_BARS:]
    if rest:
        total = sum((bar.value for bar in rest), start=Fraction(0))
        label = words.say("rest", count=len(rest))
        shown.append(Bar(label=label, value=total, text=exact_text(total)))
    whole = sum((bar.value for bar in bars), start=Fraction(0))
    return ParetoChart(
        id=chart,
        title=words.say("pareto-title", first=bars[0].label, **names),
        subtitle=words.say("pareto-subtitle", period=period.title(words.language)),
        bars=tuple(shown),
        description=words.say("pareto-description", total=exact_text(whole), **names),
    )


def _bar(name: str, figure: Figure) -> Bar:
    value = figure.value or Fraction(0)
    return Bar(label=name, value=value, text=exact_text(value))


def _title(
    edition: Edition, measured: Measured, value: str, attainment: Attainment | None, words: Words
) -> str:
    """Say the message of a trend chart; a word of rise or fall when a rule has spoken."""
    name = measured.metric.name.of(words.language)
    title = words.say("trend-title", metric=name, value=value)
    if attainment is not None:
        verdict = words.term(attainment.judgement.verdict)
        title = words.say("trend-judged", metric=name, value=value, verdict=verdict)
    reading = edition.measures.reading(measured.figure.key)
    if reading is None or reading.rule is None:
        return title
    word = signal_text(measured.metric, reading, words)
    return words.say("pair-of-notes", first=title, second=word)


def marks_of(
    measured: Measured,
    attainment: Attainment | None,
    words: Words,
    limits: DrawnLimits | None = None,
) -> tuple[Mark, ...]:
    """Return one mark a period, from the first recorded one on; a gap where there is no value."""
    judgements = attainment.history[-SHOWN:] if attainment else ()
    verdicts = [each.verdict.value for each in judgements] or repeat(None)
    judged = dropwhile(
        lambda pair: not pair[0].records, zip(measured.shown, verdicts, strict=False)
    )
    return tuple(
        Mark(
            label=figure.period.label,
            value=figure.value,
            verdict=verdict,
            text=shown_value(
                measured.metric,
                figure,
                words,
                attainment.target_in(figure.period) if attainment else None,
            ),
            note=limits.notes.get(figure.period, "") if limits else "",
        )
        for figure, verdict in judged
    )

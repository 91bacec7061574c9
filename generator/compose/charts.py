"""Which chart shows a figure, and the sentence that is its message."""

from __future__ import annotations

from fractions import Fraction
from itertools import dropwhile, repeat
from typing import TYPE_CHECKING

from generator.compose.chart import Bar, Mark, ParetoChart, TrendChart
from generator.compose.numbers import exact_text
from generator.compose.values import (
    member_name,
    service_name,
    shown_value,
    target_text,
    unit_text,
)
from generator.kinds import MetricKind
from generator.measure.figure import ALL_SERVICES
from generator.measure.measure import SHOWN
from generator.workspace.model.metrics import Unit
from generator.workspace.promises import target_for

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Attainment, Edition, Measured
    from generator.workspace.model.metrics import Dimension, Metric

_MOST_BARS = 8


def trend_chart(edition: Edition, name: str, words: Words) -> TrendChart:
    """Return the course of a metric over all services, against its target if it has one."""
    attainment = edition.attainment(name, ALL_SERVICES)
    measured = attainment.measured if attainment else edition.measures.measured(name)
    metric, language = measured.metric, words.language
    target = attainment.promised.target if attainment and attainment.promised else None
    value = shown_value(metric, measured.figure, words, target)
    marks = _marks(measured, attainment, words)
    period = edition.period.title(language)
    service = service_name(edition.measures, ALL_SERVICES, words)
    return TrendChart(
        id=measured.figure.key.anchor,
        title=_title(metric, value, attainment, words),
        subtitle=words.say("trend-subtitle", service=service, period=period),
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
    bars = [_bar(figure, words) for figure in figures if figure.value]
    shown, rest = bars[:_MOST_BARS], bars[_MOST_BARS:]
    if rest:
        total = sum((bar.value for bar in rest), start=Fraction(0))
        label = words.say("rest", count=len(rest))
        shown.append(Bar(label=label, value=total, text=exact_text(total)))
    names = {
        "metric": metric.name.of(words.language),
        "dimension": dimension.name.of(words.language),
    }
    whole = sum((bar.value for bar in bars), start=Fraction(0))
    return ParetoChart(
        id=f"{figures[0].key.anchor}-pareto",
        title=words.say("pareto-title", first=bars[0].label, **names),
        subtitle=words.say("pareto-subtitle", period=figures[0].period.title(words.language)),
        bars=tuple(shown),
        description=words.say("pareto-description", total=exact_text(whole), **names),
    )


def _bar(figure: Figure, words: Words) -> Bar:
    value = figure.value or Fraction(0)
    return Bar(label=member_name(figure.key.member, words), value=value, text=exact_text(value))


def _title(metric: Metric, value: str, attainment: Attainment | None, words: Words) -> str:
    """Say the message of a trend chart; no word of rise or fall without a signal."""
    name = metric.name.of(words.language)
    if attainment is None:
        return words.say("trend-title", metric=name, value=value)
    verdict = words.term(attainment.judgement.verdict)
    return words.say("trend-judged", metric=name, value=value, verdict=verdict)


def _marks(measured: Measured, attainment: Attainment | None, words: Words) -> tuple[Mark, ...]:
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
        )
        for figure, verdict in judged
    )

"""Charts of a report over a year or a range: its months, which tell more than one mark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.compose.chart import Mark, TrendChart
from generator.compose.charts import flags_of, trend_chart
from generator.compose.values import shown_value, target_text
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.periods import Cadence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.compose.words import Words
    from generator.measure.counted import JudgedPeriod
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.periods import Period
    from generator.workspace.model.metrics import Metric

_LONG: Final = (Cadence.YEAR, Cadence.RANGE)
_FEWEST: Final = 2


def headline_chart(edition: Edition, name: str, words: Words) -> TrendChart:
    """Return the course of a metric; over its months where the report is over a long time."""
    chart = trend_chart(edition, name, words)
    months = edition.period.months()
    if edition.period.cadence not in _LONG or len(months) < _FEWEST:
        return chart
    metric = edition.measures.workspace.metrics[name]
    key = FigureKey(metric=name, service=ALL_SERVICES)
    figures = tuple(edition.measures.figure(key, month) for month in months)
    judged = _judged(edition, name)
    last = judged[months[-1]].target if months[-1] in judged else None
    return replace(
        chart,
        subtitle=words.say("month-subtitle", text=chart.subtitle),
        marks=tuple(_mark(metric, each, judged.get(each.period), words) for each in figures),
        band=None,
        target=last.value if last else None,
        target_text=f"{words.say('target')} {target_text(metric, last, words)}" if last else None,
        flags=tuple(flags_of(edition, months, words)),
        description=words.say(
            "month-description",
            metric=metric.name.of(words.language),
            count=sum(figure.value is not None for figure in figures),
        ),
    )


def _judged(edition: Edition, name: str) -> Mapping[Period, JudgedPeriod]:
    """Return the months in which a promise over all services was judged."""
    promise = edition.counted_promise(name, ALL_SERVICES)
    return {each.figure.period: each for each in promise.periods} if promise else {}


def _mark(metric: Metric, figure: Figure, judged: JudgedPeriod | None, words: Words) -> Mark:
    """Return one month with its verdict, if a promise is judged by the month."""
    return Mark(
        label=figure.period.label,
        value=figure.value,
        verdict=judged.judgement.verdict.value if judged else None,
        text=shown_value(metric, figure, words, judged.target if judged else None),
    )

"""What an objective counts, in the words of a metric definition and of a query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.errors import UsageError
from generator.openslo.definition import Budgeting

if TYPE_CHECKING:
    from generator.openslo.definition import Objective, Ratio, Slo

_WINDOW: Final = re.compile(r"(\d{1,5})([smhd])?")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
STEP: Final = 300
"""Seconds of a slice for which the definition names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """The parts of a metric over the table of samples, and the query that fills it.

    `query` is empty where the numbers do not come from Prometheus.
    """

    kind: str
    parts: dict[str, str]
    zh: str
    en: str
    query: str
    step: int


def counting(slo: Slo, objective: Objective) -> Counting:
    """Return how an objective is counted; raises UsageError for what has no meaning."""
    step = _seconds(slo, objective)
    ratio = slo.indicator.ratio
    if ratio is None:
        return _against_threshold(slo, objective, step)
    if slo.spec.budgeting is Budgeting.OCCURRENCES:
        return _of_events(ratio, step)
    if slo.spec.budgeting is Budgeting.TIMESLICES:
        return _of_slices(slo, objective, ratio, step)
    return Counting(
        kind="mean",
        parts={"sum": "value", "count": "value IS NOT NULL"},
        zh="各时间片合格率的平均值",
        en="mean of the good shares of the slices of time",
        query=_share(ratio, step),
        step=step,
    )


def _of_events(ratio: Ratio, step: int) -> Counting:
    """Count good events, or those that are not bad."""
    good = "value" if ratio.good else "-value"
    others = "" if ratio.good else " WHEN item = 'total' THEN value"
    part = "good" if ratio.good else "bad"
    one = (ratio.good or ratio.bad) and _parts_query(ratio, part, step)
    return Counting(
        kind="ratio",
        parts={
            "numerator": f"CASE WHEN item = '{part}' THEN {good}{others} ELSE 0 END",
            "denominator": "CASE WHEN item = 'total' THEN value ELSE 0 END",
        },
        zh="合格的请求数 / 全部请求数",
        en="good events / all events",
        query=one or "",
        step=step,
    )


def _of_slices(slo: Slo, objective: Objective, ratio: Ratio, step: int) -> Counting:
    """Count the slices of time whose good share is high enough."""
    least = objective.slice_target
    if least is None:
        raise UsageError(f"{slo.metadata.name}: Timeslices without timeSliceTarget")
    return Counting(
        kind="ratio",
        parts={"numerator": f"value >= {_plain(least)}", "denominator": "value IS NOT NULL"},
        zh=f"合格率不低于 {_plain(least * 100)} % 的时间片 / 有数据的时间片",
        en=f"slices of time with a good share of {_plain(least * 100)} % or more / slices measured",
        query=_share(ratio, step),
        step=step,
    )


def _against_threshold(slo: Slo, objective: Objective, step: int) -> Counting:
    """Count the samples that keep the threshold."""
    measured, value = slo.indicator.threshold, objective.value
    if measured is None or value is None:
        raise UsageError(f"{slo.metadata.name}: neither a ratio nor a threshold with its value")
    bound = f"{objective.operator.sign} {_plain(value)}"
    return Counting(
        kind="ratio",
        parts={"numerator": f"value {bound}", "denominator": "value IS NOT NULL"},
        zh=f"测量值 {bound} 的样本 / 有数据的样本",
        en=f"samples with a value {bound} / samples measured",
        query=measured.source.query,
        step=step,
    )


def _parts_query(ratio: Ratio, part: str, step: int) -> str:
    """Return one query for both numbers of a ratio, told apart by the label `item`."""
    one = ratio.good or ratio.bad
    queries = (one.source.query if one else "", ratio.total.source.query)
    if not all(queries):
        return ""
    labelled = (
        f'label_replace({_events(query, step, counter=ratio.counter)}, "item", "{name}", "", "")'
        for name, query in zip((part, "total"), queries, strict=True)
    )
    return " or ".join(labelled)


def _share(ratio: Ratio, step: int) -> str:
    """Return the query of the good share of each slice."""
    one, whole = ratio.good or ratio.bad, ratio.total.source.query
    if one is None or not one.source.query or not whole:
        return ""
    part, every = (
        _events(query, step, counter=ratio.counter) for query in (one.source.query, whole)
    )
    return f"{part} / {every}" if ratio.good else f"1 - {part} / {every}"


def _events(query: str, step: int, *, counter: bool) -> str:
    """Return the events of a slice: what a counter grows by from its instant on, or the query."""
    return f"sum(increase({query}[{step}s] offset -{step}s))" if counter else f"sum({query})"


def _seconds(slo: Slo, objective: Objective) -> int:
    """Return the seconds of a slice."""
    if objective.slice_window is None:
        return STEP
    found = _WINDOW.fullmatch(str(objective.slice_window))
    if not found:
        raise UsageError(
            f"{slo.metadata.name}: timeSliceWindow {objective.slice_window!r}:"
            " expected a length such as 1m or 60s"
        )
    return int(found[1]) * _SECONDS[found[2] or "m"]


def _plain(number: Decimal) -> str:
    """Return a number without an exponent or noughts at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

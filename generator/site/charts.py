"""Charts of a staged page, drawn from the committed figures of its edition."""

from __future__ import annotations

import html
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.compose.chart import (
    Ahead,
    Band,
    Bar,
    Flag,
    Mark,
    ParetoChart,
    Span,
    Strip,
    StripChart,
    Tick,
    TrendChart,
)
from generator.compose.words import Words
from generator.measure.verdict import Verdict
from generator.render.charts import pareto_svg, strips_svg, trend_svg

if TYPE_CHECKING:
    from collections.abc import Iterator


def figures_html(figures: bytes) -> dict[str, str]:
    """Return chart id -> figure with drawing and data table, from an edition's JSON."""
    edition = json.loads(figures)
    words = Words(edition["language"])
    return {chart["id"]: _figure(chart, words) for chart in edition["charts"]}


def _figure(chart: dict[str, Any], words: Words) -> str:
    """Return one figure as HTML without a blank line, for a block inside Markdown."""
    subtitle = " · ".join(filter(None, (chart["subtitle"], chart.get("unit_text"))))
    lines = (
        # The labels of axes would only fill the results of a search.
        f'<figure class="rg-figure" id="chart-{html.escape(chart["id"])}" data-search-exclude>',
        _caption(chart["title"], subtitle),
        *_drawn(chart, words),
        "</figure>",
    )
    return "\n".join(lines)


def _drawn(chart: dict[str, Any], words: Words) -> tuple[str, ...]:
    """Return a drawing with its data, where these do not stand on the page right behind it."""
    if chart["type"] == ParetoChart.__name__:
        return (pareto_svg(_pareto(chart)),)
    if chart["type"] == StripChart.__name__:
        return (strips_svg(_strips(chart)),)
    return _with_table(_trend(chart), words)


def _caption(title: str, subtitle: str) -> str:
    """Return the message of a chart, and below it what is shown."""
    return (
        f'<figcaption><span class="rg-figure-title">{html.escape(title)}</span> '
        f'<span class="rg-figure-subtitle">{html.escape(subtitle)}</span></figcaption>'
    )


def _with_table(trend: TrendChart, words: Words) -> tuple[str, ...]:
    """Return the drawing of a trend, its flags in words, and its numbers for all readers."""
    flags = (f'<p class="rg-flags">{html.escape(each.text)}</p>' for each in trend.flags)
    table = (
        f"<details><summary>{words.say('data-table')}</summary>"
        f'<table class="rg-table"><tbody>{"".join(_rows(trend, words))}</tbody></table></details>'
    )
    return trend_svg(trend), *flags, table


def _rows(trend: TrendChart, words: Words) -> Iterator[str]:
    """Give one row a period, those ahead marked as forecasts, and the control limits."""
    for mark in trend.marks:
        verdict = words.verdict(Verdict(mark.verdict)) if mark.verdict else ""
        yield _row(mark.label, mark.text, *filter(None, (verdict, mark.note)))
    for each in trend.ahead:
        yield _row(each.label, each.text)
    if trend.band:
        # A sentence of its own: the limits are of no single period.
        yield f'<tr><td colspan="4">{html.escape(trend.band.text)}</td></tr>'


def _row(label: str, text: str, *notes: str) -> str:
    """Return one row: what, how much, and the verdict and more if there is any."""
    cells = "".join(f"<td>{html.escape(note)}</td>" for note in notes)
    return (
        f'<tr><th scope="row">{html.escape(label)}</th>'
        f'<td class="rg-number">{html.escape(text)}</td>{cells}</tr>'
    )


def _trend(chart: dict[str, Any]) -> TrendChart:
    """Build a trend chart from its JSON."""
    marks = (Mark(**{**mark, "value": _number(mark["value"])}) for mark in chart["marks"])
    values = {key: value for key, value in chart.items() if key != "type"}
    values |= {"marks": tuple(marks), "target": _number(chart["target"])}
    # Editions of earlier versions have none of them.
    values["band"] = _band(chart["band"]) if chart.get("band") else None
    values["flags"] = tuple(Flag(**each) for each in chart.get("flags", ()))
    values["ahead"] = tuple(_ahead(each) for each in chart.get("ahead", ()))
    return TrendChart(**values)


def _band(band: dict[str, str]) -> Band:
    """Build control limits from their JSON."""
    return Band(lower=Fraction(band["lower"]), upper=Fraction(band["upper"]), text=band["text"])


def _ahead(each: dict[str, str]) -> Ahead:
    """Build a period that is foretold from its JSON."""
    numbers = {key: Fraction(each[key]) for key in ("value", "lower", "upper")}
    return Ahead(label=each["label"], mark=each["mark"], text=each["text"], **numbers)


def _pareto(chart: dict[str, Any]) -> ParetoChart:
    """Build a Pareto chart from its JSON."""
    bars = (Bar(label, Fraction(value), text) for label, value, text in chart["bars"])
    values = {key: value for key, value in chart.items() if key != "type"}
    return ParetoChart(**(values | {"bars": tuple(bars)}))


def _strips(chart: dict[str, Any]) -> StripChart:
    """Build strips from their JSON."""
    values = {key: value for key, value in chart.items() if key != "type"}
    values["strips"] = tuple(_strip(each) for each in chart["strips"])
    values["ticks"] = tuple(
        Tick(at=Fraction(each["at"]), label=each["label"]) for each in chart["ticks"]
    )
    return StripChart(**values)


def _strip(strip: dict[str, Any]) -> Strip:
    """Build the time of one service from its JSON."""
    spans = (
        Span(**{**each, "start": Fraction(each["start"]), "end": Fraction(each["end"])})
        for each in strip["spans"]
    )
    return Strip(label=strip["label"], text=strip["text"], spans=tuple(spans))


def _number(text: str | None) -> Fraction | None:
    """Read an exact number."""
    return None if text is None else Fraction(text)

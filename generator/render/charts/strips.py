"""Strips of time, one a service: solid where it was down, hollow where time was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.render.charts.drawing import draw
from generator.render.charts.lettering import ASCENT, LINE_HEIGHT, shorten, width_of

if TYPE_CHECKING:
    from generator.compose.chart import Span, StripChart, Tick

WIDTH: Final = 360.0
EDGE, GAP = 2.0, 8.0
ROW, THICKNESS = 34.0, 13.0
# A gap of minutes in a month of days is still to be seen.
NARROWEST: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Hold one drawn stretch: where it begins, how wide it is and what it was."""

    x: float
    width: float
    counted: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold one drawn strip: its texts, its baseline, its top and its gaps."""

    short: str
    text: str
    baseline: float
    top: float
    gaps: tuple[Gap, ...]


def strips_svg(chart: StripChart) -> str:
    """Draw one strip a service, in the order given, as one line of SVG."""
    floor = EDGE + ROW * len(chart.strips)
    return draw(
        "strips.svg.j2",
        chart=chart,
        width=WIDTH,
        height=floor + LINE_HEIGHT + EDGE,
        left=EDGE,
        right=WIDTH - EDGE,
        floor=floor,
        thickness=THICKNESS,
        rows=_rows(chart),
        ticks=[_tick(tick) for tick in chart.ticks],
    )


def _rows(chart: StripChart) -> list[Row]:
    """Return the strips from top to bottom: names above, so that these have all the width."""
    return [
        Row(
            short=shorten(strip.label, WIDTH - 2 * EDGE - GAP - width_of(strip.text)),
            text=strip.text,
            baseline=EDGE + ROW * place + ASCENT,
            top=EDGE + ROW * place + LINE_HEIGHT,
            gaps=tuple(_gap(span) for span in _hollow_first(strip.spans)),
        )
        for place, strip in enumerate(chart.strips)
    ]


def _hollow_first(spans: tuple[Span, ...]) -> list[Span]:
    """Return spans as they are drawn: downtime over what was left out."""
    return sorted(spans, key=lambda span: span.counted)


def _gap(span: Span) -> Gap:
    """Return a stretch that can be seen, within the strip."""
    width = max(float(span.end - span.start) * (WIDTH - 2 * EDGE), NARROWEST)
    x = min(_x(float(span.start)), WIDTH - EDGE - width)
    return Gap(x=x, width=width, counted=span.counted, text=span.text)


def _x(share: float) -> float:
    """Return where a share of the whole time lies."""
    return EDGE + share * (WIDTH - 2 * EDGE)


def _tick(tick: Tick) -> tuple[float, str, str]:
    """Return place and name of a day; the first name begins at the edge."""
    x = _x(float(tick.at))
    return x, tick.label, "start" if x - width_of(tick.label) / 2 < 0 else "middle"

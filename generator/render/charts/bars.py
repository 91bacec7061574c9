"""Causes by weight: Pareto bars with the cumulative share as text, no second axis."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.render.charts.drawing import draw
from generator.render.charts.lettering import (
    ASCENT,
    DESCENT,
    shorten,
    shorten_inside,
    width_of,
)

if TYPE_CHECKING:
    from generator.compose.chart import Bar, ParetoChart
from generator.measure.rounding import cumulative_share

WIDTH = 360.0
EDGE = 2.0
GUTTER = 8.0
ROW, THICKNESS = 28.0, 16.0
LABEL_ROOM, VALUE_ROOM = 132.0, 70.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold one drawn bar: its texts, its baseline, its top and its length."""

    label: str
    short: str
    text: str
    share: str
    baseline: float
    top: float
    length: float


def pareto_svg(chart: ParetoChart) -> str:
    """Draw causes as horizontal bars, in the order given, as one line of SVG."""
    names = _names(chart.bars)
    left = GUTTER + max((width_of(name) for name in names), default=0.0)
    shares = cumulative_shares(chart.bars)
    share_room = max(map(width_of, shares), default=0.0) + GUTTER
    value_room = max((width_of(bar.text) for bar in chart.bars), default=0.0) + GUTTER
    longest = WIDTH - EDGE - left - share_room - value_room
    return draw(
        "pareto.svg.j2",
        chart=chart,
        width=WIDTH,
        height=ROW * max(len(chart.bars), 1) + 2 * EDGE,
        left=left,
        right=WIDTH - EDGE,
        gutter=GUTTER,
        thickness=THICKNESS,
        rows=_rows(chart.bars, names, shares, longest),
    )


def cumulative_shares(bars: tuple[Bar, ...]) -> tuple[str, ...]:
    """Print the share of the whole that each bar and those before it make.

    Written as the table beside the chart writes them; 100 % only where nothing is left.
    """
    whole = sum((bar.value for bar in bars), Fraction(0))
    sums = [
        sum((bar.value for bar in bars[: index + 1]), Fraction(0)) for index in range(len(bars))
    ]
    return tuple(f"{cumulative_share(part / whole)} %" if whole else "–" for part in sums)


def _rows(
    bars: tuple[Bar, ...], names: tuple[str, ...], shares: tuple[str, ...], longest: float
) -> list[Row]:
    """Lay the bars out from the top; the largest has the full length."""
    largest = max((bar.value for bar in bars), default=Fraction(0)) or Fraction(1)
    return [
        Row(
            label=bar.label,
            short=name,
            text=shorten(bar.text, VALUE_ROOM),
            share=share,
            baseline=EDGE + ROW * (index + 0.5) + (ASCENT - DESCENT) / 2,
            top=EDGE + ROW * index + (ROW - THICKNESS) / 2,
            length=float(bar.value / largest) * longest,
        )
        for index, (bar, name, share) in enumerate(zip(bars, names, shares, strict=True))
    ]


def _names(bars: tuple[Bar, ...]) -> tuple[str, ...]:
    """Return the names of causes as printed; two that are not the same never look the same."""
    cut = tuple(shorten(bar.label, LABEL_ROOM) for bar in bars)
    if len(set(cut)) == len(cut):
        return cut
    return tuple(shorten_inside(bar.label, LABEL_ROOM) for bar in bars)

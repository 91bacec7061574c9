"""The recent course of a figure in a table cell: no axis, no text, the newest mark stands out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.render.charts.drawing import draw
from generator.render.charts.palette import sign_of

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.compose.chart import Sparkline

WIDTH, HEIGHT = 96.0, 20.0
# Room for half a mark on every side.
PADDING = 4.0


def sparkline_svg(chart: Sparkline) -> str:
    """Draw a sparkline as one line of SVG, 96 × 20 units."""
    heights = _heights([mark.value for mark in chart.marks])
    points = [
        (_x(index, len(heights)), height, sign_of(mark.verdict))
        for index, (height, mark) in enumerate(zip(heights, chart.marks, strict=True))
        if height is not None
    ]
    return draw(
        "sparkline.svg.j2",
        chart=chart,
        width=WIDTH,
        height=HEIGHT,
        runs=_runs(heights),
        # Only what a glance needs: where it stands now, and where a promise was broken.
        signs=[point for point in points[:-1] if point[2] == "missed"] + points[-1:],
    )


def _heights(values: list[Fraction | None]) -> list[float | None]:
    """Spread the values over the height; a flat course runs through the middle."""
    present = [value for value in values if value is not None]
    low, high = min(present, default=None), max(present, default=None)
    if low is None or high is None or low == high:
        return [None if value is None else HEIGHT / 2 for value in values]
    room = HEIGHT - 2 * PADDING
    return [
        None if value is None else PADDING + float((high - value) / (high - low)) * room
        for value in values
    ]


def _x(index: int, count: int) -> float:
    """Return the middle of a period; the first and the last lie at the edges."""
    if count == 1:
        return WIDTH / 2
    return PADDING + index * (WIDTH - 2 * PADDING) / (count - 1)


def _runs(heights: list[float | None]) -> list[list[tuple[float, float]]]:
    """Return the pieces of the line; a period without a sample parts them."""
    pieces = groupby(enumerate(heights), key=lambda entry: entry[1] is not None)
    return [
        [(_x(index, len(heights)), height) for index, height in piece if height is not None]
        for has_value, piece in pieces
        if has_value
    ]

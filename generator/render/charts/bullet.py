"""A value beside its target in a table cell: a bar, a tick, and the promised side shaded."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.render.charts.drawing import draw
from generator.render.charts.scale import scale_of
from generator.target import PERCENT, Operator

if TYPE_CHECKING:
    from generator.compose.chart import Bullet
    from generator.render.charts.scale import Scale
    from generator.target import Target

WIDTH, HEIGHT = 72.0, 16.0
# Half a stroke stays inside the canvas.
EDGE = 1.0
_UPWARD = (Operator.MORE, Operator.AT_LEAST)


def bullet_svg(chart: Bullet) -> str:
    """Draw a bullet as one line of SVG, 72 × 16 units; hidden from readers by ear.

    Percentages near 100 leave out the lower part of the axis; the bar then begins torn.
    """
    values = (chart.value, *chart.target.bounds)
    scale = scale_of(values, percent=chart.target.unit == PERCENT, from_zero=False)
    return draw(
        "bullet.svg.j2",
        width=WIDTH,
        height=HEIGHT,
        start=EDGE if scale.broken else _x(scale, Fraction(0)),
        end=_x(scale, chart.value),
        torn=scale.broken,
        promised=_promised(scale, chart.target),
        ticks=[_x(scale, bound) for bound in chart.target.bounds],
    )


def _x(scale: Scale, value: Fraction) -> float:
    """Return where a value stands."""
    return scale.between(value, EDGE, WIDTH - EDGE)


def _promised(scale: Scale, target: Target) -> tuple[float, float]:
    """Return where the promised side begins and ends."""
    low, high = target.bounds[0], target.bounds[-1]
    if target.operator in _UPWARD:
        return _x(scale, low), WIDTH - EDGE
    return (EDGE if len(target.bounds) == 1 else _x(scale, low)), _x(scale, high)

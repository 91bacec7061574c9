"""The fan of a forecast: a dashed line inside its shaded interval, behind the newest mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.render.charts.placing import Placed

if TYPE_CHECKING:
    from generator.compose.chart import TrendChart
    from generator.render.charts.frame import Frame

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """Hold a forecast on the canvas; all is empty for a chart without one."""

    outline: tuple[Point, ...]
    """Round the interval: along its upper end, and back along the lower one."""
    course: tuple[Point, ...]
    placed: tuple[Placed, ...]


def fan_of(chart: TrendChart, frame: Frame) -> Fan:
    """Place the periods ahead; the fan opens at the newest mark, if that has a value."""
    first = len(chart.marks)
    spots = [(frame.x(first + index), each) for index, each in enumerate(chart.ahead)]
    last = chart.marks[-1].value if chart.marks and spots else None
    start = () if last is None else ((frame.x(first - 1), frame.y(last)),)
    upper = tuple((x, frame.y(each.upper)) for x, each in spots)
    lower = tuple((x, frame.y(each.lower)) for x, each in reversed(spots))
    placed = tuple(
        Placed(
            x=x,
            y=frame.y(each.value),
            sign="ahead",
            text=each.mark,
            hint=f"{each.label} {each.text}",
        )
        for x, each in spots
    )
    return Fan(
        outline=(*start, *upper, *lower),
        course=(*start, *((mark.x, mark.y) for mark in placed)),
        placed=placed,
    )

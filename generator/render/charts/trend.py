"""One figure over time: a line or bars, the target as a labelled line, a sign for each verdict."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from generator.render.charts.drawing import draw
from generator.render.charts.fan import fan_of
from generator.render.charts.frame import BOTTOM, HEIGHT, TOP, WIDTH, Frame
from generator.render.charts.lettering import (
    ASCENT,
    DESCENT,
    LINE_HEIGHT,
    Box,
    shorten,
    width_of,
    wrap,
)
from generator.render.charts.palette import sign_of
from generator.render.charts.placing import Label, Placed, axis_labels, value_labels
from generator.render.charts.scale import Scale, scale_of

if TYPE_CHECKING:
    from generator.compose.chart import Mark, TrendChart

# The torn edge of a broken axis stands this far below its lowest tick.
TEAR = 8.0
EDGE = 2.0
GUTTER = 8.0
# The most that the words of the target and of a period may take.
TARGET_ROOM, PERIOD_ROOM = 64.0, 110.0
WIDEST_BAR = 44.0
PERIODS_BASELINE = 182.0
FLAG_BASELINE = 11.0


def trend_svg(chart: TrendChart) -> str:
    """Draw a trend chart as one line of SVG, 360 units wide."""
    target = _target_labels(chart)
    frame = _frame(chart, target)
    placed = _placed(chart.marks, frame)
    fan = fan_of(chart, frame)
    return draw(
        "trend.svg.j2",
        chart=chart,
        width=WIDTH,
        height=HEIGHT,
        top=FLAG_BASELINE,
        bottom=BOTTOM,
        tear=TEAR,
        frame=frame,
        ticks=[(frame.y(tick), frame.scale.text(tick)) for tick in frame.scale.ticks()],
        runs=_runs(chart.marks, frame),
        bar_width=min(frame.band * 0.6, WIDEST_BAR),
        placed=placed,
        band=_band(chart, frame),
        noted=[frame.x(index) for index, mark in enumerate(chart.marks) if mark.note],
        flags=_flags(chart, frame),
        fan=fan,
        gaps=[frame.x(index) for index, mark in enumerate(chart.marks) if mark.value is None],
        target_labels=target,
        value_labels=_value_labels(chart, (*placed, *fan.placed), frame, target),
        periods=_period_labels(chart, frame),
    )


def _scale(chart: TrendChart) -> Scale:
    """Choose the value axis; bars always start at zero, else their length would lie."""
    values = [mark.value for mark in chart.marks if mark.value is not None]
    targets = [] if chart.target is None else [chart.target]
    limits = [chart.band.lower, chart.band.upper] if chart.band else []
    ahead = [end for each in chart.ahead for end in (each.lower, each.value, each.upper)]
    values.extend((*targets, *limits, *ahead))
    return scale_of(values, percent=chart.percent, from_zero=chart.shape == "bar")


def _frame(chart: TrendChart, target: tuple[Label, ...]) -> Frame:
    """Fit the plot between the tick texts at the left and the target's words at the right."""
    scale = _scale(chart)
    ticks = max(width_of(scale.text(tick)) for tick in scale.ticks())
    words = max((width_of(label.text) + GUTTER for label in target), default=0.0)
    return Frame(
        left=ticks + GUTTER,
        right=WIDTH - EDGE - words,
        scale=scale,
        periods=len(chart.marks) + len(chart.ahead),
    )


def _flags(chart: TrendChart, frame: Frame) -> list[tuple[float, str]]:
    """Return where each period with events stands, and their numbers."""
    places = {mark.label: index for index, mark in enumerate(chart.marks)}
    found: dict[int, list[str]] = {}
    for flag in chart.flags:
        found.setdefault(places[flag.label], []).append(flag.number)
    return [(frame.x(place), f"⚑{'+'.join(numbers)}") for place, numbers in sorted(found.items())]


def _band(chart: TrendChart, frame: Frame) -> tuple[float, float] | None:
    """Return top and bottom of the control limits."""
    return (frame.y(chart.band.upper), frame.y(chart.band.lower)) if chart.band else None


def _target_labels(chart: TrendChart) -> tuple[Label, ...]:
    """Print the target at the right end of its line, on two lines where one is too long."""
    if chart.target is None or not chart.target_text:
        return ()
    lines = wrap(chart.target_text, TARGET_ROOM)
    middle = _scale(chart).between(chart.target, BOTTOM, TOP)
    first = middle + (ASCENT - DESCENT) / 2 - LINE_HEIGHT * (len(lines) - 1) / 2
    room = max(map(width_of, lines))
    x = WIDTH - EDGE - room / 2
    return tuple(
        Label(x=x, y=first + LINE_HEIGHT * index, text=line) for index, line in enumerate(lines)
    )


def _placed(marks: tuple[Mark, ...], frame: Frame) -> tuple[Placed, ...]:
    """Place the marks that have a value."""
    present = [
        (index, mark, mark.value) for index, mark in enumerate(marks) if mark.value is not None
    ]
    values = [value for _, _, value in present]
    return tuple(
        Placed(
            x=frame.x(index),
            y=frame.y(value),
            sign=sign_of(mark.verdict),
            text=mark.text,
            hint=f"{mark.label} {mark.text}",
            valley=_is_valley(values, place),
        )
        for place, (index, mark, value) in enumerate(present)
    )


def _is_valley(values: list[Fraction], place: int) -> bool:
    """Tell whether a value lies below its neighbours; at an end, below the only one."""
    neighbours = values[max(place - 1, 0) : place] + values[place + 1 : place + 2]
    return bool(neighbours) and all(values[place] < value for value in neighbours)


def _runs(marks: tuple[Mark, ...], frame: Frame) -> list[list[tuple[float, float]]]:
    """Return the pieces of the line; a period without a sample parts them."""
    pieces = groupby(enumerate(marks), key=lambda entry: entry[1].value is not None)
    return [
        [(frame.x(index), frame.y(mark.value)) for index, mark in piece if mark.value is not None]
        for has_value, piece in pieces
        if has_value
    ]


def _value_labels(
    chart: TrendChart, placed: tuple[Placed, ...], frame: Frame, target: tuple[Label, ...]
) -> tuple[Label, ...]:
    """Print values beside their marks, clear of the target line and its words."""
    taken = [
        Box(label.x - width_of(label.text) / 2, label.y - ASCENT, WIDTH, label.y + DESCENT)
        for label in target
    ]
    for x, text in _flags(chart, frame):
        room = width_of(text) / 2
        taken.append(Box(x - room, FLAG_BASELINE - ASCENT, x + room, FLAG_BASELINE + DESCENT))
    if chart.target is not None:
        line = frame.y(chart.target)
        taken.append(Box(frame.left, line - 1, frame.right, line + 1))
    canvas = Box(frame.left, EDGE, WIDTH - EDGE, BOTTOM + TEAR)
    return value_labels(placed, taken, canvas, line=chart.shape == "line")


def _period_labels(chart: TrendChart, frame: Frame) -> tuple[Label, ...]:
    """Print the names of the periods under the plot."""
    names = [*(mark.label for mark in chart.marks), *(each.label for each in chart.ahead)]
    return axis_labels(
        [shorten(name, PERIOD_ROOM) for name in names],
        [frame.x(index) for index in range(len(names))],
        PERIODS_BASELINE,
        Box(EDGE, 0, WIDTH - EDGE, HEIGHT),
    )

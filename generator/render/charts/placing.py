"""Which values are printed beside their marks, and where, so that no two texts overlap."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.render.charts.lettering import ASCENT, DESCENT, Box, box_of, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Distance from the middle of a mark to the baseline above it and to the top of the text below it.
ABOVE, BELOW = 9.0, 8.0
MARK_RADIUS = 5.0
LABEL_GAP = 8.0
NEWS = ("missed", "at-risk")
COURSE_STEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Hold a mark on the canvas; `valley` says that the line comes down to it and goes up."""

    x: float
    y: float
    sign: str
    text: str
    hint: str
    valley: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Hold a text centred on x with its baseline at y."""

    x: float
    y: float
    text: str


def value_labels(
    marks: Sequence[Placed], taken: Iterable[Box], canvas: Box, *, line: bool
) -> tuple[Label, ...]:
    """Print the values that matter, most telling first, and leave out those without room.

    The table beneath a chart holds every value, so a text left out is not lost. With `line` a text
    may stand under its mark and keeps off the line; the newest value and misses may touch it.
    """
    boxes = [*taken, *(_mark_box(mark) for mark in marks)]
    course = tuple(_course_boxes(marks)) if line else ()
    labels: list[Label] = []
    for mark in _by_weight(marks):
        sides = _sides(mark) if line else (mark.y - ABOVE,)
        label = _fitting(mark, sides, (*boxes, *course), canvas)
        if label is None and (mark.sign in NEWS or mark is marks[-1]):
            label = _fitting(mark, sides, boxes, canvas)
        if label is not None:
            labels.append(label)
            boxes.append(box_of(label.text, label.x, label.y))
    return tuple(sorted(labels, key=lambda label: (label.x, label.y)))


def axis_labels(
    texts: Sequence[str], middles: Sequence[float], y: float, canvas: Box
) -> tuple[Label, ...]:
    """Print the names of periods; when they are too wide every second, third … from the last.

    One at an edge is moved inwards, so its neighbour may have to go as well.
    """
    band = (middles[1] - middles[0]) if len(middles) > 1 else canvas.right
    widest = max(map(width_of, texts), default=0.0) + LABEL_GAP
    every = max(1, -int(-widest // band))
    chosen = range(len(texts) - 1, -1, -every)
    labels: list[Label] = []
    for index in chosen:
        label = Label(x=_inside(middles[index], texts[index], canvas), y=y, text=texts[index])
        box = box_of(label.text, label.x, y)
        if not any(box.meets(box_of(other.text, other.x, y)) for other in labels):
            labels.append(label)
    return tuple(reversed(labels))


def _by_weight(marks: Sequence[Placed]) -> list[Placed]:
    """Order marks: the newest, then misses and warnings, then the first, then the others."""
    newest = marks[-1:]
    news = [mark for mark in marks[-2::-1] if mark.sign in NEWS]
    others = [mark for mark in marks[:-1] if mark.sign not in NEWS]
    return [*newest, *news, *others]


def _sides(mark: Placed) -> tuple[float, float]:
    """Return the baselines above and below a mark; in a valley the one below first."""
    above, below = mark.y - ABOVE, mark.y + BELOW + ASCENT
    return (below, above) if mark.valley else (above, below)


def _fitting(
    mark: Placed, baselines: Iterable[float], boxes: Sequence[Box], canvas: Box
) -> Label | None:
    """Return the label at the first free baseline, or none where all are taken."""
    x = _inside(mark.x, mark.text, canvas)
    for baseline in baselines:
        box = box_of(mark.text, x, baseline)
        inside = box.top >= canvas.top and box.bottom <= canvas.bottom
        if inside and not any(box.meets(other) for other in boxes):
            return Label(x=x, y=baseline, text=mark.text)
    return None


def _course_boxes(marks: Sequence[Placed]) -> Iterable[Box]:
    """Cover the line between marks with small boxes."""
    for start, end in pairwise(marks):
        for step in range(1, COURSE_STEPS):
            x = start.x + (end.x - start.x) * step / COURSE_STEPS
            y = start.y + (end.y - start.y) * step / COURSE_STEPS
            yield Box(x - 1, y - 1, x + 1, y + 1)


def _inside(x: float, text: str, canvas: Box) -> float:
    """Move the middle of a text so that the text stays on the canvas."""
    half = width_of(text) / 2
    return min(max(x, canvas.left + half), canvas.right - half)


def _mark_box(mark: Placed) -> Box:
    """Return the room that the sign of a mark takes."""
    # A little less than the sign: its own label stands close by.
    reach = MARK_RADIUS - DESCENT / 2
    return Box(mark.x - reach, mark.y - reach, mark.x + reach, mark.y + reach)

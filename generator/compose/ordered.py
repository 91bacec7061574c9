"""Break-downs whose members have an order of their own: weekdays, hours, ages."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from generator.compose.blocks import (
    Align,
    Block,
    ChartPlace,
    Column,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.compose.chart import Mark, TrendChart
from generator.compose.numbers import exact_text
from generator.compose.values import member_name, share_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.workspace.model.metrics import Dimension, Metric

WEEKDAY: Final = "weekday"
"""Members 1 to 7, Monday first, as ISO 8601 counts them."""
HOUR: Final = "hour"
"""Members 0 to 23, the hour that begins."""
AGE: Final = "age"
"""Members in the order of their text, such as 0-7 d and 8-30 d, written with leading zeros."""
ARRIVALS: Final = (WEEKDAY, HOUR)
_DAYS: Final = tuple(str(day) for day in range(1, 8))


def is_ordered(dimension: Dimension) -> bool:
    """Tell whether the members of a dimension are shown in their order, not by size."""
    return dimension.id in {*ARRIVALS, AGE}


def ordered_breakdown(
    edition: Edition, metric: Metric, dimension: Dimension, words: Words
) -> Iterator[Block]:
    """Show one break-down in the order of its members: bars for the site, a table for all."""
    members = edition.measures.members(metric.id, dimension.id)
    figures = tuple(sorted(members, key=lambda figure: _place(figure.key.member)))
    if not figures:
        return
    names = {
        "metric": metric.name.of(words.language),
        "dimension": dimension.name.of(words.language),
    }
    title = words.say("by-dimension", **names)
    yield Subheading(title=title)
    yield ChartPlace(chart=_bars(dimension, figures, names, words))
    yield _table(title, dimension, figures, words)


def _place(member: str) -> tuple[int, str]:
    """Sort numbers by their size, and all else after them by its text."""
    is_number = member.isascii() and member.isdigit()
    return (int(member), "") if is_number else (24, member)


def _name(dimension: Dimension, member: str, words: Words) -> str:
    """Return how readers call a member."""
    if dimension.id == WEEKDAY and member in _DAYS:
        return words.say(f"day-of-week-{member}")
    if dimension.id == HOUR and member.isdigit():
        return f"{int(member):02d}"
    return member_name(member, words)


def _bars(
    dimension: Dimension, figures: tuple[Figure, ...], names: dict[str, str], words: Words
) -> TrendChart:
    """Return the members as bars in their order."""
    most = max(figures, key=lambda figure: figure.value or 0)
    return TrendChart(
        id=f"{figures[0].key.anchor}-order",
        title=words.say("pareto-title", first=_name(dimension, most.key.member, words), **names),
        subtitle=words.say("ordered-subtitle", period=figures[0].period.title(words.language)),
        unit_text="",
        percent=False,
        marks=tuple(
            Mark(
                label=_name(dimension, figure.key.member, words),
                value=figure.value,
                verdict=None,
                text=exact_text(figure.value or Fraction(0)),
            )
            for figure in figures
        ),
        target=None,
        target_text=None,
        description=words.say("ordered-description", count=len(figures), **names),
        shape="bar",
    )


def _table(title: str, dimension: Dimension, figures: tuple[Figure, ...], words: Words) -> Table:
    """Return member, number and share, one row a member."""
    total = sum((figure.value or Fraction(0) for figure in figures), start=Fraction(0))
    return Table(
        caption=title,
        columns=(
            Column(title=dimension.name.of(words.language)),
            Column(title=words.say("value"), align=Align.RIGHT),
            Column(title=words.say("share"), align=Align.RIGHT),
        ),
        rows=tuple(
            (
                plain(_name(dimension, figure.key.member, words)),
                (Text(text=exact_text(figure.value or Fraction(0)), figure=figure),),
                plain(share_text(figure.value or Fraction(0), total, words)),
            )
            for figure in figures
        ),
    )

"""Chart values: what a chart shows, before anyone decides how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Hold one period of a series.

    `value` is None for a period without a sample: the drawing leaves a gap there.
    `verdict` is the text of a `Verdict` ("met", "at-risk", "missed", "not-assessed", "no-sample"),
    or None for a series that is not held against a target.
    """

    label: str
    value: Fraction | None
    verdict: str | None
    text: str
    note: str = ""
    """Why a mark stands out, in words: it is beyond the control limits, or in a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Hold control limits, drawn as a thin band behind the marks."""

    lower: Fraction
    upper: Fraction
    text: str
    """The limits in words, for the subtitle and the table of data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Hold an event of one period: its number in the drawing, and what it was below it."""

    label: str
    """The period, as its mark names it."""
    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Hold one period that is foretold, with the ends of its interval.

    `mark` is printed in the drawing, `text` with the interval in the table; both say that it
    is a forecast.
    """

    label: str
    value: Fraction
    lower: Fraction
    upper: Fraction
    mark: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChart:
    """Hold one series over time.

    `id` is unique on its page (the figure id). `title` is the message in words and `description`
    the sentence a screen reader speaks. Percent values are shares of 1: 95 % is 19/20.
    `target_text` is printed beside the target line and names it: "目标 > 95 %".
    """

    id: str
    title: str
    subtitle: str
    unit_text: str
    percent: bool
    marks: tuple[Mark, ...]
    target: Fraction | None
    target_text: str | None
    description: str
    shape: Literal["line", "bar"] = "line"
    band: Band | None = None
    ahead: tuple[Ahead, ...] = ()
    """Periods after the marks: dashed, in a shaded interval."""
    flags: tuple[Flag, ...] = ()
    """Major events in the periods of the marks."""


class Bar(NamedTuple):
    """Hold one cause of a Pareto chart: its name, its count and the count as printed."""

    label: str
    value: Fraction
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParetoChart:
    """Hold causes by weight.

    `bars` come largest first; a bar for all the rest may stand last. Together they are the whole,
    so that the cumulative share ends at 100 %. Values are not negative.
    """

    id: str
    title: str
    subtitle: str
    bars: tuple[Bar, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Hold a stretch of time in a strip; both ends are shares of the strip's whole time."""

    start: Fraction
    end: Fraction
    counted: bool
    """Whether it is downtime; if not, it was left out."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Hold the time of one service: its name, its availability as printed, and its gaps."""

    label: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Hold a day that is named below the strips; `at` is a share of their whole time."""

    at: Fraction
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StripChart:
    """Hold when each service was up and when it was not, one strip a service."""

    id: str
    title: str
    subtitle: str
    strips: tuple[Strip, ...]
    ticks: tuple[Tick, ...]
    description: str


Chart = TrendChart | ParetoChart | StripChart
"""What a page may show between its tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparkline:
    """Hold the recent course of one figure, small enough for a table cell."""

    id: str
    marks: tuple[Mark, ...]
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """Hold one value beside its target, small enough for a table cell.

    There are no words for readers by ear: the cells beside it say both numbers.
    """

    value: Fraction
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Hold what the site shows of a promise at a glance: its periods, its target."""

    clause: str
    target: Target | None
    spark: Sparkline


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Hold one headline metric as a reader in a hurry wants it; all of it in words."""

    name: str
    link: str
    """Where the value leads to: the row of its lineage; empty for a value without records."""
    value: str
    target: str
    verdict: str | None
    """The text of a `Verdict`, or None for a metric that is not judged."""
    judged: str
    """Sign and word of the verdict; a dash without one."""
    change: str
    """A word of rise or fall where a rule has spoken, else empty."""
    note: str
    """What the value was computed from, and what must be known beside it."""
    spark: Sparkline

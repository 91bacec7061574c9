"""How a figure is written: its number, unit, parts and target in the words of a language."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.compose.blocks import Align, Column, Line, Text, plain
from generator.compose.numbers import exact_text, grouped
from generator.compose.parts import parts_text
from generator.kinds import Better, MetricKind
from generator.measure.figure import ALL_SERVICES, Disclosure
from generator.measure.rounding import Rounding, format_number
from generator.workspace.model.metrics import Unit
from generator.workspace.model.records import NOT_STATED

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.bounds import Bounds
    from generator.measure.figure import Figure
    from generator.measure.measure import Measures
    from generator.target import Target
    from generator.workspace.model.agreements import Agreement
    from generator.workspace.model.metrics import Metric


# Columns whose cells are numbers, and end on the right.
_NUMBERS = (
    "value",
    "target",
    "parts",
    "previous",
    "year-to-date",
    "level",
    "threshold",
    "days-ahead",
)


def value_text(
    metric: Metric, value: Fraction | None, words: Words, against: Target | None = None
) -> str:
    """Return a value with its unit; a dash when there is none.

    More digits than the metric asks for are printed when fewer would show a miss as a
    hit, or a hit as a miss.
    """
    if value is None:
        return words.say("no-value")
    percent = metric.unit is Unit.PERCENT
    # Availability is never rounded up to 100 %: 99.995 % is cut (trap 10). Where less is better,
    # cutting would flatter.
    is_guarded = metric.kind is MetricKind.DURATION_RATIO and metric.better is not Better.LOWER
    rounding = Rounding.GUARDED if is_guarded else Rounding.NEAREST
    digits = format_number(
        value, metric.decimals, percent=percent, against=against, rounding=rounding
    )
    # A sign that stands for a direction is always there (trap 40).
    plus = "+" if metric.signed and value > 0 else ""
    return _with_unit(metric, f"{plus}{grouped(digits)}", words)


def unit_text(metric: Metric, words: Words) -> str:
    """Return the unit as it stands beside a number; of money the code of its currency."""
    return metric.currency or words.term(metric.unit)


def _with_unit(metric: Metric, number: str, words: Words) -> str:
    """Put a number and its unit together; a currency stands in front, points are `4.5 / 5`."""
    # Where points may be negative, the most says nothing without the least.
    if metric.scale and metric.scale.least >= 0:
        return words.say("of-scale", number=number, most=exact_text(Fraction(metric.scale.most)))
    unit = unit_text(metric, words)
    if not unit:
        return number
    return f"{unit} {number}" if metric.currency else f"{number} {unit}"


def shown_value(metric: Metric, figure: Figure, words: Words, against: Target | None = None) -> str:
    """Return the value of a figure.

    Of too few cases it is their counts alone (trap 7), of none the word for it (trap 6).
    """
    if figure.suppressed:
        return words.term(Disclosure.SUPPRESSED)
    if metric.min_n and figure.n is not None and 0 < figure.n < metric.min_n:
        return parts_text(figure.parts, words)
    if figure.is_without_sample:
        return words.say("without-sample")
    return value_text(metric, figure.value, words, against)


def figure_line(
    metric: Metric, figure: Figure, words: Words, against: Target | None = None
) -> Line:
    """Return the value of a figure as text that leads to its lineage."""
    text = shown_value(metric, figure, words, against)
    shown = Text(text=text, figure=figure if figure.records else None)
    return (shown, *_marks(figure, words))


def bare_value(metric: Metric, figure: Figure, words: Words, against: Target | None = None) -> Line:
    """Return the value of a figure of another period: text without a link."""
    text = shown_value(metric, figure, words, against)
    return (*plain(text), *_marks(figure, words))


def _marks(figure: Figure, words: Words) -> Line:
    """Return in brackets what a reader must know beside the value of a figure."""
    if not figure.disclosures:
        return ()
    marks = [_mark(each, figure, words) for each in figure.disclosures]
    # The words for a suppressed value stand in its place.
    aside = words.say("aside", text="", aside=words.say("listed").join(marks))
    return (Text(text="" if figure.suppressed else aside, disclosed=figure.disclosures),)


def _mark(disclosure: Disclosure, figure: Figure, words: Words) -> str:
    """Return one mark; what is incomplete says how much is there (trap 37)."""
    mark = words.term(disclosure)
    if disclosure is not Disclosure.INCOMPLETE:
        return mark
    share = format_number(figure.coverage, 1, percent=True)
    lacks_months_only = figure.coverage == Fraction(figure.covered, figure.months)
    key = "coverage-months" if lacks_months_only else "coverage"
    said = words.say(key, share=share, covered=figure.covered, months=figure.months)
    return words.say("pair", name=mark, text=said)


def interval_text(metric: Metric, bounds: Bounds, target: Target | None, words: Words) -> str:
    """Return both ends of a 95 % interval in the unit of its metric: `76.4–99.1 %`."""
    percent = metric.unit is Unit.PERCENT
    ends = (
        format_number(end, metric.decimals, percent=percent, against=target)
        for end in (bounds.lower, bounds.upper)
    )
    return words.say("interval", text=_with_unit(metric, "–".join(ends), words))


def target_text(metric: Metric, target: Target | None, words: Words) -> str:
    """Return a target in the unit of its metric, in the reader's language."""
    if target is None:
        return words.say("no-target")
    bare = target.text().removesuffix(f" {target.unit}").removesuffix(" %")
    bare = bare.replace(">=", "≥").replace("<=", "≤").replace("..", "–").replace("-", "−")
    sign, _, number = bare.rpartition(" ")
    return f"{sign} {_with_unit(metric, number, words)}".lstrip()


def column(key: str, measures: Measures, words: Words) -> Column:
    """Return a column by the key of its title; a year to date that begins later says so."""
    title = _to_date_title(measures, words) if key == "year-to-date" else words.say(key)
    return Column(title=title, align=Align.RIGHT if key in _NUMBERS else Align.LEFT)


def _to_date_title(measures: Measures, words: Words) -> str:
    """Name the year to date, which for some parties is a fiscal year, or where it begins."""
    first_month = measures.workspace.fiscal_year_start(measures.party)
    start = measures.year_to_date.start
    if start != measures.period.year_to_date(first_month).start:
        return words.say("since", start=f"{start:%Y-%m}")
    return words.say("fiscal-year-to-date" if first_month > 1 else "year-to-date")


def due_rule_text(rule: str, words: Words) -> str:
    """Return a due rule such as `5 working days` in the reader's language."""
    days, kind = rule.split()[:2]
    return words.say(f"due-{kind}", days=days)


def clock_text(agreement: Agreement, words: Words) -> str:
    """Say how the clocks of an agreement's cases run (trap 17)."""
    rules = agreement.clock_rules
    return words.say(
        "clock-rules",
        title=agreement.title.of(words.language),
        start=words.term(rules.start),
        reopening=words.term(rules.reopening),
    )


def service_name(measures: Measures, service: str, words: Words) -> str:
    """Return the name of a service, or the words for all of them together."""
    if service == ALL_SERVICES:
        return words.say("all")
    return measures.workspace.services[service].name.of(words.language)


def member_name(member: str, words: Words) -> str:
    """Return a member of a break-down as the export has it, or that it was not stated."""
    return words.say("not-stated") if member == NOT_STATED else member


def share_text(part: Fraction, total: Fraction, words: Words) -> str:
    """Write a share of a total; nothing is no share of nothing."""
    if not total:
        return words.say("no-value")
    return f"{grouped(format_number(part / total, 1, percent=True))} %"

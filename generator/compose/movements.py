"""Why a ratio moved: a table of rate and mix effects, and contradictions in a sentence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Align,
    Block,
    Column,
    Line,
    Paragraph,
    Subheading,
    Table,
    plain,
)
from generator.compose.numbers import exact_text, grouped
from generator.compose.parts import parts_text
from generator.compose.values import member_name, service_name, value_text
from generator.measure.movement import contradictions, movements
from generator.measure.rollup import over_time
from generator.measure.rounding import format_number
from generator.workspace.model.metrics import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.measure import Measures
    from generator.measure.mix import Effect, Reversal
    from generator.measure.movement import Contradiction, Movement
    from generator.measure.rollup import Ratio
    from generator.workspace.model.metrics import Dimension, Metric

_MOST_MEMBERS = 5


def why_they_moved(
    measures: Measures, metrics: tuple[Metric, ...], words: Words
) -> Iterator[Block]:
    """Show the movements of ratios and what contradicts their parts; then what both mean."""
    moved = [movement for metric in metrics for movement in movements(measures, metric)]
    for movement in moved:
        yield from _movement(measures, movement, words)
    for metric in metrics:
        for contradiction in contradictions(measures, metric):
            yield Paragraph(line=plain(_between_services(measures, contradiction, words)))
    if moved:
        yield Paragraph(line=plain(words.say("why-note")))


def move_of_clause(clause: str, movement: Movement, words: Words) -> str:
    """Say in a sentence how much of a promise's move is rate and how much mix."""
    metric, change = movement.metric, movement.change
    numbers = {"whole": change.rate + change.mix, "rate": change.rate, "mix": change.mix}
    return words.say(
        "clause-move",
        clause=clause,
        metric=metric.name.of(words.language),
        split=_split(movement.dimension, words),
        **{key: _with_unit(metric, number, words) for key, number in numbers.items()},
    )


def reversal_text(measures: Measures, movement: Movement, words: Words) -> str:
    """Say that the whole went one way against the previous period, and no part did."""
    assert movement.reversal  # noqa: S101 - asked for those alone that have one
    paradox = movement.reversal
    below = words.say("lower" if _is_lower(paradox) else "higher")
    return words.say(
        "reversal-in-time",
        metric=movement.metric.name.of(words.language),
        split=_split(movement.dimension, words),
        below=below,
        **_ratios_of(measures, movement.dimension, paradox, words),
    )


def _movement(measures: Measures, movement: Movement, words: Words) -> Iterator[Block]:
    """Show one movement: its table, its numerator, and whether it contradicts its parts."""
    metric, change = movement.metric, movement.change
    title = words.say(
        "why-it-moved",
        metric=metric.name.of(words.language),
        split=_split(movement.dimension, words),
    )
    yield Subheading(title=title, minor=True)
    is_percent = metric.unit is Unit.PERCENT
    unit = words.say("percentage-points") if is_percent else words.term(metric.unit)
    effects = (words.say(key, unit=unit) for key in ("by-rate", "by-mix", "by-both"))
    headings = (words.say("previous"), words.say("this-period"), *effects)
    yield Table(
        caption=title,
        columns=(
            Column(title=words.say("member")),
            *(Column(title=heading, align=Align.RIGHT) for heading in headings),
        ),
        rows=tuple(_rows(measures, movement, words)),
    )
    amount = change.amount
    numbers = {"volume": amount.volume, "rate": amount.rate, "mix": amount.mix}
    note = words.say(
        "why-numerator",
        before=exact_text(change.before.numerator),
        after=exact_text(change.after.numerator),
        **{key: _signed(number, 1) for key, number in numbers.items()},
    )
    yield Paragraph(line=plain(note))
    if movement.reversal:
        yield Paragraph(line=plain(reversal_text(measures, movement, words)))


def _rows(measures: Measures, movement: Movement, words: Words) -> Iterator[tuple[Line, ...]]:
    """Give the members that did most, the others in one row, and the whole."""
    metric, change = movement.metric, movement.change
    by_weight = sorted(change.effects, key=lambda e: (-abs(e.rate + e.mix), e.member))
    shown, rest = by_weight[:_MOST_MEMBERS], by_weight[_MOST_MEMBERS:]
    for effect in shown:
        name = _member(measures, movement.dimension, effect.member, words)
        yield _row(metric, name, (effect,), words)
    if rest:
        yield _row(metric, words.say("rest", count=len(rest)), tuple(rest), words)
    yield _row(metric, words.say("whole"), change.effects, words)


def _row(metric: Metric, name: str, effects: tuple[Effect, ...], words: Words) -> tuple[Line, ...]:
    """Return one row: ratios of both periods, and what these members did."""
    before = over_time([effect.before for effect in effects])
    after = over_time([effect.after for effect in effects])
    rate = sum((effect.rate for effect in effects), Fraction(0))
    mix = sum((effect.mix for effect in effects), Fraction(0))
    return (
        plain(name),
        plain(_ratio(metric, before, words)),
        plain(_ratio(metric, after, words)),
        *(plain(_effect(metric, number)) for number in (rate, mix, rate + mix)),
    )


def _between_services(measures: Measures, found: Contradiction, words: Words) -> str:
    """Say that a service is ahead in every part, and behind as a whole."""
    return words.say(
        "reversal-of-services",
        metric=found.metric.name.of(words.language),
        split=_split(found.dimension, words),
        first=service_name(measures, found.first, words),
        second=service_name(measures, found.second, words),
        **_ratios_of(measures, found.dimension, found.reversal, words),
    )


def _ratios_of(
    measures: Measures, dimension: Dimension | None, paradox: Reversal, words: Words
) -> dict[str, str]:
    """Return the numbers behind a contradiction: of the whole, and of every member."""
    members = (
        words.say(
            "pair-of-ratios",
            name=_member(measures, dimension, name, words),
            first=parts_text(first, words),
            second=parts_text(second, words),
        )
        for name, first, second in paradox.members
    )
    whole = words.say(
        "pair-of-wholes",
        first=parts_text(paradox.first, words),
        second=parts_text(paradox.second, words),
    )
    return {"whole": whole, "members": words.say("between").join(members)}


def _is_lower(paradox: Reversal) -> bool:
    """Tell whether the second whole is lower than the first."""
    return (paradox.second.value or 0) < (paradox.first.value or 0)


def _split(dimension: Dimension | None, words: Words) -> str:
    """Name what the members are."""
    return dimension.name.of(words.language) if dimension else words.say("service")


def _member(measures: Measures, dimension: Dimension | None, name: str, words: Words) -> str:
    """Name one member: of a dimension as the export has it, or a service."""
    return member_name(name, words) if dimension else service_name(measures, name, words)


def _ratio(metric: Metric, ratio: Ratio, words: Words) -> str:
    """Write a ratio with its parts; a dash where it had no case."""
    if ratio.value is None:
        return words.say("no-value")
    value = value_text(metric, ratio.value, words)
    return words.say("aside", text=value, aside=parts_text(ratio, words))


def _effect(metric: Metric, number: Fraction) -> str:
    """Write an effect in points, one digit finer than the value that it explains."""
    scale = 100 if metric.unit is Unit.PERCENT else 1
    return _signed(number * scale, metric.decimals + 1)


def _with_unit(metric: Metric, number: Fraction, words: Words) -> str:
    """Write an effect with its unit."""
    text = _effect(metric, number)
    return words.say("points", number=text) if metric.unit is Unit.PERCENT else text


def _signed(number: Fraction, decimals: int) -> str:
    """Write a difference with its sign; what is printed as nought has none."""
    text = grouped(format_number(abs(number), decimals))
    if not text.strip("0."):
        return text
    return f"{'+' if number > 0 else '−'}{text}"

"""Headroom: when levels reach their thresholds, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Line, Paragraph, Subheading, Table, Text, plain
from generator.compose.forecasts import days_text
from generator.compose.values import column, service_name, target_text, value_text
from generator.measure.capacity import LEVEL_MONTHS, headrooms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.capacity import Headroom
    from generator.measure.measure import Edition


def headroom_blocks(edition: Edition, words: Words) -> Iterator[Block]:
    """Show when levels reach their thresholds, for metrics that have one."""
    found = headrooms(edition)
    if not found:
        return
    titles = ("metric", "service", "level", "threshold", "days-ahead", "state")
    yield Subheading(title=words.say("capacity"))
    yield Table(
        caption=words.say("capacity"),
        columns=tuple(column(title, edition.measures, words) for title in titles),
        rows=tuple(_headroom_row(edition, each, words) for each in found),
    )
    yield Paragraph(line=plain(words.say("capacity-note", months=LEVEL_MONTHS)))


def _level(edition: Edition, each: Headroom, words: Words) -> Line:
    """Return the last level with its day; it leads to its lineage when it is this period's."""
    if not each.levels:
        return plain(words.say("no-value"))
    day, value = each.levels[-1]
    shown = value_text(each.metric, value, words, each.bound)
    figure = edition.measures.figure(each.key)
    is_here = figure.value == value and bool(figure.records)
    text = words.say("level-at", value=shown, day=day.isoformat())
    return (Text(text=text, figure=figure if is_here else None),)


def _headroom_row(edition: Edition, each: Headroom, words: Words) -> tuple[Line, ...]:
    """Return one level, its threshold and when it gets there."""
    metric = each.metric
    return (
        plain(metric.name.of(words.language)),
        plain(service_name(edition.measures, each.key.service, words)),
        _level(edition, each, words),
        plain(target_text(metric, each.bound, words)),
        plain(days_text(each.reach, words)),
        plain(words.term(each.reach.outlook)),
    )

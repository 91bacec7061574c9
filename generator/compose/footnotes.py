"""Footnotes of a section: what must be read beside its values, and what their marks mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.compose.blocks import Paragraph, plain
from generator.compose.parts import parts_text
from generator.compose.values import figure_line, service_name
from generator.measure.figure import ALL_SERVICES, Disclosure, FigureKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.blocks import Block, Section
    from generator.compose.words import Words
    from generator.measure.measure import Edition


def with_footnotes(section: Section, edition: Edition, words: Words) -> Section:
    """Add to a section what its metrics name beside them, and explain its marks, each once."""
    beside = tuple(_beside(section, edition, words))
    whole = replace(section, blocks=(*section.blocks, *beside)) if beside else section
    marked = {each for line in whole.lines() for text in line for each in text.disclosed}
    notes = tuple(
        Paragraph(line=plain(words.say(f"footnote-{each}")))
        for each in Disclosure
        if each in marked
    )
    return replace(whole, blocks=(*whole.blocks, *notes)) if notes else whole


def _beside(section: Section, edition: Edition, words: Words) -> Iterator[Block]:
    """Give the value that a metric is misread without: who is still waiting, who answered.

    It is told over all services of the report, or over the only one that is shown.
    """
    metrics = edition.measures.workspace.metrics
    shown: dict[str, set[str]] = {}
    for figure in section.figures():
        if metrics[figure.key.metric].beside and not figure.key.dimension:
            shown.setdefault(figure.key.metric, set()).add(figure.key.service)
    for name, services in shown.items():
        companion = metrics[metrics[name].beside or ""]
        [only, *others] = sorted(services)
        key = FigureKey(metric=companion.id, service=ALL_SERVICES if others else only)
        head = words.say(
            "beside",
            metric=metrics[name].name.of(words.language),
            service=service_name(edition.measures, key.service, words),
            beside=companion.name.of(words.language),
        )
        figure = edition.measures.figure(key)
        value = figure_line(companion, figure, words, edition.target(key))
        parts = words.say("aside", text="", aside=parts_text(figure.parts, words))
        yield Paragraph(line=(*plain(head), *value, *plain(parts)))

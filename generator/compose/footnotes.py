"""Footnotes of a section: what the marks beside its values mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.compose.blocks import Paragraph, plain
from generator.measure.figure import Disclosure

if TYPE_CHECKING:
    from generator.compose.blocks import Section
    from generator.compose.words import Words


def with_footnotes(section: Section, words: Words) -> Section:
    """Explain every mark that the section has, each once, at its end."""
    marked = {each for line in section.lines() for text in line for each in text.disclosed}
    notes = tuple(
        Paragraph(line=plain(words.say(f"footnote-{each}")))
        for each in Disclosure
        if each in marked
    )
    return replace(section, blocks=(*section.blocks, *notes)) if notes else section

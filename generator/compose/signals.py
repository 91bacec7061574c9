"""What changed, in the one word that a declared rule allows, and that rule in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Bullets, Paragraph, Subheading, plain
from generator.measure.course import SIGNAL_PERIODS, turn_of
from generator.measure.signal import FEWEST, FEWEST_FOR_RUN, RUN, Signal
from generator.workspace.model.catalogue import PROCESSES_OF_SECTION, SectionId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.compose.blocks import Line
    from generator.compose.words import Words
    from generator.measure.measure import Edition, Measured
    from generator.measure.signal import Reading
    from generator.workspace.model.metrics import Metric

_WITH_WORDS = (SectionId.SUMMARY, SectionId.SLA, SectionId.MAJOR_EVENTS, *PROCESSES_OF_SECTION)


def signal_line(edition: Edition, measured: Measured, words: Words) -> Line:
    """Return the word about a figure of the edition; `silence` says below why there is none."""
    reading = edition.measures.reading(measured.figure.key)
    return plain(signal_text(measured.metric, None if _is_short(reading) else reading, words))


def silence(edition: Edition, shown: Iterable[Measured], words: Words) -> Iterator[Block]:
    """Say once below a table that rows of few periods have no word of change."""
    if any(_is_short(edition.measures.reading(measured.figure.key)) for measured in shown):
        yield Paragraph(line=plain(words.say("change-silent", fewest=FEWEST)))


def _is_short(reading: Reading | None) -> bool:
    """Tell whether a history is too short for the rule."""
    return reading is not None and reading.signal is Signal.TOO_FEW


def signal_text(metric: Metric, reading: Reading | None, words: Words) -> str:
    """Return the word of a reading, with what it means to the reader where that is known."""
    if reading is None:
        return words.say("no-value")
    word, turn = words.term(reading.signal), turn_of(metric.better, reading)
    return words.say("aside", text=word, aside=words.term(turn)) if turn else word


def rule_of_words(edition: Edition, words: Words, section: SectionId) -> Iterator[Block]:
    """Print the rule behind the words in one section of a report, and in no other.

    That is the annex of definitions; without it the first section with such words.
    """
    chosen = edition.report.sections
    silent = {
        name
        for name, shown in (
            (SectionId.SUMMARY, edition.report.headline),
            (SectionId.SLA, edition.attainments),
        )
        if not shown
    }
    speaking = [name for name in chosen if name in _WITH_WORDS and name not in silent]
    if SectionId.DEFINITIONS in chosen:
        place = SectionId.DEFINITIONS if speaking else None
    else:
        place = next(iter(speaking), None)
    if section is place:
        yield Subheading(title=words.say("change-words"), minor=True)
        yield Bullets(items=tuple(plain(sentence) for sentence in _sentences(words)))


def _sentences(words: Words) -> Iterator[str]:
    """Say the rule, point by point."""
    yield words.say("change-beyond", fewest=FEWEST)
    yield words.say("change-run", run=RUN, fewest=FEWEST_FOR_RUN)
    yield words.say("change-stable")
    yield words.say("change-periods", periods=SIGNAL_PERIODS)
    yield words.say("change-warning")

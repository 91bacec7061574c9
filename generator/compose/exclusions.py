"""Cases that were set aside before anything was counted, and a warning where these are many."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.compose.blocks import Align, Block, Column, Line, Paragraph, Subheading, Table, plain
from generator.compose.numbers import exact_text, grouped
from generator.measure.rounding import format_number
from generator.target import PERCENT, Operator, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.workspace.model.records import SetAside, Source

SourceOfMonth = tuple["Source", str]
"""A source, and the month whose records it gave."""


def sources_of(edition: Edition, figures: tuple[Figure, ...]) -> tuple[SourceOfMonth, ...]:
    """Return the sources of the records behind some figures, by month and name."""
    files = edition.measures.workspace.records_of
    found = {
        (source, file.period.label)
        for figure in figures
        for file, record in ((files[place.file], place.index) for place in figure.records)
        if (source := file.source_of(file.records[record]))
    }
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].id)))


def exclusions(sources: tuple[SourceOfMonth, ...], words: Words) -> Iterator[Block]:
    """List what was set aside, by source and month, with its reason (trap 34)."""
    rows = [row for source, month in sources for row in _rows(source, month, words)]
    # An export of several months is named once.
    whole = dict.fromkeys(row for source, _ in sources for row in _unplaced(source, words))
    yield Subheading(title=words.say("set-aside"), minor=True)
    yield Table(
        caption=words.say("set-aside"),
        columns=(
            Column(title=words.say("source")),
            Column(title=words.say("period")),
            Column(title=words.say("reason")),
            Column(title=words.say("cases"), align=Align.RIGHT),
        ),
        rows=(*rows, *whole),
    )


def warnings(edition: Edition, words: Words) -> Iterator[Block]:
    """Warn of each source and month behind the promises of which much was set aside."""
    most = Fraction(edition.measures.workspace.organisation.most_set_aside)
    limit = Target(operator=Operator.MORE, value=most / 100, unit=PERCENT)
    shown = (
        *(attainment.measured.figure for attainment in edition.attainments),
        *(period.figure for promise in edition.counted for period in promise.periods),
    )
    for source, month in sources_of(edition, shown):
        count = sum(each.count for each in source.set_aside or ())
        total = source.used + count
        share = Fraction(count, total or 1)
        if limit.holds(share):
            text = words.say(
                "many-set-aside",
                source=source.id,
                period=month,
                count=grouped(str(count)),
                total=grouped(str(total)),
                share=format_number(share, 1, percent=True, against=limit),
                most=exact_text(most),
            )
            yield Paragraph(line=plain(text))


def _rows(source: Source, month: str, words: Words) -> Iterator[tuple[Line, ...]]:
    """Give one row a reason; nothing set aside is said, too."""
    if source.set_aside is None:
        yield _row(source, month, words.say("set-aside-not-stated"), words.say("no-value"))
    elif not source.set_aside:
        yield _row(source, month, words.say("none-set-aside"), "0")
    for each in source.set_aside or ():
        yield _case_row(source, month, each, words)


def _unplaced(source: Source, words: Words) -> Iterator[tuple[Line, ...]]:
    """Give what belongs to no month of the export."""
    for each in source.unplaced or ():
        yield _case_row(source, words.say("whole-export", file=source.file), each, words)


def _case_row(source: Source, period: str, cases: SetAside, words: Words) -> tuple[Line, ...]:
    return _row(source, period, cases.reason.of(words.language), grouped(str(cases.count)))


def _row(source: Source, period: str, reason: str, count: str) -> tuple[Line, ...]:
    return tuple(plain(cell) for cell in (source.id, period, reason, count))

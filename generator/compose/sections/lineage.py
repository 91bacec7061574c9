"""Annex of lineage: every figure with its formula in numbers, its records and exports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Align,
    Block,
    Column,
    Line,
    Paragraph,
    Section,
    Style,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.compose.exclusions import exclusions, sources_of
from generator.compose.parts import parts_text
from generator.compose.values import shown_value
from generator.measure.figure import ALL_SERVICES
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition
    from generator.workspace.model.records import Record, Source


def lineage(edition: Edition, words: Words, shown: tuple[Figure, ...]) -> Section:
    """Compose one table a metric, then the exports behind all of them."""
    metrics = edition.measures.workspace.metrics
    order = list(metrics)
    listed = {(figure.key, figure.period): figure for figure in _with_parts(edition, shown)}
    ordered = sorted(
        listed.values(),
        key=lambda f: (order.index(f.key.metric), f.key.dimension, _rank(edition, f)),
    )
    blocks: list[Block] = [Paragraph(line=plain(words.say("lineage-intro")))]
    for metric, figures in groupby(ordered, key=lambda figure: figure.key.metric):
        blocks.append(Subheading(title=metrics[metric].name.of(words.language), minor=True))
        blocks.append(_table(edition, tuple(figures), words))
    blocks.extend(_exports(edition, shown, words))
    title = words.term(SectionId.LINEAGE)
    return Section(id=SectionId.LINEAGE, title=title, blocks=tuple(blocks))


def _with_parts(edition: Edition, shown: tuple[Figure, ...]) -> Iterator[Figure]:
    """Give each figure, and behind one of all services those of every service in it."""
    for figure in shown:
        yield figure
        key = figure.key
        if key.service == ALL_SERVICES and not key.dimension:
            for service in edition.services:
                part = edition.measures.figure(replace(key, service=service))
                if part.records:
                    yield part


def _rank(edition: Edition, figure: Figure) -> tuple[int, str]:
    """Sort all services before single ones, these in the order of the catalogue."""
    service = figure.key.service
    place = -1 if service == ALL_SERVICES else edition.services.index(service)
    return place, figure.key.member


def _table(edition: Edition, figures: tuple[Figure, ...], words: Words) -> Table:
    """Return one row a figure; the first of a break-down is where its links lead."""
    anchors: set[str] = set()
    rows = []
    for figure in figures:
        anchor = "" if figure.key.anchor in anchors else figure.key.anchor
        anchors.add(figure.key.anchor)
        rows.append(_row(edition, figure, anchor, words))
    return Table(
        caption=words.term(SectionId.LINEAGE),
        columns=(
            Column(title=words.say("figure")),
            Column(title=words.say("value"), align=Align.RIGHT),
            Column(title=words.say("parts"), align=Align.RIGHT),
            Column(title=words.say("records")),
            Column(title=words.say("source")),
        ),
        rows=tuple(rows),
    )


def _row(edition: Edition, figure: Figure, anchor: str, words: Words) -> tuple[Line, ...]:
    """Say from what a figure was computed."""
    metric = edition.measures.workspace.metrics[figure.key.metric]
    return (
        (Text(text=figure.key.id, style=Style.CODE, anchor=anchor),),
        plain(shown_value(metric, figure, words, edition.target(figure.key))),
        plain(parts_text(figure.parts, words)),
        plain(words.say("between").join(_record_counts(figure, words))),
        plain(words.say("between").join(_origins(edition, figure, words))),
    )


def _origins(edition: Edition, figure: Figure, words: Words) -> tuple[str, ...]:
    """Name the sources of a figure, and the evidence of what was typed by hand (trap 36)."""
    files = edition.measures.workspace.records_of
    found = set()
    for place in figure.records:
        record = files[place.file].records[place.index]
        source = files[place.file].source_of(record)
        found.add(source.id if source else _by_hand(edition, record, words))
    return tuple(sorted(found))


def _by_hand(edition: Edition, record: Record, words: Words) -> str:
    """Name the evidence of a record, who entered it and who checked it."""
    names = {person.id: person.name for person in edition.measures.workspace.people}
    return words.say(
        "by-hand",
        evidence=record.evidence or words.say("no-value"),
        entered=names.get(record.entered_by or "", words.say("no-value")),
        checked=names.get(record.checked_by or "", words.say("no-value")),
    )


def _record_counts(figure: Figure, words: Words) -> Iterator[str]:
    """Say how many records of which files."""
    counts = Counter(record.file for record in figure.records)
    for file, count in sorted(counts.items()):
        yield words.say("record-count", file=file, count=count)


def _exports(edition: Edition, shown: tuple[Figure, ...], words: Words) -> Iterator[Block]:
    """List the exports that the records came from, with their fingerprints."""
    sources = sources_of(edition, shown)
    titles = ("source", "period", "file", "system", "rows", "used", "collected", "fingerprint")
    numbers = ("rows", "used")
    if sources:
        yield Subheading(title=words.say("exports"), minor=True)
        yield Table(
            caption=words.say("exports"),
            columns=tuple(
                Column(title=words.say(key), align=Align.RIGHT if key in numbers else Align.LEFT)
                for key in titles
            ),
            rows=tuple(_export_row(source, period) for source, period in sources),
        )
        yield from exclusions(sources, words)


def _export_row(source: Source, period: str) -> tuple[Line, ...]:
    """Return one export."""
    return (
        plain(source.id),
        plain(period),
        plain(source.file),
        plain(source.system),
        plain(f"{source.rows:,}"),
        plain(f"{source.used:,}"),
        plain(source.collected_at.isoformat()),
        (Text(text=source.sha256, style=Style.CODE),),
    )

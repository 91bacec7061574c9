"""The way from a figure back to its records and exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.parts import parts_text
from generator.compose.values import shown_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.words import Words
    from generator.measure.figure import FigureKey
    from generator.measure.measure import Edition
    from generator.workspace.model.records import Record, Source
    from generator.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedRecord:
    """One record behind a figure, where it stands, and the export that it came from."""

    file: str
    line: int
    record: Record
    source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A figure, how it was computed, and everything that it was computed from."""

    figure: str
    period: str
    name: str
    value: str
    formula: str
    computed_from: str
    roll_up: str
    records: tuple[TracedRecord, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the exports behind the records, each once, however many months it fed."""
        return sources_of(self.records)


def sources_of(records: Iterable[TracedRecord]) -> tuple[Source, ...]:
    """Return the exports behind some records, each once, in the order of their names."""
    sources = [record.source for record in records if record.source]
    found = {(source.id, source.file, source.sha256): source for source in sources}
    return tuple(found[key] for key in sorted(found))


def trace_figure(edition: Edition, key: FigureKey, words: Words) -> Trace:
    """Trace a figure over the period of an edition; it need not be one that is issued."""
    measures, workspace = edition.measures, edition.measures.workspace
    figure, metric = measures.figure(key), workspace.metrics[key.metric]
    return Trace(
        figure=key.id,
        period=figure.period.label,
        name=metric.name.of(words.language),
        value=shown_value(metric, figure, words, edition.target(key)),
        formula=metric.formula.of(words.language),
        computed_from=parts_text(figure.parts, words),
        roll_up=str(figure.parts.roll_up) if figure.parts else words.say("no-value"),
        records=tuple(traced(workspace, place.file, place.index) for place in figure.records),
    )


def traced(workspace: Workspace, file: str, index: int) -> TracedRecord:
    """Look a record up where it stands today."""
    entry = next(entry for entry in workspace.of_kind("records") if entry.file == file)
    record = entry.value.records[index]
    return TracedRecord(
        file=file,
        line=entry.lines.line(("records", index)),
        record=record,
        source=entry.value.source_of(record),
    )

"""The second count of `reportgen audit sample`: the records of a sample from their exports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.commands.recounting import recounted
from generator.compose.trace import TracedRecord, traced
from generator.workspace.model.audits import AuditResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.archive.sample import Drawn
    from generator.commands.recounting import Recounted
    from generator.workspace.model.audits import AuditedFigure
    from generator.workspace.workspace import Workspace

Place = tuple[str, int]
"""File and line of a record."""


def counted_from_exports(
    workspace: Workspace,
    sample: Iterable[tuple[Drawn, AuditedFigure]],
    exports: tuple[Path, ...],
    salt: bytes,
) -> Iterator[AuditedFigure]:
    """Count the records of a sample again, each once, from the exports that are at hand.

    A figure is different when a record of it is, whatever its records come to.
    """
    listed = [(figure, _records(workspace, drawn)) for drawn, figure in sample]
    every = {_place(record): record for _, records in listed for record in records}
    counted = recounted(workspace, every.values(), exports, salt)
    known = {_place(each.record): each for each in counted}
    for figure, records in listed:
        yield _judged(figure, [_place(record) for record in records], known)


def _records(workspace: Workspace, drawn: Drawn) -> tuple[TracedRecord, ...]:
    """Return the records that the page of a figure names; those that are gone are left out."""
    return tuple(
        traced(workspace, file, index)
        for file, indices in drawn.figure.record_indices.items()
        for index in indices
        if file in workspace.records_of and index < len(workspace.records_of[file].records)
    )


def _place(record: TracedRecord) -> Place:
    """Return where a record stands."""
    return record.file, record.line


def _judged(
    figure: AuditedFigure, places: list[Place], known: Mapping[Place, Recounted]
) -> AuditedFigure:
    """Note what the records of a figure came to; nothing where it has none."""
    if not figure.records:
        return figure
    counts = [known.get(place) for place in places]
    if any(each and each.differs for each in counts):
        return replace(figure, exports=AuditResult.DIFFERENT, result=AuditResult.DIFFERENT)
    is_whole = len(counts) == figure.records and all(each and each.recount for each in counts)
    return replace(figure, exports=AuditResult.EQUAL if is_whole else AuditResult.UNVERIFIED)

"""The recount of `reportgen trace`: the rows of the exports behind each record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from generator.collect.inputs import Refused
from generator.collect.intake import at_hand, recount_source
from generator.commands.output import aligned
from generator.compose.trace import sources_of
from generator.errors import ExitCode, UsageError
from generator.periods import Period
from generator.plurals import plural
from generator.pseudonyms import SALT, SALT_FILE, salt_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.collect.inputs import ExportFile
    from generator.collect.recount import CountedRow, Recount
    from generator.compose.trace import TracedRecord
    from generator.workspace.model.records import Source
    from generator.workspace.workspace import Workspace

SHOWN: Final = 10
"""Rows that people see of a record; machines get all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounted:
    """A record and its recount, or why there is none."""

    record: TracedRecord
    recount: Recount | None = None
    unverified: str = ""
    remapped: bool = False
    """Whether the mapping is another one than that of the record."""

    @property
    def differs(self) -> bool:
        """Tell whether the rows come to something else than the record says."""
        return bool(self.recount and self.recount.differing(self.record.record))


def recounted(
    workspace: Workspace, records: Iterable[TracedRecord], places: tuple[Path, ...], salt: bytes
) -> tuple[Recounted, ...]:
    """Count records again from the exports that are at hand."""
    every = tuple(records)
    sources = sources_of(every)
    exports = at_hand(places, frozenset(source.sha256 for source in sources))
    return tuple(
        each
        for source in sources
        for each in _of_source(workspace, source, _records(every, source), exports, salt)
    )


def _records(records: tuple[TracedRecord, ...], source: Source) -> tuple[TracedRecord, ...]:
    """Return the records of a source, in their order."""
    return tuple(
        record
        for record in records
        if record.source and (record.source.id, record.source.sha256) == (source.id, source.sha256)
    )


def _of_source(
    workspace: Workspace,
    source: Source,
    records: tuple[TracedRecord, ...],
    exports: dict[str, ExportFile],
    salt: bytes,
) -> Iterator[Recounted]:
    """Yield the recounts of the records of one export."""
    counts = _counts(workspace, source, records, exports, salt)
    if isinstance(counts, str):
        yield from (Recounted(record=record, unverified=counts) for record in records)
        return
    for record, count in zip(records, counts, strict=True):
        why = "" if count else "the mapping no longer asks for this metric"
        yield Recounted(
            record=record, recount=count, unverified=why, remapped=_is_remapped(workspace, source)
        )


def _counts(
    workspace: Workspace,
    source: Source,
    records: tuple[TracedRecord, ...],
    exports: dict[str, ExportFile],
    salt: bytes,
) -> tuple[Recount | None, ...] | str:
    """Return the recount of each record, or why there is none."""
    if source.sha256 not in exports:
        return f"no file with the fingerprint of {source.file} is at hand"
    if salt and source.salt_fingerprint not in {None, salt_fingerprint(salt)}:
        return f"{SALT} or {SALT_FILE} has another salt than {source.id} was collected with"
    asked = [(_month(record), record.record) for record in records]
    try:
        counts = recount_source(workspace, source.id, exports[source.sha256], asked, salt)
    except UsageError as wrong:
        return str(wrong)
    if isinstance(counts, Refused):
        return "; ".join(finding.sentence for finding in counts.findings)
    return counts


def _is_remapped(workspace: Workspace, source: Source) -> bool:
    """Tell whether the mapping of a source was edited since its records were written."""
    now = (entry.sha256 for entry in workspace.of_kind("source") if entry.file == source.mapping)
    return source.mapping_sha256 not in now


def _month(record: TracedRecord) -> str:
    """Return the month of a record, which is the name of its file."""
    return Period.parse(record.file.rpartition("/")[2].removesuffix(".yml")).label


def exit_code(recounts: Iterable[Recounted]) -> ExitCode:
    """Return what the recounts say together."""
    every = tuple(recounts)
    if any(each.differs for each in every):
        return ExitCode.PROBLEMS
    return ExitCode.UNVERIFIED if any(each.unverified for each in every) else ExitCode.FINE


def show_recounts(recounts: Iterable[Recounted]) -> None:
    """Print for each record whether its rows come to the same, and the first of them."""
    for each in recounts:
        place = f"{each.record.file}:{each.record.line}"
        if each.recount is None:
            click.echo(f"recount {place}: unverified: {each.unverified}")
        else:
            _show(place, each, each.recount)


def _show(place: str, each: Recounted, recount: Recount) -> None:
    """Print one recount."""
    verdict = "different" if each.differs else "equal"
    parts = ", ".join(f"{name} {part}" for name, part in recount.parts.items())
    since = ", by a mapping that was edited since" if each.remapped else ""
    click.echo(f"recount {place}: {verdict}: {plural(len(recount.rows), 'case')}, {parts}{since}")
    if recount.rows:
        head = ("line", "case", *recount.rows[0].values)
        for line in aligned([head, *map(row_of_table, recount.rows[:SHOWN])]):
            click.echo(f"  {line}")
    if len(recount.rows) > SHOWN:
        click.echo(f"  … {len(recount.rows) - SHOWN} more; --format json gives all")


def row_of_table(row: CountedRow) -> tuple[str, ...]:
    """Return the cells of a case."""
    return str(row.line), row.case, *map(_shown, row.values.values())


def _shown(value: object) -> str:
    """Return what a case says to a part; a dash where it says nothing."""
    if value is None:
        return "–"
    return str(value).lower() if isinstance(value, bool) else str(value)


def recounts_as_json(recounts: Iterable[Recounted]) -> list[dict[str, Any]]:
    """Return the recounts as plain values, every row of them."""
    return [_as_json(each) for each in recounts]


def _as_json(each: Recounted) -> dict[str, Any]:
    """Return one recount as plain values."""
    head = {"file": each.record.file, "line": each.record.line}
    if each.recount is None:
        return {**head, "verdict": "unverified", "why": each.unverified}
    return {
        **head,
        "verdict": "different" if each.differs else "equal",
        "mapping_edited_since": each.remapped,
        "parts": dict(each.recount.parts),
        "rows": [
            {"line": row.line, "case": row.case, **dict(row.values)} for row in each.recount.rows
        ],
    }

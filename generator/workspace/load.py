"""Load report_data/: bytes of files in, the typed workspace or all findings out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.files import read_tree
from generator.findings import Finding
from generator.periods import Period
from generator.prose import ProseSection, read_prose
from generator.strictyaml import (
    FILE_LIMITS,
    RECORD_LIMITS,
    Cache,
    CanonicalReader,
    Document,
    RecordLines,
    canonical_reader,
    load_lines,
    parse,
)
from generator.workspace.check import check
from generator.workspace.commentary import Commentary
from generator.workspace.decode import decode
from generator.workspace.kinds import DATA_FOLDER, FILE_KINDS, FileKind, kind_of
from generator.workspace.model.records import Record, RecordFile
from generator.workspace.workspace import Entry, Lines, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_RECORDS = "records"
Known = dict[tuple[str, bytes], Entry]
"""Files that were read before, by name and content."""


@dataclass(frozen=True, slots=True)
class TextPlaces:
    """Where the sections of a text stand."""

    text: Commentary

    def line(self, path: tuple[str | int, ...]) -> int:
        """Return the line of the heading of a section; of anything else the first."""
        section = self.text.section(str(path[0])) if path else None
        return section.line if section else 1


@dataclass(frozen=True, slots=True)
class RecordPlaces:
    """Where the values of a file of canonical lines stand."""

    head: Document
    first_line: int

    def line(self, path: tuple[str | int, ...]) -> int:
        """Return the line of a record, or of a value before the records."""
        if path[:1] == (_RECORDS,) and len(path) > 1:
            return self.first_line + int(path[1])
        return self.head.line(path)


def load(root: Path, cache_folder: Path | None = None) -> Workspace | tuple[Finding, ...]:
    """Read and check the workspace below `root`; nothing is returned half.

    Findings are those of the files, of their models and of the references between
    them, all in one run.
    """
    contents, findings = read_tree(root, DATA_FOLDER)
    workspace, more = assemble(contents, Cache(cache_folder) if cache_folder else None)
    found = (*findings, *more, *check(workspace))
    return tuple(sorted(set(found))) if found else workspace


def assemble(
    contents: Mapping[str, bytes], cache: Cache | None = None, known: Known | None = None
) -> tuple[Workspace, tuple[Finding, ...]]:
    """Build the workspace of the files that can be read, and say what is wrong with the rest.

    `contents` maps the name of a file, from the repository's root, to its bytes; what `known`
    holds of them is not read again, and what is read is kept there.
    """
    kept = {} if known is None else known
    entries: list[Entry] = []
    findings: list[Finding] = []
    incomplete: set[str] = set()
    for file, source in contents.items():
        kind = kind_of(file.removeprefix(f"{DATA_FOLDER}/"))
        if kind is None:
            findings.append(_stranger(file))
            continue
        read = kept.get((file, source)) or _read(kind, file, source, cache)
        if isinstance(read, Entry):
            entries.append(read)
            kept[file, source] = read
        else:
            findings.extend(read)
            incomplete.add(kind.name)
    missing = tuple(kind for kind in FILE_KINDS if kind.required and _absent(kind, contents))
    findings.extend(_missing(kind) for kind in missing)
    incomplete.update(kind.name for kind in missing)
    return Workspace(entries=tuple(entries), incomplete=frozenset(incomplete)), tuple(findings)


def read_entry(file: str, source: bytes) -> Entry | tuple[Finding, ...]:
    """Read the bytes of one file, whether they were written yet or not."""
    kind = kind_of(file.removeprefix(f"{DATA_FOLDER}/"))
    return _read(kind, file, source, None) if kind else (_stranger(file),)


@cache
def record_reader() -> CanonicalReader[Record]:
    """Return the reader of canonical record lines, built once from the model."""
    return canonical_reader(Record)


def _read(
    kind: FileKind, file: str, source: bytes, cache: Cache | None
) -> Entry | tuple[Finding, ...]:
    """Read one file: record files the fast way when they are canonical."""
    if kind.prose:
        return _text_entry(file, source)
    if kind.name == _RECORDS:
        lines = load_lines(source, file, record_reader(), cache)
        if lines is not None:
            return _record_entry(file, source, lines)
    limits = RECORD_LIMITS if kind.name == _RECORDS else FILE_LIMITS
    document = parse(source, file, limits)
    if not isinstance(document, Document):
        return document
    value = decode(kind.model, document, file)
    return value if isinstance(value, tuple) else _entry(kind.name, file, source, value, document)


def _text_entry(file: str, source: bytes) -> Entry | tuple[Finding, ...]:
    """Read the text of an edition, whose place names report and period."""
    sections = read_prose(source, file)
    place = PurePosixPath(file)
    try:
        period = Period.parse(place.stem)
    except ValueError as error:
        return (_unnamed(file, str(error)),)
    if not all(isinstance(section, ProseSection) for section in sections):
        return tuple(each for each in sections if isinstance(each, Finding))
    found = tuple(each for each in sections if isinstance(each, ProseSection))
    value = Commentary(report=place.parent.name, period=period, sections=found)
    return _entry("commentary", file, source, value, TextPlaces(value))


def _unnamed(file: str, reason: str) -> Finding:
    """Say that a text belongs to no period."""
    return Finding(
        file=file,
        line=0,
        path="",
        rule="M008",
        expected="a period such as 2013-10 for a name",
        found=reason,
        action="name the file commentary/<report>/<period>.md",
    )


def _record_entry(
    file: str, source: bytes, lines: RecordLines[Record]
) -> Entry | tuple[Finding, ...]:
    """Join the head of a record file, checked by its model, with its typed records."""
    head = decode(RecordFile, lines.head, file)
    if isinstance(head, tuple):
        return head
    value = replace(head, records=lines.records)
    places = RecordPlaces(head=lines.head, first_line=lines.first_line)
    return _entry(_RECORDS, file, source, value, places)


def _entry(kind: str, file: str, source: bytes, value: object, lines: Lines) -> Entry:
    """Return what is known about a file that could be read."""
    digest = hashlib.sha256(source).hexdigest()
    return Entry(kind=kind, file=file, sha256=digest, value=value, lines=lines)


def _absent(kind: FileKind, contents: Mapping[str, bytes]) -> bool:
    """Tell whether a file that every workspace has is not there."""
    return f"{DATA_FOLDER}/{kind.place}" not in contents


def _missing(kind: FileKind) -> Finding:
    """Say that a file is missing."""
    return Finding(
        file=f"{DATA_FOLDER}/{kind.place}",
        line=0,
        path="",
        rule="M005",
        expected=f"the {kind.name} of the workspace",
        found="no file",
        action="add it; the guide shows an example",
    )


def _stranger(file: str) -> Finding:
    """Say that nobody knows what a file is."""
    places = ", ".join(kind.place for kind in FILE_KINDS)
    return Finding(
        file=file,
        line=0,
        path="",
        rule="M004",
        expected="a file of a known kind",
        found="a name that fits none",
        action=f"move or rename it; known places: {places}",
    )

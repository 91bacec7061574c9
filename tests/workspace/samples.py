"""The tiny workspace of tests/examples/base, and the cases that are laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from generator.findings import Finding
from generator.measure.remarks import remarks
from generator.workspace.check import check
from generator.workspace.load import assemble
from generator.workspace.workspace import Workspace

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
RECORDS: Final = "report_data/records/bank/2013-10.yml"
AGREEMENT: Final = "report_data/agreements/bank-sla.yml"

Contents = dict[str, bytes]


def files_below(folder: Path) -> Contents:
    """Return name -> bytes of the report_data/ in a folder, sorted by name."""
    paths = sorted(path for path in folder.glob("report_data/**/*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


BASE: Final[Mapping[str, bytes]] = files_below(EXAMPLES / "base")


def overlaid(case: Path) -> Contents:
    """Return the base with the files of a case; `removed.txt` names files to leave out."""
    removal = case / "removed.txt"
    removed = removal.read_text().split() if removal.exists() else ()
    contents = {**BASE, **files_below(case)}
    return {name: contents[name] for name in sorted(contents) if name not in removed}


def replaced(file: str, old: str, new: str) -> Contents:
    """Return the base with a text exchanged in one file, where it stands just once."""
    text = BASE[file].decode()
    assert text.count(old) == 1
    return {**BASE, file: text.replace(old, new).encode()}


def findings_of(contents: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Return all findings of a workspace in their order."""
    workspace, findings = assemble(contents)
    return tuple(sorted({*findings, *check(workspace)}))


def remarks_of(contents: Mapping[str, bytes]) -> list[str]:
    """Return the warnings of a workspace in which nothing is wrong."""
    return [finding.sentence for finding in remarks(workspace_of(contents))]


def sentences_of(contents: Mapping[str, bytes]) -> list[str]:
    """Return the findings of a workspace as people read them."""
    return [finding.sentence for finding in findings_of(contents)]


def workspace_of(contents: Mapping[str, bytes] = BASE) -> Workspace:
    """Return a workspace in which nothing is wrong."""
    workspace, findings = assemble(contents)

    assert (*findings, *check(workspace)) == ()
    return workspace

"""`reportgen check`: everything that is wrong with report_data/, in one run."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

import click

from generator.archive.standing import Standing
from generator.commands.known import (
    EDITIONS_CACHE,
    KnownEditions,
    read_editions,
    standing_below,
)
from generator.commands.options import format_option, root_option
from generator.commands.output import done, show_findings
from generator.commands.workspace import loaded_from
from generator.errors import ExitCode
from generator.files import foreign_code, read_once
from generator.findings import Finding
from generator.measure.ledger import Ledger
from generator.measure.remarks import remarks
from generator.plurals import plural
from generator.workspace.check.archives import changed_documents
from generator.workspace.workspace import Workspace

_LARGEST_DOCUMENT: Final = 16 * 1024 * 1024


@click.command(epilog="Example: reportgen check --format github")
@root_option
@format_option
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
def check(root: Path, style: str, *, strict: bool) -> ExitCode:
    """Check report_data/ and say everything that is wrong with it.

    Each finding names file and line, what was expected, what was found, what to do,
    and the rule; docs/reference/rules.md lists the rules. Warnings are told when there is
    no error, and stop nothing.
    """
    loaded = loaded_from(root)
    found = _reviewed(loaded) if isinstance(loaded, Workspace) else loaded
    standing = standing_below(root)
    sound = loaded if isinstance(loaded, Workspace) and not found else None
    different = _issued(root, sound, standing) if sound else ()
    findings = (*foreign_code(root), *found, *different)
    if isinstance(loaded, Workspace) and not findings:
        done(f"{plural(len(loaded.entries), 'file')} checked, no problem.")
        findings = (*remarks(loaded), *changed_documents(loaded, _sums(root, loaded)))
    said = show_findings(findings, style, strict=strict)
    return ExitCode.UNVERIFIED if standing.doubts and said is ExitCode.FINE else said


def _issued(root: Path, workspace: Workspace, standing: Standing) -> tuple[Finding, ...]:
    """Return what is not as it was issued, where anything was."""
    if not standing.releases:
        return ()
    known = KnownEditions(workspace, Ledger.of(workspace), root / EDITIONS_CACHE, standing)
    return tuple(
        finding for key in known.all() for finding in known.findings(key, read_editions(root, key))
    )


def _sums(root: Path, workspace: Workspace) -> dict[str, str]:
    """Return file -> sha256 of the controlled documents that are there."""
    versions = (document.versions[-1] for document in workspace.documents)
    names = {file.path for version in versions for file in version.files}
    found = {name: read_once(root / name, _LARGEST_DOCUMENT) for name in names}
    return {name: sha256(content).hexdigest() for name, content in found.items() if content}


def _reviewed(workspace: Workspace) -> tuple[Finding, ...]:
    """Return what is wrong with the mappings, where there are any."""
    if not workspace.sources and not workspace.outage_logs:
        return ()
    # DuckDB reads the expressions of mappings; without one it is not worth its import.
    from generator.collect.review import review  # noqa: PLC0415

    return review(workspace)

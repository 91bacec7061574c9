"""`reportgen archive`: copies of releases, backups, and the proof that these can be restored."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator import git
from generator.archive import verifier
from generator.archive.checks import CHECKS
from generator.archive.repository import read_archive
from generator.archive.steps import anchors_text
from generator.archive.verifier import sha256
from generator.commands.archiveoptions import (
    anchors_option,
    branch_option,
    places_of,
)
from generator.commands.archivequeries import bundle, get, read_logs
from generator.commands.inspecting import inspect
from generator.commands.options import root_option
from generator.commands.output import done
from generator.commands.verifying import releases_troubles
from generator.errors import ExitCode, ReportgenError
from generator.files import write_if_changed


@click.group(epilog="Example: reportgen archive backup ../backup/reports.bundle")
def archive() -> None:
    """Take releases out of the archive, copy and back them up, and test that they restore."""


archive.add_command(get)
archive.add_command(bundle)
archive.add_command(read_logs)
archive.add_command(inspect)


@archive.command(epilog="Example: reportgen archive backup ../backup/reports.bundle")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@root_option
def backup(root: Path, file: Path) -> ExitCode:
    """Write all branches, tags and evidence into FILE, and its sha256 beside it.

    It counts as a backup when `restore-test` has passed.
    """
    # In the same folder, because a rename is one step only inside one file system; in a new one
    # inside it, where nobody has put a link before.
    with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
        part = Path(folder, "part").absolute()
        git.back_up(root, part)
        part.replace(file)
    line = f"{sha256(file.read_bytes())}  {file.name}\n"
    write_if_changed(file.with_name(f"{file.name}.sha256"), line.encode())
    done(f"{file} written; test it with reportgen archive restore-test {file}")
    return ExitCode.FINE


@archive.command("restore-test", epilog="Example: reportgen archive restore-test reports.bundle")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@anchors_option
@branch_option
@root_option
def restore_test(root: Path, file: Path, anchors: Path | None, branch: str) -> ExitCode:
    """Restore FILE into a folder of its own and verify every release there."""
    beside = file.with_name(f"{file.name}.sha256")
    said = beside.read_text(encoding="utf-8").split()[:1] if beside.exists() else []
    if said and said != [sha256(file.read_bytes())]:
        raise ReportgenError(f"{file} is not the file whose sha256 {beside.name} holds")
    with tempfile.TemporaryDirectory() as folder:
        restored = Path(folder, "restored")
        git.restore(root, file.absolute(), restored)
        found = read_archive(restored, f"refs/heads/{branch}")
        lines = anchors_text(places_of(root, anchors).anchors)
        troubles, what = releases_troubles(restored, found, lines, None, None)
    for trouble in troubles:
        click.echo(verifier.shown(trouble, CHECKS))
    if troubles:
        return ExitCode.PROBLEMS
    done(f"{what} restored and verified.")
    return ExitCode.FINE

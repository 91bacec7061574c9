"""Options and facts that the commands of the archive share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator import __version__, git
from generator.archive.manifest import MOMENT, Program
from generator.archive.names import REPORTS
from generator.archive.repository import release_at
from generator.archive.steps import Places
from generator.archive.timing import SKEW
from generator.commands.staging import BUILD_FOLDER
from generator.errors import UsageError
from generator.program import package_versions, program_fingerprint

if TYPE_CHECKING:
    from generator.archive.names import ReleaseName
    from generator.archive.repository import Archive, Release
    from generator.workspace.workspace import Workspace

NOTES_FOLDER: Final = f"{BUILD_FOLDER}/release"

anchors_option = click.option(
    "--anchors",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of anchors; by default <repository>.anchors.jsonl beside the repository.",
)
branch_option = click.option(
    "--branch", default="main", show_default=True, help="The branch that reports are merged into."
)
signers_option = click.option(
    "--signers",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Allowed signers, `mail key` a line; by default the people with keys in people.yml.",
)


def _moment(_context: click.Context, _parameter: click.Parameter, value: str | None) -> datetime:
    """Read a time that has come; the clock of the machine is asked here and nowhere else."""
    now = datetime.now(tz=UTC).replace(microsecond=0)
    if value is None:
        return now
    try:
        at = datetime.strptime(value, MOMENT).replace(tzinfo=UTC)
    except ValueError as error:
        raise UsageError(f"--at {value!r} is no time such as 2014-01-10T09:00:00Z") from error
    if at > now + SKEW:
        raise UsageError(f"--at {value} has not come; the clock says {now.strftime(MOMENT)}")
    return at


at_option = click.option(
    "--at", callback=_moment, help="The time of issue in UTC; by default the clock's."
)


def places_of(root: Path, anchors: Path | None) -> Places:
    """Return where the traces of releases are kept."""
    beside = root.parent / f"{root.name}.anchors.jsonl"
    return Places(root=root, anchors=anchors or beside, notes=root / NOTES_FOLDER)


def this_program() -> Program:
    """Return what a manifest says about this program."""
    return Program(
        version=__version__, fingerprint=program_fingerprint(), packages=package_versions()
    )


def release_named(archive: Archive, tag: str) -> Release:
    """Return the release of a tag as people name it; UsageError when there is none."""
    reference = f"{REPORTS}{tag.removeprefix('refs/tags/').removeprefix('report/')}"
    release = release_at(reference, archive.tags.get(reference, ""), archive.shelf)
    if release is None:
        raise UsageError(f"no release {tag} that can be read; see git tag --list 'report/*'")
    return release


def main_of(root: Path, branch: str) -> str:
    """Return the commit at the end of the main branch; ToolError when there is none."""
    return git.commit_id(root, f"refs/heads/{branch}")


def refuse_destroyed(workspace: Workspace, name: ReleaseName) -> None:
    """Refuse to touch what has a tombstone; UsageError names it."""
    if stone := workspace.tombstone_of(name.edition, name.revision):
        raise UsageError(f"{name.tag} was destroyed on {stone.date}; see {stone.id}")

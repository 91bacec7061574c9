"""`reportgen draft`: start or refresh the editions of a month, with commentary to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator import git
from generator.archive.frozen import issued_editions
from generator.commands.generate import stale_files
from generator.commands.known import known_editions, standing_below
from generator.commands.options import root_option, today_option
from generator.commands.output import aligned, done
from generator.commands.workspace import workspace_of
from generator.compose.skeleton import skeleton, skeleton_name
from generator.errors import ExitCode, UsageError
from generator.files import refuse_links, write_if_changed
from generator.measure.due import day_of_edition
from generator.measure.editions import EditionKey, editions
from generator.measure.ledger import Ledger
from generator.periods import Cadence, Period
from generator.render.edition import edition_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from generator.workspace.workspace import Workspace

_HEADINGS: Final = ("due", "edition", "commentary", "files written")


@click.command(epilog="Example: reportgen draft 2013-12 --branch draft-2013-12")
@click.argument("month", required=False)
@click.option(
    "--branch",
    help="Go to this branch, or begin it, and commit the drafts there; {month} stands for MONTH.",
)
@click.option("--if-any", is_flag=True, help="It is fine when no edition ends in MONTH yet.")
@today_option
@root_option
def draft(
    root: Path, month: str | None, branch: str | None, today: date, *, if_any: bool
) -> ExitCode:
    """Start or refresh the editions of MONTH: those whose period ends in it.

    MONTH is the last one that is over when it is left out. An edition without commentary
    gets a file of it, which says what is to be written; commentary that is there stays, and
    so does an edition that was issued.
    Run it again after every change of the records.
    """
    version = month or Period.of(Cadence.MONTH, today).previous().label
    chosen = _ending(workspace_of(root), version)
    if not chosen and if_any:
        done(f"No edition ends in {version} yet.")
        return ExitCode.FINE
    branch = branch.replace("{month}", version) if branch else None
    if branch and chosen:
        git.switch(root, branch)
        # The branch may know more of the month than the one that was left.
        chosen = _ending(workspace_of(root), version)
    if not chosen:
        raise UsageError(f"no edition ends in {version}, or its records are not collected yet")
    begun = _begin(root, chosen)
    # Read again: the commentary that was begun is part of the pages.
    workspace = workspace_of(root)
    written = _write(root, workspace, chosen)
    _show(workspace, chosen, begun, written)
    names = [
        *(skeleton_name(key) for key in chosen),
        *(n for k in chosen for n in edition_names(k)),
    ]
    if branch and git.commit(root, names, f"data: {version}"):
        done(f"Committed on {branch}.")
    return ExitCode.FINE


def _ending(workspace: Workspace, version: str) -> tuple[EditionKey, ...]:
    """Return the editions whose period ends in a month, as far as there are records."""
    return tuple(key for key in editions(workspace) if key.version == version)


def _begin(root: Path, chosen: tuple[EditionKey, ...]) -> dict[str, str]:
    """Write commentary where there is none; return edition -> name of the new file."""
    workspace = workspace_of(root)
    ledger, issued = Ledger.of(workspace), issued_editions(standing_below(root))
    begun = {}
    for key in chosen:
        name = skeleton_name(key)
        if key.name not in workspace.commentaries and key.name not in issued:
            refuse_links(root, name)
            write_if_changed(root / name, skeleton(workspace, ledger, key).encode())
            begun[key.name] = name
    return begun


def _write(root: Path, workspace: Workspace, chosen: tuple[EditionKey, ...]) -> dict[str, bytes]:
    """Write the pages and figures that are not up to date; return what was written."""
    stale = dict(stale_files(root, known_editions(root, workspace, Ledger.of(workspace)), chosen))
    for name, content in stale.items():
        refuse_links(root, name)
        write_if_changed(root / name, content)
    return stale


def _show(
    workspace: Workspace,
    chosen: tuple[EditionKey, ...],
    begun: Mapping[str, str],
    written: Collection[str],
) -> None:
    """Say what was done for each edition, and when it is due."""
    rows = [
        (
            day_of_edition(workspace, key.report, key.period).isoformat(),
            key.name,
            "begun" if key.name in begun else "there",
            str(len(set(edition_names(key)) & set(written))),
        )
        for key in chosen
    ]
    for row in aligned([_HEADINGS, *sorted(rows)]):
        click.echo(row)
    for name in sorted(begun.values()):
        done(f"Write {name}")

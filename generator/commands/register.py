"""`reportgen register`: every edition that was due, and how far it got."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

import click

from generator.approval.forge import UnverifiedError
from generator.archive.register import Issue, RegisterRow, State
from generator.archive.register import register as register_of
from generator.archive.registerrows import register_lines
from generator.archive.ways import issues_of
from generator.commands.options import root_option, style_option, today_option
from generator.commands.output import done, show_table
from generator.commands.staging import listed
from generator.commands.workspace import workspace_of
from generator.compose.words import Words
from generator.errors import ExitCode, ToolError
from generator.files import write_if_changed
from generator.measure.schedule import Schedule

_DAYS: Final = ("due", "drafted", "confirmed", "approved", "issued", "delivered", "received")
_TITLES: Final = ("edition", *_DAYS, "late", "rejections", "revisions", "state")
_OPEN: Final = frozenset({State.DUE, State.ISSUED})


@click.command(epilog="Example: reportgen register --today 2014-02-01")
@style_option
@click.option(
    "--export",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write JSON lines for collect: what the figures of the process are counted from.",
)
@today_option
@root_option
def register(root: Path, style: str, export: Path | None, today: date) -> ExitCode:
    """Say of every edition whose period is over when it was due, approved, issued and received.

    It is computed from the catalogue, the tags with their evidence and the deliveries. Where
    nobody can know the tags, as in a shallow clone, it is refused with the exit code 4.
    """
    workspace = workspace_of(root)
    due = Schedule(workspace).up_to(workspace.reports.values(), today)
    rows = register_of(workspace, due, _issues(root), today)
    if unknown := [row.edition for row in rows if row.state is State.UNVERIFIED]:
        raise UnverifiedError(f"delivered, but without a tag here; fetch --tags:{listed(unknown)}")
    if export:
        write_if_changed(export, "".join(register_lines(rows, workspace, today)).encode())
        done(f"{export} written; collect it with the mapping report-register.")
    elif style == "json":
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, default=str))
    else:
        words = Words(workspace.organisation.language)
        show_table([words.say(f"register-{title}") for title in _TITLES], _shown(rows, words))
    return ExitCode.FINE


def _issues(root: Path) -> tuple[Issue, ...]:
    """Return what was issued; UnverifiedError where the tags cannot be known."""
    try:
        return issues_of(root)
    except ToolError as error:
        raise UnverifiedError(str(error)) from error


def _shown(rows: tuple[RegisterRow, ...], words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give style and cells of each row: red what is late and open, yellow what was late."""
    for row in rows:
        days = (getattr(row, name) for name in _DAYS)
        numbers = (row.late or None, row.rejections, row.revisions or None)
        cells = (
            row.edition,
            *(day.isoformat() if day else "–" for day in days),
            *("–" if number is None else str(number) for number in numbers),
            words.say(f"state-{row.state}"),
        )
        style = "red" if row.state in _OPEN else "yellow"
        yield (style if row.late else ""), cells

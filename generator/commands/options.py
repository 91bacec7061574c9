"""Options that several commands share."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import click

from generator.errors import UsageError
from generator.workspace.kinds import DATA_FOLDER

FORMATS: Final = ("text", "json", "github")
_FARTHEST_AHEAD: Final = timedelta(hours=14)


def _root(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    """Find the folder that holds report_data/: the one named, or the nearest above."""
    start = (value or Path.cwd()).absolute()
    places = (start,) if value else (start, *start.parents)
    for place in places:
        if (place / DATA_FOLDER).is_dir():
            return place
    message = f"no {DATA_FOLDER}/ in {start}{'' if value else ' or above'}; name it with --root"
    raise UsageError(message)


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_root,
    help="Folder that holds report_data/; by default the nearest above the current one.",
)


def _root_if_any(
    context: click.Context, parameter: click.Parameter, value: Path | None
) -> Path | None:
    """Find the folder that holds report_data/; None where none is named and there is none."""
    try:
        return _root(context, parameter, value)
    except UsageError:
        if value:
            raise
        return None


root_if_any_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    callback=_root_if_any,
    help="Folder that holds report_data/; by default the nearest above; not needed for a copy.",
)


def latest_day() -> date:
    """Return the day that it is where days begin first: a later one has come nowhere."""
    return (datetime.now(tz=UTC) + _FARTHEST_AHEAD).date()


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date:
    """Read a day, or ask the clock of the machine."""
    if value is None:
        return datetime.now(tz=UTC).date()
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"--today {value!r} is no day such as 2013-12-31") from error


today_option = click.option(
    "--today", callback=_day, help="The day it is, such as 2013-12-31; by default the clock's."
)
style_option = click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS[:2]),
    default="text",
    show_default=True,
    help="For people or for machines.",
)
format_option = click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For people, for machines, or as annotations of a pull request.",
)
exports_option = click.option(
    "--export",
    "exports",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="File or folder with exports: records are counted again from them. May be given again.",
)

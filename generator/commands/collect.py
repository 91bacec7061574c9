"""`reportgen collect`: turn an export into monthly records."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.collect.changes import MonthChange
from generator.collect.inputs import Refused
from generator.collect.intake import (
    collect_path,
    collect_source,
    foreseen_by_check,
    keep,
    put_down,
    sql_of,
    take_from_source,
)
from generator.collect.quality import Quality
from generator.collect.spark.run import LOCAL
from generator.collect.warehouse import EMBEDDED, SPARK
from generator.commands.gauge import gauge
from generator.commands.options import latest_day, root_option
from generator.commands.output import aligned, done, show_findings
from generator.commands.staging import BUILD_FOLDER
from generator.commands.workspace import readable_workspace_of
from generator.errors import ExitCode, UsageError
from generator.files import differs, only_one
from generator.pseudonyms import salt_of

if TYPE_CHECKING:
    from generator.collect.collect import Collected
    from generator.workspace.workspace import Workspace

_MOST_CHANGES = 50
"""Figures of a month that are shown one by one."""


@click.command(epilog="Example: reportgen collect bank-incidents incidents-2013-Q4.csv")
@click.argument("source")
@click.argument(
    "export", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=False
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option(
    "--engine",
    type=click.Choice([EMBEDDED, SPARK]),
    default=EMBEDDED,
    show_default=True,
    help="What counts; spark takes a Parquet file, and its master from SPARK_MASTER.",
)
@click.option("--show-sql", is_flag=True, help="Print the statements that count, and stop.")
@click.option(
    "--dialect",
    default=EMBEDDED,
    show_default=True,
    help="For --show-sql: the warehouse, such as postgres, spark or bigquery.",
)
@click.option("--table", help="For --show-sql: the table that holds the export; else SOURCE.")
@root_option
def collect(  # noqa: PLR0913 - the options of the command
    root: Path,
    source: str,
    export: Path | None,
    *,
    engine: str,
    dialect: str,
    table: str | None,
    dry_run: bool,
    show_sql: bool,
) -> ExitCode:
    """Turn EXPORT into monthly records, by the mapping file of SOURCE.

    Without EXPORT, a source that is a database or a service is read where it lives; its
    address comes from the environment, and what was read is kept in snapshots/.

    Only the records of this source are replaced, and only in the months that the export
    covers. The account says how many rows were used, and why others were not. Figures of
    months recorded before that are others now, as after late data, are listed old and new:
    such months are candidates for `reportgen restate`.
    """
    if show_sql:
        workspace = readable_workspace_of(root)
        return _print_sql(sql_of(workspace, source, table or source, dialect))
    if engine == SPARK and export is None:
        raise UsageError("--engine spark needs EXPORT, a Parquet file")
    # Another run would put its records into the files as they were before this one.
    with nullcontext() if dry_run else only_one(root / BUILD_FOLDER):
        workspace = readable_workspace_of(root)
        salt = salt_of(root, os.environ)
        if export:
            collected = _collected(workspace, source, export, salt, engine)
        else:
            taken = take_from_source(workspace, source, os.environ)
            if isinstance(taken, Refused):
                return show_findings(taken.findings)
            if not dry_run:
                done(f"What was read is kept in {keep(root, taken)}.")
            collected = collect_source(workspace, source, taken, salt)
        sound = foreseen_by_check(workspace, source, collected, latest_day())
        return _reported(root, sound, dry_run=dry_run)


def _reported(root: Path, collected: Collected, *, dry_run: bool) -> ExitCode:
    """Print what was collected, and write it unless somebody only wants to know."""
    if collected.slower:
        done(f"Read row by row, which takes longer: {collected.slower}.")
    if collected.quality:
        _show(collected.quality)
    for name, text in collected.files.items():
        click.echo(f"{_fate(root / name, text):9}  {name}")
    _show_changes(collected.changes)
    if collected.findings:
        return show_findings(collected.findings)
    if dry_run:
        done("Nothing was written.")
    else:
        written = put_down(root, collected)
        done(f"{len(written)} of {len(collected.files)} record files written.")
    return ExitCode.FINE


def _collected(
    workspace: Workspace, source: str, export: Path, salt: bytes, engine: str
) -> Collected:
    """Collect an export while somebody may watch."""
    master = os.environ.get("SPARK_MASTER", LOCAL) if engine == SPARK else None
    with gauge(export) as told:
        return collect_path(workspace, source, export, salt, master, told)


def _print_sql(script: str | Refused) -> ExitCode:
    """Print the statements, or why the mapping has none."""
    if isinstance(script, Refused):
        return show_findings(script.findings)
    click.echo(script, nl=False)
    return ExitCode.FINE


def _fate(path: Path, content: bytes) -> str:
    """Say what collecting means for a record file."""
    if not path.exists():
        return "new"
    return "changed" if differs(path, content) else "unchanged"


def _show_changes(months: tuple[MonthChange, ...]) -> None:
    """Print which figures of recorded months change, as reports of them may be out already."""
    for month in months:
        click.echo(month.sentence)
        for change in month.changes[:_MOST_CHANGES]:
            click.echo(f"  {change.sentence}")
        if len(month.changes) > _MOST_CHANGES:
            click.echo(f"  and {len(month.changes) - _MOST_CHANGES} more")


def _show(quality: Quality) -> None:
    """Print the account of the export."""
    for line in aligned([("what", "number", "lines"), *quality.rows_of_table("en")]):
        click.echo(line)

"""`reportgen trace`: from a figure to its records, their lines and commits, and the exports."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from generator import git
from generator.commands.options import exports_option, root_option, style_option
from generator.commands.output import aligned
from generator.commands.recounting import exit_code, recounted, recounts_as_json, show_recounts
from generator.commands.workspace import workspace_of
from generator.compose.trace import Trace, TracedRecord, trace_figure
from generator.compose.words import Words
from generator.errors import ExitCode, ToolError, UsageError
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.measure.ledger import Ledger
from generator.measure.measure import Measures, measure
from generator.periods import Period
from generator.plurals import plural
from generator.pseudonyms import salt_of
from generator.render.canonical import record_parts
from generator.workspace.decode import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")
# What the lines around the table say already.
_SAID: Final = ("metric", "service")
_SHORT: Final = 12


@click.command(epilog="Example: reportgen trace bank-monthly 2013-10 incident.closed@all")
@click.argument("report")
@click.argument("period")
@click.argument("figure")
@style_option
@exports_option
@root_option
def trace(  # noqa: PLR0913, PLR0917 - arguments and options of the command
    root: Path, report: str, period: str, figure: str, style: str, exports: tuple[Path, ...]
) -> ExitCode:
    """Lead from FIGURE to every record and export that it was computed from.

    FIGURE is the name that the page quotes: metric@service, or metric@all, or
    metric@all/dimension=member. PERIOD may be any period, also a quarter or a year.

    With --export, every record is counted again from the rows of its export, which is
    known by its fingerprint; exit code 1 says that one of them comes to something else,
    4 that the export of one was not at hand.
    """
    workspace = workspace_of(root)
    definition = _known(report, workspace.reports, "report")
    edition = measure(workspace, Ledger.of(workspace), definition, _period(period))
    key = _key(edition.measures, figure)
    found = trace_figure(edition, key, Words(definition.language))
    if not found.records:
        raise UsageError(f"there is no record of {key.id} in {found.period}")
    commits = _commits(root, found)
    salt = salt_of(root, os.environ)
    recounts = recounted(workspace, found.records, exports, salt) if exports else ()
    if style == "json":
        told = _as_json(found, commits) | (
            {"recounts": recounts_as_json(recounts)} if exports else {}
        )
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
    else:
        _show(found, commits)
        show_recounts(recounts)
    return exit_code(recounts)


def _known(name: str, known: Mapping[str, T], word: str) -> T:
    """Return a thing by its name; UsageError with a hint when there is none."""
    if name in known:
        return known[name]
    hint = did_you_mean(name, tuple(known))
    raise UsageError(f"unknown {word} {name!r}; {hint}known: {', '.join(known)}")


def _key(measures: Measures, text: str) -> FigureKey:
    """Read the name of a figure and make sure that its metric and service exist."""
    try:
        key = _of_anchor(measures, text) or FigureKey.parse(text)
    except ValueError as error:
        raise UsageError(str(error)) from error
    _known(key.metric, measures.workspace.metrics, "metric")
    _known(key.service, dict.fromkeys((ALL_SERVICES, *measures.services)), "service")
    return key


def _of_anchor(measures: Measures, text: str) -> FigureKey | None:
    """Return the figure to which a link of the page leads, as copied from an address bar."""
    services = (ALL_SERVICES, *measures.services)
    keys = (FigureKey(metric=m, service=s) for m in measures.workspace.metrics for s in services)
    return next((key for key in keys if key.anchor == text.removeprefix("#")), None)


def _period(text: str) -> Period:
    """Read a period given on the command line."""
    try:
        return Period.parse(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _commits(root: Path, found: Trace) -> list[str]:
    """Return the commit that wrote each record, or why that is not known."""
    lines: dict[str, list[int]] = {}
    for record in found.records:
        lines.setdefault(record.file, []).append(record.line)
    try:
        known = {file: git.commits_of_lines(root, file, lines[file]) for file in lines}
    except ToolError as error:
        # A message of git may have several lines; a cell of the table has one.
        return [f"unverified: {' '.join(str(error).split())}"] * len(found.records)
    return [known[record.file].get(record.line, "not committed") for record in found.records]


def _as_json(found: Trace, commits: Iterable[str]) -> dict[str, Any]:
    """Return the trace as plain values."""
    records = [
        {
            "file": record.file,
            "line": record.line,
            "commit": commit,
            "parts": record_parts(record.record),
            "source": record.source.id if record.source else None,
        }
        for record, commit in zip(found.records, commits, strict=True)
    ]
    head = {name: value for name, value in asdict(found).items() if name != "records"}
    return {**head, "records": records, "sources": [asdict(source) for source in found.sources]}


def _show(found: Trace, commits: Iterable[str]) -> None:
    """Print the trace for people: value, formula in words and numbers, records, exports."""
    click.secho(f"{found.figure}  {found.period}", bold=True)
    click.echo(f"{found.name} = {found.value}")
    click.echo(f"  {found.formula} = {found.computed_from}  [{found.roll_up}]")
    rows = [_row(record, commit) for record, commit in zip(found.records, commits, strict=True)]
    for row in aligned([("record", "service", "parts", "commit", "source"), *rows]):
        click.echo(f"  {row}")
    for source in found.sources:
        click.echo(f"{source.id}: {source.file}")
        click.echo(f"  sha256 {source.sha256}, {plural(source.rows, 'row')}, {source.system}")
        origin = f"; {source.origin}" if source.origin else ""
        click.echo(f"  read with {source.mapping} on {source.collected_at}{origin}")


def _row(record: TracedRecord, commit: str) -> tuple[str, ...]:
    """Return the cells of one record; they are never cut, so that they can be copied."""
    source = record.source.id if record.source else record.record.evidence or "–"
    parts = {n: part for n, part in record_parts(record.record).items() if n not in _SAID}
    shown = ", ".join(f"{name} {part}" for name, part in parts.items())
    place = f"{record.file}:{record.line}"
    return place, record.record.service, shown, _short(commit), source


def _short(commit: str) -> str:
    """Shorten the name of a commit, but not a sentence."""
    return commit if " " in commit else commit[:_SHORT]

"""`reportgen audit`: a sample of figures that is counted again, and the yearly checklist."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.archive.sample import population, recount
from generator.archive.samplesheet import sheet_name, sheet_text
from generator.commands.checklist import checklist
from generator.commands.options import exports_option, root_option, today_option
from generator.commands.output import done, show_table
from generator.commands.sampling import counted_from_exports
from generator.commands.staging import documents
from generator.commands.workspace import refuse_stranger, workspace_of
from generator.errors import ExitCode, UsageError
from generator.files import refuse_links, write_if_changed
from generator.measure.editions import editions
from generator.measure.ledger import Ledger
from generator.plurals import plural
from generator.pseudonyms import salt_of
from generator.render.edition import edition_names
from generator.render.written import WrittenEdition, WrittenError, read_written
from generator.workspace.model.audits import Audit, AuditResult

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.workspace.workspace import Workspace

_TITLES: Final = (
    "edition",
    "figure",
    "printed",
    "counted again",
    "records",
    "from exports",
    "result",
)


@click.group(epilog="Example: reportgen audit sample --seed 2014-q1")
def audit() -> None:
    """Check the reports and the process behind them."""


audit.add_command(checklist)


@audit.command(epilog="Example: reportgen audit sample --seed 2014-q1 --year 2013 --by lin")
@click.option("--seed", required=True, help="Name of the audit; the same seed draws the same.")
@click.option("--size", type=click.IntRange(1, 10_000), default=25, show_default=True)
@click.option("--year", type=int, help="Only editions whose period ends in this year.")
@click.option("--by", help="Person who audits; writes report_data/audits/SEED.yml.")
@exports_option
@today_option
@root_option
def sample(  # noqa: PLR0913 - an option each
    *,
    root: Path,
    seed: str,
    size: int,
    year: int | None,
    by: str | None,
    exports: tuple[Path, ...],
    today: date,
) -> ExitCode:
    """Draw figures of the committed editions and count them again from their records.

    With --export these records are counted again from the rows of their exports, which are
    known by their fingerprints. Anybody draws the same sample: a figure's rank is the sha256
    of the seed and its name. Exits with 1 when a figure is different, with 4 when one, or
    with --export one of its records, cannot be counted.
    """
    workspace = workspace_of(root)
    figures = population(_written(root, workspace, year))
    if not figures.figures:
        raise UsageError("there is no edition to draw figures from")
    drawn = figures.draw(seed, size)
    counted = recount(workspace, Ledger.of(workspace), drawn)
    if exports:
        pairs, salt = zip(drawn, counted, strict=True), salt_of(root, os.environ)
        counted = tuple(counted_from_exports(workspace, pairs, exports, salt))
    sheet = Audit(
        audit=seed,
        date=today,
        by=by or "nobody",
        drawn_from=len(figures.figures),
        population_sha256=figures.sha256,
        figures=counted,
    )
    _show(sheet)
    if by:
        _keep(root, workspace, sheet)
    return _exit_code(sheet)


def _written(root: Path, workspace: Workspace, year: int | None) -> Iterator[WrittenEdition]:
    """Give the committed figures of the editions of a year, or of all."""
    docs = documents(root)
    for key in editions(workspace):
        name = edition_names(key)[1]
        if year in (None, int(key.version[:4])) and name in docs:
            try:
                yield read_written(docs[name])
            except WrittenError as error:
                raise UsageError(f"{name}: {error}") from error


def _show(sheet: Audit) -> None:
    """Print the sheet."""
    rows = (
        (
            "" if each.result is AuditResult.EQUAL else "red",
            (
                each.edition,
                each.figure,
                each.printed,
                each.recounted,
                str(each.records),
                each.exports.value if each.exports else "–",
                each.result.value,
            ),
        )
        for each in sheet.figures
    )
    show_table(_TITLES, rows)
    equal = sum(each.result is AuditResult.EQUAL for each in sheet.figures)
    done(
        f"{plural(len(sheet.figures), 'figure')} of {sheet.drawn_from:,} drawn with the seed "
        f"{sheet.audit}, {equal} equal. Population: {sheet.population_sha256}"
    )


def _keep(root: Path, workspace: Workspace, sheet: Audit) -> None:
    """Write the sheet into the data."""
    refuse_stranger(workspace, sheet.by)
    name = sheet_name(sheet.audit)
    refuse_links(root, name)
    write_if_changed(root / name, sheet_text(sheet).encode())
    done(f"Written: {name}")


def _exit_code(sheet: Audit) -> ExitCode:
    """Return what the sample means."""
    results = {result for each in sheet.figures for result in (each.result, each.exports)}
    if AuditResult.DIFFERENT in results:
        return ExitCode.PROBLEMS
    return ExitCode.UNVERIFIED if AuditResult.UNVERIFIED in results else ExitCode.FINE

"""`reportgen generate`: write the pages and figures of the editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.approval.forgefiles import forge_files
from generator.archive.standing import refuse_doubts
from generator.commands.known import KnownEditions, known_editions, read_editions
from generator.commands.options import root_option
from generator.commands.output import done, progress, show_findings
from generator.commands.workspace import workspace_of
from generator.errors import ExitCode, UsageError
from generator.files import differs, refuse_links, write_if_changed
from generator.measure.editions import EditionKey, editions
from generator.measure.ledger import Ledger
from generator.plurals import plural
from generator.render.edition import REPORTS_FOLDER, edition_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.workspace.workspace import Workspace


@click.command(epilog="Example: reportgen generate bank-monthly 2013-10")
@click.argument("report", required=False)
@click.argument("period", required=False)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a page is not up to date.")
@root_option
def generate(root: Path, report: str | None, period: str | None, *, check: bool) -> ExitCode:
    """Write the pages and figures of the editions into docs/reports/.

    Without arguments all editions are made, and in .github/ CODEOWNERS and the forms of
    pull requests where people.yml says how roles are called there (codeowners). A file whose
    content is the same is not touched. The files of an issued edition stay as they were
    issued; what is different by today's records and has no answer is listed, and the exit
    code is 1.
    """
    workspace = workspace_of(root)
    chosen = _chosen(workspace, report, period)
    shared = {} if report else forge_files(workspace)
    names = [*(name for key in chosen for name in edition_names(key)), *shared]
    known = known_editions(root, workspace, Ledger.of(workspace))
    for key in chosen:
        refuse_doubts(known.standing.of_edition(key.name))
    stale = dict(stale_files(root, known, chosen)) | _differing(root, shared)
    restored = {} if check else stale
    different = [
        finding
        for key in chosen
        for finding in known.findings(key, read_editions(root, key) | restored)
    ]
    answered = show_findings(different) if different else ExitCode.FINE
    if check:
        strangers = () if report else _strangers(root, names)
        for name in stale:
            click.echo(f"{name} is not up to date; run reportgen generate")
        for name in strangers:
            click.echo(f"{name} is no edition of the catalogue; restore its report or delete it")
        return ExitCode.PROBLEMS if stale or strangers else answered
    for name in stale:
        refuse_links(root, name)
    for name, content in stale.items():
        write_if_changed(root / name, content)
    done(f"{plural(len(chosen), 'edition')}, {len(stale)} of {len(names)} files written.")
    return answered


def _differing(root: Path, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that are not there with just this content."""
    return {name: text for name, text in contents.items() if differs(root / name, text)}


def _strangers(root: Path, names: Collection[str]) -> tuple[str, ...]:
    """Return what stands in docs/reports/ and is no file of any edition."""
    found = (path.relative_to(root).as_posix() for path in (root / REPORTS_FOLDER).rglob("*.*"))
    return tuple(sorted(name for name in found if name not in names))


def _chosen(workspace: Workspace, report: str | None, period: str | None) -> tuple[EditionKey, ...]:
    """Return the editions that the arguments name; UsageError when there is none."""
    found = tuple(
        key
        for key in editions(workspace)
        if report in (None, key.report.report) and period in (None, key.period.label)
    )
    if not found and (report or period):
        known = ", ".join(key.name for key in editions(workspace))
        raise UsageError(
            f"no edition {report} {period or 'of any period'}; there is: {known or 'none'}"
        )
    return found


def stale_files(
    root: Path, known: KnownEditions, chosen: tuple[EditionKey, ...]
) -> Iterator[tuple[str, bytes]]:
    """Give name and content of every file that is not up to date, with a progress bar."""
    for key in progress(chosen, "Editions"):
        yield from known.changed(key, read_editions(root, key)).items()

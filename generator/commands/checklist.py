"""`reportgen audit checklist`: the yearly checklist, filled from evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from generator.approval.forge import UnverifiedError
from generator.archive.register import register
from generator.archive.ways import issues_of
from generator.commands.options import root_option, today_option
from generator.commands.output import done, show_table
from generator.commands.staging import BUILD_FOLDER, documents
from generator.commands.workspace import workspace_of
from generator.compose.words import Words
from generator.errors import ExitCode, ToolError
from generator.files import refuse_links, write_if_changed
from generator.measure.schedule import Schedule
from generator.site.auditproofs import AuditYear
from generator.site.checklist import checklist_page, parts

_STATES: Final = ("full", "part", "open")


@click.command(epilog="Example: reportgen audit checklist --year 2013")
@click.option("--year", type=click.IntRange(1900, 2999), required=True, help="Year to audit.")
@click.option("--language", type=click.Choice(("zh", "en")), help="By default the organisation's.")
@today_option
@root_option
def checklist(root: Path, year: int, language: str | None, today: date) -> ExitCode:
    """Fill the checklist of a YEAR, clause by clause, from data, tags and their evidence.

    Clauses of ISO/IEC 20000-1, GB/T 28827.1 and ITSS, and the reporting process itself. The
    page goes to build/audit/, with room for remarks. What has no evidence is open.
    """
    workspace = workspace_of(root)
    due = Schedule(workspace).up_to(workspace.reports.values(), today)
    try:
        issues = issues_of(root)
    except ToolError as error:
        raise UnverifiedError(str(error)) from error
    audited = AuditYear(
        workspace=workspace,
        year=year,
        day=today,
        register=register(workspace, due, issues, today),
        files=frozenset(documents(root)),
        words=Words(language or workspace.organisation.language),
    )
    _show(audited)
    name = f"{BUILD_FOLDER}/audit/checklist-{year}.md"
    refuse_links(root, name)
    write_if_changed(root / name, checklist_page(audited).encode())
    done(f"{name} written.")
    return ExitCode.FINE


def _show(year: AuditYear) -> None:
    """Show how many clauses of each norm have evidence."""
    titles = ("", *(year.words.say(f"audit-{state}") for state in _STATES))
    counts = ((part.title, part.states) for part in parts(year))
    rows = ((title, *(str(states[state]) for state in _STATES)) for title, states in counts)
    show_table(titles, (("", row) for row in rows))

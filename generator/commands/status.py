"""`reportgen status`: who has to do what by when, the overdue first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator import git
from generator.approval.worklist import Standing, Task, worklist
from generator.archive.names import REPORTS, ReleaseName
from generator.commands.known import known_editions
from generator.commands.options import root_option, today_option
from generator.commands.output import show_table
from generator.commands.staging import documents
from generator.commands.workspace import workspace_of
from generator.compose.words import Words
from generator.errors import ExitCode, ToolError
from generator.measure.editions import EditionKey, editions
from generator.measure.ledger import Ledger
from generator.measure.misses import open_misses
from generator.measure.schedule import DueEdition, Schedule
from generator.prose import placeholders
from generator.workspace.workspace import Workspace


@click.command(epilog="Example: reportgen status --today 2014-01-10")
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people or for machines.",
)
@today_option
@root_option
def status(root: Path, style: str, today: date) -> ExitCode:
    """Say who has to do what by when: every edition whose period is over, the overdue first.

    An edition wants records, a draft, texts and actions, the approvals of its chain, a
    release and its delivery, in this order; its next step is told.
    """
    workspace = workspace_of(root)
    due = Schedule(workspace).up_to(workspace.reports.values(), today)
    tasks = worklist(_standings(root, workspace, due), workspace, today)
    words = Words(workspace.organisation.language)
    if style == "json":
        click.echo(json.dumps([_as_json(task) for task in tasks], ensure_ascii=False))
    elif tasks:
        _show(tasks, workspace, words)
    else:
        click.echo(words.say("task-none", day=today))
    return ExitCode.FINE


def _standings(root: Path, workspace: Workspace, due: tuple[DueEdition, ...]) -> Iterator[Standing]:
    """Give what is known of each edition that is due."""
    ledger, docs = Ledger.of(workspace), documents(root)
    known = known_editions(root, workspace, ledger)
    recorded = {key.name for key in editions(workspace)}
    issued = _issued(root)
    for each in due:
        has_records = each.key.name in recorded
        yield Standing(
            edition=each,
            has_records=has_records,
            is_fresh=has_records and not known.changed(each.key, docs),
            open_texts=_open_texts(workspace, ledger, each.key) if has_records else 0,
            decision=None,
            is_issued=each.key.name in issued,
            is_delivered=_is_delivered(workspace, each.key),
        )


def _issued(root: Path) -> frozenset[str]:
    """Return the editions that have a tag; none where git does not say."""
    try:
        found = map(ReleaseName.of_tag, git.references(root, REPORTS))
    except ToolError:
        return frozenset()
    return frozenset(name.edition for name in found if name)


def _is_delivered(workspace: Workspace, key: EditionKey) -> bool:
    """Tell whether every role that gets the report holds a copy of its newest revision."""
    file = workspace.deliveries.get(key.name)
    newest = workspace.revision_of(key.name)
    sent = {copy.to for copy in (file.deliveries if file else ()) if copy.revision == newest}
    return {each.role for each in key.report.distribution} <= sent


def _open_texts(workspace: Workspace, ledger: Ledger, key: EditionKey) -> int:
    """Count the passages that wait to be written, and the misses that wait for an answer."""
    text = workspace.commentaries.get(key.name)
    drafted = sum(len(list(placeholders(section))) for section in (text.sections if text else ()))
    return drafted + len(list(open_misses(workspace, ledger, key)))


def _as_json(task: Task) -> dict[str, object]:
    """Return a task as plain values."""
    return {
        "edition": task.edition.name,
        "until": task.until.name if task.until else None,
        "count": task.count,
        "step": task.step.value,
        "roles": task.roles,
        "people": task.people,
        "due": task.due.isoformat() if task.due else None,
        "late": task.late,
        "missing": [{"zh": each.zh, "en": each.en} for each in task.missing],
    }


def _show(tasks: tuple[Task, ...], workspace: Workspace, words: Words) -> None:
    """Print a table; what is overdue is red."""
    titles = [words.say(key) for key in ("due", "task-days", "report", "task", "task-who")]
    rows = (("red" if task.late else "", _cells(task, workspace, words)) for task in tasks)
    show_table(titles, rows)


def _cells(task: Task, workspace: Workspace, words: Words) -> tuple[str, ...]:
    """Return day, lateness, edition, step and people; what a chain still lacks stands below."""
    names = " / ".join(workspace.roles[role].name.of(words.language) for role in task.roles)
    missing = (sentence.of(words.language) for sentence in task.missing)
    return (
        task.due.isoformat() if task.due else "–",
        words.say("task-late", days=task.late) if task.late else "",
        _edition(task, words),
        "\n".join((words.say(f"step-to-{task.step}"), *missing)),
        f"{names}: {', '.join(task.people)}" if task.people else names,
    )


def _edition(task: Task, words: Words) -> str:
    """Name an edition, or the first and last of several."""
    if task.until is None:
        return task.edition.name
    last = task.until.period.label
    return words.say("task-several", first=task.edition.name, last=last, count=task.count)

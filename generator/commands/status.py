"""`reportgen status`: who has to do what by when, the overdue first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator.approval.worklist import Task, worklist
from generator.commands.archiveoptions import branch_option
from generator.commands.evidence import known_decisions
from generator.commands.options import root_option, style_option, today_option
from generator.commands.output import show_table
from generator.commands.standings import standings
from generator.commands.workspace import workspace_of
from generator.compose.words import Words
from generator.errors import ExitCode
from generator.measure.schedule import Schedule
from generator.workspace.workspace import Workspace


@click.command(epilog="Example: reportgen status --today 2014-01-10")
@style_option
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="Saved evidence of the gate: a file, or a folder of them; again for more.",
)
@branch_option
@today_option
@root_option
def status(
    root: Path, style: str, evidence: tuple[Path, ...], branch: str, today: date
) -> ExitCode:
    """Say who has to do what by when: every edition whose period is over, the overdue first.

    An edition wants records, a draft, texts and actions, the approvals of its chain, its
    merge, a release and its delivery, in this order; its next step is told. Approvals are
    decided as the gate does, from saved evidence and from what is signed on this branch.
    Controlled documents that are past their day of review are named below.
    Exit code 4: some evidence could not be verified.
    """
    workspace = workspace_of(root)
    due = Schedule(workspace).up_to(workspace.reports.values(), today)
    known = known_decisions(root, evidence, branch)
    tasks = worklist(standings(root, workspace, due, known.decisions), workspace, today)
    words = Words(workspace.organisation.language)
    overdue = tuple(_overdue(workspace, today, words)) if style == "text" else ()
    if style == "json":
        click.echo(json.dumps([_as_json(task) for task in tasks], ensure_ascii=False))
    elif tasks:
        _show(tasks, workspace, words)
    elif not overdue:
        click.echo(words.say("task-none", day=today))
    for sentence in overdue:
        click.secho(sentence, fg="red")
    for trouble in known.troubles:
        click.secho(trouble, fg="yellow", err=True)
    return ExitCode.UNVERIFIED if known.troubles else ExitCode.FINE


def _overdue(workspace: Workspace, today: date, words: Words) -> Iterator[str]:
    """Say which documents are past their day of review, and who reviews them."""
    for document in workspace.documents:
        if document.review_by < today:
            yield words.say(
                "task-review-document",
                document=f"{document.number} {document.title.of(words.language)}",
                day=document.review_by,
                who=workspace.roles[document.owner].name.of(words.language),
            )


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

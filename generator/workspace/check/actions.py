"""Rules X067, X068 and X070-X073: actions, feedback and reviews that fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workspace.decode import did_you_mean
from generator.workspace.model.actions import ActionStatus
from generator.workspace.model.agreements import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.actions import Action, Answered, Waiver
    from generator.workspace.model.agreements import Clause
    from generator.workspace.model.feedback import Remark
    from generator.workspace.workspace import Entry, Workspace

Path = tuple[str | int, ...]


def unknown_actions(workspace: Workspace) -> Iterator[Finding]:
    """X067: what a review began is an action."""
    known = tuple(item.id for item in workspace.items("action"))
    if "actions" in workspace.incomplete:
        return
    for item in workspace.items("review"):
        for index, name in enumerate(item.value.actions):
            if name not in known:
                yield item.entry.finding(
                    (*item.path, "actions", index),
                    "X067",
                    expected="an action of report_data/actions/*.yml",
                    found=repr(name),
                    action=f"{did_you_mean(name, known)}correct the id, or add the action",
                )


def days_of_actions(workspace: Workspace) -> Iterator[Finding]:
    """X068: what is done has a day, what is open has none, and days are in order."""
    for item in workspace.items("action"):
        wrong = _days_of(item.value)
        if wrong:
            yield item.entry.finding(
                item.path,
                "X068",
                expected="a closed day for what is done or cancelled, days in order",
                found=wrong,
                action="correct the status or the days",
            )
    for entry in workspace.of_kind("actions"):
        for index, waiver in enumerate(entry.value.waivers):
            if waiver.until < waiver.first:
                yield entry.finding(
                    ("waivers", index, "until"),
                    "X018",
                    expected=f"{waiver.first} or later",
                    found=str(waiver.until),
                    action="correct one of the two days",
                )


def _days_of(action: Action) -> str:
    """Say what is wrong with the days of an action."""
    if (action.status is ActionStatus.OPEN) != (action.closed is None):
        return f"{action.status} with {action.closed or 'no closed day'}"
    late = [day for day in (action.due, action.closed) if day and day < action.opened]
    return f"{late[0]}, before it was opened" if late else ""


def editions_of_reports(workspace: Workspace) -> Iterator[Finding]:
    """X070: feedback and reviews are about editions of a report of their party."""
    for entry, path, name in _edition_names(workspace):
        report, _, _ = name.partition("/")
        mine = tuple(each for each, r in workspace.reports.items() if r.party == entry.value.party)
        if report not in mine and "report" not in workspace.incomplete:
            yield entry.finding(
                path,
                "X070",
                expected=f"report/period of a report of {entry.value.party!r}",
                found=repr(name),
                action=f"{did_you_mean(report, mine)}reports: {', '.join(mine) or 'none'}",
            )


def _edition_names(workspace: Workspace) -> Iterator[tuple[Entry, Path, str]]:
    """Give every edition that feedback or a review names."""
    for item in workspace.items("feedback"):
        yield item.entry, (*item.path, "edition"), item.value.edition
    for item in workspace.items("review"):
        for index, name in enumerate(item.value.editions):
            yield item.entry, (*item.path, "editions", index), name


def days_of_answers(workspace: Workspace) -> Iterator[Finding]:
    """X071: an answer has a day and somebody who gave it, not before the question."""
    for item in workspace.items("feedback"):
        wrong = _answer_of(item.value)
        if wrong:
            yield item.entry.finding(
                item.path,
                "X071",
                expected="answer, answered and answered_by together, days in order",
                found=wrong,
                action="complete or correct them",
            )


def _answer_of(remark: Remark) -> str:
    """Say what is wrong with an answer."""
    given = {
        "answer": remark.answer,
        "answered": remark.answered,
        "answered_by": remark.answered_by,
    }
    missing = [name for name, value in given.items() if value is None]
    if missing and len(missing) < len(given):
        return f"no {missing[0]}"
    days = (remark.answer_due, remark.answered or remark.received)
    late = [day for day in days if day < remark.received]
    return f"{late[0]}, before it was received" if late else ""


def clauses_of_actions(workspace: Workspace) -> Iterator[Finding]:
    """X072 and X073: an action or waiver is about a measured clause with its own party."""
    for entry, path, about in _promises(workspace):
        name, _, number = about.clause.partition("/")
        agreement = workspace.agreements.get(name)
        if agreement is None:
            continue
        if agreement.party != entry.value.party:
            yield entry.finding(
                (*path, "clause"),
                "X072",
                expected=f"a clause of an agreement with {entry.value.party!r}",
                found=f"{about.clause!r}, with {agreement.party!r}",
                action="correct the clause, or move it to the file of that party",
            )
        for clause in (each for each in agreement.clauses if each.id == number):
            wrong = _unmeasured(clause, about)
            if wrong:
                yield entry.finding(
                    path,
                    "X073",
                    expected="a clause with a metric, and services that it covers",
                    found=wrong,
                    action=f"services of the clause: {', '.join(clause.services)}",
                )


def _promises(workspace: Workspace) -> Iterator[tuple[Entry, Path, Answered | Waiver]]:
    """Give the promises that actions answer and waivers give up."""
    for entry in workspace.of_kind("actions"):
        for index, action in enumerate(entry.value.actions):
            for place, about in enumerate(action.answers):
                yield entry, ("actions", index, "answers", place), about
        for index, waiver in enumerate(entry.value.waivers):
            yield entry, ("waivers", index), waiver


def _unmeasured(clause: Clause, about: Answered | Waiver) -> str:
    """Say why a clause cannot be answered in this way."""
    if clause.metric is None:
        return f"{about.clause!r} without a metric"
    strange = [name for name in about.services if name not in (ALL, *clause.services)]
    return f"service {strange[0]!r}" if strange else ""

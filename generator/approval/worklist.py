"""The worklist: what has to be done next about each edition, by whom, and by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from generator.approval.decision import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.approval.verdicts import Verdict
    from generator.measure.editions import EditionKey
    from generator.measure.schedule import DueEdition
    from generator.workspace.model.types import Bilingual
    from generator.workspace.workspace import Workspace


class Step(StrEnum):
    """What is to be done next about an edition, in the order in which it is done."""

    COLLECT = "collect"
    """Its records are not there."""
    DRAFT = "draft"
    """Its page is not there, or not what the records give."""
    EXPLAIN = "explain"
    """Text waits to be written, or a miss to be answered."""
    APPROVE = "approve"
    """Its chain has not decided."""
    MERGE = "merge"
    """It is approved, and not part of the main branch."""
    RELEASE = "release"
    """It is merged and has no tag."""
    DELIVER = "deliver"
    """It is issued, and not on its way to all recipients."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of an edition.

    `verdict` is None where nothing tells of approvals; then they are still to be given.
    """

    edition: DueEdition
    has_records: bool
    is_fresh: bool
    open_texts: int
    verdict: Verdict | None
    is_issued: bool
    is_delivered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do: about which edition, by whom, by when, and what is missing.

    `until` is the last of several editions that wait for the same; `count` says how many.
    `late` counts the days since the due day, 0 before it.
    """

    edition: EditionKey
    step: Step
    roles: tuple[str, ...]
    people: tuple[str, ...]
    due: date | None
    late: int
    missing: tuple[Bilingual, ...] = ()
    until: EditionKey | None = None
    count: int = 1


def worklist(standings: Iterable[Standing], workspace: Workspace, today: date) -> tuple[Task, ...]:
    """Return what is to be done, the most overdue first.

    Editions of one report in a row that wait for records are one task.
    """
    tasks = (_task(standing, workspace, today) for standing in standings)
    ordered = sorted(
        (task for task in tasks if task),
        key=lambda task: (task.edition.report.report, task.edition.period),
    )
    return tuple(sorted(_joined(ordered), key=_urgency))


def _urgency(task: Task) -> tuple[int, date, str]:
    """Sort by lateness, then by day; what has no day comes when its period ends."""
    return -task.late, task.due or task.edition.period.end, task.edition.name


def _task(standing: Standing, workspace: Workspace, today: date) -> Task | None:
    """Return the next step of an edition; None when nothing is left to do."""
    step = _step(standing)
    if step is None:
        return None
    due = standing.edition.due
    roles = _roles(step, standing, workspace)
    verdict = standing.verdict if step is Step.APPROVE else None
    done = verdict.counted if verdict else frozenset()
    people = (p for p in workspace.people if set(p.roles) & set(roles) and p.id not in done)
    return Task(
        edition=standing.edition.key,
        step=step,
        roles=roles,
        people=tuple(person.name for person in people),
        due=due,
        late=max((today - due).days, 0) if due else 0,
        missing=verdict.missing if verdict else (),
    )


def _step(standing: Standing) -> Step | None:
    """Return what comes next."""
    verdict = standing.verdict
    approved = verdict and verdict.outcome is Outcome.APPROVED
    done = (
        (Step.COLLECT, standing.has_records),
        (Step.DRAFT, standing.is_issued or standing.is_fresh),
        (Step.EXPLAIN, standing.is_issued or not standing.open_texts),
        (Step.APPROVE, standing.is_issued or approved),
        (Step.MERGE, standing.is_issued or (verdict and verdict.is_merged)),
        (Step.RELEASE, standing.is_issued),
        (Step.DELIVER, standing.is_delivered),
    )
    return next((step for step, is_done in done if not is_done), None)


def _roles(step: Step, standing: Standing, workspace: Workspace) -> tuple[str, ...]:
    """Return the roles that a step waits for."""
    report = standing.edition.key.report
    if step is Step.EXPLAIN:
        return tuple(dict.fromkeys((report.author, report.owner)))
    verdict = standing.verdict
    if step is not Step.APPROVE or (verdict and verdict.is_held_up):
        return (report.author,)
    chain, waiting = (verdict and verdict.waiting) or (report.chain, "")
    known = workspace.chains[chain if chain in workspace.chains else report.chain].stages
    stage = next((each for each in known if each.stage == waiting), known[0])
    return stage.by.roles


def _place(task: Task) -> tuple[str, Step]:
    """Return what tasks have in common that are joined."""
    return task.edition.report.report, task.step


def _joined(tasks: Iterable[Task]) -> Iterator[Task]:
    """Give tasks in the order of report and period, those that wait for records joined."""
    for (_, step), group in groupby(tasks, key=_place):
        first, *others = group
        if step is Step.COLLECT and others:
            yield replace(first, until=others[-1].edition, count=len(others) + 1)
        else:
            yield from (first, *others)

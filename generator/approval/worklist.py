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

    from generator.approval.decision import EditionDecision
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
    RELEASE = "release"
    """It is approved and has no tag."""
    DELIVER = "deliver"
    """It is issued, and not on its way to all recipients."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of an edition.

    `decision` is None where nothing tells of approvals; then they are still to be given.
    """

    edition: DueEdition
    has_records: bool
    is_fresh: bool
    open_texts: int
    decision: EditionDecision | None
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
    missing = standing.decision.stages if standing.decision and step is Step.APPROVE else ()
    return Task(
        edition=standing.edition.key,
        step=step,
        roles=roles,
        people=tuple(p.name for p in workspace.people if set(p.roles) & set(roles)),
        due=due,
        late=max((today - due).days, 0) if due else 0,
        missing=tuple(sentence for stage in missing for sentence in stage.missing),
    )


def _step(standing: Standing) -> Step | None:
    """Return what comes next."""
    approved = standing.decision and standing.decision.outcome is Outcome.APPROVED
    done = (
        (Step.COLLECT, standing.has_records),
        (Step.DRAFT, standing.is_issued or standing.is_fresh),
        (Step.EXPLAIN, standing.is_issued or not standing.open_texts),
        (Step.APPROVE, standing.is_issued or approved),
        (Step.RELEASE, standing.is_issued),
        (Step.DELIVER, standing.is_delivered),
    )
    return next((step for step, is_done in done if not is_done), None)


def _roles(step: Step, standing: Standing, workspace: Workspace) -> tuple[str, ...]:
    """Return the roles that a step waits for."""
    report = standing.edition.key.report
    if step is Step.EXPLAIN:
        return tuple(dict.fromkeys((report.author, report.owner)))
    if step is not Step.APPROVE:
        return (report.author,)
    decided = standing.decision.stages if standing.decision else ()
    met = {stage.stage for stage in decided if stage.is_met}
    stages = workspace.chains[report.chain].stages
    waiting = next((stage.by for stage in stages if stage.stage not in met), stages[-1].by)
    return (*waiting.any_of, *waiting.all_of, *((waiting.each,) if waiting.each else ()))


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

"""Who has to do what next: the parts that no command reaches without approvals."""

from __future__ import annotations

from datetime import date

import pytest

from generator.approval.decision import EditionDecision, Outcome, StageDecision
from generator.approval.worklist import Standing, Step, Task, worklist
from generator.measure.schedule import Schedule
from generator.workspace.load import load
from generator.workspace.model.types import Bilingual
from generator.workspace.workspace import Workspace
from tests.site.plain import ROOT

WANTED = Bilingual(zh="还需运维中心领导审核", en="still needs the operations leader")
NAME = Bilingual(zh="环节", en="Stage")


@pytest.fixture(scope="module")
def sample() -> Workspace:
    loaded = load(ROOT)
    assert isinstance(loaded, Workspace)
    return loaded


def stage(name: str, *, is_met: bool) -> StageDecision:
    missing = () if is_met else (WANTED,)
    return StageDecision(stage=name, name=NAME, is_met=is_met, counted=(), missing=missing)


def decision(outcome: Outcome, *stages: StageDecision) -> EditionDecision:
    return EditionDecision(
        edition="bank-monthly/2013-10",
        chain="external",
        outcome=outcome,
        content="",
        stages=stages,
        refused=(),
        sentences=(),
    )


def next_task(
    sample: Workspace, decided: EditionDecision | None, *, issued: bool = False, sent: bool = False
) -> tuple[Task, ...]:
    """Return what is to be done about the bank's October on 20 November."""
    due = Schedule(sample).up_to([sample.reports["bank-monthly"]], date(2013, 11, 20))
    standing = Standing(
        edition=due[0],
        has_records=True,
        is_fresh=not issued,
        open_texts=0,
        decision=decided,
        is_issued=issued,
        is_delivered=sent,
    )
    return worklist([standing], sample, date(2013, 11, 20))


def test_an_edition_waits_for_the_first_stage_that_is_not_done(sample: Workspace) -> None:
    stages = (stage("confirm", is_met=True), stage("review", is_met=False))

    (task,) = next_task(sample, decision(Outcome.NOT_YET, *stages))

    assert (task.step, task.roles, task.missing) == (
        Step.APPROVE,
        ("operations-leader",),
        (WANTED,),
    )


def test_without_any_approval_it_waits_for_the_first_stage(sample: Workspace) -> None:
    (task,) = next_task(sample, None)

    assert task.roles == ("department-manager", "process-manager")


def test_unverified_is_not_approved(sample: Workspace) -> None:
    (task,) = next_task(sample, decision(Outcome.UNVERIFIED, stage("confirm", is_met=True)))

    assert task.step is Step.APPROVE


def test_what_is_approved_is_released_then_delivered_then_done(sample: Workspace) -> None:
    approved = decision(Outcome.APPROVED, stage("confirm", is_met=True))

    found = (
        next_task(sample, approved),
        next_task(sample, approved, issued=True),
        next_task(sample, approved, issued=True, sent=True),
    )

    assert [[task.step for task in tasks] for tasks in found] == [
        [Step.RELEASE],
        [Step.DELIVER],
        [],
    ]

"""Who has to do what next: the parts that no command reaches without approvals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.approval.decision import Decision, EditionDecision, Outcome, StageDecision
from generator.approval.verdicts import Verdict, verdict_on
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


EDITION = "bank-monthly/2013-10"
DONE = Bilingual(zh="各环节均已完成", en="all stages are done")


def part(outcome: Outcome, *stages: StageDecision, edition: str = EDITION) -> EditionDecision:
    lacking = tuple(sentence for each in stages for sentence in each.missing)
    return EditionDecision(
        edition=edition,
        chain="external" if edition else "simple",
        outcome=outcome,
        content="c0ffee",
        stages=stages,
        refused=(),
        sentences=lacking or (DONE,),
    )


def decision(
    *parts: EditionDecision, merge: str = "", doubts: tuple[Bilingual, ...] = ()
) -> Decision:
    """Return the decision about a change: as good as the worst of its parts."""
    outcomes = [each.outcome for each in parts]
    order = (Outcome.UNVERIFIED, Outcome.NOT_YET, Outcome.APPROVED)
    return Decision(
        number=7,
        base="b" * 40,
        head="a" * 40,
        merge=merge,
        outcome=min(outcomes, key=order.index),
        parts=parts,
        doubts=doubts,
    )


def verdict(*decisions: Decision) -> Verdict | None:
    return verdict_on(EDITION, "c0ffee", decisions)


def next_task(
    sample: Workspace, verdict: Verdict | None, *, issued: bool = False, sent: bool = False
) -> tuple[Task, ...]:
    """Return what is to be done about the bank's October on 20 November."""
    due = Schedule(sample).up_to([sample.reports["bank-monthly"]], date(2013, 11, 20))
    standing = Standing(
        edition=due[0],
        has_records=True,
        is_fresh=not issued,
        open_texts=0,
        verdict=verdict,
        is_issued=issued,
        is_delivered=sent,
    )
    return worklist([standing], sample, date(2013, 11, 20))


CONFIRMED, OPEN = stage("confirm", is_met=True), stage("review", is_met=False)
APPROVED = part(Outcome.APPROVED, CONFIRMED)


def test_an_edition_waits_for_the_first_stage_that_is_not_done(sample: Workspace) -> None:
    told = verdict(decision(part(Outcome.NOT_YET, CONFIRMED, OPEN)))

    (task,) = next_task(sample, told)

    assert (task.step, task.roles, task.missing) == (
        Step.APPROVE,
        ("operations-leader",),
        (WANTED,),
    )


def test_without_any_approval_it_waits_for_the_first_stage(sample: Workspace) -> None:
    (task,) = next_task(sample, None)

    assert task.roles == ("department-manager", "process-manager")


def test_unverified_is_not_approved_and_asks_the_author(sample: Workspace) -> None:
    told = verdict(decision(part(Outcome.UNVERIFIED, CONFIRMED), doubts=(WANTED,)))

    (task,) = next_task(sample, told)

    assert (task.step, task.roles, task.missing) == (
        Step.APPROVE,
        ("report-administrator",),
        (WANTED,),
    )


def test_another_part_of_the_change_that_waits_is_asked_for_next(sample: Workspace) -> None:
    others = part(Outcome.NOT_YET, stage("approve", is_met=False), edition="")

    (task,) = next_task(sample, verdict(decision(APPROVED, others)))

    named = Bilingual(zh=f"其他改动：{WANTED.zh}", en=f"Other changes: {WANTED.en}")
    assert (task.step, task.roles) == (Step.APPROVE, ("report-process-manager",))
    assert task.missing == (named,)


def test_what_is_approved_is_merged_released_delivered_then_done(sample: Workspace) -> None:
    approved, merged = verdict(decision(APPROVED)), verdict(decision(APPROVED, merge="c" * 40))

    found = (
        next_task(sample, approved),
        next_task(sample, merged),
        next_task(sample, merged, issued=True),
        next_task(sample, merged, issued=True, sent=True),
    )

    assert [[task.step for task in tasks] for tasks in found] == [
        [Step.MERGE],
        [Step.RELEASE],
        [Step.DELIVER],
        [],
    ]


def test_a_decision_about_other_content_is_none() -> None:
    assert verdict_on(EDITION, "other", [decision(APPROVED)]) is None
    assert verdict_on(EDITION, "", [decision(replace(APPROVED, content=""))]) is None
    assert verdict_on("bank-monthly/2013-11", "c0ffee", [decision(APPROVED)]) is None


def test_of_several_decisions_the_merged_one_counts_then_the_worst() -> None:
    waiting = decision(part(Outcome.NOT_YET, CONFIRMED, OPEN))
    approved, merged = decision(APPROVED), decision(APPROVED, merge="c" * 40)

    found = [verdict(approved, waiting), verdict(waiting, merged, approved)]

    assert [each and (each.outcome, each.is_merged) for each in found] == [
        (Outcome.NOT_YET, False),
        (Outcome.APPROVED, True),
    ]

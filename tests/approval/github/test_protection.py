"""After a merge the branch must have been protected: rule R13, over HTTP to an exit code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.approval.evidence import Merge
from generator.approval.github.protection import BRANCH_DEMANDS, BranchDemand
from tests.approval.github.conftest import Scene, git
from tests.doctor.patients import UNTOLD, change, examples


@pytest.fixture
def merged(scene: Scene) -> Scene:
    """Return the scene after the pull request was merged as it was approved."""
    facts = scene.forge.world.facts
    git(scene.root, "branch", "october", facts.head)
    git(scene.root, "reset", "--quiet", "--hard", facts.base)
    git(scene.root, "merge", "--quiet", "--no-ff", "--message", "merge", "october")
    commit = git(scene.root, "rev-parse", "HEAD").strip()
    scene.forge.world.facts = replace(facts, merged=Merge(commit=commit))
    suite = {"before_sha": facts.base, "after_sha": commit, "result": "pass"}
    scene.forge.world.suites = [suite]
    return scene


def gate(scene: Scene) -> int:
    return scene.gate("7", "--repository", "example/reports")


def test_a_merge_into_a_branch_that_was_protected_stays_approved(merged: Scene) -> None:
    assert gate(merged) == 0


@pytest.mark.parametrize("demand", BRANCH_DEMANDS, ids=lambda demand: demand.rule)
def test_a_merge_into_a_branch_with_a_gap_is_not_approved_and_says_which(
    merged: Scene, demand: BranchDemand, capsys: pytest.CaptureFixture[str]
) -> None:
    weaker: Mapping[str, object] = examples(demand.rule)[0]["forge"]
    change(merged.forge.world, weaker)

    assert gate(merged) == 1
    said = capsys.readouterr().out.splitlines()
    assert f"{demand.gap.zh}（R13）。" in said
    assert f"  {demand.gap.en} (R13)." in said


def test_a_branch_without_any_rules_has_every_gap_but_that_of_going_past_them(
    merged: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    change(merged.forge.world, {"sets.0.enforcement": "disabled"})

    # Nobody knows since when there are no rules, so that it is unverified besides.
    assert gate(merged) == 4
    said = capsys.readouterr().out
    assert [d.rule for d in BRANCH_DEMANDS if f"{d.gap.en} (R13)." in said] == [
        *("D010", "D011", "D012", "D013", "D014", "D015")
    ]


@pytest.mark.parametrize(
    ("values", "code", "sentence"),
    [
        (
            {"sets.0.bypass_actors": UNTOLD},
            4,
            "无法确定分支在合并请求提出之前是否已受保护（R13）。",
        ),
        (
            {"sets.0.updated_at": "2013-11-04T10:00:00Z"},
            1,
            "分支规则在合并请求提出之后被改动过（R13）。",
        ),
        ({"suites": []}, 4, "平台未提供合并时是否通过分支规则的结果（R12）。"),
        ({"suites.0.result": "bypass"}, 1, "合并绕过了分支规则（bypass）（R12）。"),
    ],
)
def test_a_merge_of_which_too_little_or_something_bad_is_known_is_not_approved(
    merged: Scene,
    values: Mapping[str, object],
    code: int,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(merged.forge.world, values)

    assert gate(merged) == code
    assert sentence in capsys.readouterr().out.splitlines()

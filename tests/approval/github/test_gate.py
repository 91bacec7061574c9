"""The gate as a user runs it: a repository, a server, a pull request, an exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli import run
from tests.approval.github.conftest import Scene
from tests.approval.github.served import served
from tests.approval.github.test_faults import BROKEN, Faulty


def test_a_pull_request_is_approved_and_decided_again_from_its_evidence(
    scene: Scene, tmp_path: Path
) -> None:
    file = str(tmp_path / "evidence.json")

    asked = scene.gate("7", "--repository", "example/reports", "--save-evidence", file)
    scene.forge.asked.clear()
    again = scene.gate("--evidence", file)

    assert (asked, again, scene.forge.asked) == (0, 0, [])


def test_a_pull_request_without_its_last_review_is_not_yet_approved(scene: Scene) -> None:
    facts = scene.forge.world.facts
    scene.forge.world.facts = replace(facts, reviews=facts.reviews[:1])

    assert scene.gate("7", "--repository", "example/reports") == 1


@pytest.mark.parametrize("fault", ["F43 401", "F45 page of a proxy", "F49 null"])
def test_a_faulty_forge_ends_in_exit_code_4_and_shows_no_token(
    scene: Scene, fault: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(Faulty(BROKEN[fault], "/reviews", forge=scene.forge)) as here:
        monkeypatch.setenv("GITHUB_API_URL", here)
        code = scene.gate("7", "--repository", "example/reports")

    said = capsys.readouterr()
    assert code == 4
    assert said.err.startswith("reportgen: /repos/example/reports/pulls/7/reviews")
    assert "t0ken" not in said.out + said.err


def test_the_worklist_knows_what_the_gate_decided(
    scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "evidence.json")
    facts = scene.forge.world.facts
    scene.forge.world.facts = replace(facts, reviews=facts.reviews[:1])
    scene.gate("7", "--repository", "example/reports", "--save-evidence", file)
    capsys.readouterr()

    words = ["--evidence", file, "--today", "2013-11-10", "--format", "json"]
    assert run(["status", *words, "--root", str(scene.root)]) == 0
    tasks = {task["edition"]: task for task in json.loads(capsys.readouterr().out)}
    october = tasks["bank-monthly/2013-10"]
    assert (october["step"], october["people"]) == ("approve", ["秦川"])
    assert october["missing"] == [
        {
            "zh": "领导审核：缺少运维中心领导的批准；可由秦川给出（R6）。",
            "en": "Leadership review: the approval of Operations leader is missing; 秦川 can give"
            " it (R6).",
        }
    ]

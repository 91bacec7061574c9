"""What is to be done about approvals, by the decisions of the gate itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import run
from generator.errors import ExitCode
from tests.approval.branches import EDITION, PAGE
from tests.approval.conftest import Desk
from tests.site.plain import git

Json = Any
TODAY = "2013-11-08"
NOT_REVIEWED = "Reviewed: the approval of Leader is missing; qin or wu can give it (R6)."


@pytest.fixture
def board(desk: Desk) -> Desk:
    """Return the commands on a branch whose October is fresh."""
    (desk.branch.root / ".git/info/exclude").write_text(".cache/\n")
    assert run(["generate"]) == 0
    for file in (desk.branch.root / PAGE).parent.glob("2013-11.*"):
        file.unlink()
    desk.branch.commit("lin")
    return desk


def october(desk: Desk, *options: str, code: ExitCode = ExitCode.FINE) -> tuple[str, list[str]]:
    """Return next step and people of October."""
    task = told(desk, *options, code=code)
    return task["step"], task["people"]


def told(desk: Desk, *options: str, code: ExitCode = ExitCode.FINE) -> Json:
    """Return what is to be done about October."""
    desk.capsys.readouterr()
    assert run(["status", "--today", TODAY, "--format", "json", *options]) == code
    tasks = json.loads(desk.capsys.readouterr().out)
    return next(task for task in tasks if task["edition"] == EDITION)


def sentences(task: Json) -> list[str]:
    return [each["en"] for each in task["missing"]]


def test_before_anybody_signed_the_first_stage_is_asked(board: Desk) -> None:
    task = told(board)

    assert (task["step"], task["people"], task["missing"]) == ("approve", ["he", "wu"], [])


def test_after_a_signature_the_next_stage_is_asked_and_the_rest_is_said(board: Desk) -> None:
    board.sign("he")

    task = told(board)
    assert (task["step"], task["roles"], task["people"]) == ("approve", ["leader"], ["qin", "wu"])
    assert sentences(task) == [NOT_REVIEWED]


def test_what_everybody_signed_is_to_be_merged_by_its_author(board: Desk) -> None:
    board.sign("he")
    board.sign("qin")

    assert october(board) == ("merge", ["lin"])


def test_who_counts_already_is_not_asked_again(board: Desk) -> None:
    board.sign("wu")

    assert october(board) == ("approve", ["qin"])


def test_a_request_for_changes_asks_the_author(board: Desk) -> None:
    board.sign("he", "--request-changes")

    task = told(board)
    assert (task["step"], task["people"]) == ("approve", ["lin"])
    assert sentences(task)[0] == ("he asks for changes; only he can approve or withdraw it (R9).")


def test_an_approval_of_other_content_counts_for_nothing(board: Desk) -> None:
    board.sign("he")
    board.sign("qin")
    board.branch.edit("## 摘要\n", "## 摘要\n\nAnother word.\n")

    assert october(board) == ("draft", ["lin"])


def merge(desk: Desk, file: Path) -> None:
    """Merge the branch and keep the evidence of its approvals."""
    git(desk.branch.root, "switch", "--quiet", "main")
    git(desk.branch.root, "merge", "--quiet", "--no-ff", "--message", "october", "october")
    words = ["gate", "--signed", "--merge", "HEAD", "--save-evidence", str(file)]
    assert run(words) == 0


def test_with_the_evidence_of_the_merge_it_is_to_be_released(board: Desk, tmp_path: Path) -> None:
    board.sign("he")
    board.sign("qin")
    merge(board, tmp_path / "evidence" / "october.json")

    found = [october(board), october(board, "--evidence", str(tmp_path / "evidence"))]
    assert found == [("approve", ["he", "wu"]), ("release", ["lin"])]


@pytest.mark.parametrize(
    "change", [("approve", "request-changes"), ("{", "["), ('"signed"', '"oracle"')]
)
def test_evidence_that_was_changed_is_told_and_approves_nothing(
    board: Desk, tmp_path: Path, change: tuple[str, str]
) -> None:
    file = tmp_path / "october.json"
    board.sign("he")
    board.sign("qin")
    merge(board, file)
    file.write_text(file.read_text().replace(*change))

    step = october(board, "--evidence", str(file), code=ExitCode.UNVERIFIED)
    assert step == ("approve", ["he", "wu"])


def test_a_file_of_evidence_that_cannot_be_read_is_told(board: Desk, tmp_path: Path) -> None:
    (tmp_path / "october.json").mkdir()

    step = october(board, "--evidence", str(tmp_path), code=ExitCode.UNVERIFIED)
    assert step == ("approve", ["he", "wu"])


def test_people_see_what_is_missing_below_the_step(board: Desk) -> None:
    board.sign("he")
    board.capsys.readouterr()

    assert run(["status", "--today", TODAY]) == 0
    lines = [" ".join(line.split()) for line in board.capsys.readouterr().out.splitlines()]
    start = next(n for n, line in enumerate(lines) if EDITION in line)
    assert lines[start : start + 2] == [
        f"2013-11-07 逾期 1 天 {EDITION} 审批 领导: qin, wu",
        "审核：缺少领导的批准；可由qin或wu给出（R6）。",
    ]


def test_another_edition_of_the_change_holds_up_the_one_that_is_done(board: Desk) -> None:
    assert run(["generate"]) == 0
    board.branch.commit("lin")
    board.sign("he")
    board.sign("qin")

    task = told(board)
    assert (task["step"], task["roles"]) == ("approve", ["confirmer"])
    assert sentences(task)[0] == (
        "monthly/2013-11: Confirmed: the approval of Confirmer is missing; he or wu can give it"
        " (R6)."
    )


def test_a_page_that_is_not_there_was_never_decided_on(board: Desk) -> None:
    board.sign("he")
    (board.branch.root / PAGE).unlink()

    assert october(board) == ("draft", ["lin"])

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site.school import staged_tree

GOLDEN = Path(__file__).parents[1] / "golden" / "commentary"


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """Return a workspace with commentary, actions and feedback, and its committed editions."""
    shutil.copytree(GOLDEN / "report_data", tmp_path / "report_data")
    shutil.copytree(GOLDEN / "expected" / "docs", tmp_path / "docs")
    return tmp_path


def page(root: Path, audience: str, name: str, version: str = "2013-12") -> str:
    """Return a staged page of an audience."""
    return staged_tree(root, audience, version)[name].decode()


def test_an_internal_action_is_on_the_internal_page_alone(annotated: Path) -> None:
    assert "A-2013-04" in page(annotated, "internal", "improvement.md")
    assert "A-2013-04" not in page(annotated, "school", "improvement.md")


def test_the_register_says_whether_a_past_action_helped_once_it_is_known(annotated: Path) -> None:
    before = page(annotated, "school", "improvement.md")
    later = page(annotated, "school", "improvement.md", "2014-01")

    assert [text.count("| 有效 |") for text in (before, later)] == [0, 1]


def test_feedback_is_shown_with_the_answer_that_it_had_by_then(annotated: Path) -> None:
    first = page(annotated, "school", "feedback.md", "2013-11")
    second = page(annotated, "school", "feedback.md")

    assert "逾期未答复，期限 2013-11-19" in first
    assert "见措施 A-2013-01。（服务经理，2013-12-16）" in second


def test_actions_of_another_party_are_on_no_page_of_a_customer(annotated: Path) -> None:
    actions = annotated / "report_data" / "actions" / "school.yml"
    parties = annotated / "report_data" / "parties"
    text = (parties / "school.yml").read_text(encoding="utf-8")
    (parties / "bank.yml").write_text(text.replace("party: school", "party: bank"), "utf-8")
    other = actions.read_text(encoding="utf-8").partition("waivers:")[0]
    other = other.replace("A-2013-", "B-2013-").replace("party: school", "party: bank")
    lines = [line for line in other.splitlines() if "clause:" not in line and "answers" not in line]
    (actions.parent / "bank.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    assert "B-2013-" not in page(annotated, "school", "improvement.md")

"""What stands in the place of an edition that was destroyed: its tombstone, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from generator.archive.names import ReleaseName
from generator.archive.register import Issue, register
from generator.archive.ways import issues_of
from generator.measure.schedule import Schedule
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.archive.conftest import reportgen, verify
from tests.archive.issued import OCTOBER, TAG, Issued, commit
from tests.archive.test_destruction import FILE, hash_of, kept, tombstone
from tests.site.plain import Answer

__all__ = ["kept"]

PAGE = f"docs/reports/{OCTOBER}.md"
SITE = "build/site/{}/2013-10/reports/monthly/index.html"


@pytest.fixture
def destroyed(kept: Issued) -> Issued:
    """Return the repository in which October was destroyed, and its notice merged."""
    assert tombstone(kept).code == 0
    assert run(kept, "generate").code == 0
    commit(kept.root, "D-2019-01")
    return kept


def run(made: Issued, *command: str) -> Answer:
    return reportgen(*command, "--root", made.root)


def text(made: Issued, name: str) -> str:
    return (made.root / name).read_text(encoding="utf-8")


def test_the_page_says_that_it_was_destroyed_why_by_whom_and_its_hash(destroyed: Issued) -> None:
    page, figures = (text(destroyed, f"docs/reports/{OCTOBER}{end}") for end in (".md", ".json"))

    notice = page[page.index("**本期次") :]
    assert notice == (
        "**本期次 r1 已于 2019-02-01 销毁（D-2019-01）。期满**\n\n"
        "| 项目 | 内容 |\n| --- | --- |\n"
        f"| 被销毁修订的清单哈希值 | `{hash_of(destroyed)}` |\n"
        "| 决定人 | 林岚 |\n| 监销人 | 秦川 |\n"
    )
    said = json.loads(figures)
    assert (said["sections"], said["promises"], said["charts"]) == ([], [], [])


def test_a_tombstone_is_no_change_of_an_issued_page_for_any_check(destroyed: Issued) -> None:
    codes = [run(destroyed, *each).code for each in (("check",), ("generate", "--check"))]

    assert (codes, verify(destroyed).code) == ([0, 0], 0)


def test_verify_names_what_was_destroyed_and_by_which_record(destroyed: Issued) -> None:
    said = f"2 releases (destroyed: {TAG} by D-2019-01) verified, nothing was changed.\n"

    assert verify(destroyed) == Answer(code=0, err=said)


@pytest.mark.parametrize("audience", ["school", "internal"])
def test_the_site_shows_the_tombstone_and_no_figure_of_the_edition(
    destroyed: Issued, audience: str
) -> None:
    answer = run(destroyed, "build", "--audience", audience)

    built = destroyed.root / SITE.format(audience)
    page = built.read_text(encoding="utf-8")
    pages = built.parents[2]
    said = "".join(each.read_text(encoding="utf-8") for each in pages.rglob("*.html"))
    assert answer.code == 0, answer
    assert re.sub("<.*?>", "", page).count("本期次 r1 已于 2019-02-01 销毁（D-2019-01）。期满") == 1
    assert "96.0 %" not in said


def test_the_register_says_that_it_was_destroyed_and_keeps_its_days(destroyed: Issued) -> None:
    answer = run(destroyed, "register", "--today", "2019-03-01", "--format", "json")

    row = next(each for each in json.loads(answer.out) if each["edition"] == OCTOBER)
    assert (row["state"], row["issued"], row["tag"]) == ("destroyed", "2014-01-10", TAG)


@pytest.mark.parametrize(
    "command",
    [
        ("archive", "bundle", TAG, "--by", "cai", "--purpose", "lost", "--allowed-by", "manager"),
        ("restate", OCTOBER),
        ("release", OCTOBER),
    ],
    ids=["bundle", "restate", "release"],
)
def test_what_was_destroyed_is_neither_copied_nor_restated(
    destroyed: Issued, command: tuple[str, ...]
) -> None:
    answer = run(destroyed, *command)

    said = f"reportgen: {TAG} was destroyed on 2019-02-01; see D-2019-01\n"
    assert answer == Answer(code=2, err=said)


def test_an_edition_is_withdrawn_once_the_revision_that_takes_it_back_is_issued(
    kept: Issued,
) -> None:
    why = ("--reason", "作废", "Void", "--author", "lin", "--approver", "qin")
    assert run(kept, "restate", OCTOBER, "--withdraw", *why).code == 0
    workspace = load(kept.root)
    assert isinstance(workspace, Workspace)
    due = Schedule(workspace).up_to(workspace.reports.values(), date(2013, 11, 30))
    first, other = issues_of(kept.root)
    name = ReleaseName(edition=OCTOBER, revision=2)
    notice = Issue(release=replace(other.release, name=name), milestones=None)

    states = [
        register(workspace, due, issues, date(2019, 3, 1))[0].state
        for issues in ((first,), (first, notice))
    ]

    assert states == ["delivered", "withdrawn"]


def test_a_notice_without_its_tombstone_is_a_change_of_an_issued_page(destroyed: Issued) -> None:
    file = destroyed.root / FILE
    file.write_text(text(destroyed, FILE).partition("destroyed:")[0], encoding="utf-8")

    answer = run(destroyed, "check")

    assert (answer.code, f"{PAGE}" in answer.err, "A001" in answer.err) == (1, True, True)

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.approval import forms
from generator.approval.commits import mandates_at
from generator.approval.evidence import USER, Account, Opinion, PullRequest, Review
from generator.approval.forge import Answer, RawEvidence
from generator.approval.signed import signed_change
from generator.cli import run
from generator.errors import ExitCode
from tests.approval.branches import EDITION, Branch
from tests.approval.conftest import Desk
from tests.site.plain import git

SUMMARY = """\
## 审批 Approval: 尚未批准 not yet approved

### monthly/2013-10: 尚未批准 not yet approved

| 环节 Stage | 状态 State | 批准人 Who |
| --- | --- | --- |
| 确认 Confirmed | ✔ 完成 done | he |
| 审核 Reviewed | … 待办 open | - |

- {zh}<br>{en}

head `{head}` · base `{base}`
"""


ZH = "审核：缺少领导的批准；可由qin或wu给出（R6）。"
EN = "Reviewed: the approval of Leader is missing; qin or wu can give it (R6)."


@dataclass(frozen=True, slots=True)
class Paper:
    """A forge that is a piece of paper: who approved, one name a line."""

    repository: str

    def gather(self, number: int) -> RawEvidence:
        """Return what stands on the paper."""
        body = Path("paper.txt").read_text()
        answers = (Answer(request=f"/pulls/{number}", status=200, body=body),)
        return RawEvidence(
            forge="paper", repository=self.repository, number=number, answers=answers
        )

    def pull_request(self, evidence: RawEvidence) -> PullRequest:
        """Return the branch with the reviews that the answers name."""
        base, head, *names = evidence.answers[0].body.split()
        facts = signed_change(Path.cwd(), base, head, "main", mandates_at(Path.cwd(), base))
        reviews = tuple(
            Review(
                id=place,
                account=Account(id={"he": 4, "qin": 5}[name], login=name, kind=USER),
                opinion=Opinion.APPROVED,
                commit=head,
                submitted=datetime(2013, 11, 4, 9, place, tzinfo=UTC),
            )
            for place, name in enumerate(names)
        )
        lin = Account(id=1, login="lin", kind=USER)
        commits = tuple(replace(each, author=lin, committer=lin) for each in facts.commits)
        number = evidence.number
        return replace(facts, number=number, author=lin, commits=commits, reviews=reviews)


@pytest.fixture
def paper(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a branch that he has approved on paper, where he and qin have accounts."""
    root = desk.branch.root
    git(root, "switch", "--quiet", "main")
    for who, number in (("lin", 1), ("he", 4), ("qin", 5)):
        new = f"id: {who}, forge_id: {number},"
        desk.branch.edit(f"id: {who},", new, "report_data/people.yml")
    desk.branch.commit("lin")
    git(root, "switch", "--quiet", "october")
    git(root, "rebase", "--quiet", "main")
    commits = [git(root, "rev-parse", name).strip() for name in ("main", "HEAD")]
    Path("paper.txt").write_text(" ".join([*commits, "he"]))
    monkeypatch.setattr(forms, "FORMS", {"paper": forms.form_of(Paper)})
    return desk


PULL = ("gate", "7", "--repository", "example/reports", "--forge", "paper")


def test_people_see_stages_and_sentences_in_both_languages(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.sign("he")
    capsys.readouterr()

    code = run(["gate", "--signed"])

    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert code == ExitCode.PROBLEMS
    assert lines[3].split() == [EDITION, "确认", "Confirmed", "✔", "完成", "done", "he"]
    assert lines[4].split() == [EDITION, "审核", "Reviewed", "…", "待办", "open", "-"]
    assert lines[6:] == [
        ZH,
        EN,
        "尚未批准 not yet approved",
    ]


def test_a_pull_request_shows_what_is_missing_and_a_summary(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sign("he")
    capsys.readouterr()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")

    code = run(["gate", "--signed", "--format", "github"])

    base = git(desk.branch.root, "rev-parse", "main").strip()
    head = git(desk.branch.root, "rev-parse", "HEAD~1").strip()
    assert code == ExitCode.PROBLEMS
    assert Path("summary.md").read_text() == SUMMARY.format(zh=ZH, en=EN, head=head, base=base)
    assert capsys.readouterr().out == f"::error title=approval::{ZH} {EN}\n"


def test_an_approved_change_has_no_annotation(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.sign("he")
    desk.sign("qin")
    capsys.readouterr()

    code = run(["gate", "--signed", "--format", "github"])

    out = capsys.readouterr().out
    assert (code, out.splitlines()[0]) == (0, "## 审批 Approval: 已批准 approved")


@pytest.mark.usefixtures("paper")
def test_saved_answers_lead_to_the_same_decision_without_the_forge(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = run([*PULL, "--format", "json", "--save-evidence", "evidence.json"])
    first = capsys.readouterr().out
    Path("paper.txt").unlink()

    again = run(["gate", "--evidence", "evidence.json", "--format", "json"])

    assert (asked, again) == (ExitCode.PROBLEMS, ExitCode.PROBLEMS)
    assert capsys.readouterr().out == first
    assert json.loads(first)["parts"][0]["stages"][0]["is_met"]


@pytest.mark.usefixtures("paper")
def test_answers_that_were_changed_are_not_verified(capsys: pytest.CaptureFixture[str]) -> None:
    run([*PULL, "--save-evidence", "evidence.json"])
    file = Path("evidence.json")
    file.write_text(file.read_text().replace(" he", " he qin"))
    capsys.readouterr()

    code = run(["gate", "--evidence", "evidence.json"])

    said = "reportgen: evidence.json: the answer to /pulls/7 was changed after it came\n"
    assert (code, capsys.readouterr().err) == (ExitCode.UNVERIFIED, said)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), ExitCode.USAGE),
        (("7", "--signed"), ExitCode.USAGE),
        (("7",), ExitCode.USAGE),
        (("7", "--repository", "a/b", "--forge", "none"), ExitCode.USAGE),
        (("0", "--repository", "a/b"), ExitCode.USAGE),
        (("--signed", "--base", "nowhere"), ExitCode.UNVERIFIED),
        (("--signed", "--head", "nowhere"), ExitCode.UNVERIFIED),
        (("--evidence", "missing.json"), ExitCode.UNVERIFIED),
        (("--evidence", "report_data/people.yml"), ExitCode.UNVERIFIED),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage_and_what_cannot_be_read_is_unverified(
    branch: Branch, arguments: tuple[str, ...], code: ExitCode
) -> None:
    assert branch.root == Path.cwd()

    assert run(["gate", *arguments]) == code


def test_a_branch_without_changes_is_unverified(desk: Desk) -> None:
    code, said = desk.gate("--head", "main")

    assert (code, said[0]) == (ExitCode.UNVERIFIED, "it changes no file (R11).")


def test_a_base_whose_people_cannot_be_read_is_unverified(desk: Desk) -> None:
    git(desk.branch.root, "switch", "--quiet", "main")
    desk.branch.edit("people:", "peopel:", "report_data/people.yml")
    desk.branch.commit("lin")
    git(desk.branch.root, "switch", "--quiet", "october")

    code, said = desk.gate()
    broken = "report_data/people.yml of the base commit has problems, so nobody knows who may"
    assert (code, said[0]) == (ExitCode.UNVERIFIED, f"{broken} decide (R11).")

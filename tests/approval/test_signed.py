from __future__ import annotations

import shutil

import pytest

from generator.cli import run
from generator.errors import ExitCode
from tests.approval.branches import EDITION, SIGNED, Branch
from tests.approval.conftest import Desk
from tests.site.plain import git

DONE = f"{EDITION}: all stages are done: Confirmed by he, Reviewed by qin."
TITLE = "## 摘要\n"
NOT_CONFIRMED = "Confirmed: the approval of Confirmer is missing; he or wu can give it (R6)."
NOT_REVIEWED = "Reviewed: the approval of Leader is missing; qin or wu can give it (R6)."
REVIEW_WAITS = (
    "Reviewed: the approval of Leader is missing, and comes after Confirmed; qin or wu can give"
    " it (R8)."
)


def test_an_edition_that_everybody_signed_in_order_is_approved(desk: Desk) -> None:
    desk.sign("he")
    desk.sign("qin")

    assert desk.gate() == (ExitCode.FINE, [DONE])


def test_who_signs_before_the_confirmation_does_not_count(desk: Desk) -> None:
    desk.sign("qin")
    desk.sign("he")

    late = "qin does not count: approved before Confirmed was done (R8)."
    assert desk.gate() == (ExitCode.PROBLEMS, [NOT_REVIEWED, late])


def test_two_who_sign_without_having_seen_each_other_are_in_no_order(desk: Desk) -> None:
    desk.sign("he")
    git(desk.branch.root, "switch", "--quiet", "--create", "aside", "HEAD~1")
    desk.sign("qin")
    git(desk.branch.root, "switch", "--quiet", "october")
    git(desk.branch.root, "cherry-pick", "--allow-empty", "aside")

    late = "qin does not count: approved before Confirmed was done (R8)."
    assert desk.gate() == (ExitCode.PROBLEMS, [NOT_REVIEWED, late])


def test_a_change_of_the_edition_voids_what_was_signed(desk: Desk) -> None:
    desk.sign("he")
    head = git(desk.branch.root, "rev-parse", "HEAD~1")[:10]
    desk.branch.edit(TITLE, f"{TITLE}\nAnother word.\n")
    desk.branch.commit("lin")

    changed = f"he does not count: what it saw at {head} has changed: {EDITION} (R3)."
    assert desk.gate() == (ExitCode.PROBLEMS, [NOT_CONFIRMED, REVIEW_WAITS, changed])


def test_a_request_for_changes_stands_although_its_file_is_removed(desk: Desk) -> None:
    desk.sign("qin", "--request-changes")
    (desk.branch.root / SIGNED / "1-qin.yml").unlink()
    desk.branch.commit("lin")
    desk.sign("he")
    desk.sign("wu")

    code, said = desk.gate()
    assert (code, said[0]) == (
        ExitCode.PROBLEMS,
        "qin asks for changes; only qin can approve or withdraw it (R9).",
    )


def test_a_statement_that_was_seen_and_is_gone_leaves_all_unverified(desk: Desk) -> None:
    desk.sign("qin", "--request-changes")
    desk.sign("he")
    git(desk.branch.root, "rebase", "--quiet", "--onto", "HEAD~2", "HEAD~1")

    code, said = desk.gate()
    assert (code, said[0]) == (
        ExitCode.UNVERIFIED,
        "he has seen a statement that is not on the branch any more (R11).",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("opinion: approve", "opinion: request-changes"),
        ("roles: [confirmer]", "roles: [confirmer, leader]"),
        ("revision: 1", "revision: 2"),
        ('time: "2', 'time: "1'),
        ('content: "', 'content: "' + 64 * "0" + '" #'),
        ('signature: "U1NIU0lH', 'signature: "U1NIU0lI'),
    ],
)
def test_a_file_that_was_changed_after_signing_does_not_count(
    desk: Desk, old: str, new: str
) -> None:
    assert run(["approve", EDITION, "--key", str(desk.branch.keys / "he"), "--yes"]) == 0
    desk.branch.edit(old, new, f"{SIGNED}/1-he.yml")
    desk.branch.commit("he")

    code, said = desk.gate()
    assert (code, said[:2]) == (ExitCode.PROBLEMS, [NOT_CONFIRMED, REVIEW_WAITS])
    assert said[2:] == [
        f"{SIGNED}/1-he.yml does not count: the signature is not that of he under these words (R1)."
    ] or said[2:] == [f"{SIGNED}/1-he.yml does not count: it is no statement (R1)."]


@pytest.mark.parametrize(
    "place",
    [
        f"{SIGNED}/2-he.yml",
        f"{SIGNED}/1-qin.yml",
        "report_data/approvals/monthly/2013-11/1-he.yml",
        "report_data/approvals/others/all/1-he.yml",
    ],
)
def test_a_file_in_another_place_does_not_count(desk: Desk, place: str) -> None:
    assert run(["approve", EDITION, "--key", str(desk.branch.keys / "he"), "--yes"]) == 0
    moved = desk.branch.root / place
    moved.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(desk.branch.root / SIGNED / "1-he.yml", moved)
    desk.branch.commit("lin")

    moved_away = f"{place} does not count: it was moved or renamed (R1)."
    assert desk.gate() == (ExitCode.PROBLEMS, [NOT_CONFIRMED, REVIEW_WAITS, moved_away])


def test_an_approval_of_the_revision_before_does_not_count_again(desk: Desk) -> None:
    desk.sign("he")
    git(desk.branch.root, "tag", f"report/{EDITION}/r1", "main")

    replayed = f"{SIGNED}/1-he.yml does not count: it is for revision 1, and r2 would be issued"
    code, said = desk.gate()
    assert (code, said[-1]) == (ExitCode.PROBLEMS, f"{replayed} (R1).")


def test_an_approval_from_another_branch_does_not_count(desk: Desk) -> None:
    git(desk.branch.root, "switch", "--quiet", "--create", "aside", "main")
    desk.branch.write_edition()
    desk.branch.edit(TITLE, f"{TITLE}\nAnother word.\n")
    desk.branch.commit("lin")
    desk.sign("he")
    signed = git(desk.branch.root, "show", f"aside:{SIGNED}/1-he.yml")
    git(desk.branch.root, "switch", "--quiet", "october")
    copied = desk.branch.root / SIGNED / "1-he.yml"
    copied.parent.mkdir(parents=True)
    copied.write_text(signed, encoding="utf-8")
    desk.branch.commit("lin")

    code, said = desk.gate()
    assert (code, said[-1].partition(" at ")[0], said[-1].rpartition(", ")[2]) == (
        ExitCode.PROBLEMS,
        f"{SIGNED}/1-he.yml does not count: it is about {EDITION}",
        "which is no part of this change (R1).",
    )


def test_a_key_that_the_change_gives_to_somebody_does_not_count(desk: Desk) -> None:
    mallory = desk.branch.keys / "stranger.pub"
    key = " ".join(mallory.read_text().split()[:2])
    he = (desk.branch.keys / "he.pub").read_text().split()[1]
    desk.branch.edit(f"ssh-ed25519 {he}", key, "report_data/people.yml")
    desk.branch.commit("lin")

    assert run(["approve", EDITION, "--key", str(mallory.with_suffix("")), "--yes"]) == 2


def test_who_wrote_the_change_does_not_count(desk: Desk) -> None:
    desk.branch.edit(TITLE, f"{TITLE}\nA word of he.\n")
    desk.branch.commit("he")
    desk.sign("he")

    code, said = desk.gate()
    made = "he does not count: who makes a change cannot approve it (R5)."
    assert (code, said[-1]) == (ExitCode.PROBLEMS, made)


def test_a_commit_of_nobody_known_leaves_all_unverified(desk: Desk) -> None:
    desk.branch.edit(TITLE, f"{TITLE}\nA word of somebody.\n")
    desk.branch.commit("somebody")

    code, said = desk.gate()
    assert code == ExitCode.UNVERIFIED
    assert "belongs to no known account" in said[0]


def test_other_changes_are_signed_for_their_commit(desk: Desk) -> None:
    (desk.branch.root / "README.md").write_text("Read me.\n")
    desk.branch.commit("lin")
    for edition in (EDITION, "others"):
        desk.sign("he", edition=edition)
        desk.sign("qin", edition=edition)

    others = "Other changes: all stages are done: Confirmed by he, Reviewed by qin."
    assert desk.gate() == (ExitCode.FINE, [DONE, others])


def test_an_archived_approval_that_a_change_removes_is_another_change(
    desk: Desk, branch: Branch
) -> None:
    desk.sign("he")
    desk.sign("qin")
    git(branch.root, "branch", "--force", "main", "october")
    (branch.root / SIGNED / "1-he.yml").unlink()
    branch.commit("lin")

    code, said = desk.gate()
    assert (code, said[:1]) == (ExitCode.PROBLEMS, [NOT_CONFIRMED])


def test_a_statement_signed_for_another_purpose_does_not_count(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.approval.signing.NAMESPACE", "git")
    desk.sign("he")

    code, said = desk.gate()
    assert code == ExitCode.PROBLEMS
    assert said[-1].endswith("the signature is not that of he under these words (R1).")

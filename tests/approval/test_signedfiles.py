"""A signature that is right does not make a statement right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.approval.signing import Signing, draft_statement, signed
from generator.approval.statement import file_text, place
from generator.errors import ExitCode
from generator.workspace.model.approvals import ApprovalFile, SignedOpinion
from tests.approval.branches import EDITION, SIGNED, Branch
from tests.site.plain import git

if TYPE_CHECKING:
    from tests.approval.conftest import Desk

NIL = "0" * 64


def statement_of(branch: Branch, who: str) -> ApprovalFile:
    """Return what somebody would sign."""
    wish = Signing(
        edition=EDITION,
        base=git(branch.root, "rev-parse", "main").strip(),
        key=branch.keys / who,
        opinion=SignedOpinion.APPROVE,
        now="2013-11-04T09:00:00Z",
    )
    return draft_statement(branch.root, wish).statement


def add(branch: Branch, statement: ApprovalFile, who: str) -> str:
    """Sign a statement with a key, commit it where it belongs, and return the place."""
    made = signed(statement, branch.keys / who)
    file = branch.root / place(made)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(file_text(made), encoding="utf-8")
    branch.commit(who)
    return place(made)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"person": "lin"}, "the signature is not that of lin under these words"),
        ({"person": "ghost"}, "people.yml of the base commit has no key of 'ghost'"),
        ({"revision": 2}, "it is for revision 2, and r1 would be issued"),
        ({"roles": ("leader",)}, "it is given in the chain two as leader, which the base commit"),
        ({"chain": "one"}, "it is given in the chain one as confirmer, which the base commit"),
        ({"content": NIL}, "its fingerprints are not those of "),
        ({"sections": ()}, "its fingerprints are not those of "),
        ({"commit": NIL[:40]}, f"it is about {EDITION} at 0000000000, which is no part of"),
        ({"edition": "monthly/2013-11"}, "it is about monthly/2013-11 at "),
        ({"edition": None}, "it is about other changes at "),
        ({"base": NIL[:40]}, "it was signed for another base, 0000000000"),
    ],
)
def test_a_statement_about_something_else_does_not_count(
    desk: Desk, changes: dict[str, object], reason: str
) -> None:
    wrong = replace(statement_of(desk.branch, "he"), **changes)  # type: ignore[arg-type]
    where = add(desk.branch, wrong, "he")

    code, said = desk.gate()

    assert code == ExitCode.PROBLEMS
    assert said[-1].startswith(f"{where} does not count: {reason}")


def test_a_base_of_the_branch_itself_is_another_base(desk: Desk) -> None:
    head = git(desk.branch.root, "rev-parse", "HEAD").strip()
    wrong = replace(statement_of(desk.branch, "he"), base=head)
    where = add(desk.branch, wrong, "he")

    _, said = desk.gate()
    other = f"{where} does not count: it was signed for another base, {head[:10]} (R1)."
    assert said[-1] == other


def test_an_older_base_of_the_same_branch_will_do(desk: Desk) -> None:
    desk.sign("he")
    git(desk.branch.root, "switch", "--quiet", "main")
    (desk.branch.root / "README.md").write_text("Read me.\n")
    desk.branch.commit("lin")
    git(desk.branch.root, "switch", "--quiet", "october")
    desk.sign("qin")

    assert desk.gate()[0] == ExitCode.FINE


def test_a_number_that_is_not_above_what_was_seen_does_not_count(desk: Desk) -> None:
    desk.sign("he")
    early = replace(statement_of(desk.branch, "qin"), number=1)
    where = add(desk.branch, early, "qin")

    code, said = desk.gate()
    wrong = f"{where} does not count: its number is not above those that it has seen (R1)."
    assert (code, said[-1]) == (ExitCode.PROBLEMS, wrong)


def test_a_file_that_is_no_statement_is_named(desk: Desk) -> None:
    file = desk.branch.root / SIGNED / "1-he.yml"
    file.parent.mkdir(parents=True)
    file.write_text("opinion: approve\n")
    desk.branch.commit("he")

    _, said = desk.gate()
    assert said[-1] == f"{SIGNED}/1-he.yml does not count: it is no statement (R1)."


def test_numbers_go_on_where_a_file_was_removed(desk: Desk) -> None:
    desk.sign("he")
    (desk.branch.root / SIGNED / "1-he.yml").unlink()
    desk.branch.commit("lin")

    assert statement_of(desk.branch, "qin").number == 2

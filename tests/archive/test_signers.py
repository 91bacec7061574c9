"""Keys are changed and people leave: who may have signed what was issued before."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.archive.conftest import verify
from tests.archive.issued import Issued, commit, head, make_key
from tests.site.plain import git, replace

PEOPLE = "report_data/people.yml"


def other_key(made: Issued) -> None:
    """Give lin another key."""
    old = made.key.with_suffix(".pub").read_text().strip()
    replace(made.root / PEOPLE, old, make_key(made.root.parent / "new-key"))


def leaver(made: Issued) -> None:
    """Take lin's address and keys away."""
    lines = (made.root / PEOPLE).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "signing_keys" not in line and "id: lin," not in line]
    (made.root / PEOPLE).write_text("".join(kept), encoding="utf-8")


@pytest.mark.parametrize("change", [other_key, leaver])
def test_what_people_signed_stays_signed_when_their_keys_change_or_they_leave(
    issued: Issued, change: Callable[[Issued], None]
) -> None:
    change(issued)
    commit(issued.root, "People")

    answer = verify(issued)

    assert (answer.code, "2 releases verified" in answer.err) == (0, True), answer


def test_people_of_a_commit_that_the_main_branch_did_not_make_sign_nothing(
    issued: Issued,
) -> None:
    other_key(issued)
    commit(issued.root, "People")
    before = head(issued.root, "main~1")
    tree = head(issued.root, "main^{tree}")
    merge = git(
        issued.root, "commit-tree", "-p", f"{before}~2", "-p", before, "-m", "Merge", tree
    ).strip()
    git(issued.root, "update-ref", "refs/heads/main", merge)

    answer = verify(issued, "--format", "json")

    assert "V05" in {each["check"] for each in json.loads(answer.out)}

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.archive import proof
from generator.archive.repository import Release
from tests.archive.conftest import verify
from tests.archive.issued import TAG, Issued
from tests.site.plain import git


def test_what_stops_the_proof_of_one_release_leaves_that_one_unverified(
    issued: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = proof.copies_layer

    def stops(release: Release, *more: object) -> object:
        if release.name.tag == TAG:
            raise RecursionError("too deep")
        return layer(release, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(proof, "copies_layer", stops)

    answer = verify(issued, "--format", "json")

    said = [(each["check"], each["where"], each["what"]) for each in json.loads(answer.out)]
    assert (answer.code, said) == (4, [("V75", TAG, "RecursionError: too deep")])


@pytest.mark.parametrize("main", [("--delete", "--force", "main"), ("--force", "main", "HEAD~2")])
def test_a_clone_whose_main_branch_is_gone_or_behind_verifies_by_that_of_its_origin(
    issued: Issued, tmp_path: Path, main: tuple[str, ...]
) -> None:
    clone = Issued(root=tmp_path / "clone")
    git(tmp_path, "clone", "--quiet", str(issued.root), str(clone.root))
    git(clone.root, "fetch", "--quiet", "origin", "refs/tags/*:refs/tags/*")
    git(clone.root, "switch", "--quiet", "--detach")
    git(clone.root, "branch", "--quiet", *main)
    shutil.copy(issued.anchors, clone.anchors)

    answer = verify(clone)

    assert (answer.code, answer.out) == (0, "")

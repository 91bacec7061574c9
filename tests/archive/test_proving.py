from __future__ import annotations

import json

import pytest

from generator.archive import proof
from generator.archive.repository import Release
from tests.archive.conftest import verify
from tests.archive.issued import TAG, Issued


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

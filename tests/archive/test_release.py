from __future__ import annotations

from tests.archive.conftest import verify
from tests.archive.issued import Issued


def test_what_was_released_verifies(issued: Issued) -> None:
    answer = verify(issued)

    assert (answer.code, answer.out) == (0, "")

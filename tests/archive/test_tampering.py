from __future__ import annotations

import json

import pytest

from tests.archive.conftest import verify
from tests.archive.issued import Issued
from tests.archive.tampering import CASES, Case


def name_of(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_tampering_is_found_and_named(case: Case, issued: Issued) -> None:
    case.tamper(issued)

    answer = verify(issued, "--format", "json")

    said = json.loads(answer.out)
    found = {each["check"] for each in said}
    assert found == set(case.checks.split())
    assert answer.code == case.code
    assert case.named in answer.out

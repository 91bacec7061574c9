from __future__ import annotations

from pathlib import Path

import pytest

from generator.rules import MODEL_RULES, RECORD_RULES, REFERENCE_RULES
from tests.workspace.samples import BASE, EXAMPLES, overlaid, sentences_of

INVALID = sorted((EXAMPLES / "invalid").iterdir())
VALID = sorted((EXAMPLES / "valid").iterdir())
RULES = {rule.id for rule in (*MODEL_RULES, *REFERENCE_RULES, *RECORD_RULES)}


def name_of(case: Path) -> str:
    return case.name


def test_nothing_is_wrong_with_the_base_of_all_examples() -> None:
    assert sentences_of(BASE) == []


@pytest.mark.parametrize("case", INVALID, ids=name_of)
def test_an_invalid_example_gives_just_the_findings_beside_it(case: Path) -> None:
    sentences = sentences_of(overlaid(case))

    assert sentences == (case / "findings.txt").read_text().splitlines()


@pytest.mark.parametrize("case", INVALID, ids=name_of)
def test_an_invalid_example_breaks_the_rule_in_its_name(case: Path) -> None:
    rules = {sentence[-5:-1] for sentence in sentences_of(overlaid(case))}

    assert case.name[:4] in rules


@pytest.mark.parametrize("case", VALID, ids=name_of)
def test_nothing_is_wrong_with_a_valid_example(case: Path) -> None:
    assert sentences_of(overlaid(case)) == []


def test_every_rule_has_an_invalid_example_and_every_invalid_one_a_valid_twin() -> None:
    assert {case.name[:4] for case in INVALID} == RULES
    assert [case.name for case in VALID] == [case.name for case in INVALID]

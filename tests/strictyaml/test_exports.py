"""Exports of other systems: lists and nulls are theirs to have, all that is hostile is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.strictyaml import EXPORT_GRAMMAR, Document, Tree, parse
from tests.strictyaml.hostile import EXAMPLES

# What an export may say and a record may not.
ALLOWED: dict[str, Tree] = {
    "Y022-list": [{"a": 1}],
    "Y033-item-without-value": {"a": [1, None]},
    "Y033-key-without-value": {"a": None, "b": 1},
    "Y033-set": {"a": None, "b": None},
    "Y043-capital": {"a": None},
    "Y043-tilde": {"a": None},
    "Y043-word": {"a": None},
}
HOSTILE = [path for path in sorted((EXAMPLES / "invalid").iterdir()) if path.stem not in ALLOWED]


@pytest.mark.parametrize("name", ALLOWED)
def test_lists_and_nulls_of_an_export_are_read(name: str) -> None:
    source = (EXAMPLES / "invalid" / f"{name}.yml").read_bytes()

    document = parse(source, name, grammar=EXPORT_GRAMMAR)

    assert isinstance(document, Document)
    assert document.tree == ALLOWED[name]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_whatever_else_is_refused_in_a_record_is_refused_in_an_export(path: Path) -> None:
    findings = parse(path.read_bytes(), path.name, grammar=EXPORT_GRAMMAR)

    assert isinstance(findings, tuple)
    assert path.name[:4] in {finding.rule for finding in findings}


def test_an_item_of_a_list_at_the_root_knows_its_line() -> None:
    document = parse(b"# all\n- {a: 1}\n- a:\n  b: 2\n- {a: ~}\n", "x", grammar=EXPORT_GRAMMAR)

    assert isinstance(document, Document)
    assert [document.line((place,)) for place in range(3)] == [2, 3, 5]

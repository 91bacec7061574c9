"""What a mapping says about the form of its export, and what is wrong with that."""

from __future__ import annotations

import pytest

from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.forms import DelimitedForm
from generator.workspace.model.sources import Mapping
from tests.collect.conftest import DESK_MAPPING, desk_entry

FORM = 'form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}'


def told(form: str) -> list[str]:
    """Return what is wrong with a mapping of this form."""
    document = parse(DESK_MAPPING.replace(FORM, form).encode(), "desk.yml")
    assert isinstance(document, Document)
    findings = decode(Mapping, document, "desk.yml")
    assert isinstance(findings, tuple)
    return [each.sentence for each in findings]


def test_a_form_that_names_no_kind_is_delimited_text() -> None:
    assert isinstance(desk_entry(DESK_MAPPING).value.form, DelimitedForm)


@pytest.mark.parametrize(
    ("form", "found"),
    [
        (
            "form: {kind: exel}",
            "desk.yml:5: form.kind: expected one of 'delimited', 'excel'",
        ),
        ("form: {kind: [excel]}", "desk.yml:5: form.kind: expected one of 'delimited'"),
        ("form: excel", "desk.yml:5: form: expected keys with values, found 'excel'"),
        (
            "form:\n  kind: json-lines\n  delimiter: ;",
            (
                "desk.yml:7: form.delimiter: expected a known key, found 'delimiter'; known keys: "
                "decimal, encoding, instant, items, kind, missing, thousands (M001)"
            ),
        ),
        (
            "form:\n  kind: json-lines\n  decimal: ;",
            "desk.yml:7: form.decimal: expected a point or a comma, found ';'",
        ),
        (
            "form: {instant: dd/mm/yyyy}",
            "desk.yml:5: form.instant: expected a date style such as %d/%m/%Y %H:%M, of %d %m",
        ),
    ],
)
def test_a_form_that_cannot_be_is_told_at_its_key(form: str, found: str) -> None:
    [sentence] = told(form)

    assert sentence.startswith(found)

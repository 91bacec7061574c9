"""The guides of collect name what a mapping may use."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from generator.collect.export import READERS
from generator.collect.expression import FUNCTIONS
from generator.collect.live.statement import FUNCTIONS as STATEMENT_FUNCTIONS
from generator.workspace.model.forms import ExportForm, Form
from generator.workspace.model.sources import Fold

DOCS = Path(__file__).parents[2] / "docs"

# What the parser makes of INTERVAL 24 HOUR and of LIKE … ESCAPE, which people write instead.
BEHIND_WORDS = {name for name in FUNCTIONS if name.startswith("to_")} | {"like_escape"}


@pytest.mark.parametrize("guide", ["guides/collect.md", "en/guides/collect.md"])
def test_every_function_and_fold_is_in_the_guide(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")

    named = {name for name in FUNCTIONS - BEHIND_WORDS if name.replace("_", "").isalpha()}
    assert [name for name in sorted(named) if name not in text] == []
    assert [fold for fold in Fold if f"`{fold}`" not in text] == []


FORMS = get_args(get_args(Form)[0])
EVERYWHERE = {each.name for each in fields(ExportForm)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("guide", ["guides/forms.md", "en/guides/forms.md"])
def test_every_form_and_key_is_in_the_guide(guide: str, form: type[ExportForm]) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    [kind] = get_args(get_args(get_type_hints(form, include_extras=True)["kind"])[0])

    row = next(line for line in text.splitlines() if line.startswith(f"| `{kind}` |"))
    own = {each.name for each in fields(form)} - EVERYWHERE - {"kind"}
    assert {name for name in own if f"`{name}`" in row} == own
    assert [name for name in sorted(EVERYWHERE) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("guide", ["guides/forms.md", "en/guides/forms.md"])
def test_every_function_of_a_statement_is_in_the_guide(guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")

    own = {name for name in STATEMENT_FUNCTIONS - FUNCTIONS if name.replace("_", "").isalpha()}
    assert [name for name in sorted(own - {"count_star"}) if name not in text] == []


def test_every_form_has_a_reader() -> None:
    assert set(READERS) == set(FORMS)

"""The guides of collect name what a mapping may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.collect.expression import FUNCTIONS
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

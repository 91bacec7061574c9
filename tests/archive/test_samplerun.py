"""The sample's figures of the reporting process come from a rehearsal that anybody can repeat."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.archive.samplerun import ROOT, register_of_the_sample

EXPORT = ROOT / "tests" / "fixtures" / "sources" / "report-register.jsonl"


def events(export: bytes) -> Counter[str]:
    """Return every event; of an audited figure its result alone, for figures come and go."""
    lines = [json.loads(line) for line in export.splitlines()]
    return Counter(
        json.dumps({key: line[key] for key in line if key not in _unstable(line["what"])})
        for line in lines
    )


def _unstable(what: str) -> set[str]:
    return {"id", "edition", "figure"} if what == "audited" else {"id"}


@pytest.mark.slow
def test_the_rehearsal_gives_the_export_again(tmp_path: Path) -> None:
    assert events(register_of_the_sample(tmp_path)) == events(EXPORT.read_bytes())

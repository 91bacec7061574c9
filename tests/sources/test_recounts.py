"""Every ready-made mapping, counted again by plain pandas: on made-up and on real exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reference.readymade import ready_made
from tests.sources.exports import FIXTURES, REAL, TRIALS, Trial, collected, parts_of

# A clone without the folder of development data recounts the made-up exports alone.
EXPORTS = [
    pytest.param(trial, path, id=f"{trial.source}: {path.name}")
    for trial in TRIALS
    for path in (FIXTURES / trial.fixture, *(REAL / name for name in trial.real))
    if path.is_file()
]


def test_every_ready_made_mapping_is_tried() -> None:
    assert {trial.source for trial in TRIALS} == set(ready_made())


@pytest.mark.parametrize(("trial", "path"), EXPORTS)
def test_every_figure_of_an_export_is_what_pandas_counts(trial: Trial, path: Path) -> None:
    run = collected(trial, path)

    assert (run.findings, parts_of(run)) == ((), nonzero(trial, path))


def nonzero(trial: Trial, path: Path) -> dict[tuple[str, str, str], tuple[str, ...]]:
    counts = trial.recount(path)
    assert counts
    return {
        key: parts for key, parts in counts.items() if any(part not in {"", "0"} for part in parts)
    }

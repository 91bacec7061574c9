"""Every record of the sample lines, counted again by plain pandas from the observations."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from math import ceil
from pathlib import Path

import pandas as pd
import pytest

from generator.collect.intake import collect_source
from generator.measure.figure import FigureKey
from generator.measure.ledger import Ledger
from generator.periods import Period
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.proofs.exports import export_of

ROOT = Path(__file__).parents[2]
SOURCE = "lines-probes"
LINES = {"home-page-line": "bandlab", "user-page-line": "bandlab-user-page"}
METRICS = ("probes", "probes-answered", "response-p95", "response-longest")


@pytest.fixture(scope="module")
def sample() -> Workspace:
    """Return the sample workspace."""
    loaded = load(ROOT)
    assert isinstance(loaded, Workspace)
    return loaded


def shown(sample: Workspace, metric: str, service: str, month: str) -> float:
    """Return a figure of a month."""
    key = FigureKey(metric=f"capacity.{metric}", service=service)
    value = Ledger.of(sample).figure("lines", tuple(LINES), key, Period.parse(month)).value
    assert value is not None
    return float(value)


@pytest.mark.parametrize("service", LINES)
@pytest.mark.parametrize("month", ["2026-01", "2026-02"])
def test_what_probes_found_on_a_line_is_what_pandas_computes(
    sample: Workspace, service: str, month: str
) -> None:
    table = pd.read_csv(BytesIO(export_of(f"upptime/{SOURCE}.csv").content))
    line = table[(table["slug"] == LINES[service]) & table["commit_iso"].str.startswith(month)]
    times = line["response_time_ms"].sort_values() / 1000

    found = [shown(sample, metric, service, month) for metric in METRICS]

    nearest = times.iloc[ceil(0.95 * len(times)) - 1]
    assert found == [len(line), (line["status"] == "up").mean(), nearest, times.max()]


def test_collecting_the_observations_gives_the_committed_files(sample: Workspace) -> None:
    bare = Workspace(entries=tuple(e for e in sample.entries if e.kind != "records"))

    run = collect_source(
        bare, SOURCE, replace(export_of(f"upptime/{SOURCE}.csv"), name=f"{SOURCE}.csv")
    )

    names = [f"report_data/records/lines/{month}.yml" for month in ("2026-01", "2026-02")]
    committed = {name: (ROOT / name).read_bytes() for name in names}
    assert (run.findings, dict(run.files)) == ((), committed)

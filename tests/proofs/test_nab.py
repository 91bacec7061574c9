"""Every record of the servers, counted again by plain pandas from the derived series."""

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
SOURCE = "servers-utilisation"
SERVERS = ("app-server", "database-server")


@pytest.fixture(scope="module")
def sample() -> Workspace:
    """Return the sample workspace."""
    loaded = load(ROOT)
    assert isinstance(loaded, Workspace)
    return loaded


def shown(sample: Workspace, metric: str, service: str) -> float:
    """Return a figure of February in per cent."""
    key = FigureKey(metric=metric, service=service)
    value = Ledger.of(sample).figure("servers", SERVERS, key, Period.parse("2014-02")).value
    assert value is not None
    return round(float(value * 100), 6)


@pytest.mark.parametrize("service", SERVERS)
def test_the_utilisation_of_a_server_is_what_pandas_computes(
    sample: Workspace, service: str
) -> None:
    table = pd.read_csv(BytesIO(export_of(f"nab/{SOURCE}.csv").content))
    values = table.loc[table["server"] == service, "utilisation"].sort_values()
    nearest = values.iloc[ceil(0.95 * len(values)) - 1]

    metrics = ("capacity.peak-utilisation", "capacity.utilisation-p95")
    busy = shown(sample, "capacity.time-over-threshold", service)

    assert [shown(sample, metric, service) for metric in metrics] == [values.max(), nearest]
    assert busy == 100 * (values > 80).mean()


def test_collecting_the_derived_series_gives_the_committed_file(sample: Workspace) -> None:
    bare = Workspace(entries=tuple(e for e in sample.entries if e.kind != "records"))

    run = collect_source(
        bare, SOURCE, replace(export_of(f"nab/{SOURCE}.csv"), name=f"{SOURCE}.csv")
    )

    name = "report_data/records/servers/2014-02.yml"
    assert (run.findings, dict(run.files)) == ((), {name: (ROOT / name).read_bytes()})


def test_half_a_month_is_told_as_fifteen_of_its_28_days(sample: Workspace) -> None:
    key = FigureKey(metric="capacity.peak-utilisation", service="all")

    figure = Ledger.of(sample).figure("servers", SERVERS, key, Period.parse("2014-02"))

    assert str(figure.coverage) == "15/28"

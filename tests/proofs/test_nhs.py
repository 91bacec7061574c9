"""Every record of the hospital, counted again by plain pandas from the derived export."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
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
SOURCE = "hospital-attendances"
NAMED = ("R1H", "RW6", "RF4", "RDU", "RXF")
YEAR = Period.parse("2016-04-01..2017-04-01")

Parts = tuple[int, ...]
Key = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def sample() -> Workspace:
    """Return the sample workspace."""
    loaded = load(ROOT)
    assert isinstance(loaded, Workspace)
    return loaded


def plain() -> pd.DataFrame:
    """Return the rows as pandas alone reads them, with the service of each provider."""
    table = pd.read_csv(BytesIO(export_of(f"nhs/{SOURCE}.csv").content))
    known = table["provider"].isin(NAMED)
    table["service"] = ("provider-" + table["provider"].str.lower()).where(known, "other-providers")
    table["month"] = table["month"].str[:7]
    return table


def counted() -> dict[Key, Parts]:
    """Return month, metric, service and type -> parts, of all types together and of each."""
    table = plain()
    found = sums(table.assign(type=""), ("attended", "over-four-hours", "admitted", "within"))
    return found | sums(table, ("attended", "over-four-hours", "within"))


def sums(table: pd.DataFrame, metrics: tuple[str, ...]) -> dict[Key, Parts]:
    found: dict[Key, Parts] = {}
    columns = ["attendances", "over_four_hours", "admissions"]
    grouped = table.groupby(["month", "service", "type"])[columns].sum().reset_index()
    for _, row in grouped.iterrows():
        month, service, kind = (str(row[name]) for name in ("month", "service", "type"))
        attended, late, admitted = (int(row[column]) for column in columns)
        parts: dict[str, Parts] = {
            "attended": (attended,),
            "over-four-hours": (late,),
            "admitted": (admitted,),
            "within": (attended - late, attended),
        }
        for metric in metrics:
            name = "within-four-hours" if metric == "within" else metric
            # A member of whom nothing is counted has no record.
            if not kind or any(parts[metric]):
                found[month, f"attendance.{name}", service, kind] = parts[metric]
    return found


def recorded(sample: Workspace) -> dict[Key, Parts]:
    """Return the committed records in the same form."""
    return {
        (file.period.label, record.metric, record.service, record.member or ""): tuple(
            int(part)
            for part in (record.numerator, record.denominator, record.value)
            if part is not None
        )
        for _, file in sample.record_files
        if file.party == "hospital"
        for record in file.records
    }


def test_every_record_of_the_hospital_is_what_pandas_adds_up(sample: Workspace) -> None:
    assert recorded(sample) == counted()


def test_collecting_the_derived_export_gives_the_committed_files(sample: Workspace) -> None:
    bare = Workspace(entries=tuple(e for e in sample.entries if e.kind != "records"))

    export = replace(export_of(f"nhs/{SOURCE}.csv"), name=f"{SOURCE}.csv")
    run = collect_source(bare, SOURCE, export)

    committed = {name: (ROOT / name).read_bytes() for name in run.files}
    assert (run.findings, len(committed), dict(run.files)) == ((), 12, committed)


def test_the_share_of_the_year_is_that_of_all_rows_together(sample: Workspace) -> None:
    table = plain()
    services = tuple(s.id for s in sample.services.values() if "hospital" in s.parties)
    key = FigureKey(metric="attendance.within-four-hours", service="all")

    parts = Ledger.of(sample).figure("hospital", services, key, YEAR).parts

    attended, late = int(table["attendances"].sum()), int(table["over_four_hours"].sum())
    assert parts
    assert parts.texts() == {"numerator": str(attended - late), "denominator": str(attended)}

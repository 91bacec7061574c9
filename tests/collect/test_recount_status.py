"""The availability of the sample, counted again by plain pandas, minute by minute.

The fixture keeps of the public feed only what availability needs: ids, components, instants.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from generator.collect.collect import collect
from generator.collect.inputs import ExportFile, ground_of
from generator.kinds import DowntimeReason
from generator.workspace.model.records import RecordFile
from generator.workspace.workspace import Workspace
from tests.collect.conftest import ROOT, record_file

EXPORT = ROOT / "tests" / "fixtures" / "exports" / "status.jsonl"
MONTHS = [f"2022-{month:02}" for month in range(4, 13)]
Facts = dict[str, int | Decimal | None]


@pytest.fixture(scope="module")
def files(sample: Workspace) -> dict[str, RecordFile]:
    """Return the record files that the fixture makes, by month."""
    [entry] = sample.of_kind("outages")
    export = ExportFile(name=EXPORT.name, content=EXPORT.read_bytes())
    ground = ground_of(sample, sample.parties["status"], "reportgen test")
    run = collect(entry, export, ground, {})
    assert not run.findings
    return {file.period.label: file for file in map(record_file, run.files.values())}


def events() -> pd.DataFrame:
    """Return one row a case and component, as pandas reads them."""
    lines = EXPORT.read_text(encoding="utf-8").splitlines()
    rows = pd.DataFrame([json.loads(line) for line in lines])
    rows = rows[(rows["impact"] != "none") & rows["components"].notna()]
    rows = rows[rows["components_source"].isna()].explode("components")
    rows = rows[rows["components"] != "Visit www"]
    rows["service"] = rows["components"].str.lower().str.replace(" ", "-")
    rows["planned"] = rows["impact"] == "maintenance"
    told = pd.to_datetime(rows["updates"].map(lambda updates: updates[0]["at"]))
    begun = pd.to_datetime(rows["updates"].map(lambda updates: updates[1]["at"]))
    rows["start"] = begun.where(rows["planned"], pd.to_datetime(rows["downtime_start"]))
    rows["end"] = pd.to_datetime(rows["downtime_end"])
    rows["early"] = (rows["start"] - told) >= pd.Timedelta(hours=48)
    return rows


def minutes_of(month: str) -> pd.DatetimeIndex:
    start = pd.Timestamp(f"{month}-01", tz="UTC")
    return pd.date_range(start, start + pd.offsets.MonthBegin(1), freq="min", inclusive="left")


def facts(rows: pd.DataFrame, month: str, service: str) -> Facts:
    """Count the minutes of a month that are down, planned or both; an outage has whole ones."""
    minutes = minutes_of(month)
    mine = rows[rows["service"] == service]
    down = pd.Series(data=False, index=minutes)
    planned = down.copy()
    for row in mine.to_dict("records"):
        inside = (minutes >= row["start"]) & (minutes < row["end"])
        # No window of the sample reaches the cap of four hours.
        (planned if row["planned"] and row["early"] else down)[inside] = True
    lost = down & ~planned
    begins = int((lost & ~lost.shift(fill_value=False)).sum())
    seconds = {"all": len(minutes), "planned": planned.sum(), "lost": lost.sum()}
    return {**{name: int(each) * 60 for name, each in seconds.items()}, "outages": begins}


def written(file: RecordFile, service: str) -> Facts:
    """Return the same numbers as the records have them."""
    records = {each.metric: each for each in file.records if each.service == service}
    agreed, user = records["availability.agreed"], records["availability.user-view"]
    planned = records["availability.planned-share"]
    assert agreed.denominator is not None
    assert agreed.numerator == user.numerator
    return {
        "all": user.denominator,
        "planned": planned.numerator,
        "lost": agreed.denominator - (agreed.numerator or 0),
        "outages": records["availability.outages"].value,
    }


@pytest.mark.parametrize("month", MONTHS)
def test_every_minute_of_every_service_is_where_pandas_finds_it(
    files: dict[str, RecordFile], month: str
) -> None:
    rows = events()
    services = sorted({record.service for record in files[month].records})
    expected = {service: facts(rows, month, service) for service in services}

    assert {service: written(files[month], service) for service in services} == expected


def test_the_fixture_gives_the_records_of_the_sample(files: dict[str, RecordFile]) -> None:
    folder = Path(ROOT / "report_data" / "records" / "status")
    sample = {path.stem: record_file(path.read_bytes()) for path in sorted(folder.glob("*.yml"))}

    assert {month: file.records for month, file in files.items()} == {
        month: file.records for month, file in sample.items()
    }
    assert [file.outages for file in files.values()] == [file.outages for file in sample.values()]


def test_the_longest_and_the_mean_interruption_are_those_of_the_lines(
    files: dict[str, RecordFile],
) -> None:
    lines = [line for line in files["2022-04"].outages if line.service == "actions"]
    lengths = {line.case: line.seconds.get(DowntimeReason.OUTAGE, 0) // 60 for line in lines}
    records = {each.metric: each for each in files["2022-04"].records if each.service == "actions"}

    longest = records["availability.longest-outage"]
    assert longest.case == "9778392"
    assert longest.value == max(lengths.values())
    assert records["availability.mean-time-to-restore"].sum == sum(lengths.values())

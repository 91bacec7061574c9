"""A city's own verdict on each of 9,480 requests, against the mappings of the sample."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from generator.collect.collect import Collected
from generator.collect.intake import collect_source
from generator.workspace.load import load
from generator.workspace.model.records import RecordFile
from generator.workspace.model.sources import RecordRule
from generator.workspace.workspace import Workspace
from tests.collect.conftest import record_file
from tests.proofs.exports import cases_of, export_of, mapping_of

ROOT = Path(__file__).parents[2]
SOURCES = ("city-abandoned-vehicles", "city-animal-requests", "city-graffiti-removal")
STYLE = "%m/%d/%Y %I:%M:%S %p"
# The first instant at which no request is judged any more: open ones are due before or after.
END = pd.Timestamp("2016-01-13")

Row = tuple[str, str | None, bool, bool | None]


@pytest.fixture(scope="module")
def sample() -> Workspace:
    """Return the sample workspace."""
    loaded = load(ROOT)
    assert isinstance(loaded, Workspace)
    return loaded


@pytest.fixture(scope="module")
def rows(sample: Workspace) -> dict[str, list[Row]]:
    """Return id, published verdict, and whether it is judged and on time, of every request."""
    found: dict[str, list[Row]] = {}
    for source in SOURCES:
        mapping = mapping_of(sample, source)
        promise = rule(mapping.records, "request.fulfilled-by-target")
        with cases_of(sample, mapping, export_of(f"boston311/{source}.csv")) as engine:
            query = f"SELECT id, verdict, {promise.denominator}, {promise.numerator} FROM cases"  # noqa: S608
            found[source] = engine.execute(query).fetchall()
    return found


def rule(rules: tuple[RecordRule, ...], metric: str) -> RecordRule:
    return next(each for each in rules if each.metric == metric)


def plain() -> pd.DataFrame:
    """Return all requests as pandas alone reads them, on the city's clock."""
    exports = (export_of(f"boston311/{source}.csv").content for source in SOURCES)
    table = pd.concat(
        pd.read_csv(BytesIO(content), dtype=str).assign(source=source)
        for source, content in zip(SOURCES, exports, strict=True)
    )
    for name in ("OPEN_DT", "TARGET_DT", "CLOSED_DT"):
        table[name] = pd.to_datetime(table[name], format=STYLE)
    return table


def test_the_promise_holds_for_a_request_just_when_the_publisher_calls_it_on_time(
    rows: dict[str, list[Row]],
) -> None:
    found = {source: Counter((row[1:3], bool(row[3])) for row in rows[source]) for source in rows}

    # ((published, judged by us), on time): how many
    assert found == {
        "city-abandoned-vehicles": {
            (("ONTIME", True), True): 2150,
            (("ONTIME", False), False): 16,
            (("OVERDUE", True), False): 398,
            ((None, True), False): 43,
        },
        "city-animal-requests": {(("ONTIME", False), False): 2589},
        "city-graffiti-removal": {
            (("ONTIME", True), True): 3395,
            (("ONTIME", False), False): 29,
            (("OVERDUE", True), False): 860,
        },
    }


def test_no_date_contradicts_the_publisher(sample: Workspace) -> None:
    found = {}
    for source in SOURCES:
        mapping = mapping_of(sample, source)
        differs = rule(mapping.records, "request.verdict-differs").value
        with cases_of(sample, mapping, export_of(f"boston311/{source}.csv")) as engine:
            query = f"SELECT {differs}, count(*) FROM cases GROUP BY ALL ORDER BY ALL"  # noqa: S608
            found[source] = engine.execute(query).fetchall()

    assert found == {
        "city-abandoned-vehicles": [(False, 2564), (None, 43)],
        "city-animal-requests": [(False, 2589)],
        "city-graffiti-removal": [(False, 4284)],
    }


def test_an_open_request_is_judged_by_the_day_of_the_export() -> None:
    table = plain()
    unclosed = table[table["CLOSED_DT"].isna()]

    last = table[["OPEN_DT", "CLOSED_DT"]].max().max()
    due = {verdict: each["TARGET_DT"] for verdict, each in unclosed.groupby("OnTime_Status")}
    assert [str(each) for each in (last, due["OVERDUE"].max(), due["ONTIME"].min())] == [
        "2016-01-12 07:56:30",
        "2016-01-12 12:20:07",
        "2016-01-13 08:30:00",
    ]


@pytest.mark.parametrize("page", ["guides/proof-boston311.md", "en/guides/proof-boston311.md"])
def test_the_guide_names_every_request_without_a_verdict(
    rows: dict[str, list[Row]], page: str
) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")

    silent = {row[0] for each in rows.values() for row in each if row[1] is None}
    assert set(re.findall(r"1010[0-9]{8}", text.split("\n## ")[3])) == silent


@pytest.fixture(scope="module")
def recorded(sample: Workspace) -> dict[str, dict[str, tuple[object, ...]]]:
    """Return the committed records of the city: by month, the parts under metric and service."""
    files: list[RecordFile] = [
        file for file in dict(sample.record_files).values() if file.party == "city"
    ]
    return {
        file.period.label: {
            " ".join(filter(None, (r.metric, r.service, r.dimension, r.member))): tuple(
                part for part in (r.numerator, r.denominator, r.value) if part is not None
            )
            for r in file.records
        }
        for file in files
    }


def test_collecting_the_fixture_gives_the_committed_records(
    sample: Workspace, recorded: dict[str, dict[str, tuple[object, ...]]]
) -> None:
    bare = Workspace(entries=tuple(e for e in sample.entries if e.kind != "records"))
    runs = [collect_source(bare, name, export_of(f"boston311/{name}.csv")) for name in SOURCES]

    collected = sorted(record for run in runs for record in every_record(run))
    committed = sorted(
        record
        for file in dict(sample.record_files).values()
        if file.party == "city"
        for record in map(str, file.records)
    )
    assert (len(recorded), collected) == (12, committed)


def every_record(run: Collected) -> list[str]:
    assert run.findings == ()
    files = map(record_file, run.files.values())
    source = run.files and next(iter(run.files.values())).decode()
    name = re.findall(r'"id": "([^"]+)"', str(source))[0]
    return [
        str(record).replace("source=None", f"source='{name}'")
        for file in files
        for record in file.records
    ]


def test_every_record_of_the_city_is_what_pandas_counts(
    recorded: dict[str, dict[str, tuple[object, ...]]],
) -> None:
    table = plain()
    closed, target = table["CLOSED_DT"].notna(), table["TARGET_DT"]
    late = ~closed & (target < END)
    table["service"] = table["source"].str.removeprefix("city-")
    table["judged"] = target.notna() & (closed | late)
    table["kept"] = table["judged"] & (table["CLOSED_DT"] <= target)
    table["closed"], table["late"] = closed, late
    table["month"] = table["OPEN_DT"].dt.strftime("%Y-%m")

    counted: dict[str, dict[str, tuple[object, ...]]] = {}
    for (month, service), group in table.groupby(["month", "service"]):
        counted.setdefault(str(month), {}).update(parts_of(str(service), group))
    assert recorded == counted


def parts_of(service: str, group: pd.DataFrame) -> dict[str, tuple[object, ...]]:
    """Return the parts of every record of one service and month."""
    n, verdict = len(group), group["OnTime_Status"]
    parts: dict[str, tuple[object, ...]] = {
        "opened": (n,),
        "fulfilled-by-target": (sum(group["kept"]), sum(group["judged"])),
        "completed": (sum(group["closed"]), n),
        "open-late": (sum(group["late"]),),
        "on-time-as-published": (sum(verdict == "ONTIME"), sum(verdict.notna())),
        "verdict-differs": (0,),
        "verdict-missing": (sum(verdict.isna()),),
    }
    opened = group["OPEN_DT"]
    members = {
        "channel": group["Source"],
        "weekday": opened.dt.isocalendar().day,
        "hour": opened.dt.hour,
    }
    broken_down = {
        f"request.opened {service} {dimension} {member}": (count,)
        for dimension, column in members.items()
        for member, count in column.astype(str).value_counts().items()
    }
    return {**{f"request.{name} {service}": each for name, each in parts.items()}, **broken_down}

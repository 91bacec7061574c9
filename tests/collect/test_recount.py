"""The figures of the sample's mappings, counted again by plain pandas from the raw files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from generator.workspace.check.records import PART_NAMES
from generator.workspace.model.records import Record, RecordFile
from generator.workspace.workspace import Workspace

EXPORTS = Path(__file__).parents[1] / "fixtures" / "exports"
NAMED = {
    *("WBS000073", "WBS000128", "WBS000092", "WBS000091", "WBS000094"),
    *("WBS000072", "WBS000263", "WBS000219", "WBS000152", "WBS000102"),
}
TARGET_HOURS = {"1": 8, "2": 24, "3": 48, "4": 72, "5": 120}

Parts = tuple[object, ...]
Key = tuple[str, str, str]


def raw(name: str) -> pd.DataFrame:
    table = pd.read_csv(EXPORTS / name, sep=";", encoding="latin-1", dtype=str)
    return table.dropna(how="all").replace("#N/B", pd.NA)


def times(table: pd.DataFrame, column: str, style: str) -> pd.Series:
    local = pd.to_datetime(table[column], format=style)
    return local.dt.tz_localize("Europe/Amsterdam", ambiguous=np.ones(len(local), dtype=bool))


# Days off of the calendar nl-business that are no weekend, written down by hand.
FREE = [
    *("2012-04-06", "2012-04-09", "2012-04-30", "2012-05-17", "2012-05-28", "2012-12-25"),
    *("2012-12-26", "2013-01-01", "2013-03-29", "2013-04-01", "2013-04-30", "2013-05-09"),
    *("2013-05-20", "2013-12-25", "2013-12-26"),
]
OPENING, HOURS = 8 * 3600, 10 * 3600


def worked(stamps: pd.Series) -> np.ndarray:
    """Return the working seconds of each instant's own day that are over."""
    wall = stamps.dt.tz_localize(None)
    seconds = (wall - wall.dt.normalize()) // pd.Timedelta(seconds=1)
    works = np.is_busday(wall.to_numpy().astype("datetime64[D]"), holidays=FREE)
    return np.where(works, np.clip(seconds - OPENING, 0, HOURS), 0)


def working_hours(start: pd.Series, end: pd.Series) -> list[Decimal]:
    """Return whole working days between two instants, and what their own days add."""
    first, last = (
        stamps.dt.tz_localize(None).to_numpy().astype("datetime64[D]") for stamps in (start, end)
    )
    whole = np.busday_count(first, last, holidays=FREE) * HOURS
    seconds = whole + worked(end) - worked(start)
    return [Decimal(int(each) * 10**9 // 3600).scaleb(-9) for each in seconds]


def groups(
    table: pd.DataFrame, closed: pd.Series, wbs: pd.Series
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    months = closed.dt.strftime("%Y-%m")
    services = wbs.where(wbs.isin(NAMED), "other").str.lower()
    for (month, service), group in table.groupby([months, services]):
        yield str(month), str(service), group


def incidents() -> dict[Key, Parts]:
    table = raw("incidents.csv")
    for column in ("Open Time", "Resolved Time", "Close Time"):
        table[column] = times(table, column, "%d/%m/%Y %H:%M:%S")
    table = table[table["Incident ID"].notna()].sort_values("Close Time")
    table = table.drop_duplicates("Incident ID", keep="last")
    table = table[(table["Status"] == "Closed") & table["Close Time"].notna()]
    table["hours"] = table["Handle Time (Hours)"].str.replace(",", ".").map(Decimal)
    found: dict[Key, Parts] = {}
    wbs = table["Service Component WBS (aff)"]
    for month, service, group in groups(table, table["Close Time"], wbs):
        n = len(group)
        limits = group["Priority"].map(TARGET_HOURS)
        solved = group[group["Resolved Time"].notna()]
        elapsed = solved["Resolved Time"] - solved["Open Time"]
        # One case of the fixture was resolved before it was opened: it has no working time.
        timed = solved[solved["Resolved Time"] >= solved["Open Time"]]
        longest = max(group["hours"])
        first = group[group["hours"] == longest].sort_values(["Close Time", "Incident ID"]).iloc[0]
        at = first["Close Time"].strftime("%Y-%m-%dT%H:%M:%S")
        values: dict[str, Parts] = {
            "closed": (n,),
            "resolved-in-target": (sum(group["hours"] <= limits), n),
            "resolved-within-24h": (sum(elapsed <= pd.Timedelta(hours=24)), len(solved)),
            "mean-handle-time": (sum(group["hours"]), n),
            "mean-working-time": (
                sum(working_hours(timed["Open Time"], timed["Resolved Time"])),
                len(timed),
            ),
            "longest-handle-time": (longest, at, first["Incident ID"]),
            "major": (sum(group["Priority"].isin(["1", "2"])),),
            "reopened": (group["Reopen Time"].count(), n),
            "reassigned": (sum(group["# Reassignments"] != "0"), n),
            "caused-by-change": (group["# Related Changes"].count(), n),
        }
        found |= {(month, f"incident.{name}", service): parts for name, parts in values.items()}
    return found


def interactions() -> dict[Key, Parts]:
    table = raw("interactions.csv")
    table["Close Time"] = times(table, "Close Time", "%d-%m-%Y %H:%M")
    table = table[table["Status"] == "Closed"]
    table["seconds"] = table["Handle Time (secs)"].astype("Int64")
    found: dict[Key, Parts] = {}
    for month, service, group in groups(
        table, table["Close Time"], table["Service Comp WBS (aff)"]
    ):
        longest = group["seconds"].max()
        first = group[group["seconds"] == longest].sort_values(["Close Time", "Interaction ID"])
        at = [stamp.strftime("%Y-%m-%dT%H:%M:%S") for stamp in first["Close Time"]]
        calls = group["First Call Resolution"]
        values: dict[str, Parts] = {
            "closed": (len(group),),
            "first-call-resolution": (sum(calls.eq("Y")), calls.count()),
            "escalated": (group["Related Incident"].count(), len(group)),
            "mean-handle-time": (group["seconds"].sum(), group["seconds"].count()),
            "longest-handle-time": (longest, at[0], first["Interaction ID"].iloc[0]),
            "complaints": (sum(group["Category"] == "complaint"),),
        }
        found |= {(month, f"interaction.{name}", service): parts for name, parts in values.items()}
    return found


def changes() -> dict[Key, Parts]:
    rows = raw("changes.csv")
    for column in (
        "Planned End",
        "Actual End",
        "Change record Open Time",
        "Change record Close Time",
    ):
        rows[column] = times(rows, column, "%d-%m-%Y %H:%M")
    by_change = rows.groupby("Change ID")
    table = by_change.first()
    for column in ("Planned End", "Actual End", "Change record Close Time"):
        table[column] = by_change[column].max()
    # The commonest service; mode() sorts, so that of equal ones the first by code stands first.
    wbs = by_change["Service Component WBS (aff)"].agg(lambda codes: codes.mode().iloc[0])
    found: dict[Key, Parts] = {}
    for month, service, group in groups(table, table["Change record Close Time"], wbs):
        ended = group[group["Actual End"].notna() & group["Planned End"].notna()]
        closed = group["Change record Close Time"]
        opened = group["Change record Open Time"]
        days = closed.dt.date.map(pd.Timestamp) - opened.dt.date.map(pd.Timestamp)
        days = days.dt.days
        longest = group[days == max(days)].sort_values("Change record Close Time").iloc[0]
        at = longest["Change record Close Time"].strftime("%Y-%m-%dT%H:%M:%S")
        n = len(group)
        values: dict[str, Parts] = {
            "closed": (n,),
            "on-time": (sum(ended["Actual End"] <= ended["Planned End"]), len(ended)),
            "emergency": (sum(group["Emergency Change"] == "Y"), n),
            "without-incident": (sum(group["# Related Incidents"].isna()), n),
            "cab-required": (sum(group["CAB-approval needed"] == "Y"), n),
            "mean-lead-time": (sum(days), n),
            "longest-lead-time": (max(days), at, longest.name),
        }
        found |= {(month, f"change.{name}", service): parts for name, parts in values.items()}
    return found


def written(months: dict[str, RecordFile], process: str) -> dict[Key, Parts]:
    found: dict[Key, Parts] = {}
    for month, file in months.items():
        for record in file.records:
            if record.dimension is None and record.metric.startswith(process):
                parts = (getattr(record, name) for name in PART_NAMES)
                found[month, record.metric, record.service] = tuple(
                    part for part in parts if part is not None
                )
    return found


def nonzero(figures: dict[Key, Parts]) -> dict[Key, Parts]:
    return {key: tuple(map(plain, parts)) for key, parts in figures.items() if any(parts)}


def plain(part: object) -> str | Decimal:
    return part if isinstance(part, str) else Decimal(str(part))


@pytest.mark.parametrize(
    ("process", "recount"),
    [("incident.", incidents), ("interaction.", interactions), ("change.", changes)],
)
def test_every_figure_of_the_sample_is_what_pandas_counts_in_the_raw_file(
    months: dict[str, RecordFile], process: str, recount: Callable[[], dict[Key, Parts]]
) -> None:
    actual = written(months, process)
    expected = recount()

    assert nonzero(actual) == nonzero(expected)


def test_the_recount_covers_every_metric_of_the_bank(sample: Workspace) -> None:
    mappings = [entry.value for entry in sample.of_kind("source") if entry.value.party == "bank"]
    recounted = {metric for count in (incidents, interactions, changes) for _, metric, _ in count()}

    assert recounted == {rule.metric for mapping in mappings for rule in mapping.records}


def test_members_add_up_to_the_plain_record(months: dict[str, RecordFile]) -> None:
    for file in months.values():
        wholes = {(r.metric, r.service): amounts(r) for r in file.records if not r.dimension}
        sums: dict[Key, tuple[Decimal, ...]] = {}
        for record in (record for record in file.records if record.dimension):
            key = (record.metric, record.service, record.dimension or "")
            before = sums.get(key, (Decimal(0),) * 5)
            sums[key] = tuple(a + b for a, b in zip(before, amounts(record), strict=True))

        assert sums
        assert all(total == wholes[key[:2]] for key, total in sums.items())


def amounts(record: Record) -> tuple[Decimal, ...]:
    found = (record.numerator, record.denominator, record.sum, record.count, record.value)
    return tuple(amount or Decimal(0) for amount in found)

"""The figures that reports print, counted again by plain pandas from the raw files."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from generator.kinds import MetricKind
from generator.measure.ledger import Ledger
from generator.measure.measure import Measures, measures_of
from generator.periods import Period
from generator.workspace.model.records import RecordFile
from generator.workspace.workspace import Entry, Workspace
from tests.collect.test_recount import Key, Parts, changes, incidents, interactions

PERIODS = ("2013-10", "2013-11", "2013-12", "2013-Q4", "2013")


class NoLines:
    """Stand for files that were never written."""

    def line(self, path: tuple[str | int, ...]) -> int:
        """Return a line that nobody asks for."""
        return len(path)


@pytest.fixture(scope="module")
def measured(sample: Workspace, months: dict[str, RecordFile]) -> Workspace:
    """Return the sample workspace with the records that collecting the fixtures gives."""
    records = tuple(
        Entry(kind="records", file=f"{label}.yml", sha256="", value=file, lines=NoLines())
        for label, file in months.items()
    )
    return Workspace(entries=(*sample.entries, *records))


@pytest.fixture(scope="module")
def counted() -> dict[Key, Parts]:
    """Return what pandas counts by month, metric and service."""
    return {**incidents(), **interactions(), **changes()}


def measures(workspace: Workspace, period: str) -> Measures:
    report = workspace.reports["bank-monthly"]
    return measures_of(workspace, Ledger.of(workspace), report, Period.parse(period))


def expected(
    counted: dict[Key, Parts], kind: MetricKind, metric: str, period: str
) -> Fraction | None:
    labels = [month.label for month in Period.parse(period).months()]
    found = [
        parts for (month, name, _), parts in counted.items() if name == metric and month in labels
    ]
    if not found:
        return None
    if kind is MetricKind.MAXIMUM:
        return max(number(parts[0]) for parts in found)
    sums = [sum(map(number, column), start=Fraction(0)) for column in zip(*found, strict=True)]
    if kind is MetricKind.COUNT:
        return sums[0]
    return sums[0] / sums[1] if sums[1] else None


def number(part: object) -> Fraction:
    return Fraction(Decimal(str(part)))


@pytest.mark.parametrize("period", PERIODS)
def test_every_value_over_all_services_is_what_pandas_counts_in_the_raw_files(
    measured: Workspace, counted: dict[Key, Parts], period: str
) -> None:
    present = [metric for metric in measured.metrics if any(key[1] == metric for key in counted)]
    actual = {
        metric: measures(measured, period).measured(metric).figure.value for metric in present
    }

    assert actual == {
        metric: expected(counted, measured.metrics[metric].kind, metric, period)
        for metric in present
    }


def test_the_recount_reaches_every_metric_that_has_records(
    months: dict[str, RecordFile], counted: dict[Key, Parts]
) -> None:
    recorded = {record.metric for file in months.values() for record in file.records}

    assert {metric for _, metric, _ in counted} == recorded

"""Records counted again row by row, of every kind that a mapping of cases can collect."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.collect.collect import collect
from generator.collect.inputs import ExportFile, Ground
from generator.collect.recount import Recount, recount
from generator.workspace.model.metrics import Metrics
from generator.workspace.model.records import Record
from tests.collect.conftest import (
    DESK_MAPPING,
    DESK_METRICS,
    HEADING,
    decoded,
    desk_entry,
    record_file,
)

ROWS = (
    "1;Mail;high;3-10-2013 9:05;1,5\n"
    "2;Mail;low;4-10-2013 9:05;2,5\n"
    "3;Mail;;31-10-2013 9:05;?\n"
    "4;Net;high;31-10-2013 10:05;2,5\n"
    "5;Mail;high;4-11-2013 9:05;0,25\n"
)
RULES = (
    'desk.ratio, numerator: hours > 2, denominator: "true"',
    "desk.ratio, numerator: hours > 2, denominator: hours IS NOT NULL",
    "desk.mean, sum: hours, count: hours IS NOT NULL",
    'desk.count, value: "true"',
    "desk.count, value: hours",
    "desk.maximum, value: hours",
    "desk.minimum, value: hours",
    "desk.percentile, histogram: hours",
    "desk.distinct, ids: urgency",
    "desk.duration-ratio, numerator: hours, denominator: hours + 1",
    "desk.average-stock, sum: hours * 60, seconds: CASE WHEN urgency = 'high' THEN 60 END",
)
GROUND = Ground(
    zone="Europe/Amsterdam",
    services=("mail", "other"),
    metrics=decoded(Metrics, DESK_METRICS).metrics,
    tool="reportgen test",
)
EXPORT = ExportFile(name="desk.csv", content=(HEADING + ROWS).encode())


def mapping(rule: str) -> str:
    """Return the mapping of the desk with one rule, broken down by urgency."""
    head = DESK_MAPPING.partition("records:")[0]
    return f"{head}records:\n  - {{metric: {rule}, dimensions: {{urgency: urgency}}}}\n"


def again(rule: str, *records: tuple[str, Record]) -> tuple[Recount | None, ...]:
    counts = recount(desk_entry(mapping(rule)), EXPORT, GROUND, records)
    assert isinstance(counts, tuple), counts
    return counts


@pytest.mark.parametrize("rule", RULES)
def test_every_record_is_what_its_rows_come_to(rule: str) -> None:
    run = collect(desk_entry(mapping(rule)), EXPORT, GROUND, {})
    files = map(record_file, run.files.values())
    records = [(file.period.label, record) for file in files for record in file.records]

    counts = again(rule, *records)

    assert records
    assert [
        count and count.differing(record)
        for count, (_, record) in zip(counts, records, strict=True)
    ] == [()] * len(records)


def test_the_rows_behind_a_record_are_told_with_their_lines() -> None:
    record = Record(
        metric="desk.ratio", service="mail", numerator=Decimal(1), denominator=Decimal(3)
    )

    (count,) = again(RULES[0], ("2013-10", record))

    assert count
    assert [(row.line, row.case, row.values["numerator"]) for row in count.rows] == [
        (2, "1", False),
        (3, "2", True),
        (4, "3", None),
    ]


def test_a_record_that_was_edited_differs_from_its_rows() -> None:
    record = Record(metric="desk.count", service="mail", value=Decimal(4))

    (count,) = again(RULES[3], ("2013-10", record))

    assert count
    assert (count.differing(record), count.parts) == (("value",), {"value": Decimal(3)})
    assert count.differing(replace(record, value=Decimal(3))) == ()


def test_a_metric_that_the_mapping_no_longer_asks_for_has_no_recount() -> None:
    record = Record(metric="desk.mean", service="mail", sum=Decimal(4), count=Decimal(3))

    assert again(RULES[3], ("2013-10", record)) == (None,)

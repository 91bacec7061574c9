"""Which row is the last state of a case, and whether the export has open cases at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.collect.collect import Collected, collect
from generator.collect.inputs import ExportFile
from generator.collect.quality import Remark
from generator.workspace.model.metrics import Cohort
from tests.collect.conftest import (
    DESK_MAPPING,
    desk_entry,
    desk_ground,
    record_file,
)
from tests.collect.conftest import HEADING as SHORT

Desk = Callable[..., Collected]
LAST = ("case: {key: id}", "case: {key: id, last_by: [closed, hours]}")
NINTH = "1;Mail;high;3-10-2013 9:05;9"
TENTH = "1;Mail;low;3-10-2013 9:05;10"


@pytest.mark.parametrize("rows", [(NINTH, TENTH), (TENTH, NINTH)])
def test_a_second_column_decides_between_rows_that_tie(desk: Desk, rows: tuple[str, ...]) -> None:
    run = desk(*rows, changes=(LAST,))

    assert run.findings == ()
    [content] = run.files.values()
    assert [each.member for each in record_file(content).records if each.value == 1] == [
        None,
        "low",
    ]
    assert run.quality
    assert [remark.en for remark in run.quality.remarks] == ["earlier states of a case"]


def test_rows_that_tie_in_both_columns_are_remarked(desk: Desk) -> None:
    run = desk(NINTH, NINTH.replace("high", "low"), changes=(LAST,))

    assert run.quality
    assert [remark.en for remark in run.quality.remarks][1:] == [
        (
            "rows of a case tie for the last closed, hours and differ in urgency; "
            "the last one in the file is taken"
        )
    ]


@pytest.mark.parametrize(
    ("columns", "place"),
    [("[hours]", "case.last_by[0]"), ("[closed, urgency]", "case.last_by[1]")],
)
def test_what_decides_is_an_instant_and_then_something_with_an_order(
    desk: Desk, columns: str, place: str
) -> None:
    run = desk(NINTH, changes=((LAST[0], f"case: {{key: id, last_by: {columns}}}"),))

    assert [(finding.rule, finding.path) for finding in run.findings] == [("C007", place)]


# --- Exports that were selected by the end of cases -----------------------------------

OPENED = ("service: Service", "service: Service\n  opened: {header: Opened, type: instant}")
BY_OPENING = ("period: closed", "period: opened")
HEADING = "Number;Service;Urgency;Closed;Hours;Opened\n"
OVER = "1;Mail;high;3-11-2013 9:05;1;2-11-2013 9:05"
OPEN = "2;Mail;high;;1;2-11-2013 9:05"
ALL_OVER = Remark(
    zh="没有一张单据未结束：导出是否按结束时刻筛选？若是，请写 selected_by",
    en="every case has ended: was the export selected by that? Then write selected_by",
    count=1,
)


def test_an_export_by_opening_without_an_open_case_is_remarked(desk: Desk) -> None:
    run = desk(OVER, heading=HEADING, changes=(OPENED, BY_OPENING))

    assert run.quality
    assert run.quality.remarks == (ALL_OVER,)


@pytest.mark.parametrize("changes", [(OPENED,), (OPENED, BY_OPENING)])
def test_open_cases_or_months_by_closing_ask_nothing(
    desk: Desk, changes: tuple[tuple[str, str], ...]
) -> None:
    run = desk(OVER, OPEN, heading=HEADING, changes=changes)

    assert run.quality
    assert run.quality.remarks == ()


@pytest.mark.parametrize("cohort", ["opened", "snapshot"])
def test_what_is_counted_by_its_beginning_is_not_put_into_months_of_its_end(cohort: str) -> None:
    ground = desk_ground()
    metrics = tuple(replace(each, cohort=Cohort(cohort)) for each in ground.metrics)
    export = ExportFile(name="desk.csv", content=(SHORT + NINTH).encode())

    run = collect(desk_entry(DESK_MAPPING), export, replace(ground, metrics=metrics), {})

    assert [finding.sentence for finding in run.findings] == [
        (
            "report_data/sources/desk.yml:16: records[0]: expected a period other than the end of "
            f"cases for desk.count, of the cohort {cohort}, found period: closed; count it in a "
            "mapping of its own, of an export that has open cases, too (C064)"
        )
    ]

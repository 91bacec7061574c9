"""Exports that cut months: their records say how many days they speak of."""

from __future__ import annotations

from collections.abc import Callable

from generator.collect.collect import Collected
from generator.collect.quality import Remark
from tests.collect.conftest import record_file

Desk = Callable[..., Collected]

ROWS = ("p1;Mail;low;30-10-2013 9:05;1", "p2;Mail;low;4-11-2013 9:05;1")


def covered(run: Collected) -> dict[str, int | None]:
    """Return month -> days that its source speaks of."""
    assert run.findings == ()
    files = [record_file(content) for content in run.files.values()]
    return {file.period.label: file.sources[0].covered_days for file in files}


def test_an_export_that_cuts_months_says_how_many_days_of_each_it_has(desk: Desk) -> None:
    days = "period: closed\ndays: {first: 2013-10-30, last: 2013-11-29}"

    run = desk(*ROWS, changes=(("period: closed", days),))

    assert covered(run) == {"2013-10": 2, "2013-11": 29}


def test_an_export_without_days_has_whole_months(desk: Desk) -> None:
    assert set(covered(desk(*ROWS)).values()) == {None}


def test_what_is_outside_the_days_is_set_aside_and_its_months_are_not_written(desk: Desk) -> None:
    days = "period: closed\ndays: {first: 2013-11-01, last: 2013-11-29}"

    run = desk(*ROWS, changes=(("period: closed", days),))

    assert covered(run) == {"2013-11": 29}
    assert run.quality
    assert run.quality.set_aside == (
        Remark(
            zh="在导出所覆盖的日子（days）之外",
            en="outside the days that the export speaks of",
            count=1,
            lines=(2,),
        ),
    )


def test_a_month_outside_the_days_stays_as_it_was_collected(desk: Desk) -> None:
    whole = desk(*ROWS, "p3;Mail;low;5-10-2013 9:05;1")
    before = {name: record_file(content) for name, content in whole.files.items()}
    days = "period: closed\ndays: {first: 2013-11-01, last: 2013-11-29}"

    run = desk(*ROWS, changes=(("period: closed", days),), existing=before)

    assert covered(run) == {"2013-11": 29}

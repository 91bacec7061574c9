from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.measure.schedule import DueEdition, Schedule
from generator.periods import Cadence, Period
from generator.workspace.load import load
from generator.workspace.model.catalogue import ReportDefinition
from generator.workspace.workspace import Workspace

PLAIN = Path(__file__).parents[1] / "golden" / "plain"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    """Return a workspace with one monthly report, due five working days after its month."""
    found = load(PLAIN)
    assert isinstance(found, Workspace), found
    return found


@pytest.fixture
def report(workspace: Workspace) -> ReportDefinition:
    """Return its report."""
    return workspace.reports["monthly"]


def days(due: tuple[DueEdition, ...]) -> list[tuple[str, str]]:
    """Return name and day of editions."""
    return [(each.key.name, str(each.due)) for each in due]


def test_what_falls_due_is_told_from_the_first_day_up_to_and_without_the_end(
    workspace: Workspace, report: ReportDefinition
) -> None:
    schedule = Schedule(workspace)

    both = schedule.between([report], date(2013, 11, 7), date(2013, 12, 7))
    neither = schedule.between([report], date(2013, 11, 8), date(2013, 12, 6))

    assert days(both) == [("monthly/2013-10", "2013-11-07"), ("monthly/2013-11", "2013-12-06")]
    assert neither == ()


def test_nothing_is_due_before_the_first_period_and_after_the_last(
    workspace: Workspace, report: ReportDefinition
) -> None:
    ended = replace(report, last=Period.parse("2013-10"))

    found = Schedule(workspace).between([ended], date(2013, 1, 1), date(2014, 6, 1))

    assert days(found) == [("monthly/2013-10", "2013-11-07")]
    assert Schedule(workspace).next(ended, date(2013, 11, 8)) is None


def test_where_no_calendar_reaches_there_is_no_day_but_the_edition_is_told(
    workspace: Workspace, report: ReportDefinition
) -> None:
    later = replace(report, first=Period.parse("2019-01"), last=Period.parse("2019-02"))

    found = Schedule(workspace).between([later], date(2019, 2, 1), date(2019, 4, 1))

    assert days(found) == [("monthly/2019-01", "None"), ("monthly/2019-02", "None")]
    assert Schedule(workspace).next(later, date(2019, 1, 1)) is None


def test_days_of_the_calendar_need_no_calendar_and_sort_before_what_ends_later(
    workspace: Workspace, report: ReportDefinition
) -> None:
    year = Period.parse("2019")
    yearly = replace(report, cadence=Cadence.YEAR, first=year, due="10 calendar days")

    found = Schedule(workspace).between([yearly], date(2020, 1, 1), date(2020, 2, 1))

    assert days(found) == [("monthly/2019", "2020-01-10")]


def test_the_next_due_day_is_that_day_itself_or_a_later_one(
    workspace: Workspace, report: ReportDefinition
) -> None:
    schedule = Schedule(workspace)

    found = [schedule.next(report, date(2013, 11, day)) for day in (7, 8)]

    assert [str(each.due) for each in found if each] == ["2013-11-07", "2013-12-06"]


def test_fiscal_years_follow_each_other_and_are_due_like_any_other(
    workspace: Workspace, report: ReportDefinition
) -> None:
    year = Period.parse("2017-04-01..2018-04-01")
    yearly = replace(report, cadence=Cadence.YEAR, first=year, due="10 calendar days")

    found = Schedule(workspace).between([yearly], date(2019, 1, 1), date(2021, 1, 1))

    assert days(found) == [
        ("monthly/2018-04-01..2019-04-01", "2019-04-10"),
        ("monthly/2019-04-01..2020-04-01", "2020-04-10"),
    ]


def test_a_report_on_demand_is_never_due(workspace: Workspace, report: ReportDefinition) -> None:
    free = replace(report, cadence=Cadence.RANGE, first=Period.parse("2013-10-01..2013-10-05"))

    assert Schedule(workspace).between([free], date(2013, 1, 1), date(2014, 6, 1)) == ()

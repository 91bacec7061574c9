from __future__ import annotations

import pytest

from generator.measure.editions import editions
from generator.workspace.workspace import Workspace
from tests.measure.school import ratio, school

RECORD = [ratio(1, 1)]


def names(workspace: Workspace) -> list[str]:
    """Return the names of all editions."""
    return [key.name for key in editions(workspace)]


def test_there_is_an_edition_for_every_recorded_period_from_the_first_on() -> None:
    workspace = school(
        {"2013-09": RECORD, "2013-10": RECORD, "2013-11": RECORD}, report={"first": "2013-10"}
    )

    assert names(workspace) == ["monthly/2013-10", "monthly/2013-11"]


def test_a_report_that_ended_has_no_edition_after_its_last_period() -> None:
    workspace = school(
        {"2013-10": RECORD, "2013-11": RECORD}, report={"first": "2013-10", "last": "2013-10"}
    )

    assert names(workspace) == ["monthly/2013-10"]


def test_a_month_without_records_between_two_others_has_its_edition() -> None:
    workspace = school({"2013-10": RECORD, "2013-12": RECORD}, report={"first": "2013-10"})

    assert names(workspace) == [f"monthly/2013-{month}" for month in (10, 11, 12)]


@pytest.mark.parametrize(("last", "expected"), [("2013-11", []), ("2013-12", ["monthly/2013-Q4"])])
def test_a_quarter_has_its_edition_when_its_last_month_is_recorded(
    last: str, expected: list[str]
) -> None:
    quarterly = {"cadence": "quarter", "first": "2013-Q4"}

    assert names(school({"2013-10": RECORD, last: RECORD}, report=quarterly)) == expected


def test_fiscal_years_follow_the_first_one_without_being_named() -> None:
    yearly = {"cadence": "year", "first": "2012-04-01..2013-04-01"}
    records = dict.fromkeys(("2012-04", "2013-03", "2014-03"), RECORD)

    expected = ["monthly/2012-04-01..2013-04-01", "monthly/2013-04-01..2014-04-01"]
    assert names(school(records, report=yearly)) == expected


def test_a_report_without_records_has_no_edition() -> None:
    assert names(school({})) == []


@pytest.mark.parametrize(
    ("cadence", "first", "version"),
    [
        ("month", "2013-12", "2013-12"),
        ("quarter", "2013-Q4", "2013-12"),
        ("half", "2013-H2", "2013-12"),
        ("year", "2013", "2013-12"),
        ("week", "2013-W52", "2013-12"),
    ],
)
def test_the_version_of_an_edition_is_the_month_in_which_its_period_ends(
    cadence: str, first: str, version: str
) -> None:
    workspace = school({"2013-12": RECORD}, report={"cadence": cadence, "first": first})

    assert editions(workspace)[0].version == version

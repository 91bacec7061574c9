"""How long releases are kept, on the workspace of the examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.archive.retention import Expiry, Kept, expiries
from generator.workspace.load import assemble
from generator.workspace.model.retention import years_later
from generator.workspace.workspace import Workspace
from tests.workspace.samples import BASE

OCTOBER = Kept(
    edition="bank-monthly/2013-10",
    revision=1,
    report="bank-monthly",
    issued=date(2013, 11, 7),
    period_end=date(2013, 11, 1),
)


def workspace(*changes: tuple[str, str]) -> Workspace:
    """Return the base with some words of its retention file replaced."""
    text = BASE["report_data/retention.yml"].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    found, findings = assemble({**BASE, "report_data/retention.yml": text.encode()})
    assert findings == ()
    return found


def expiry(day: date, *changes: tuple[str, str], kept: Kept = OCTOBER) -> Expiry:
    (found,) = expiries(workspace(*changes), [kept], day)
    return found


def test_years_are_counted_from_the_day_of_issue() -> None:
    found = expiry(date(2018, 11, 6))

    assert (found.until, found.is_due(date(2018, 11, 6)), found.is_due(date(2018, 11, 7))) == (
        date(2018, 11, 7),
        False,
        True,
    )


def test_years_may_be_counted_from_the_end_of_the_period() -> None:
    trigger = ("    years: 5\n", "    years: 5\n    trigger: period-end\n")

    assert expiry(date(2018, 1, 1), trigger).until == date(2018, 11, 1)


def test_a_hold_stops_destruction_on_its_days_alone() -> None:
    hold = ("until: 2014-06-30", "until: 2019-06-30")
    days = (date(2019, 6, 30), date(2019, 7, 1))

    assert [expiry(day, hold).is_due(day) for day in days] == [False, True]


def test_an_open_hold_has_no_end() -> None:
    day = date(2099, 1, 1)

    assert not expiry(day, (", until: 2014-06-30", "")).is_due(day)


def test_what_has_a_tombstone_is_not_due_again() -> None:
    july = replace(OCTOBER, edition="bank-monthly/2013-07")

    found = expiry(date(2030, 1, 1), kept=july)

    assert (found.destroyed, found.is_due(date(2030, 1, 1))) == ("D-2019-01", False)


def test_a_release_of_a_report_that_nobody_defines_any_more_is_kept() -> None:
    stranger = replace(OCTOBER, report="old-monthly")

    assert expiries(workspace(), [stranger], date(2099, 1, 1)) == ()


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2016, 2, 29), 4, date(2020, 2, 29)),
        (date(2016, 2, 29), 5, date(2021, 3, 1)),
        (date(2013, 11, 7), 10, date(2023, 11, 7)),
    ],
)
def test_a_leap_day_is_followed_by_the_first_of_march(day: date, years: int, later: date) -> None:
    assert years_later(day, years) == later

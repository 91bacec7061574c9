"""Exports of what stood on a day, and values that are one for a month, as records."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.collect.collect import Collected
from generator.workspace.model.records import Record
from tests.collect.conftest import record_file

Desk = Callable[..., Collected]

RULE = '{metric: desk.count, value: "true", dimensions: {urgency: urgency}}'
OCTOBER = "report_data/records/shop/2013-10.yml"
# Two weekly lists of October: what stood on the 24th, and on the 31st.
LISTS = (
    "p1;Mail;high;24-10-2013 9:05;1",
    "p2;Mail;low;24-10-2013 9:05;0",
    "p3;Mail;low;31-10-2013 9:05;4",
    "p4;Mail;high;31-10-2013 9:05;1,5",
    "p5;Mail;low;31-10-2013 9:05;0",
)


def snapshot(rule: str) -> tuple[tuple[str, str], ...]:
    """Return the mapping with one rule about an export of what stood on a day."""
    stood = ("  closed: {header: Closed", "  stood: {header: Closed")
    return ((RULE, rule), stood, ("period: closed", "snapshot: true\nperiod: stood"))


def texts(run: Collected, *names: str) -> list[tuple[str, ...]]:
    """Return service, member and some parts of every record of October."""
    assert run.findings == ()
    records: tuple[Record, ...] = record_file(run.files[OCTOBER]).records
    return [
        (record.service, *(str(getattr(record, name)) for name in ("member", *names)))
        for record in records
    ]


def test_a_stock_is_that_of_the_last_day_and_nought_where_nothing_stood(desk: Desk) -> None:
    run = desk(*LISTS, changes=snapshot("{metric: desk.stock, value: 'true'}"))

    assert texts(run, "value", "at") == [
        ("mail", "None", "3", "2013-10-31"),
        ("other", "None", "0", "2013-10-31"),
    ]


@pytest.mark.parametrize("name", ["closed", "closed_at", "resolved"])
def test_the_end_of_a_case_is_no_day_on_which_it_stood(desk: Desk, name: str) -> None:
    changes = snapshot("{metric: desk.stock, value: 'true'}")

    run = desk(*LISTS, changes=tuple((old, new.replace("stood", name)) for old, new in changes))

    [finding] = run.findings
    assert finding.sentence == (
        f"report_data/sources/desk.yml:14: period: expected the day on which what the export lists "
        f"stood, as `snapshot` says, found period: {name}, by which cases had come to their end; "
        "name the column of the day of the list, or take `snapshot` out; "
        "cases exported by close time tell no backlog (C064)"
    )


def test_both_stocks_of_a_ratio_are_of_the_last_day(desk: Desk) -> None:
    rule = "{metric: desk.stock-ratio, numerator: hours > 0, denominator: 'true'}"
    run = desk(*LISTS, changes=snapshot(rule))

    assert texts(run, "numerator", "denominator", "at") == [
        ("mail", "None", "2", "3", "2013-10-31"),
        ("other", "None", "0", "0", "2013-10-31"),
    ]


def test_a_ratio_of_stocks_is_broken_down_on_the_same_day(desk: Desk) -> None:
    rule = (
        "{metric: desk.stock-ratio, numerator: hours, denominator: 'true', "
        "dimensions: {urgency: urgency}}"
    )
    run = desk(*LISTS, changes=snapshot(rule))

    assert texts(run, "numerator", "denominator")[:3] == [
        ("mail", "None", "5.5", "3"),
        ("mail", "high", "1.5", "1"),
        ("mail", "low", "4", "2"),
    ]


def test_whoever_was_reached_in_the_month_is_kept_beside_the_last_scope(desk: Desk) -> None:
    rule = "{metric: desk.distinct-share, ids: CASE WHEN hours > 0 THEN id END, scope: id}"
    run = desk(*LISTS, changes=snapshot(rule))

    assert texts(run, "ids", "scope", "at") == [
        ("mail", "None", "p1 p3 p4", "p3 p4 p5", "2013-10-31"),
        ("other", "None", "-", "-", "2013-10-31"),
    ]


def test_a_mean_stock_counts_only_seconds_of_which_the_stock_is_known(desk: Desk) -> None:
    rows = ("1;Mail;a;1-10-2013 9:05;2", "2;Mail;a;1-10-2013 9:10;?")
    rule = "{metric: desk.average-stock, sum: hours * 300, seconds: '300'}"

    run = desk(*rows, changes=((RULE, rule),))

    assert texts(run, "sum", "seconds") == [("mail", "None", "600", "300")]


def test_a_single_value_may_stand_in_several_rows(desk: Desk) -> None:
    rows = ("1;Mail;a;1-10-2013 9:05;3", "2;Mail;a;1-10-2013 9:10;3", "3;Web;a;1-10-2013 9:10;?")

    run = desk(*rows, changes=((RULE, "{metric: desk.single, value: hours}"),))

    assert texts(run, "value") == [("mail", "None", "3")]


USERS = (
    "{metric: desk.user-duration-ratio, numerator: hours * 60, denominator: hours * 60, "
    "weight: length(urgency)}"
)


def test_users_are_one_number_beside_seconds_that_add_up(desk: Desk) -> None:
    rows = ("1;Mail;aaa;1-10-2013 9:05;1", "2;Mail;bbb;2-10-2013 9:10;2")

    run = desk(*rows, changes=((RULE, USERS),))

    assert texts(run, "denominator", "weight") == [("mail", "None", "180", "3")]


@pytest.mark.parametrize(
    ("rule", "cells", "found"),
    [
        ("{metric: desk.single, value: hours}", ("a;1", "a;2"), "2 numbers for mail in 2013-10"),
        (USERS, ("aa;1", "b;1"), "2 numbers for mail in 2013-10"),
        (
            USERS.replace("length(urgency)", "'nullif(length(urgency), 1)'"),
            ("b;1",),
            "0 numbers for mail in 2013-10",
        ),
    ],
)
def test_several_numbers_where_one_is_needed_are_refused(
    desk: Desk, rule: str, cells: tuple[str, ...], found: str
) -> None:
    texts_and_hours = (cell.split(";") for cell in cells)
    rows = [f"{i};Mail;{text};3-10-2013 9:05;{h}" for i, (text, h) in enumerate(texts_and_hours)]

    run = desk(*rows, changes=((RULE, rule),))

    assert [(finding.rule, finding.found) for finding in run.findings] == [("C017", found)]

"""Moments that a clock left out or showed twice, on every way to read them."""

# ruff: noqa: S608 - our own statements

from __future__ import annotations

from datetime import datetime, timedelta

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.collect.cells import _in_utc
from generator.collect.stream.zones import shown_never, shown_twice, to_local, to_utc
from generator.collect.zonechanges import FIRST, LAST, Span, changes, next_shown

# Set on at midnight by 15 minutes, by half an hour, and by a whole day: by hand from the zones.
LEFT_OUT = {
    "Asia/Kathmandu": ("1986-01-01 00:07:00", "1985-12-31 18:30:00"),
    "Australia/Lord_Howe": ("2015-10-04 02:10:00", "2015-10-03 15:30:00"),
    "Pacific/Apia": ("2011-12-30 12:00:00", "2011-12-30 10:00:00"),
    "Europe/Amsterdam": ("2013-03-31 02:30:00", "2013-03-31 01:00:00"),
}


@pytest.mark.parametrize("zone", LEFT_OUT)
def test_a_moment_that_was_left_out_is_the_first_one_shown_after_it(zone: str) -> None:
    shown, expected = LEFT_OUT[zone]

    assert next_shown(datetime.fromisoformat(shown), zone) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("zone", LEFT_OUT)
def test_a_column_of_such_moments_is_read_the_same_way(zone: str) -> None:
    shown, expected = LEFT_OUT[zone]

    found = _in_utc(pd.Series(pd.to_datetime([shown])), zone, summer=False)

    assert [str(each) for each in found] == [f"{expected}+00:00"]


ZONES = ("Asia/Shanghai", "Europe/Amsterdam", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
MOMENTS = st.datetimes(FIRST, LAST - timedelta(days=1)).map(
    lambda each: each.replace(microsecond=0)
)
CLOSE = st.sampled_from(
    [each.shown_before for zone in ZONES for each in changes(zone) if each.at.year < LAST.year]
).flatmap(
    lambda moment: st.integers(-7200, 7200).map(lambda seconds: moment + timedelta(seconds=seconds))
)


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(ZONES), moments=st.lists(MOMENTS | CLOSE, min_size=1, max_size=30))
def test_what_a_span_of_moments_cannot_meet_changes_none_of_them(
    zone: str, moments: list[datetime]
) -> None:
    span = Span(min(moments), max(moments))
    asked = ", ".join(
        f"({each('x', zone)}) IS NOT DISTINCT FROM ({each('x', zone, span)})"
        for each in (to_utc, to_local, shown_twice, shown_never)
    )
    values = ", ".join(f"(TIMESTAMP '{moment}')" for moment in moments)

    with duckdb.connect() as engine:
        told = engine.execute(f"SELECT DISTINCT {asked} FROM (VALUES {values}) AS cells(x)")

        assert told.fetchall() == [(True, True, True, True)]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", [None, *range(1, 13)])
def test_no_moment_is_none_on_any_clock(zone: str, month: int | None) -> None:
    span = month and Span(*(datetime.fromisoformat(f"2013-{month:02}-{day}") for day in (10, 28)))
    asked = ", ".join(each("x", zone, span or None) for each in (to_utc, to_local))

    with duckdb.connect() as engine:
        told = engine.execute(f"SELECT {asked} FROM (SELECT CAST(NULL AS TIMESTAMP) AS x)")

        assert told.fetchall() == [(None, None)]


def test_moments_after_the_last_change_are_asked_nothing() -> None:
    span = Span(datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2025-12-31"))

    assert shown_never("x", "Asia/Shanghai", span) == "false"
    assert to_utc("x", "Asia/Shanghai", span) == "(x + INTERVAL '-28800' SECOND)"
    assert to_local("x", "UTC", span) == "x"

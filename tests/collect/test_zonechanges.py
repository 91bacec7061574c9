"""Moments that a clock left out, where pandas moves them too far."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from generator.collect.cells import _in_utc
from generator.collect.zonechanges import next_shown

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

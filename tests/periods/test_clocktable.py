from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.periods import Period
from generator.periods.clock import (
    NEVER,
    Case,
    ClockError,
    ClockRules,
    Reading,
    ReopenRule,
    StartRule,
    read,
)
from generator.periods.clocktable import (
    CaseTable,
    Column,
    ReadingTable,
    SpanTable,
    WorkingSeconds,
    read_table,
)
from generator.periods.intervals import Intervals, Span
from generator.periods.workinghours import WeeklyHours
from generator.periods.workingtime import WorkingCalendar, WorkingTime

YEAR = WorkingCalendar(
    id="nl-shop",
    zone="Europe/Amsterdam",
    weekly=(WeeklyHours.of(date(2025, 1, 1), ["01:30-03:30", "09:00-12:00"], range(1, 7)),),
    covered=(Period.parse("2025"),),
).working_time(date(2025, 1, 1), date(2026, 1, 1))
AT = 60
RULES = st.builds(
    ClockRules, start=st.sampled_from(StartRule), reopening=st.sampled_from(ReopenRule)
)
# Few seconds, so that starts, pauses and resolutions often meet, touch and overlap.
SECONDS = st.integers(min_value=0, max_value=80)
SPANS = st.lists(st.tuples(SECONDS, SECONDS).map(lambda pair: (min(pair), max(pair))), max_size=5)


@st.composite
def raw_cases(draw: st.DrawFn) -> tuple[int, int, list[Span], list[Span]]:
    """Return when a case was logged and attached, its pauses and its resolutions."""
    logged = draw(st.integers(min_value=0, max_value=AT))
    attached = draw(st.integers(min_value=logged, max_value=80))
    resolved = draw(SPANS)
    closed = draw(st.lists(SECONDS.map(lambda second: (second, NEVER)), max_size=1))
    return logged, attached, draw(SPANS), resolved + closed


RAW = st.lists(raw_cases(), max_size=8)
WORKING = SPANS.map(
    lambda spans: WorkingTime(start=0, end=AT, spans=Intervals.of(spans).clip(0, AT))
)


def column(numbers: Sequence[int]) -> Column:
    return np.array(numbers, dtype=np.int64)


def table(spans: Sequence[Sequence[Span]]) -> SpanTable:
    rows = [(number, *span) for number, case in enumerate(spans) for span in case]
    # Against the order of the cases: a table need not be sorted.
    case, start, end = (column([row[place] for row in reversed(rows)]) for place in range(3))
    return SpanTable(case=case, start=start, end=end)


def case_table(raw: Sequence[tuple[int, int, list[Span], list[Span]]]) -> CaseTable:
    return CaseTable(
        logged=column([each[0] for each in raw]),
        attached=column([each[1] for each in raw]),
        pauses=table([each[2] for each in raw]),
        resolved=table([each[3] for each in raw]),
    )


def rows(readings: ReadingTable) -> list[Reading]:
    columns = (readings.elapsed, readings.paused, readings.resolved, readings.running)
    return [
        Reading(elapsed=elapsed, paused=paused, resolved=resolved, running=running)
        for elapsed, paused, resolved, running in zip(
            *(each.tolist() for each in columns), strict=True
        )
    ]


@given(RAW, RULES, WORKING)
def test_many_clocks_show_what_each_of_them_shows(
    raw: list[tuple[int, int, list[Span], list[Span]]], rules: ClockRules, working: WorkingTime
) -> None:
    cases = [
        Case(logged=one, attached=two, pauses=Intervals.of(three), resolved=Intervals.of(four))
        for one, two, three, four in raw
    ]

    actual = rows(read_table(case_table(raw), rules, WorkingSeconds(working), AT))

    assert actual == [read(case, rules, working, AT) for case in cases]


@given(st.lists(SPANS, max_size=6))
def test_the_union_of_many_cases_is_the_union_of_each(spans: list[list[Span]]) -> None:
    actual = table([[span for span in case if span[0] < span[1]] for case in spans]).union()

    assert list(
        zip(actual.case.tolist(), actual.start.tolist(), actual.end.tolist(), strict=True)
    ) == [(number, *span) for number, case in enumerate(spans) for span in Intervals.of(case)]


@given(
    st.integers(min_value=0, max_value=365 * 86_400), st.integers(min_value=0, max_value=200_000)
)
def test_working_time_between_instants_of_a_real_year_is_that_of_its_spans(
    offset: int, length: int
) -> None:
    start = YEAR.start + min(offset, YEAR.end - YEAR.start - length)

    actual = WorkingSeconds(YEAR).between(column([start]), column([start + length]))

    assert actual.tolist() == [YEAR.spans.clip(start, start + length).total]


OPEN = table([[]])


def one_case(logged: int, attached: int) -> CaseTable:
    return CaseTable(
        logged=column([logged]), attached=column([attached]), pauses=OPEN, resolved=OPEN
    )


def test_no_cases_have_no_readings() -> None:
    assert rows(read_table(case_table([]), ClockRules(), WorkingSeconds(YEAR), YEAR.end)) == []


def test_a_calendar_without_work_gives_zero() -> None:
    idle = WorkingSeconds(WorkingTime(start=0, end=AT, spans=Intervals()))

    assert rows(read_table(one_case(5, 5), ClockRules(), idle, AT)) == [
        Reading(elapsed=0, paused=0, resolved=0, running=True)
    ]


def test_an_agreement_before_its_case_is_refused_by_row() -> None:
    with pytest.raises(ClockError, match="not so in row 1"):
        CaseTable(logged=column([1, 5]), attached=column([1, 4]), pauses=OPEN, resolved=OPEN)


def test_a_reading_before_a_case_is_refused() -> None:
    with pytest.raises(ClockError, match="a reading after the case was logged"):
        read_table(one_case(AT + 1, AT + 1), ClockRules(), WorkingSeconds(YEAR), AT)


def test_time_that_the_calendar_was_not_asked_for_is_refused() -> None:
    with pytest.raises(ClockError, match="ask the calendar for the working time of more days"):
        read_table(one_case(0, 0), ClockRules(), WorkingSeconds(YEAR), YEAR.end)


def test_working_time_between_an_instant_and_an_earlier_one_is_refused() -> None:
    start = YEAR.start

    with pytest.raises(ClockError, match="expected ends after starts, not so in row 1"):
        WorkingSeconds(YEAR).between(column([start, start + 9]), column([start, start + 8]))

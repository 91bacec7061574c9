from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.kinds import DowntimeReason as Reason
from generator.measure.availability import Availability, assess
from generator.measure.downtime import Case, Outage, Posting, Window
from generator.measure.duration import WeightedDuration
from generator.measure.maintenance import MaintenanceRule
from generator.periods import Period
from generator.periods.intervals import Intervals, Span, seconds_of

MINUTE, HOUR, DAY = 60, 3_600, 86_400
JANUARY = (0, 31 * DAY)
ALWAYS = Intervals.of([(-365 * DAY, 365 * DAY)])
STRICT = MaintenanceRule(notice=5 * DAY)

# --- Cases by hand, in minutes after the start of the month --------------------------


def outage(start: int, end: int, *, case: str = "O-1", users: int | None = 0) -> Outage:
    return Outage(case=case, start=start * MINUTE, end=end * MINUTE, users=users)


def window(  # noqa: PLR0913 - each is what a test is about
    start: int,
    end: int,
    *,
    case: str = "W-1",
    approval: str | None = "C-7",
    days_before: int | None = 7,
    users: int | None = 0,
) -> Window:
    announced = None if days_before is None else start * MINUTE - days_before * DAY
    return Window(
        case=case,
        start=start * MINUTE,
        end=end * MINUTE,
        announced=announced,
        approval=approval,
        users=users,
    )


def assessed(
    *cases: Case,
    agreed: Intervals = ALWAYS,
    period: Span = JANUARY,
    rule: MaintenanceRule = STRICT,
) -> Availability:
    return assess(
        period=period,
        agreed=agreed,
        outages=[case for case in cases if isinstance(case, Outage)],
        windows=[case for case in cases if isinstance(case, Window)],
        rule=rule,
    )


def account(availability: Availability) -> list[tuple[str, Reason, int]]:
    """Return case, reason and minutes of every posting."""
    return [
        (posting.of.case, posting.reason, posting.seconds // MINUTE)
        for posting in availability.postings
    ]


def percent(ratio: WeightedDuration) -> str:
    assert ratio.value is not None
    return f"{float(ratio.value) * 100:.3f}"


# --- The vectors of the library ------------------------------------------------------


def test_january_with_120_minutes_planned_and_30_unplanned_has_two_views() -> None:
    january = assessed(window(600, 720), outage(5_000, 5_030))

    assert (january.agreed, january.planned, january.unplanned) == (44_640 * 60, 7_200, 1_800)
    assert january.agreed_view.value == Fraction(44_490, 44_520)
    assert january.user_view.value == Fraction(44_490, 44_640)
    assert [percent(january.agreed_view), percent(january.user_view)] == ["99.933", "99.664"]


def test_ten_of_thirty_minutes_within_maintenance_leave_the_agreed_view() -> None:
    january = assessed(window(600, 720), outage(710, 740))

    assert january.agreed_view.value == Fraction(44_500, 44_520)
    assert percent(january.agreed_view) == "99.955"


def test_a_week_never_holds_more_downtime_than_it_is_long() -> None:
    week = (0, 7 * DAY)
    january = assessed(outage(-20_000, 20_000), period=week)

    assert january.unplanned == 7 * DAY
    assert january.user_view == WeightedDuration(good=Fraction(0), agreed=Fraction(7 * DAY))


def test_overlapping_outages_count_once() -> None:
    january = assessed(outage(100, 160), outage(130, 190, case="O-2"), outage(140, 150, case="O-3"))

    assert january.unplanned == 90 * MINUTE
    assert account(january) == [
        ("O-1", Reason.OUTAGE, 60),
        ("O-2", Reason.OUTAGE, 30),
        ("O-2", Reason.OVERLAP, 30),
        ("O-3", Reason.OVERLAP, 10),
    ]


@pytest.mark.parametrize(("month", "hours"), [("2025-03", 743), ("2025-10", 745)])
def test_the_months_in_which_clocks_change_have_their_own_length(month: str, hours: int) -> None:
    start, end = (seconds_of(bound) for bound in Period.parse(month).bounds("Europe/Amsterdam"))
    whole = assess(
        period=(start, end),
        agreed=Intervals.of([(0, 2 * end)]),
        outages=(),
        windows=(),
        rule=STRICT,
    )

    assert whole.agreed == hours * HOUR


# --- Maintenance ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        (window(600, 720, approval=None), Reason.NOT_APPROVED),
        (window(600, 720, days_before=None), Reason.NOT_ANNOUNCED),
        (window(600, 720, days_before=4), Reason.LATE_NOTICE),
        (window(600, 720, days_before=4, approval=None), Reason.NOT_APPROVED),
    ],
)
def test_maintenance_against_the_rule_counts_as_unplanned(refused: Window, reason: Reason) -> None:
    january = assessed(refused)

    assert (january.planned, january.unplanned) == (0, 120 * MINUTE)
    assert account(january) == [("W-1", reason, 120)]


def test_notice_on_the_last_allowed_second_is_in_time() -> None:
    assert account(assessed(window(600, 720, days_before=5))) == [("W-1", Reason.PLANNED, 120)]


def test_an_agreement_may_waive_approvals() -> None:
    january = assessed(window(600, 720, approval=None), rule=replace(STRICT, needs_approval=False))

    assert january.planned == 120 * MINUTE


def test_maintenance_beyond_the_cap_is_unplanned_from_the_minute_that_reaches_it() -> None:
    rule = replace(STRICT, cap=100 * MINUTE)
    january = assessed(
        window(600, 680), window(900, 960, case="W-2"), window(990, 999, case="W-3"), rule=rule
    )

    assert account(january) == [
        ("W-1", Reason.PLANNED, 80),
        ("W-2", Reason.BEYOND_CAP, 40),
        ("W-2", Reason.PLANNED, 20),
        ("W-3", Reason.BEYOND_CAP, 9),
    ]


def test_only_agreed_time_uses_up_the_cap() -> None:
    agreed = Intervals.of([(0, 620 * MINUTE), (700 * MINUTE, 800 * MINUTE)])
    january = assessed(window(600, 720), agreed=agreed, rule=replace(STRICT, cap=30 * MINUTE))

    assert account(january) == [
        ("W-1", Reason.BEYOND_CAP, 10),
        ("W-1", Reason.PLANNED, 30),
        ("W-1", Reason.OUTSIDE_AGREED, 80),
    ]


def test_windows_that_overlap_are_granted_once() -> None:
    january = assessed(window(600, 700), window(650, 690, case="W-2"), window(680, 720, case="W-3"))

    assert january.planned == 120 * MINUTE
    assert account(january) == [
        ("W-1", Reason.PLANNED, 100),
        ("W-2", Reason.OVERLAP, 40),
        ("W-3", Reason.PLANNED, 20),
        ("W-3", Reason.OVERLAP, 20),
    ]


def test_an_accepted_window_covers_what_a_refused_one_holds_too() -> None:
    january = assessed(window(600, 700), window(650, 720, case="W-2", approval=None))

    assert account(january) == [
        ("W-1", Reason.PLANNED, 100),
        ("W-2", Reason.NOT_APPROVED, 20),
        ("W-2", Reason.WITHIN_PLANNED, 50),
    ]


def test_everything_left_out_is_listed_with_its_reason() -> None:
    cases = window(600, 700), outage(690, 720), outage(44_600, 44_700, case="O-2")
    agreed = Intervals.of([(0, 44_620 * MINUTE)])
    january = assessed(*cases, agreed=agreed)

    left_out = tuple(each for each in january.postings if not each.counted)
    assert left_out == (
        Posting(of=cases[0], reason=Reason.PLANNED, seconds=100 * MINUTE),
        Posting(of=cases[1], reason=Reason.WITHIN_PLANNED, seconds=10 * MINUTE),
        Posting(of=cases[2], reason=Reason.OUTSIDE_AGREED, seconds=20 * MINUTE),
        Posting(of=cases[2], reason=Reason.OUTSIDE_PERIOD, seconds=60 * MINUTE),
    )


def test_cases_of_other_periods_are_not_listed() -> None:
    assert assessed(outage(-60, 0), window(44_640, 44_700)).postings == ()


def test_maintenance_all_the_time_leaves_no_agreed_view_but_a_user_view_of_nought() -> None:
    january = assessed(window(0, 44_640))

    assert january.agreed_view.value is None
    assert january.user_view.value == 0
    assert january.planned_share.value == 1


def test_without_agreed_time_there_is_no_sample() -> None:
    nothing = assessed(outage(0, 60), agreed=Intervals())

    assert nothing.user_view.value is None
    assert nothing.agreed_view.value is None


# --- Interruptions -------------------------------------------------------------------


def lengths(availability: Availability) -> list[tuple[str, int]]:
    """Return case and minutes of every interruption of the period."""
    return [(each.case, each.seconds // MINUTE) for each in availability.interruptions]


def test_outages_that_overlap_or_touch_are_one_interruption() -> None:
    cases = outage(100, 160), outage(130, 190, case="O-2"), outage(190, 200, case="O-3")

    assert lengths(assessed(*cases)) == [("O-1", 100)]


def test_a_night_without_agreed_time_does_not_make_two_interruptions_of_one() -> None:
    agreed = Intervals.of([(0, 10 * HOUR), (20 * HOUR, 30 * HOUR)])

    assert lengths(assessed(outage(500, 1_300), agreed=agreed)) == [("O-1", 200)]


def test_an_outage_that_costs_no_agreed_second_is_no_interruption() -> None:
    agreed = Intervals.of([(0, 10 * HOUR), (20 * HOUR, 30 * HOUR)])

    assert lengths(assessed(outage(700, 800), outage(2_000, 2_100), agreed=agreed)) == []


def test_an_outage_over_the_end_of_a_month_counts_in_the_month_where_it_begins() -> None:
    over = outage(44_600, 44_700)
    january, february = assessed(over), assessed(over, period=(31 * DAY, 59 * DAY))

    assert (lengths(january), january.unplanned) == ([("O-1", 100)], 40 * MINUTE)
    assert (lengths(february), february.unplanned) == ([], 60 * MINUTE)
    assert (january.carried, february.carried) == ((), january.interruptions)


def test_an_outage_that_was_covered_until_the_month_began_begins_with_it() -> None:
    cases = window(-60, 0), outage(-30, 30)

    assert (lengths(assessed(*cases)), assessed(*cases).carried) == ([("O-1", 30)], ())


def test_an_outage_whose_rest_is_covered_is_not_carried_on() -> None:
    cases = outage(-30, 30), window(0, 60)

    assert (lengths(assessed(*cases)), assessed(*cases).carried) == ([], ())


def test_an_interruption_is_named_after_the_case_of_its_first_counted_second() -> None:
    cases = window(0, 60), outage(30, 50), outage(40, 90, case="O-2")

    assert lengths(assessed(*cases)) == [("O-2", 30)]


# --- Users ---------------------------------------------------------------------------


def test_user_minutes_are_users_times_minutes_of_unplanned_downtime() -> None:
    january = assessed(outage(100, 130, users=40), window(600, 720, users=500))

    assert january.user_seconds == 1_200 * MINUTE


def test_where_outages_overlap_the_larger_number_of_users_counts() -> None:
    cases = (
        outage(0, 100, users=10),
        outage(20, 60, case="O-2", users=50),
        outage(40, 80, case="O-3", users=30),
        outage(200, 210, case="O-4", users=7),
    )

    minutes = 20 * 10 + 40 * 50 + 20 * 30 + 20 * 10 + 10 * 7
    assert assessed(*cases).user_seconds == minutes * MINUTE


def test_user_minutes_are_unknown_when_an_outage_does_not_say_whom_it_hit() -> None:
    assert assessed(outage(100, 130, users=None)).user_seconds is None


def test_users_of_an_outage_that_does_not_count_need_not_be_known() -> None:
    assert assessed(window(600, 720), outage(600, 620, users=None)).user_seconds == 0


# --- Values that cannot be -----------------------------------------------------------


def test_a_case_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="expected O-1 to end after its start 7200, got 6000"):
        outage(120, 100)
    with pytest.raises(ValueError, match="expected W-1 to end after its start 7200, got 6000"):
        window(120, 100)


# --- Algebra -------------------------------------------------------------------------

SPANS = st.tuples(st.integers(-40, 140), st.integers(0, 60)).map(lambda s: (s[0], s[0] + s[1]))
AGREED = st.lists(SPANS, max_size=4).map(Intervals.of)
RULES = st.sampled_from([MaintenanceRule(notice=5), MaintenanceRule(notice=5, cap=20)])
OUTAGES = st.builds(
    lambda case, span, users: Outage(case=f"O-{case}", start=span[0], end=span[1], users=users),
    st.integers(0, 99),
    SPANS,
    st.integers(0, 9),
)
WINDOWS = st.builds(
    lambda case, span, ahead, approval: Window(
        case=f"W-{case}",
        start=span[0],
        end=span[1],
        announced=None if ahead is None else span[0] - ahead,
        approval=approval,
        users=1,
    ),
    st.integers(0, 99),
    SPANS,
    st.none() | st.integers(0, 9),
    st.sampled_from([None, "C-7", "C-8"]),
)
CASES = st.lists(OUTAGES | WINDOWS, max_size=6, unique_by=lambda case: case.case)
FEW = settings(max_examples=200, deadline=None)


@FEW
@given(cases=CASES, agreed=AGREED, rule=RULES)
def test_the_postings_of_a_case_add_up_to_its_length(
    cases: Sequence[Case], agreed: Intervals, rule: MaintenanceRule
) -> None:
    seconds = defaultdict[Case, int](int)
    for posting in assessed(*cases, agreed=agreed, rule=rule, period=(0, 100)).postings:
        seconds[posting.of] += posting.seconds

    touching = {case for case in cases if max(case.start, 0) < min(case.end, 100)}
    assert seconds == {case: case.end - case.start for case in touching}


@FEW
@given(cases=CASES, agreed=AGREED)
def test_seconds_are_those_of_the_sets_they_are_defined_by(
    cases: Sequence[Case], agreed: Intervals
) -> None:
    rule = MaintenanceRule(notice=5)
    fine = [case for case in cases if isinstance(case, Window) and rule.refusal(case) is None]
    inside = agreed.clip(0, 100)
    planned = Intervals.of((case.start, case.end) for case in fine) & inside
    down = Intervals.of((case.start, case.end) for case in cases if case not in fine)
    whole = assessed(*cases, agreed=agreed, rule=rule, period=(0, 100))

    unplanned = (down & inside) - planned
    assert (whole.agreed, whole.planned) == (inside.total, planned.total)
    assert whole.unplanned == unplanned.total


@FEW
@given(cases=CASES, agreed=AGREED, cut=st.integers(0, 100))
def test_two_parts_of_a_period_add_up_to_the_whole(
    cases: Sequence[Case], agreed: Intervals, cut: int
) -> None:
    rule = MaintenanceRule(notice=5)
    parts = [
        assessed(*cases, agreed=agreed, rule=rule, period=period)
        for period in ((0, 100), (0, cut), (cut, 100))
    ]

    whole, early, late = (
        (
            part.agreed,
            part.planned,
            part.unplanned,
            len(part.interruptions),
            sum(each.seconds for each in part.interruptions),
            part.user_seconds or 0,
        )
        for part in parts
    )
    assert whole == tuple(a + b for a, b in zip(early, late, strict=True))


@FEW
@given(cases=CASES, agreed=AGREED, rule=RULES)
def test_the_order_of_cases_does_not_matter(
    cases: list[Case], agreed: Intervals, rule: MaintenanceRule
) -> None:
    turned = assessed(*reversed(cases), agreed=agreed, rule=rule, period=(0, 100))

    assert turned == assessed(*cases, agreed=agreed, rule=rule, period=(0, 100))

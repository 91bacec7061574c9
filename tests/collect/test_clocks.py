"""Columns of working seconds: from the instants of an export to records."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.collect.collect import Collected
from generator.workspace.model.records import ClockTrail
from tests.collect.clockdesk import AGREEMENT, SHARE, collect_clock, mail, mean, months_of, row
from tests.collect.conftest import DESK_CALENDAR

Desk = Callable[..., Collected]


@pytest.fixture
def clock() -> Desk:
    return collect_clock


# Friday 4 October 2013, 17:00, to Monday, 9:30.
FRIDAY, MONDAY = "4-10-2013 17:00", "7-10-2013 9:30"


def test_a_night_and_a_weekend_are_no_working_time(clock: Desk) -> None:
    assert mean(clock(row(MONDAY, FRIDAY))) == (5400, 1)


@pytest.mark.parametrize(
    ("closed", "opened", "why"),
    [
        (MONDAY, "", "work: no opened or no closed; not computed"),
        (FRIDAY, MONDAY, "work: closed before opened; not computed"),
    ],
    ids=["missing", "disorder"],
)
def test_a_case_without_its_instants_has_no_working_time_and_is_told(
    clock: Desk, closed: str, opened: str, why: str
) -> None:
    run = clock(row(closed, opened))
    assert run.quality

    told = {(remark.en, remark.count, remark.lines) for remark in run.quality.remarks}
    assert mean(run) == (0, 0)
    assert (why, 1, (2,)) in told


def test_cases_that_do_not_count_are_not_remarked(clock: Desk) -> None:
    run = clock(row(MONDAY, FRIDAY), row("", FRIDAY).replace("1;", "2;", 1))
    assert run.quality

    assert run.quality.remarks == ()


@pytest.mark.parametrize(
    ("start", "end", "counted"),
    [
        ("4-10-2013 17:30", "7-10-2013 9:15", (5400 - 2700, 2700)),
        ("3-10-2013 9:00", "4-10-2013 17:10", (5400 - 600, 600)),
        ("", "", (5400, 0)),
        ("5-10-2013 9:00", "6-10-2013 9:00", (5400, 0)),
    ],
    ids=["over a night", "since before", "none", "when nobody works"],
)
def test_a_pause_takes_away_its_working_time_only(
    clock: Desk, start: str, end: str, counted: tuple[int, int]
) -> None:
    keys = ", pauses: [{start: wait, end: waited}]"

    record = mail(clock(row(MONDAY, FRIDAY, "", "", "", start, end), keys=keys, rule=SHARE))

    assert (int(record.numerator or 0), int(record.denominator or 0)) == (counted[1], sum(counted))


@pytest.mark.parametrize(
    ("start", "end"),
    [("4-10-2013 17:30", ""), ("", "4-10-2013 17:30"), (MONDAY, FRIDAY)],
    ids=["open", "without start", "backwards"],
)
def test_a_pause_that_nobody_can_measure_is_no_guess(clock: Desk, start: str, end: str) -> None:
    keys = ", pauses: [{start: wait, end: waited}]"

    run = clock(row(MONDAY, FRIDAY, "", "", "", start, end), keys=keys)
    assert run.quality

    assert mail(run).count == 0
    assert "a pause without start or end" in run.quality.remarks[0].en


# Resolved on Friday at 17:15, reopened on Monday at 9:10, resolved at 9:30.
FIRST, REOPENED = "4-10-2013 17:15", "7-10-2013 9:10"


@pytest.mark.parametrize(
    ("rule", "seconds"),
    [
        ("resume", 15 * 60 + 20 * 60),
        ("last-resolution", 5400),
        ("first-resolution", 15 * 60),
        ("new-clock", 20 * 60),
    ],
)
def test_the_agreement_says_what_the_clock_of_a_reopened_case_shows(
    clock: Desk, rule: str, seconds: int
) -> None:
    keys = ", agreement: shop-sla, first_end: first, reopened: reopened"
    agreement = AGREEMENT + f"clock: {{reopening: {rule}}}\n"

    run = clock(row(MONDAY, FRIDAY, FIRST, REOPENED), keys=keys, agreements=(agreement,))

    assert mail(run).sum == seconds


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("resume", (0, 0)),
        ("last-resolution", (5400, 1)),
        ("first-resolution", (0, 0)),
        ("new-clock", (20 * 60, 1)),
    ],
)
def test_what_the_export_does_not_tell_of_a_reopening_is_no_guess(
    clock: Desk, rule: str, found: tuple[int, int]
) -> None:
    agreement = AGREEMENT + f"clock: {{reopening: {rule}}}\n"
    keys = ", agreement: shop-sla, reopened: reopened"

    run = clock(row(MONDAY, FRIDAY, "", REOPENED), keys=keys, agreements=(agreement,))

    assert mean(run) == found


@pytest.mark.parametrize("rule", ["resume", "last-resolution", "first-resolution", "new-clock"])
def test_a_case_that_was_reopened_after_its_end_has_no_end(clock: Desk, rule: str) -> None:
    keys = ", agreement: shop-sla, first_end: first, reopened: reopened"
    agreement = AGREEMENT + f"clock: {{reopening: {rule}}}\n"

    run = clock(row(MONDAY, FRIDAY, FIRST, "8-10-2013 9:00"), keys=keys, agreements=(agreement,))

    assert mail(run).count == 0


@pytest.mark.parametrize(
    ("rule", "seconds"),
    [("logged", 5400 - 1800), ("logged-unpaused", 5400 - 1200), ("attached", 3000 - 1200)],
)
def test_the_agreement_says_since_when_the_clock_counts(
    clock: Desk, rule: str, seconds: int
) -> None:
    # It waits from 17:30 to 18:00; the agreement holds since 17:40.
    cells = ("", "", "4-10-2013 17:40", "4-10-2013 17:30", "4-10-2013 18:00")
    keys = ", agreement: shop-sla, attached: attached, pauses: [{start: wait, end: waited}]"
    agreement = AGREEMENT + f"clock: {{start: {rule}}}\n"

    run = clock(row(MONDAY, FRIDAY, *cells), keys=keys, agreements=(agreement,))

    assert mail(run).sum == seconds


def test_a_case_to_which_no_agreement_was_attached_has_no_clock_of_it(clock: Desk) -> None:
    keys = ", agreement: shop-sla, attached: attached"
    agreement = AGREEMENT + "clock: {start: attached}\n"

    run = clock(row(MONDAY, FRIDAY), keys=keys, agreements=(agreement,))

    assert mail(run).count == 0


def test_days_without_data_stop_the_run_and_are_told_with_their_years(clock: Desk) -> None:
    calendar = DESK_CALENDAR.replace("first: 2013-01-01", "first: 2013-02-01")

    run = clock(row(MONDAY, "3-12-2011 9:00"), calendar=calendar)

    assert run.files == {}
    [finding] = run.findings
    assert finding.sentence == (
        "report_data/sources/desk.yml:20: clocks[0]: expected data of the calendar hours for all "
        "days of the cases, found none for 2011-12-03, 2012-01-01, 2013-01-01; add the hours, "
        "holidays and make-up days of 2011, 2012, 2013 to the calendar (C019)"
    )


def test_the_source_keeps_calendar_days_rules_and_fingerprint_of_its_clock(clock: Desk) -> None:
    [file] = months_of(clock(row(MONDAY, FRIDAY)))

    [trail] = file.sources[0].clocks or ()
    assert trail == ClockTrail(
        column="work",
        calendar="hours",
        first=trail.first,
        last=trail.last,
        sha256=trail.sha256,
        start=trail.start,
        reopening=trail.reopening,
    )
    assert (str(trail.first), str(trail.last)) == ("2013-10-04", "2013-10-07")
    assert (trail.start, trail.reopening) == ("logged", "resume")


def test_hours_that_nobody_used_leave_the_fingerprint_alone(clock: Desk) -> None:
    later = DESK_CALENDAR + 'changes: [{first: 2013-10-08, hours: "08:00-20:00"}]\n'
    before = DESK_CALENDAR + 'changes: [{first: 2013-10-07, hours: "08:00-20:00"}]\n'

    trails = [
        months_of(clock(row(MONDAY, FRIDAY), calendar=calendar))[0].sources[0].clocks
        for calendar in (DESK_CALENDAR, later, before)
    ]

    assert trails[0] == trails[1] != trails[2]


def test_a_mapping_without_clocks_leaves_none_in_its_records(desk: Desk) -> None:
    [file] = months_of(desk("1;Mail;high;3-10-2013 9:05;1,5"))

    assert file.sources[0].clocks is None


@pytest.mark.parametrize(
    ("keys", "rule", "path"),
    [
        (", calendar: ours", "C018", "clocks[0].calendar"),
        (", agreement: sla", "C018", "clocks[0].agreement"),
        (", first_end: first", "C018", "clocks[0].first_end"),
        (", reopened: hours", "C007", "clocks[0].reopened"),
        (", pauses: [{start: wait, end: id}]", "C007", "clocks[0].pauses[0].end"),
        ("}\n  - {column: work_paused, start: opened, end: closed", "C018", "clocks[1].column"),
        ("}\n  - {column: closed_local, start: opened, end: closed", "C018", "clocks[1].column"),
    ],
)
def test_a_clock_that_cannot_run_is_found_before_a_row_is_read(
    clock: Desk, keys: str, rule: str, path: str
) -> None:
    run = clock("this row is never read", keys=keys)

    assert (rule, path) in {(finding.rule, finding.path) for finding in run.findings}
    assert run.files == {}


def test_a_calendar_with_something_wrong_is_no_clock(clock: Desk) -> None:
    run = clock(row(MONDAY, FRIDAY), calendar=DESK_CALENDAR + "holidays: {country: XX}\n")

    assert [(finding.rule, finding.path) for finding in run.findings] == [("C018", "clocks[0]")]


def test_what_an_agreement_promises_runs_by_the_rules_that_it_prints(clock: Desk) -> None:
    run = clock(row(MONDAY, FRIDAY), agreements=(AGREEMENT + "clock: {reopening: new-clock}\n",))

    [finding] = run.findings
    assert finding.sentence == (
        "report_data/sources/desk.yml:20: clocks[0]: expected the clock rules of shop-sla, which "
        "promises desk.mean, found logged, resume; add agreement: shop-sla (C018)"
    )

"""Known traps of service clocks and calendars, from the YAML of a calendar to the figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from generator.collect.collect import Collected
from generator.compose.values import clock_text
from generator.compose.words import Words
from generator.files import read_tree
from generator.measure.due import due_date
from generator.periods import Period
from generator.workspace.check.clocks import records_of_clocks
from generator.workspace.load import assemble
from generator.workspace.model.agreements import Agreement
from generator.workspace.model.calendars import Calendar
from generator.workspace.workingcalendars import working_calendar
from tests.collect.clockdesk import AGREEMENT, SHARE, collect_clock, mail, mean, months_of, row
from tests.collect.conftest import DESK_CALENDAR, decoded

ROOT = Path(__file__).parents[2]
CALENDAR = "report_data/calendars/nl-business.yml"

# Friday 4 October 2013, 17:00, to Monday, 9:30.
FRIDAY, MONDAY = "4-10-2013 17:00", "7-10-2013 9:30"
HOUR = 3600

CHINA = dedent("""\
    calendar: hours
    name: {zh: 中国, en: China}
    zone: Asia/Shanghai
    first: 2025-01-01
    last: 2025-12-31
    """)
FROM_PACKAGE = CHINA + "holidays: {country: CN}\n"
FROM_NOTICE = (
    CHINA
    + "exceptions:\n"
    + "".join(
        f"  - {{day: {day}, kind: holiday, name: 春节}}\n"
        for day in ("2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-03")
    )
    + dedent("""\
      - {day: 2025-02-04, kind: holiday, name: 春节}
      - {day: 2025-01-26, kind: workday, name: 调休}
      - {day: 2025-02-08, kind: workday, name: 调休}
    """).replace("- {", "  - {")
)
IN_2025 = (("extracted: 2013-12-01", "extracted: 2025-12-01\nzone: Asia/Shanghai"),)


def test_trap_13_a_weekend_between_friday_evening_and_monday_morning_is_no_work() -> None:
    assert mean(collect_clock(row(MONDAY, FRIDAY))) == (1 * HOUR + 1800, 1)


@pytest.mark.parametrize("calendar", [FROM_PACKAGE, FROM_NOTICE], ids=["package", "notice"])
def test_trap_14_the_spring_festival_of_2025_with_its_make_up_days(calendar: str) -> None:
    # Friday 17:00; Sunday 26 and Monday 27 January are worked; Wednesday 5 February until 10:00.
    cells = row("5-2-2025 10:00", "24-1-2025 17:00")

    run = collect_clock(cells, calendar=calendar, changes=IN_2025)

    assert mean(run) == (20 * HOUR, 1)


@pytest.mark.parametrize("calendar", [FROM_PACKAGE, FROM_NOTICE], ids=["package", "notice"])
def test_trap_14_a_due_day_counts_the_make_up_saturday(calendar: str) -> None:
    working = working_calendar(decoded(Calendar, calendar))

    days = [due_date(f"{n} working days", Period.parse("2025-01"), working) for n in (1, 4, 5)]

    assert days == [date(2025, 2, 5), date(2025, 2, 8), date(2025, 2, 10)]


def test_trap_14_a_missing_year_is_an_error_and_no_guess() -> None:
    cells = row("6-1-2025 10:00", "31-12-2024 17:00")

    run = collect_clock(cells, calendar=FROM_PACKAGE, changes=IN_2025)

    assert run.files == {}
    assert [(finding.rule, finding.found) for finding in run.findings] == [
        ("C019", "none for 2024-12-31")
    ]


def test_trap_15_a_pause_is_net_of_closing_hours() -> None:
    # Waits from Friday 17:30 to Monday 9:15: 63:45 on the wall, 45 minutes of them at work.
    keys = ", pauses: [{start: wait, end: waited}]"
    cells = row(MONDAY, FRIDAY, "", "", "", "4-10-2013 17:30", "7-10-2013 9:15")

    assert mean(collect_clock(cells, keys=keys)) == (45 * 60, 1)


def test_trap_15_a_target_in_days_is_one_of_working_hours() -> None:
    # Two working days of nine hours, Friday 9:00 to Monday 18:00, with a wait over the weekend.
    keys = ", pauses: [{start: wait, end: waited}]"
    weekend = ("4-10-2013 18:00", "7-10-2013 9:00")
    cells = row("7-10-2013 18:00", "4-10-2013 9:00", "", "", "", *weekend)

    assert mean(collect_clock(cells, keys=keys)) == (2 * 9 * HOUR, 1)


def clocked(rule: str, *cells: str) -> Collected:
    """Collect a case that was logged on Friday and resolved on Monday, by the rules given."""
    keys = (
        ", agreement: shop-sla, first_end: first, reopened: reopened, attached: attached"
        ", pauses: [{start: wait, end: waited}]"
    )
    agreement = f"{AGREEMENT}clock: {{{rule}}}\n"
    return collect_clock(row(MONDAY, FRIDAY, *cells), keys=keys, agreements=(agreement,))


# Resolved on Friday at 17:15 and reopened on Monday at 9:10.
REOPENED = ("4-10-2013 17:15", "7-10-2013 9:10", "")
WAITED = ("4-10-2013 17:30", "4-10-2013 17:40")


@pytest.mark.parametrize(
    ("rule", "minutes"),
    [("{}", 35), ("last-resolution", 90), ("first-resolution", 15), ("new-clock", 20)],
)
def test_trap_16_a_reopened_case_resumes_its_clock_unless_the_agreement_says_otherwise(
    rule: str, minutes: int
) -> None:
    run = clocked("" if rule == "{}" else f"reopening: {rule}", *REOPENED)

    assert mean(run) == (minutes * 60, 1)


def test_trap_16_being_resolved_is_no_pause_and_pauses_are_shown_as_a_share() -> None:
    keys = ", first_end: first, reopened: reopened, pauses: [{start: wait, end: waited}]"
    # Waits for five minutes before it is resolved, and for none of the time in which it is.
    cells = row(MONDAY, FRIDAY, *REOPENED, "4-10-2013 17:10", "4-10-2013 17:15")

    record = mail(collect_clock(cells, keys=keys, rule=SHARE))

    assert (int(record.numerator or 0), int(record.denominator or 0)) == (5 * 60, 35 * 60)


def test_trap_16_a_pause_before_the_agreement_changed_is_kept() -> None:
    assert mean(clocked("", "", "", "4-10-2013 17:50", *WAITED)) == (80 * 60, 1)


@pytest.mark.parametrize(
    ("rule", "minutes"), [("logged", 80), ("logged-unpaused", 90), ("attached", 40)]
)
def test_trap_17_an_agreement_has_one_rule_for_a_start_before_it(rule: str, minutes: int) -> None:
    run = clocked(f"start: {rule}", "", "", "4-10-2013 17:50", *WAITED)

    assert mean(run) == (minutes * 60, 1)


def test_trap_17_the_rule_is_printed() -> None:
    agreement = decoded(Agreement, AGREEMENT + "clock: {start: attached}\n")

    assert [clock_text(agreement, Words(language)) for language in ("zh", "en")] == [
        (
            "服务时钟（协议）：从协议对单据生效时起计时，暂停不计；"
            "重新打开的单据继续原来的计时，处于已解决状态的时间不计。"
        ),
        (
            "Service clock (SLA): it runs since the agreement holds for the case, without pauses; "
            "a reopened case goes on with its clock, which stood still while it was resolved."
        ),
    ]


def edited(old: str, new: str) -> list[tuple[str, str, str]]:
    """Return file, rule and advice about the sample's records after an edit of its calendar."""
    contents, _ = read_tree(ROOT, "report_data")
    text = contents[CALENDAR].decode()
    assert old in text
    workspace, _ = assemble({**contents, CALENDAR: text.replace(old, new).encode()})
    return [(each.file, each.rule, each.action) for each in records_of_clocks(workspace)]


def test_trap_18_hours_that_are_edited_in_place_are_found_in_every_month_collected() -> None:
    advice = (
        "date the change in the calendar (changes, exceptions), "
        "or collect the export again and restate the month"
    )

    assert edited("08:00-18:00", "08:00-17:00") == [
        (f"report_data/records/bank/2013-{month}.yml", "C020", advice) for month in (10, 11, 12)
    ]


@pytest.mark.parametrize(
    "change",
    [
        'changes: [{first: 2014-01-01, hours: "08:00-17:00"}]',
        "exceptions: [{day: 2014-05-05, kind: holiday, name: Bevrijdingsdag}]",
    ],
)
def test_trap_18_a_dated_change_leaves_the_past_alone(change: str) -> None:
    assert edited("holidays: {country: NL}", f"holidays: {{country: NL}}\n{change}") == []


def test_trap_18_old_cases_keep_the_hours_of_their_days() -> None:
    changed = DESK_CALENDAR + 'changes: [{first: 2013-10-08, hours: "08:00-20:00"}]\n'

    before, after = (
        collect_clock(row(MONDAY, FRIDAY), calendar=calendar)
        for calendar in (DESK_CALENDAR, changed)
    )

    assert months_of(before) == months_of(after)

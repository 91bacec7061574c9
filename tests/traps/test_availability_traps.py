"""Traps of availability, each through the wired path: YAML and log, collect, record, page."""

from __future__ import annotations

import re

import pytest

from tests.traps.wired import AGREEMENT, FILES, LOG, METRICS, Shop, outage, shop, window

WINDOW_LINE = (
    "| Site | W-1 | Maintenance | 2025-01-10 10:00 | 2025-01-10 12:00 | 120 min "
    "| planned maintenance | announced 2025-01-01 00:00; approval C-7 |"
)
COVERED_LINE = (
    "| Site | O-1 | Outage | 2025-01-10 11:50 | 2025-01-10 12:20 | 10 min "
    "| during planned maintenance | – |"
)
JANUARY = (window("10T10:00", "10T12:00"), outage("15T10:00", "15T10:30"))


def row(page: str, service: str = "Site") -> list[str]:
    """Return the cells of a service in the table of availability, without links."""
    table = page[page.index("## Availability") :]
    line = next(line for line in table.splitlines() if line.startswith(f"| {service} |"))
    return [re.sub(r"\[(.*?)\]\(.*?\)", r"\1", cell.strip()) for cell in line.split("|")[2:-1]]


def part(page: str, heading: str) -> list[str]:
    """Return the rows of the table under a heading."""
    text = page[page.index(f"### {heading}") :].split("\n### ", maxsplit=1)[0]
    return [line for line in text.splitlines() if line.startswith("| ")][2:]


IN_SECONDS = (METRICS, "unit: minute", "unit: second")
TWO_DIGITS = (METRICS, "decimals: 3", "decimals: 2")


@pytest.mark.parametrize(
    ("end", "shown"), [("10:02:14", "99.99 %"), ("10:02:13", "99.99 %"), ("10:00:01", "99.99 %")]
)
def test_trap_10_99_995_percent_is_never_shown_as_100(end: str, shown: str) -> None:
    row_of_log = f"O-1;Web;;2025-01-05T10:00:00;2025-01-05T{end};;;"

    assert row(shop(row_of_log, changes=(TWO_DIGITS, IN_SECONDS)).page())[0] == shown


def test_trap_23_an_outage_over_the_end_of_a_month_is_cut_to_each_month() -> None:
    changes = ((LOG, "last: 2025-01", "last: 2025-02"),)
    two = shop(outage("31T23:00", "2025-02-01T01:30"), changes=changes)

    assert '"seconds": {"outage": 3600, "outside-period": 5400}' in two.records()
    assert '"carried": true, "seconds": {"outage": 5400, "outside-period": 3600}' in two.records(
        "2025-02"
    )
    assert [row(two.page(period))[3:6] for period in ("2025-01", "2025-02")] == [
        ["1", "150.0 min", "150 min"],
        ["0", "no sample", "–"],
    ]
    assert "counted as an interruption in an earlier month" in two.page("2025-02")


def test_trap_23_no_month_holds_more_downtime_than_it_is_long() -> None:
    whole = shop(outage("2024-12-20T00:00", "2025-02-20T00:00"))

    assert row(whole.page())[:2] == ["0.000 %", "0.000 %"]
    assert '"numerator": 0, "denominator": 2678400' in whole.records()


def test_trap_25_january_with_120_minutes_planned_and_30_unplanned_has_two_views() -> None:
    page = shop(*JANUARY).page()

    assert row(page)[:3] == ["99.933 %", "99.664 %", "0.269 %"]


def test_trap_25_ten_of_the_thirty_minutes_fall_into_the_window() -> None:
    page = shop(window("10T10:00", "10T12:00"), outage("10T11:50", "10T12:20")).page()

    assert row(page)[0] == "99.955 %"
    assert part(page, "Time left out") == [WINDOW_LINE, COVERED_LINE]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("notice: 240 h", "maintenance announced too late"),
        ("cap: 1 h", "maintenance beyond the cap"),
    ],
)
def test_trap_25_maintenance_needs_notice_and_stays_within_the_cap(rule: str, reason: str) -> None:
    old = "notice: 120 h" if "notice" in rule else "cap: 4 h"
    page = shop(*JANUARY, changes=((AGREEMENT, old, rule),)).page()

    assert reason in part(page, "Outages")[0]


def test_trap_25_maintenance_needs_an_approval() -> None:
    page = shop(JANUARY[0].replace("C-7", "")).page()

    assert "maintenance without approval" in part(page, "Outages")[0]
    assert row(page)[:3] == ["99.731 %", "99.731 %", "0.000 %"]


def test_trap_26_windows_left_out_are_always_listed() -> None:
    page = shop(*JANUARY).page()

    assert part(page, "Time left out") == [WINDOW_LINE]


def test_trap_26_a_month_without_windows_says_so() -> None:
    page = shop(JANUARY[1]).page()

    assert "No maintenance window of the period was left out." in page


def test_trap_27_overlapping_outages_count_once() -> None:
    rows = (
        outage("05T10:00", "05T11:00"),
        outage("05T10:30", "05T11:30", case="O-2"),
        outage("05T10:40", "05T10:50", case="O-3"),
    )
    page = shop(*rows).page()

    assert row(page)[3:6] == ["1", "90.0 min", "90 min"]
    assert '"numerator": 2673000, "denominator": 2678400' in shop(*rows).records()


def test_trap_28_a_chain_multiplies_its_services() -> None:
    # 99.9 %, 99.9 % and 99.5 % of 30 days; of 31 the seconds would not be whole.
    page = chain().page("2025-04")

    assert row(page, "All services")[0] == "99.30 %"


def chain() -> Shop:
    """Return a chain of 99.9, 99.9 and 99.5 % in April, which has 2,592,000 seconds."""
    cache = "  - {id: cache, name: {zh: 缓存, en: Cache}, owner: leader, parties: shop}\n"
    services = "report_data/services.yml"
    after = "en: Data base}, owner: leader, parties: shop}\n"
    rows = (
        f"O-{number};{service};;2025-04-05T10:00:00;2025-04-05T{end};;;"
        for number, (service, end) in enumerate(
            [("Web", "10:43:12"), ("Db", "10:43:12"), ("Cache", "13:36:00")]
        )
    )
    return shop(
        *rows,
        changes=(
            IN_SECONDS,
            TWO_DIGITS,
            (METRICS, "across: weighted", "across: serial"),
            (services, after, after + cache),
            (LOG, "Db: db", "Db: db, Cache: cache"),
            (LOG, "first: 2025-01, last: 2025-01", "first: 2025-04, last: 2025-04"),
            (LOG, "extracted: 2025-03-02", "extracted: 2025-05-02"),
            (REPORT, "first: 2025-01", "first: 2025-04"),
        ),
    )


REPORT = next(name for name in FILES if "catalogue" in name)

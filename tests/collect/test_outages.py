"""Outage logs: what is wrong with one is told with its line, and nothing is written."""

from __future__ import annotations

import re

import pytest

from generator.workspace.load import assemble
from tests.traps.wired import AGREEMENT, LOG, contents, outage, shop, window

GOOD = outage("05T10:00", "05T11:00", case="O-0")
FILE = "report_data/outages/shop-log.yml"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (
            outage("05T10:00", "05T09:00"),
            (
                "expected an end that is not before the start, 2025-01-05T10:00:00Z, "
                "found 2025-01-05T09:00:00Z ('O-1'); mend the export (C022)"
            ),
        ),
        (
            outage("", "05T09:00"),
            "expected the instant of the start, found none ('O-1'); mend the export (C022)",
        ),
        (
            outage("2026-01-05T10:00", ""),
            (
                "expected instants up to 2025-03-03T00:00:00Z, when the log was taken, found "
                "2026-01-05T10:00:00Z ('O-1'); mend the export, or extracted in the mapping (C022)"
            ),
        ),
        (
            outage("05T10:00", "05T11:00", users="-3"),
            "expected a whole number of users, 0 or more, found -3 ('O-1'); mend the export (C025)",
        ),
        (
            outage("05T10:00", "05T11:00").replace("Web", "Mail"),
            (
                "expected items that the mapping leads to services, or passes over, "
                "found 'Mail' ('O-1'); add it to service.map or service.passed_over, or set the "
                "case aside (C023)"
            ),
        ),
        (
            outage("05T10:00", "05T11:00", case="O 1"),
            (
                "expected a case id and an approval of short plain text, found 'O 1' ('O 1'); "
                "clean it in the mapping (C013)"
            ),
        ),
    ],
)
def test_a_case_that_cannot_be_is_told_with_its_line(row: str, found: str) -> None:
    wrong = shop(GOOD, row)

    assert wrong.findings() == [f"log.csv:3: {found}"]
    assert wrong.run.files == {}


def test_everything_wrong_with_a_log_is_told_in_one_run() -> None:
    rows = (outage("05T10:00", "05T09:00"), outage("05T10:00", "06T10:00", users="1.5", case="O-2"))

    assert [finding.rule for finding in shop(*rows).run.findings] == ["C022", "C025"]


def test_windows_of_one_service_do_not_overlap() -> None:
    wrong = shop(window("10T10:00", "10T12:00"), window("10T11:00", "10T13:00", case="W-2"))

    assert wrong.findings() == [
        (
            "log.csv:3: expected windows of web that follow each other, found W-2, which overlaps "
            "W-1 on line 2; mend the export: one window for one stretch of maintenance (C024)"
        )
    ]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            (LOG, "Web: web", "Web: wbe"),
            "service.map.Web: expected a service of report_data/services.yml, found 'wbe'",
        ),
        (
            (LOG, "last: 2025-01}", "last: 2025-03}"),
            "covers: expected months in order that were over on 2025-03-02",
        ),
        (
            (LOG, "first: 2025-01,", "first: 2024-11,"),
            "covers: expected months in which shop-sla is in force, found 2024-11 to 2025-01",
        ),
        (
            (LOG, "agreed: availability.agreed", "agreed: availability.outages"),
            "metrics.agreed: expected a duration-ratio, found availability.outages, a count",
        ),
        (
            (LOG, "start: started", "start: kind"),
            "outage.start: expected an instant, found a text",
        ),
        (
            (LOG, "column: service", "column: servcie"),
            "service.column: expected one of the columns",
        ),
    ],
)
def test_a_mapping_that_cannot_work_is_told_by_check_and_collect(
    change: tuple[str, str, str], found: str
) -> None:
    [sentence] = shop(GOOD, changes=(change,), checked=False).findings()

    assert sentence.startswith(f"{FILE}:")
    assert found in sentence


def test_a_zone_that_does_not_exist_is_refused_before_anything_is_read() -> None:
    changes = (LOG, "extracted:", "zone: Mars/Base\nextracted:")
    _, findings = assemble(contents(changes))

    assert [each.sentence for each in findings] == [
        (
            f"{FILE}:4: zone: expected a time zone such as Asia/Shanghai, "
            "found 'Mars/Base'; correct the value (M003)"
        )
    ]


def test_a_length_without_an_exact_number_is_refused() -> None:
    [sentence] = shop("O-1;Web;;2025-01-05T10:00:00;2025-01-05T10:00:07;;;").findings()

    assert "expected lengths that have an exact number in the unit of their metric" in sentence
    assert "7 seconds in minutes for availability.mean-time-to-restore" in sentence


def test_a_calendar_without_the_days_of_the_log_is_told() -> None:
    rows = (outage("2024-11-20T10:00", "05T11:00"),)
    changes = ((AGREEMENT, "reviewed:", "service_time: office\nreviewed:"),)
    [sentence] = shop(*rows, changes=changes).findings()

    assert "expected a calendar of the service time for every day" in sentence


# --- What a sound log gives ----------------------------------------------------------


def test_a_covered_month_without_outages_is_fully_available() -> None:
    changes = ((LOG, "last: 2025-01", "last: 2025-02"),)
    months = shop(GOOD, changes=changes)

    assert sorted(months.run.files) == [
        "report_data/records/shop/2025-01.yml",
        "report_data/records/shop/2025-02.yml",
    ]
    assert (
        '"service": "web", "source": "shop-log", "numerator": 2419200, "denominator": 2419200'
        in (months.records("2025-02"))
    )
    assert "outages:" not in months.records("2025-02")


def test_an_outage_that_goes_on_ends_with_the_log_and_is_marked() -> None:
    down = shop(outage("31T23:00", ""))

    assert '"end": "2025-02-01T00:00:00Z", "open": true, "seconds": {"outage": 3600}' in (
        down.records()
    )
    assert "still down when the log ended" in down.page()


def test_an_outage_that_began_after_the_covered_months_is_set_aside() -> None:
    later = shop(GOOD, outage("2025-02-10T10:00", ""))

    assert later.run.quality is not None
    assert [(each.en, each.lines) for each in later.run.quality.set_aside] == [
        ("outside the covered months, or of no length", (3,))
    ]


def test_only_agreed_service_time_counts() -> None:
    # A Friday from 17:00 to 20:00; the office is open until 18:00.
    changes = ((AGREEMENT, "reviewed:", "service_time: office\nreviewed:"),)
    late = shop(outage("10T17:00", "10T20:00"), changes=changes)

    assert '"seconds": {"outage": 3600, "outside-agreed": 7200}' in late.records()
    assert "Service time: by the calendar Office hours (Etc/UTC)." in late.page()


def test_an_agreement_without_terms_of_maintenance_accepts_none() -> None:
    terms = "maintenance: {notice: 120 h, cap: 4 h, approval: true}\n"
    none = shop(window("10T10:00", "10T12:00"), changes=((AGREEMENT, terms, ""),))

    assert '"seconds": {"beyond-cap": 7200}' in none.records()
    assert "The agreement knows no planned maintenance" in none.page()


def test_users_hit_are_added_up_over_the_time() -> None:
    known = shop(outage("05T10:00", "05T11:00", users="20"))
    unknown = shop(outage("05T10:00", "05T11:00"))

    assert '"metric": "availability.user-time", "service": "web"' in known.records()
    assert '"value": 1200' in known.records()
    assert '"metric": "availability.user-time", "service": "web"' not in unknown.records()


def test_a_service_that_ended_has_time_up_to_its_last_day() -> None:
    ended = ("report_data/services.yml", "parties: shop}", "parties: shop, last: 2025-01-10}")
    short = shop(GOOD, changes=(ended,))

    assert '"denominator": 864000}' in short.records()


def test_items_that_are_no_service_are_passed_over() -> None:
    items = (LOG, 'form: {delimiter: ";"}', 'form: {delimiter: ";", items: "|"}')
    both = shop(GOOD.replace("Web", "Web|Test|Db"), changes=(items,))

    assert re.findall(r'"case": "O-0", "service": "(\w+)"', both.records()) == ["web", "db"]


def test_collecting_again_leaves_records_of_other_sources_alone() -> None:
    first = shop(GOOD)
    name = "report_data/records/shop/2025-01.yml"
    text = first.records().replace("shop-log", "other-log")

    again = shop(GOOD, existing={name: text.encode()})

    assert again.records().count('"source": "other-log"') == text.count('"source": "other-log"')

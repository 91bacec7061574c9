from __future__ import annotations

from generator.compose.sections.majorevents import major_events
from generator.compose.words import Words
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import edition
from tests.measure.test_aftermath import EVENT, faulty

EN = Words("en")
FEW = "too few periods"


def test_an_event_shows_its_months_apart_and_counts_as_monthly_means() -> None:
    found = major_events(edition(faulty(EVENT), "2013-12"), EN)

    [table] = tables(found)
    assert [column.title for column in table.columns] == [
        "Metric",
        "Service",
        "Before, 2013-08–2013-09",
        "Month of the event, 2013-10",
        "After, 2013-11–2013-12",
        "Change (2013-12)",
    ]
    assert rows(table) == [
        ["Metric incident.in-target", "Service mail", "90.5 %", "92.0 %", "93.5 %", FEW],
        ["Metric incident.closed", "Service mail", "0.5 a month", "2", "3.5 a month", FEW],
    ]


def test_the_months_after_an_event_are_not_told_before_they_are_over() -> None:
    [table] = tables(major_events(edition(faulty(EVENT), "2013-10"), EN))

    assert [row[4] for row in rows(table)] == ["no whole month yet"] * 2


def test_months_without_records_are_missing_and_not_zero() -> None:
    [table] = tables(major_events(edition(faulty({**EVENT, "months": 3}), "2013-10"), EN))

    assert rows(table)[0][2] == "90.5 % (incomplete: 2/3 months, 66.7 %)"
    assert rows(table)[1][2] == "0.5 a month (incomplete: 2/3 months, 66.7 %)"


def test_a_report_without_events_says_so() -> None:
    found = major_events(edition(faulty(EVENT), "2013-09"), EN)

    assert sentences(found) == ["No major event that concerns this period is on file."]


def test_an_event_names_its_record_times_services_and_course() -> None:
    found = sentences(major_events(edition(faulty(EVENT), "2013-11"), EN))

    assert found[:5] == [
        "## ⚑1 Fault",
        "- Record: Incident (IM1)",
        "- From and to: 2013-10-30 22:00:00 to 2013-10-31",
        "- Service: Service mail",
        "- What happened: A fault.",
    ]

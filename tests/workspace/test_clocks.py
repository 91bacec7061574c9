"""Rule C020: what records of clocks rest on, against calendars and agreements."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workspace.samples import AGREEMENT, BASE, RECORDS, sentences_of, workspace_of

CALENDAR = "report_data/calendars/business.yml"
DIGEST = (
    workspace_of()
    .working_calendars["business"]
    .working_time(date(2013, 9, 2), date(2013, 11, 1))
    .digest
)
TRAIL = (
    '"column": "work", "calendar": "business", "first": "2013-09-02", "last": "2013-10-31", '
    f'"sha256": "{DIGEST}", "agreement": "bank-sla", "start": "logged", "reopening": "resume"'
)


def after(file: str, old: str, new: str) -> list[str]:
    """Return the findings about records with a clock after an edit of a file."""
    text = BASE[RECORDS].decode().replace('"reportgen"}', f'"reportgen", "clocks": [{{{TRAIL}}}]}}')
    contents = {**BASE, RECORDS: text.encode()}
    edited = contents[file].decode()
    assert old in edited
    return sentences_of({**contents, file: edited.replace(old, new).encode()})


def test_records_rest_on_what_calendar_and_agreement_say() -> None:
    assert after(CALENDAR, "zone", "zone") == []


def test_hours_edited_in_place_are_found_with_calendar_source_and_month() -> None:
    assert after(CALENDAR, "first:", 'hours: "08:00-18:00"\nfirst:') == [
        (
            f"{RECORDS}:4: sources[0].clocks[0].sha256: expected the working time of business from "
            "2013-09-02 to 2013-10-31 with which desk was collected for 2013-10, found "
            "another one, since the calendar was edited; date the change in the calendar "
            "(changes, exceptions), or collect the export again and restate the month (C020)"
        )
    ]


@pytest.mark.parametrize(
    "change",
    [
        'changes: [{first: 2013-11-01, hours: "08:00-18:00"}]\n',
        "exceptions: [{day: 2013-11-05, kind: holiday, name: Day off}]\n",
    ],
)
def test_a_change_that_is_dated_after_the_records_is_none(change: str) -> None:
    assert after(CALENDAR, "last: 2014-12-31\n", f"last: 2014-12-31\n{change}") == []


def test_a_holiday_that_is_added_to_the_past_is_found() -> None:
    holiday = "exceptions: [{day: 2013-09-05, kind: holiday, name: Day off}]\n"

    [finding] = after(CALENDAR, "last: 2014-12-31\n", f"last: 2014-12-31\n{holiday}")

    assert finding.endswith("(C020)")


def test_days_that_a_calendar_lost_are_found() -> None:
    findings = after(CALENDAR, "first: 2013-01-01", "first: 2013-10-01")

    assert "has no data for 2013" in findings[-1]
    assert findings[-1].endswith("(C020)")


def test_a_calendar_that_is_gone_is_found() -> None:
    contents = dict(BASE)
    text = (
        contents[RECORDS]
        .decode()
        .replace(
            '"reportgen"}', f'"reportgen", "clocks": [{{{TRAIL}}}]}}'.replace("business", "other")
        )
    )

    assert any(
        "no such calendar" in each for each in sentences_of({**contents, RECORDS: text.encode()})
    )


def test_another_rule_of_the_agreement_is_found() -> None:
    assert after(AGREEMENT, "clauses:", "clock: {reopening: new-clock}\nclauses:") == [
        (
            f"{RECORDS}:4: sources[0].clocks[0]: expected the clock of bank-sla: logged, "
            "new-clock, found logged, resume; restore the rules of the agreement, or "
            "collect the export again and restate the month (C020)"
        )
    ]

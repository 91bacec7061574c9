"""Late data change recorded months: told figure by figure, before anything is written."""

from __future__ import annotations

from collections.abc import Callable

from generator.collect.changes import Change, MonthChange
from generator.collect.collect import Collected
from generator.workspace.model.records import RecordFile
from tests.collect.conftest import record_file

Desk = Callable[..., Collected]
OCTOBER = ("a;Mail;high;3-10-2013 9:05;1", "b;Mail;low;4-10-2013 9:05;1")
LATE = "c;Mail;low;5-10-2013 9:05;1"
NOVEMBER = "d;Mail;low;5-11-2013 9:05;1"


def recorded(run: Collected) -> dict[str, RecordFile]:
    return {name: record_file(content) for name, content in run.files.items()}


def test_late_cases_are_candidates_for_a_restatement(desk: Desk) -> None:
    before = recorded(desk(*OCTOBER))

    run = desk(*OCTOBER, LATE, NOVEMBER, existing=before)

    [month] = run.changes
    assert month.sentence == (
        "2013-10: candidate for restatement, 2 figures change; "
        "3 cases, 2 recorded before, 1 late case"
    )
    assert [change.sentence for change in month.changes] == [
        "desk.count mail: value 2 -> value 3",
        "desk.count mail urgency=low: value 1 -> value 2",
    ]


def test_numbers_of_one_have_no_plural() -> None:
    change = Change(metric="desk.count", service="mail", member="", old="", new="value 1")

    month = MonthChange(period="2013-10", before=0, now=1, changes=(change,))

    assert month.sentence == (
        "2013-10: candidate for restatement, 1 figure changes; "
        "1 case, 0 recorded before, 1 late case"
    )


def test_the_same_export_changes_nothing_and_gives_the_same_bytes(desk: Desk) -> None:
    first = desk(*OCTOBER)

    again = desk(*OCTOBER, existing=recorded(first))

    assert again.changes == ()
    assert again.files == first.files


def test_a_new_export_changes_only_the_months_that_it_covers(desk: Desk) -> None:
    before = recorded(desk(*OCTOBER))

    run = desk(NOVEMBER, existing=before)

    assert list(run.files) == ["report_data/records/shop/2013-11.yml"]
    assert run.changes == ()


def test_a_record_that_is_no_longer_there_is_told(desk: Desk) -> None:
    before = recorded(desk(*OCTOBER))
    other = "b;Mail;high;4-10-2013 9:05;1"

    run = desk(OCTOBER[0], other, existing=before)

    [month] = run.changes
    assert "no late cases" in month.sentence
    assert "desk.count mail urgency=low: value 1 -> no record" in [
        change.sentence for change in month.changes
    ]


def test_a_second_file_of_a_month_never_replaces_the_first(desk: Desk) -> None:
    before = recorded(desk(*OCTOBER))
    chats = tuple(f"{number};Chat;low;6-10-2013 9:05;1" for number in range(3))

    run = desk(*chats, existing=before)

    assert dict(run.files) == {}
    assert [(finding.rule, finding.expected, finding.found) for finding in run.findings] == [
        ("C016", "at least 2 cases of 2013-10 of mail, as collected before", "0")
    ]


def test_a_part_of_a_service_never_replaces_the_whole(desk: Desk) -> None:
    before = recorded(desk(*OCTOBER))

    run = desk(OCTOBER[0], "c;Chat;low;6-10-2013 9:05;1", existing=before)

    assert [(finding.rule, finding.expected, finding.found) for finding in run.findings] == [
        ("C016", "at least 2 cases of 2013-10 of mail, as collected before", "1")
    ]

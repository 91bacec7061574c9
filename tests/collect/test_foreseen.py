"""What check would refuse is told before it is written, at the mapping that makes it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.collect.collect import Collected
from generator.collect.inputs import ExportFile
from generator.collect.intake import collect_source, foreseen_by_check
from generator.workspace.load import assemble
from tests.workspace.samples import BASE

MAPPING = "report_data/sources/desk.yml"
TODAY = date(2014, 7, 1)
HEADING = "Number;Service;Closed;Hours;Caller\n"
ROWS = """\
1;PAY;2013-12-02T10:00:00;-2;ann
2;PAY;2013-12-03T10:00:00;1;bob
3;WEB;2013-12-03T10:00:00;1;bob
"""
COLUMNS = (
    "closed: {",
    (
        "hours: {header: Hours, type: number}\n"
        "  caller: {header: Caller, pseudonym: true}\n  closed: {"
    ),
)
COUNT = '  - {metric: incident.closed, value: "true"}\n'
USERS = "  - {metric: service.users, ids: caller}\n"
DESK2 = "report_data/sources/desk2.yml"
SALT = b"sixteen bytes it is"
OTHER = b"sixteen other bytes"


def base(rule: str = COUNT, *changes: tuple[str, str]) -> dict[str, bytes]:
    """Return the base whose desk knows hours and callers, and counts by another rule."""
    text = BASE[MAPPING].decode().replace("2013-11-02", "2014-06-30")
    for old, new in (COLUMNS, (COUNT, rule), *changes):
        assert old in text
        text = text.replace(old, new)
    return {**BASE, MAPPING: text.encode()}


def run(
    contents: dict[str, bytes], rows: str = ROWS, salt: bytes = SALT, source: str = "desk"
) -> Collected:
    """Collect rows into a workspace, and ask what check would say."""
    workspace, findings = assemble(contents)
    assert findings == ()
    export = ExportFile(name="desk.csv", content=(HEADING + rows).encode())
    collected = collect_source(workspace, source, export, salt)
    return foreseen_by_check(workspace, source, collected, TODAY)


def told(collected: Collected) -> list[str]:
    assert not (collected.findings and collected.files)
    return [finding.sentence for finding in collected.findings]


PLACE = "report_data/sources/desk.yml:16: records[0]: "
WHERE = "of payments in report_data/records/bank/2013-12.yml as it would be"
REFUSED = {
    "a numerator above its denominator": (
        "  - {metric: incident.in-target, numerator: hours + 5, denominator: id = '1'}\n",
        (
            "expected no more than the denominator, "
            f"found 3 of 1 (incident.in-target {WHERE}); correct numerator or denominator (R002)"
        ),
    ),
    "a sum below zero": (
        "  - {metric: incident.closed, value: hours}\n",
        (
            f"expected 0 or more, found -1 (incident.closed {WHERE}); "
            "correct the number, or say under `signed` of the metric what its sign means (R003)"
        ),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_figures_that_check_would_refuse_are_told_at_their_rule(case: str) -> None:
    rule, sentence = REFUSED[case]

    assert told(run(base(rule), rows="".join(ROWS.splitlines(keepends=True)[:2]))) == [
        PLACE + sentence
    ]


def test_a_month_without_an_agreement_is_told_at_the_source() -> None:
    assert told(run(base(), rows="1;PAY;2013-06-02T10:00:00;1;ann\n")) == [
        (
            "report_data/sources/desk.yml:1: source: expected a month in which an agreement with "
            "'bank' is in force, found 2013-06 (a line in report_data/records/bank/2013-06.yml "
            "as it would be); correct the period or the agreement's days (R010)"
        )
    ]


def test_an_export_of_a_day_that_has_not_come_is_told() -> None:
    [sentence] = told(run(base(COUNT, ("2014-06-30", "2014-07-02"))))

    assert sentence == (
        "report_data/sources/desk.yml:1: source: expected a day that has come, found 2014-07-02 "
        "(a line in report_data/records/bank/2013-12.yml as it would be); correct the day (R025)"
    )


def second(contents: dict[str, bytes], *changes: tuple[str, str]) -> dict[str, bytes]:
    """Return a workspace with what the desk recorded, and a second desk."""
    text = contents[MAPPING].decode().replace("source: desk\n", "source: desk2\n")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {**contents, DESK2: text.encode(), **run(contents).files}


def test_two_sources_that_tell_a_service_of_a_metric_are_told() -> None:
    assert [
        sentence.partition("; ")[0] for sentence in told(run(second(base()), source="desk2"))
    ] == [
        "report_data/sources/desk2.yml:16: records[0]: expected one record for a metric, "
        f"service, dimension and member, found a second one, the first is on line {line} "
        f"(incident.closed of {service} in report_data/records/bank/2013-12.yml as it would be)"
        for line, service in ((9, "payments"), (11, "workplace"))
    ]


def test_what_is_wrong_with_another_source_stops_nothing() -> None:
    apart = ("{PAY: payments}, other: workplace", "{PAY: workplace}, other: workplace")
    contents = second(base("  - {metric: service.users, ids: caller}\n"), (USERS, COUNT), apart)
    file = "report_data/records/bank/2013-12.yml"
    contents[file] = contents[file].replace(b'"ids"', b'"value": 1, "ids"')

    assert told(run(contents, source="desk2")) == []


# --- Salts of pseudonyms --------------------------------------------------------------

JANUARY = ROWS.replace("2013-12", "2014-01")


def test_another_salt_than_that_of_the_months_before_is_refused() -> None:
    contents = base(USERS)
    contents |= run(contents).files

    assert told(run(contents, rows=JANUARY, salt=OTHER)) == [
        (
            "report_data/records/bank/2013-12.yml:6: sources[0].salt_fingerprint: expected the "
            "salt that desk was collected with, as both count persons in service.users, found "
            "another one in REPORTGEN_SALT or REPORTGEN_SALT_FILE; set that salt; to change it "
            "for good, take out all record files of the party and collect them again (C067)"
        )
    ]


def test_another_salt_than_that_of_another_source_of_the_party_is_refused() -> None:
    contents = second(base(USERS))

    [sentence] = told(run(contents, rows=JANUARY, salt=OTHER, source="desk2"))
    assert sentence.startswith("report_data/records/bank/2013-12.yml:6: ")


def test_the_same_salt_goes_on() -> None:
    contents = base(USERS)
    contents |= run(contents).files

    assert told(run(contents, rows=JANUARY)) == []


def test_a_new_salt_is_taken_where_one_run_replaces_all_that_the_old_one_made() -> None:
    contents = base(USERS)
    contents |= run(contents).files

    assert told(run(contents, salt=OTHER)) == []


def test_records_of_a_time_before_fingerprints_stop_nothing() -> None:
    contents = base(USERS)
    old = {
        name: re.sub(rb'"salt_fingerprint": "[0-9a-f]*", ', b"", content)
        for name, content in run(contents).files.items()
    }

    assert old != run(contents).files
    assert told(run({**contents, **old}, rows=JANUARY, salt=OTHER)) == []


def test_metrics_that_tell_no_person_apart_go_on_with_any_salt() -> None:
    contents = base()
    contents |= run(contents).files

    assert told(run(contents, rows=JANUARY, salt=OTHER)) == []


def test_a_source_without_pseudonyms_has_no_fingerprint() -> None:
    [content] = run(base(COUNT, ("pseudonym: true", "type: text")), salt=b"").files.values()

    assert b"salt_fingerprint" not in content

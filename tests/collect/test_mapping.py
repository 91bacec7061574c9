"""Mappings that cannot work: findings with the line of the mapping, before a row is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.collect.collect import Collected
from generator.collect.review import review
from generator.workspace.workspace import Workspace
from tests.collect.conftest import record_file

Desk = Callable[..., Collected]

RULE = '{metric: desk.count, value: "true", dimensions: {urgency: urgency}}'
GOOD = "1;Mail;high;3-10-2013 9:05;1,5"


@pytest.mark.parametrize(
    ("old", "new", "line", "rule", "path"),
    [
        ("missing:", "encoding: klingon, missing:", 5, "C006", "form.encoding"),
        ("missing:", "encoding: hex, missing:", 5, "C006", "form.encoding"),
        ("key: id", "key: number", 12, "C007", "case.key"),
        ("key: id", "key: id, last_by: hours", 12, "C007", "case.last_by[0]"),
        ("key: id", "key: id, fold: {closd: max}", 12, "C007", "case.fold.closd"),
        ("key: id", "key: id, fold: {closed: sum}", 12, "C007", "case.fold.closed"),
        ("period: closed", "period: hours", 13, "C007", "period"),
        ("period: closed", "period: closed\nin_order: [closed, id]", 14, "C007", "in_order[1]"),
        ("column: service", "column: services", 14, "C007", "service.column"),
        ("  urgency: Urgency", "  closed_local: Urgency", 9, "C007", "columns.closed_local"),
        ("  urgency: Urgency", "  extracted: Urgency", 9, "C007", "columns.extracted"),
        ('instant: "%d', 'instant: "%d %d', 5, "C031", "form.instant"),
        ('instant: "%d-%m-%Y', 'instant: "%d-%m', 5, "C031", "form.instant"),
        ('instant: "%d-%m-%Y %H', 'instant: "%d-%m-%Y %I', 5, "C031", "form.instant"),
        ('instant: "%d-%m-%Y %H:%M', 'instant: "%d-%m-%Y %H:%M %p', 5, "C031", "form.instant"),
        ('instant: "%d-%m-%Y %H:%M', 'instant: "%d-%m-%Y %H %I %p', 5, "C031", "form.instant"),
        ("type: instant}", 'type: instant, format: "%d"}', 10, "C031", "columns.closed.format"),
        ("Mail: mail", "Mail: male", 14, "C008", "service.map.Mail"),
        ("other: other", "other: others", 14, "C008", "service.other"),
        ("desk.count", "desk.counts", 16, "C009", "records[0].metric"),
        ("{metric: desk.count,", "{metric: desk.ratio,", 16, "C009", "records[0]"),
        ("{metric: desk.count,", "{metric: desk.stock,", 16, "C009", "records[0]"),
        ("{urgency: urgency}", "{urgence: urgency}", 16, "C009", "records[0].dimensions.urgence"),
        ("{urgency: urgency}", "{urgency: now()}", 16, "C010", "records[0].dimensions.urgency"),
        ('"true"', "hours / 2", 16, "C010", "records[0].value"),
        ('"true"', "hours // 2", 16, "C010", "records[0].value"),
        ('"true"', "urgency", 16, "C011", "records[0].value"),
        ("desk.count, value", "desk.maximum, value", 16, "C011", "records[0].value"),
    ],
)
def test_what_cannot_work_is_found_on_its_line(  # noqa: PLR0913, PLR0917 - one column of the table each
    desk: Desk, old: str, new: str, line: int, rule: str, path: str
) -> None:
    run = desk("this row is never read", changes=((old, new),))

    told = {(finding.file, finding.line, finding.rule, finding.path) for finding in run.findings}
    assert ("report_data/sources/desk.yml", line, rule, path) in told
    assert run.files == {}


def test_all_that_is_wrong_is_told_in_one_run(desk: Callable[..., Collected]) -> None:
    changes = (("key: id", "key: number"), ("Mail: mail", "Mail: male"), ('"true"', "hours / 2"))

    run = desk(changes=changes)

    assert sorted({finding.rule for finding in run.findings}) == ["C007", "C008", "C010"]


def test_a_condition_of_an_exclusion_must_be_one(desk: Callable[..., Collected]) -> None:
    aside = "period: closed\nset_aside: [{when: hours, reason: {zh: 多, en: much}}]"

    run = desk(changes=(("period: closed", aside),))

    assert [(f.line, f.rule, f.path) for f in run.findings] == [(14, "C011", "set_aside[0].when")]


def test_a_mean_that_counts_cases_without_a_number_is_a_finding(
    desk: Callable[..., Collected],
) -> None:
    mean = ((RULE, '{metric: desk.mean, sum: hours, count: "true"}'),)

    run = desk(GOOD, "2;Mail;high;3-10-2013 9:05;?", changes=mean)

    assert [(f.rule, f.path, f.found) for f in run.findings] == [
        ("C012", "records[0].count", "1 without one, the first on line 3 of desk.csv")
    ]


def test_a_text_that_no_record_can_hold_is_a_finding(desk: Callable[..., Collected]) -> None:
    run = desk(f"1;Mail;{'x' * 401};3-10-2013 9:05;1", "2;Mail;\u202ehigh;3-10-2013 9:05;1")

    place = "report_data/sources/desk.yml:16: records[0].dimensions.urgency: expected a short line"
    sentences = sorted(finding.sentence for finding in run.findings)
    assert [sentence.startswith(place) for sentence in sentences] == [True, True]
    assert [sentence.partition("first in ")[2].partition(";")[0] for sentence in sentences] == [
        "row 3 of desk.csv",
        "row 2 of desk.csv",
    ]


def test_a_case_id_that_no_record_can_hold_is_a_finding(desk: Callable[..., Collected]) -> None:
    extreme = ((RULE, "{metric: desk.maximum, value: hours}"),)

    run = desk("no 1;Mail;high;3-10-2013 9:05;1", changes=extreme)

    assert [(finding.rule, finding.path, finding.found) for finding in run.findings] == [
        ("C013", "case.key", "'no 1', first in row 2 of desk.csv")
    ]


def test_an_expression_that_a_case_makes_impossible_is_a_finding(
    desk: Callable[..., Collected],
) -> None:
    cast = (('"true"', "CAST(urgency AS INTEGER)"),)

    fine = [f"{number};Mail;{number};3-10-2013 9:05;1" for number in range(10, 20)]
    run = desk(*fine, GOOD, *fine, changes=cast)

    assert [(finding.rule, finding.path, finding.found) for finding in run.findings] == [
        (
            "C015",
            "records[0].value",
            (
                "could not convert string 'high' to INT32 when casting from source column urgency; "
                "first in row 12 of desk.csv"
            ),
        )
    ]


def test_a_case_that_cannot_be_set_aside_or_kept_is_told_at_the_condition(
    desk: Callable[..., Collected],
) -> None:
    reason = "reason: {zh: 错, en: Wrong}"
    aside = f"set_aside:\n  - {{when: CAST(urgency AS INTEGER) > 1, {reason}}}\nperiod: closed"

    run = desk(GOOD, changes=(("period: closed", aside),))

    assert [(finding.rule, finding.path, finding.line) for finding in run.findings] == [
        ("C015", "set_aside[0].when", 14)
    ]


def test_mappings_are_reviewed_without_an_export(sample: Workspace) -> None:
    broken = [
        replace(entry, value=replace(entry.value, period="closd"))
        for entry in sample.of_kind("source")
        if entry.value.table is None
    ]
    others = [entry for entry in sample.entries if entry.kind != "source"]

    assert review(sample) == ()
    assert {finding.rule for finding in review(Workspace(entries=(*others, *broken)))} == {"C007"}


def test_a_month_that_was_not_over_when_the_export_was_taken_is_set_aside(
    desk: Callable[..., Collected],
) -> None:
    run = desk("1;Mail;high;3-11-2013 9:05;1,5", "2;Mail;high;1-12-2013 0:05;1,5")

    assert list(run.files) == ["report_data/records/shop/2013-11.yml"]
    assert run.quality
    assert [remark.en for remark in run.quality.set_aside] == [
        "of a month that was not over when the export was taken"
    ]


def test_cases_of_services_that_the_mapping_does_not_name_are_counted(
    desk: Callable[..., Collected],
) -> None:
    run = desk("1;Mail;high;3-11-2013 9:05;1,5", "2;Print;high;4-11-2013 0:05;1,5")

    assert run.quality
    assert [(remark.en, remark.count) for remark in run.quality.remarks] == [
        ("of services that the mapping does not name, counted as other", 1)
    ]


def test_a_part_of_a_month_does_not_take_the_place_of_the_whole(
    desk: Callable[..., Collected],
) -> None:
    whole = ("1;Mail;high;3-10-2013 9:05;1,5", "2;Mail;high;4-10-2013 9:05;1,5")
    stray = ("2;Mail;high;4-10-2013 9:05;1,5", "3;Mail;high;4-11-2013 9:05;1,5")
    before = {name: record_file(text) for name, text in desk(*whole).files.items()}

    run = desk(*stray, existing=before)

    assert not run.files
    assert [finding.sentence for finding in run.findings] == [
        (
            "report_data/records/shop/2013-10.yml: sources: expected at least 2 cases of 2013-10, "
            "as collected before, found 1; take an export of whole months, all in one file; if "
            "cases were withdrawn or moved, delete the file and collect all its sources again "
            "(C016)"
        )
    ]

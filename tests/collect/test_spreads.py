"""Seconds, values and ids of cases, as records that can be rolled up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.collect.collect import Collected
from tests.collect.conftest import record_file

Desk = Callable[..., Collected]

RULE = '{metric: desk.count, value: "true", dimensions: {urgency: urgency}}'
OCTOBER = "report_data/records/shop/2013-10.yml"
ROWS = (
    "p7;Mail;high;3-10-2013 9:05;1,5",
    "p1;Mail;low;4-10-2013 9:05;0,5",
    "p2;Mail;low;5-10-2013 9:05;1,50",
    "p3;Mail;low;6-10-2013 9:05;?",
)


def parts(run: Collected, name: str) -> list[tuple[str, str | None, object]]:
    """Return service, member and one part of every record of October."""
    assert run.findings == ()
    records = record_file(run.files[OCTOBER]).records
    return [(record.service, record.member, getattr(record, name)) for record in records]


def rule(text: str) -> tuple[tuple[str, str], ...]:
    return ((RULE, text),)


def test_a_percentile_keeps_every_value_with_its_number(desk: Desk) -> None:
    run = desk(*ROWS, changes=rule("{metric: desk.percentile, histogram: hours}"))

    assert parts(run, "histogram") == [("mail", None, "0.5:1 1.5:2"), ("other", None, "-")]


def test_values_are_kept_for_every_member_of_a_break_down(desk: Desk) -> None:
    text = "{metric: desk.percentile, histogram: hours, dimensions: {urgency: urgency}}"

    assert parts(desk(*ROWS, changes=rule(text)), "histogram") == [
        ("mail", None, "0.5:1 1.5:2"),
        ("mail", "high", "1.5:1"),
        ("mail", "low", "0.5:1 1.5:1"),
        ("other", None, "-"),
    ]


def test_ids_are_kept_once_and_sorted(desk: Desk) -> None:
    run = desk(*ROWS, changes=rule("{metric: desk.distinct, ids: urgency}"))

    assert parts(run, "ids") == [("mail", None, "high low"), ("other", None, "-")]


def test_ids_can_be_hashed(desk: Desk) -> None:
    run = desk(ROWS[0], changes=rule("{metric: desk.distinct, ids: sha256(urgency)}"))

    found = str(parts(run, "ids")[0][2])
    assert found == "6ef7c9b15ecdd69083724b84cfdc2100351963488b51b4ea2fcbddf493fbec94"


def test_seconds_of_a_duration_add_up(desk: Desk) -> None:
    text = "{metric: desk.duration-ratio, numerator: hours * 3600, denominator: hours * 7200}"
    run = desk(ROWS[0], ROWS[1], changes=rule(text))

    assert [str(value) for _, _, value in parts(run, "numerator")] == ["7200", "0"]
    assert [str(value) for _, _, value in parts(run, "denominator")] == ["14400", "0"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{metric: desk.percentile, histogram: hours > 1}", ("C011", "a condition")),
        (
            "{metric: desk.duration-ratio, numerator: hours, denominator: hours > 1}",
            ("C011", "a condition"),
        ),
        ("{metric: desk.distinct, ids: hours > 1}", ("C011", "a condition")),
        ("{metric: desk.percentile, value: hours}", ("C009", "value")),
        ("{metric: desk.average-stock, sum: hours, count: 'true'}", ("C009", "sum, count")),
        ("{metric: desk.index, value: hours}", ("C009", "value")),
        ("{metric: desk.single, value: hours > 1}", ("C011", "a condition")),
        (
            "{metric: desk.user-duration-ratio, numerator: hours, denominator: hours}",
            ("C009", "numerator, denominator"),
        ),
        ("{metric: desk.stock, value: 'true'}", ("C009", "an export of events")),
    ],
)
def test_a_kind_that_cases_cannot_tell_is_refused(
    desk: Desk, text: str, found: tuple[str, str]
) -> None:
    run = desk(*ROWS, changes=rule(text))

    assert [(finding.rule, finding.found) for finding in run.findings] == [found]


def test_an_id_with_a_space_would_be_two_and_is_refused(desk: Desk) -> None:
    row = "1;Mail;very high;3-10-2013 9:05;1"

    run = desk(row, changes=rule("{metric: desk.distinct, ids: urgency}"))

    assert [(finding.rule, finding.found) for finding in run.findings] == [
        ("C013", "'very high', first in row 2 of desk.csv")
    ]

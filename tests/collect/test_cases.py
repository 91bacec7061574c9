"""Rows become cases, and cases fall into months and services."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from generator.collect.collect import Collected
from generator.collect.quality import Remark
from generator.collect.tally import exact

Desk = Callable[..., Collected]

RULE = '{metric: desk.count, value: "true", dimensions: {urgency: urgency}}'
MAXIMUM = (RULE, "{metric: desk.maximum, value: hours}")
MINIMUM = (RULE, "{metric: desk.minimum, value: hours}")
TIED = "rows of a case tie for the last closed and differ in {}; the last one in the file is taken"


def lines(run: Collected, month: str = "2013-10") -> list[str]:
    assert run.findings == ()
    text = run.files[f"report_data/records/shop/{month}.yml"].decode()
    return text.partition("records:\n")[2].replace('"source": "desk", ', "").splitlines()


def test_a_case_belongs_to_the_month_of_the_partys_clock(desk: Desk) -> None:
    utc = (("form:", "zone: UTC\nform:"),)

    run = desk(
        "1;Mail;high;31-10-2013 22:59;1",  # 23:59 in Amsterdam
        "2;Mail;high;31-10-2013 23:00;1",  # midnight in Amsterdam
        changes=utc,
    )

    assert sorted(run.files) == [
        "report_data/records/shop/2013-10.yml",
        "report_data/records/shop/2013-11.yml",
    ]


def test_services_that_are_not_mapped_are_other_and_members_without_a_name_unknown(
    desk: Desk,
) -> None:
    run = desk("1;Mail;high;3-10-2013 9:05;1", "2;Fax;?;4-10-2013 9:05;1", "3;;;5-10-2013 9:05;1")

    assert lines(run) == [
        '- {"metric": "desk.count", "service": "mail", "value": 1}',
        (
            '- {"metric": "desk.count", "service": "mail", '
            '"dimension": "urgency", "member": "high", "value": 1}'
        ),
        '- {"metric": "desk.count", "service": "other", "value": 2}',
        (
            '- {"metric": "desk.count", "service": "other", '
            '"dimension": "urgency", "member": "not stated", "value": 2}'
        ),
    ]


def test_a_mapping_may_put_every_case_into_one_service(desk: Desk) -> None:
    run = desk("1;Mail;high;3-10-2013 9:05;1", changes=(("map: {Mail: mail}", "map: {}"),))

    assert lines(run)[0] == '- {"metric": "desk.count", "service": "other", "value": 1}'


@pytest.mark.parametrize(
    ("ids", "cases"), [("123", 3), ("321", 3), ("122", 2), ("221", 2), ("212", 2), ("1-1", 1)]
)
def test_ids_that_differ_are_cases_in_whatever_order_they_come(
    desk: Desk, ids: str, cases: int
) -> None:
    rows = (f"{each.strip('-')};Mail;high;3-10-2013 9:05;1" for each in ids)

    run = desk(*rows, changes=((RULE, '{metric: desk.count, value: "true"}'),))

    assert lines(run)[0] == f'- {{"metric": "desk.count", "service": "mail", "value": {cases}}}'


def test_a_service_without_cases_has_records_of_nought(desk: Desk) -> None:
    mean = (RULE, "{metric: desk.mean, sum: hours, count: hours IS NOT NULL}")

    run = desk("1;Mail;high;3-10-2013 9:05;1,25", changes=(mean,))

    assert lines(run) == [
        '- {"metric": "desk.mean", "service": "mail", "sum": "1.25", "count": 1}',
        '- {"metric": "desk.mean", "service": "other", "sum": 0, "count": 0}',
    ]


def test_a_ratio_takes_its_numerator_from_the_cases_of_its_denominator(desk: Desk) -> None:
    ratio = (RULE, "{metric: desk.ratio, numerator: hours <= 4, denominator: urgency = 'high'}")

    run = desk(
        "1;Mail;high;3-10-2013 9:05;4",
        "2;Mail;high;3-10-2013 9:05;4,000000001",
        "3;Mail;high;3-10-2013 9:05;?",
        "4;Mail;low;3-10-2013 9:05;1",
        changes=(ratio,),
    )

    assert lines(run)[0] == (
        '- {"metric": "desk.ratio", "service": "mail", "numerator": 1, "denominator": 3}'
    )


def test_numbers_are_added_up_exactly(desk: Desk) -> None:
    total = (RULE, "{metric: desk.count, value: hours}")

    run = desk(*(f"{n};Mail;high;3-10-2013 9:05;0,1" for n in range(10)), changes=(total,))

    assert lines(run)[0] == '- {"metric": "desk.count", "service": "mail", "value": 1}'


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (MAXIMUM, '"value": 9, "at": "2013-10-03T09:05:00", "case": "2"'),
        (MINIMUM, '"value": 5, "at": "2013-10-03T09:05:00", "case": "4"'),
    ],
)
def test_of_equal_extremes_the_earliest_stands_then_the_first_by_id(
    desk: Desk, rule: tuple[str, str], expected: str
) -> None:
    rows = ["1;4-10-2013 9:05;9", "3;3-10-2013 9:05;9", "2;3-10-2013 9:05;9"]
    rows += ["4;3-10-2013 9:05;5", "5;3-10-2013 9:05;?"]

    run = desk(*(row.replace(";", ";Mail;high;", 1) for row in rows), changes=(rule,))

    assert len(lines(run)) == 1
    assert expected in lines(run)[0]


def test_the_row_with_the_latest_instant_is_the_state_of_a_case(desk: Desk) -> None:
    last = ("key: id", "key: id, last_by: closed")

    run = desk(
        "1;Mail;high;5-10-2013 9:05;7",
        "1;Mail;high;3-10-2013 9:05;8",
        "1;Mail;high;?;9",
        changes=(last, MAXIMUM),
    )

    assert run.quality
    assert '"value": 7, ' in lines(run)[0]
    assert run.quality.remarks == (
        Remark(zh="单据的较早状态", en="earlier states of a case", count=2, lines=(3, 4)),
    )


@pytest.mark.parametrize(
    ("fold", "closed", "told"),
    [
        ("", "5-10-2013 9:05", ["urgency", "hours"]),
        ("", "?", ["urgency", "hours"]),
        (", fold: {hours: first}", "5-10-2013 9:05", ["urgency"]),
        (", fold: {hours: sum, urgency: most-common}", "5-10-2013 9:05", []),
    ],
)
def test_rows_that_tie_for_the_last_and_differ_are_remarked(
    desk: Desk, fold: str, closed: str, told: list[str]
) -> None:
    last = ("key: id", f"key: id, last_by: closed{fold}")
    rows = (f"1;Mail;;{closed};8", "2;Mail;low;?;4", f"1;Mail;high;{closed};7")

    quality = desk(*rows, *("2;Mail;low;4-10-2013 9:05;5",) * 2, changes=(last,)).quality

    assert quality
    assert [(each.en, each.count, each.lines) for each in quality.remarks][-len(told) - 1 :] == [
        ("earlier states of a case", 3, (2, 3, 5)),
        *((TIED.format(name), 1, (2,)) for name in told),
    ]


@pytest.mark.parametrize(
    ("fold", "expected"),
    [("max", 10), ("min", 2), ("sum", 12), ("first", 2)],
)
def test_rows_of_one_case_are_folded_column_by_column(desk: Desk, fold: str, expected: int) -> None:
    folds = ("key: id", f"key: id, fold: {{hours: {fold}}}")
    total = (RULE, "{metric: desk.count, value: hours}")

    run = desk("1;Mail;;3-10-2013 9:05;2", "1;Mail;;3-10-2013 9:05;10", changes=(folds, total))

    assert lines(run)[0] == f'- {{"metric": "desk.count", "service": "mail", "value": {expected}}}'


@pytest.mark.parametrize(
    ("services", "mail"),
    [("Fax Mail Mail", 1), ("Mail Fax Fax", 0), ("Mail Fax", 0), ("Mail Zip", 1)],
)
def test_a_case_of_several_services_goes_to_the_commonest_then_to_the_first_by_name(
    desk: Desk, services: str, mail: int
) -> None:
    folds = ("key: id", "key: id, fold: {service: most-common}")

    run = desk(*(f"1;{name};;3-10-2013 9:05;2" for name in services.split()), changes=(folds,))

    assert lines(run)[0] == f'- {{"metric": "desk.count", "service": "mail", "value": {mail}}}'


def test_rows_that_differ_where_no_rule_folds_are_remarked(desk: Desk) -> None:
    quality = desk("1;Mail;high;3-10-2013 9:05;2", "1;Mail;low;3-10-2013 9:05;2").quality

    assert quality
    assert [(remark.en, remark.count, remark.lines) for remark in quality.remarks] == [
        ("further rows of a case, folded", 1, (3,)),
        ("rows of a case differ in urgency; the first one that has it is taken", 1, (2,)),
    ]


def test_cases_are_set_aside_for_the_first_reason_that_holds(desk: Desk) -> None:
    aside = (
        "period: closed",
        (
            "set_aside:\n"
            "  - {when: urgency = 'test', reason: {zh: 测试, en: a test}}\n"
            "  - {when: hours > 5, reason: {zh: 太长, en: too long}}\n"
            "period: closed"
        ),
    )

    run = desk(
        "1;Mail;test;3-10-2013 9:05;9",
        "2;Mail;high;3-10-2013 9:05;9",
        "3;Mail;high;?;1",
        ";Mail;high;3-10-2013 9:05;1",
        "4;Mail;high;3-10-2013 9:05;?",
        changes=(aside,),
    )

    assert run.quality
    assert run.quality.rows_of_table("en") == (
        ("rows read", "5", ""),
        ("blank rows", "0", ""),
        ("cases", "4", ""),
        ("cases used", "1", ""),
        ("rows without a case id", "1", "5"),
        ("a test", "1", "2"),
        ("too long", "1", "3"),
        ("no instant in closed, so no month", "1", "4"),
    )


def test_instants_around_a_change_of_the_clock_are_remarked(desk: Desk) -> None:
    quality = desk(
        "1;Mail;high;27-10-2013 2:30;1", "2;Mail;high;31-03-2013 2:30;1", "3;Mail;;1-10-2013 0:00;1"
    ).quality

    assert quality
    assert [(remark.count, remark.lines) for remark in quality.remarks] == [(1, (2,)), (1, (3,))]


@pytest.mark.parametrize(
    ("amount", "text"),
    [(None, "0"), (1000, "1000"), ("1.500000000", "1.5"), ("100.000000000", "100"), ("0.0", "0")],
)
def test_an_amount_has_no_digit_more_than_it_needs(amount: str | int | None, text: str) -> None:
    assert str(exact(Decimal(amount) if isinstance(amount, str) else amount)) == text


@pytest.mark.parametrize(
    ("shown", "hour"),
    [
        ("12:00:00 AM", "00:00:00"),
        ("12:59:59 am", "00:59:59"),
        ("1:05:00 AM", "01:05:00"),
        ("11:59:59 AM", "11:59:59"),
        ("12:00:00 PM", "12:00:00"),
        ("09:26:07 pm", "21:26:07"),
    ],
)
def test_a_clock_of_twelve_hours_is_read_with_its_half_of_the_day(
    desk: Desk, shown: str, hour: str
) -> None:
    style = ("%d-%m-%Y %H:%M", "%m/%d/%Y %I:%M:%S %p")

    run = desk(f"1;Mail;high;10/03/2013 {shown};1", changes=(style, MAXIMUM))

    assert f'"at": "2013-10-03T{hour}"' in lines(run)[0]


def test_an_expression_knows_the_day_on_which_the_export_was_taken(desk: Desk) -> None:
    open_days = "date_diff('day', closed_local, extracted)"
    mean = (RULE, f'{{metric: desk.mean, sum: "{open_days}", count: "true"}}')

    run = desk("1;Mail;high;30-11-2013 23:59;1", changes=(mean,))

    assert lines(run, "2013-11")[0] == (
        '- {"metric": "desk.mean", "service": "mail", "sum": 1, "count": 1}'
    )


def test_cases_without_a_beginning_or_an_end_are_told_and_count(desk: Desk) -> None:
    run = desk(
        "1;Mail;high;3-10-2013 9:05;1;;",
        "2;Mail;high;4-10-2013 9:05;1;1-10-2013 9:05;",
        heading="Number;Service;Urgency;Closed;Hours;Opened;Resolved\n",
        changes=(
            ("period:", "in_order: [opened, closed, resolved]\nperiod:"),
            (
                "columns:\n",
                (
                    "columns:\n  opened: {header: Opened, type: instant}\n"
                    "  resolved: {header: Resolved, type: instant}\n"
                ),
            ),
        ),
    )

    assert run.quality
    assert [(each.en, each.count, each.lines) for each in run.quality.remarks] == [
        ("truncated cases: no beginning (opened is missing)", 1, (2,)),
        ("truncated cases: no end (resolved is missing)", 2, (2, 3)),
    ]


def test_an_empty_cell_beside_a_filled_one_is_a_difference(desk: Desk) -> None:
    run = desk("1;Mail;;3-10-2013 9:05;1", "1;Mail;high;3-10-2013 9:05;1")

    assert lines(run)[1].endswith('"member": "high", "value": 1}')
    assert run.quality
    assert run.quality.remarks[-1] == Remark(
        zh="同一单据各行的 urgency 不同，取第一个有值的行",
        en="rows of a case differ in urgency; the first one that has it is taken",
        count=1,
        lines=(2,),
    )

"""Instants after the day of the export: events cannot be there, plans may."""

from __future__ import annotations

from collections.abc import Callable

from generator.collect.collect import Collected
from generator.collect.quality import Remark

Desk = Callable[..., Collected]
OPENED = ("service: Service", "service: Service\n  opened: {header: Opened, type: instant}")
IN_ORDER = ("period: closed", "in_order: [opened, closed]\nperiod: opened")
HEADING = "Number;Service;Urgency;Closed;Hours;Opened\n"
SOUND = "1;Mail;high;3-11-2013 9:05;1;2-11-2013 9:05"
SWAPPED = "2;Mail;high;1-12-2014 9:05;1;2-11-2013 9:05"


def told(run: Collected) -> list[tuple[str, int, str]]:
    return [(finding.rule, finding.line, finding.found) for finding in run.findings]


def test_an_event_after_the_export_is_refused_with_its_lines(desk: Desk) -> None:
    run = desk(SOUND, SWAPPED, heading=HEADING, changes=(OPENED, IN_ORDER))

    assert told(run) == [("C027", 3, "later ones: 1 (rows 3)")]
    assert dict(run.files) == {}


def test_a_month_after_the_export_is_refused_not_set_aside(desk: Desk) -> None:
    run = desk("1;Mail;high;3-11-2013 9:05;1", "2;Mail;high;2-12-2013 0:00;1")

    assert told(run) == [("C027", 3, "later ones: 1 (rows 3)")]


def test_a_case_that_the_mapping_sets_aside_may_have_any_instant(desk: Desk) -> None:
    known = "set_aside: [{when: id = '2', reason: {zh: 错, en: Wrong}}]\nperiod: closed"

    run = desk(
        "1;Mail;high;3-11-2013 9:05;1",
        "2;Mail;high;1-12-2014 9:05;1",
        changes=(("period: closed", known),),
    )

    assert run.findings == ()
    assert run.quality
    assert run.quality.set_aside == (Remark(zh="错", en="Wrong", count=1, lines=(3,)),)


def test_an_instant_that_may_be_planned_is_remarked(desk: Desk) -> None:
    planned = "3;Mail;high;3-11-2013 9:05;1;2-11-2014 9:05"

    run = desk(SOUND, planned, heading=HEADING, changes=(OPENED,))

    assert run.quality
    assert run.quality.remarks == (
        Remark(
            zh="opened 晚于导出日期：是计划时刻，还是日和月写反了？",
            en="opened after the export was taken: planned, or day and month swapped?",
            count=1,
            lines=(3,),
        ),
    )


def test_months_by_a_plan_leave_out_those_that_have_not_come(desk: Desk) -> None:
    plan = ("{header: Closed, type: instant}", "{header: Closed, type: instant, planned: true}")

    run = desk("1;Mail;high;3-11-2013 9:05;1", "2;Mail;high;2-12-2014 0:00;1", changes=(plan,))

    assert told(run) == []
    assert run.quality
    assert [(remark.en, remark.lines) for remark in run.quality.set_aside] == [
        ("of a month that was not over when the export was taken", (3,))
    ]


def test_an_end_that_was_promised_may_follow_the_export(desk: Desk) -> None:
    target = ("service: Service", "service: Service\n  target: {header: Opened, type: instant}")
    changes = (
        target,
        ("period: closed", "table: tickets\nin_order: [closed, target]\nperiod: closed"),
    )

    run = desk("1;Mail;high;3-11-2013 9:05;1;2-11-2014 9:05", heading=HEADING, changes=changes)

    assert told(run) == []

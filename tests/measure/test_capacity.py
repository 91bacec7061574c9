from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from generator.measure.capacity import Headroom, headrooms
from generator.measure.trend import Outlook
from generator.periods import Period
from tests.measure.school import METRICS, Tree, backlog, clause, edition, school

KEEP = clause("1.1", "incident.backlog", "<= 500")


def rising(count: int, step: int = 10) -> dict[str, list[Tree]]:
    """Return a backlog at the end of each month up to December 2013."""
    periods = Period.parse("2013-12").last(count)
    return {
        month.label: [backlog(100 + step * index, f"{month.label}-28")]
        for index, month in enumerate(periods)
    }


def of_backlog(
    records: dict[str, list[Tree]], clauses: Sequence[Tree] = (), **metric: object
) -> tuple[Headroom, ...]:
    """Return the headrooms at the end of 2013; `metric` adds to the definition of backlog."""
    metrics = [{**each, **(metric if each["id"] == "incident.backlog" else {})} for each in METRICS]
    return headrooms(edition(school(records, clauses, metrics=metrics), "2013-12"))


def test_a_threshold_is_reached_so_many_days_after_the_last_level() -> None:
    found = of_backlog(rising(12), threshold="<= 240")[0]

    assert found.levels[-1] == (date(2013, 12, 28), Fraction(210))
    assert found.reach.outlook is Outlook.APPROACHING
    assert found.reach.days
    # 30 more at 10 a month.
    assert 85 < found.reach.days < 97


def test_a_target_of_a_promise_about_a_level_is_a_threshold() -> None:
    found = of_backlog(rising(12), [KEEP])

    assert [(each.key.id, each.bound.text()) for each in found] == [
        ("incident.backlog@all", "<= 500")
    ]


def test_a_threshold_and_a_promise_with_the_same_bound_are_one() -> None:
    assert len(of_backlog(rising(12), [KEEP], threshold="<= 500")) == 1


def test_no_trend_gives_no_day() -> None:
    found = of_backlog(rising(12, step=0), [KEEP])[0]

    assert (found.reach.outlook, found.reach.days) == (Outlook.NO_TREND, None)


def test_a_level_past_its_threshold_has_reached_it() -> None:
    assert of_backlog(rising(12), threshold="<= 200")[0].reach.outlook is Outlook.REACHED


def test_a_few_levels_tell_nothing() -> None:
    assert of_backlog(rising(3), [KEEP])[0].reach.outlook is Outlook.TOO_FEW


def test_a_threshold_of_a_metric_without_records_is_left_out() -> None:
    assert of_backlog({}, threshold="<= 500") == ()


def test_a_quarter_has_the_levels_of_its_months() -> None:
    report = {"cadence": "quarter", "first": "2013-Q1"}
    clauses = [{**KEEP, "per": "quarter"}]
    found = headrooms(edition(school(rising(12), clauses, report=report), "2013-Q4"))

    assert len(found[0].levels) == 12

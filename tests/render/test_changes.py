from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.measure.signal import Signal
from generator.render.changes import changes_of
from tests.measure.school import METRICS, Tree, backlog, clause, closed, edition, ratio, school
from tests.measure.test_course import months, shares
from tests.measure.test_movement import SPLIT, whole_and_parts

OVER_70 = clause("1.1", "incident.in-target", "> 70 %")
STEADY = [90, 91, 89, 90, 92, 90, 88, 91, 90, 89, 91]


def changes(
    records: Mapping[str, Sequence[Tree]],
    period: str = "2013-12",
    clauses: Sequence[Tree] = (OVER_70,),
    metrics: Sequence[Tree] = METRICS,
    **report: object,
) -> dict[str, Any]:
    """Return what changed in an edition, as it is written."""
    return changes_of(edition(school(records, clauses, report=report, metrics=metrics), period))


def test_a_signal_is_written_with_its_rule_periods_and_exact_limits() -> None:
    (signal,) = changes(shares([*STEADY, 70]))["signals"]

    assert {key: signal[key] for key in ("figure", "word", "rule", "periods", "judged")} == {
        "figure": "incident.in-target@all",
        "word": "fell",
        "rule": "beyond-limits",
        "periods": ["2013-12"],
        "judged": "7/10",
    }
    assert signal["limits"]["centre"] == "991/1100"


def test_too_few_periods_are_written_without_limits() -> None:
    assert changes(shares([90, 91]))["signals"] == [
        {
            "figure": "incident.in-target@all",
            "word": Signal.TOO_FEW.value,
            "rule": None,
            "periods": [],
            "judged": None,
            "limits": None,
        }
    ]


def test_metrics_of_the_headline_and_of_processes_have_their_word_once() -> None:
    records = {"2013-12": [ratio(9, 10), closed(3), backlog(3, "2013-12-31")]}

    found = changes(records, sections=["sla", "incidents"], headline=["incident.closed"])["signals"]

    assert [each["figure"] for each in found] == ["incident.in-target@all", "incident.closed@all"]


def test_a_forecast_is_written_with_its_score() -> None:
    records = months([closed(value) for value in [10, 12, 10, 12, 11]])

    (found,) = changes(records, sections=["outlook"], outlook=["incident.closed"])["forecasts"]

    assert found["figure"] == "incident.closed@all"
    assert found["forecast"]["method"] == "naive"
    assert [each["period"] for each in found["forecast"]["expected"]] == [
        "2014-01",
        "2014-02",
        "2014-03",
    ]
    assert (found["expected_before"]["value"], found["came"]) == ("12", "11")
    assert found["score"] == {
        "error": "1",
        "came": "11",
        "inside": 1,
        "points": 1,
        "wape": "1/11",
    }


def test_a_forecast_that_nobody_can_make_is_null() -> None:
    (found,) = changes({}, sections=["outlook"], outlook=["incident.closed"])["forecasts"]

    assert (found["forecast"], found["expected_before"], found["past"]) == (None, None, 0)


def test_without_the_section_nothing_is_foretold() -> None:
    records = {"2013-12": [backlog(3, "2013-12-31")]}
    promise = clause("1.1", "incident.backlog", "<= 5")

    found = changes(records, clauses=[promise], headline=["incident.closed"])

    assert (found["forecasts"], found["thresholds"]) == ([], [])


def test_a_threshold_is_written_with_its_levels() -> None:
    records = {"2013-12": [backlog(3, "2013-12-31")]}
    promise = clause("1.1", "incident.backlog", "<= 5")

    assert changes(records, clauses=[promise], sections=["outlook"])["thresholds"] == [
        {
            "figure": "incident.backlog@all",
            "threshold": "<= 5",
            "levels": [{"day": "2013-12-31", "value": "3"}],
            "outlook": "too-few",
            "days": None,
            "interval": None,
        }
    ]


def test_movements_are_exact_and_contradictions_named() -> None:
    before = whole_and_parts([(850, 1000), (50, 100)])
    after = whole_and_parts([(90, 100), (600, 1000)])
    web = whole_and_parts([(850, 1000), (50, 100)], "web")

    found = changes({"2013-11": [*before, *web], "2013-12": [*after, *web]}, metrics=SPLIT)

    by_service, by_priority = found["movements"]
    assert (by_service["dimension"], by_priority["dimension"]) == ("service", "priority")
    assert by_service["members"][0] == {
        "member": "mail",
        "before": "900/1100",
        "after": "690/1100",
        "rate": "-21/220",
        "mix": "0",
    }
    assert by_priority["reversal"]["wholes"] == ["1800/2200", "1590/2200"]
    assert [(each["first"], each["second"]) for each in found["contradictions"]] == [
        ("mail", "web")
    ]

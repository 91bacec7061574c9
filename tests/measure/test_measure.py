from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from generator.measure.figure import FigureKey
from generator.measure.ledger import Ledger
from generator.measure.measure import Edition, measures_of
from generator.measure.verdict import Judgement, Reason, Verdict
from generator.periods import Period
from generator.target import Target
from tests.measure.school import (
    METRICS,
    PARTY,
    Tree,
    agreement,
    clause,
    closed,
    edition,
    metric,
    ratio,
    school,
    service,
)

OVER_95 = clause("1.1", "incident.in-target", "> 95 %", at_risk="<= 96 %")
CHANGED = {
    "id": "1.1",
    "text": {"zh": "逐步提高。", "en": "Better step by step."},
    "metric": "incident.in-target",
    "targets": [
        {"first": "2013-01-01", "target": ">= 90 %"},
        {"first": "2013-11-01", "target": ">= 95 %"},
        {"first": "2013-12-16", "target": ">= 99 %"},
    ],
}


def reasons(found: Edition) -> list[Reason]:
    """Return why each promise has its verdict."""
    return [attainment.judgement.reason for attainment in found.attainments]


@pytest.mark.parametrize(
    ("numerator", "verdict"),
    [(97, Verdict.MET), (96, Verdict.AT_RISK), (95, Verdict.MISSED), (94, Verdict.MISSED)],
)
def test_a_promise_is_judged_by_its_own_operator_and_warning_line(
    numerator: int, verdict: Verdict
) -> None:
    found = edition(school({"2013-10": [ratio(numerator, 100)]}, [OVER_95]), "2013-10")

    assert [attainment.judgement.verdict for attainment in found.attainments] == [verdict]


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ({"2013-10": [ratio(100, 100)], "2013-12": [ratio(100, 100)]}, Reason.INCOMPLETE),
        ({"2013-12": [ratio(100, 100, "web")]}, Reason.INCOMPLETE),
        ({"2013-12": [closed(5)]}, Reason.NO_RECORD),
        (
            {"2013-10": [ratio(0, 0)], "2013-11": [ratio(0, 0)], "2013-12": [ratio(0, 0)]},
            Reason.NO_SAMPLE,
        ),
    ],
)
def test_what_is_not_known_is_never_met(
    records: Mapping[str, Sequence[Tree]], reason: Reason
) -> None:
    quarterly = {"cadence": "quarter", "first": "2013-Q4"}
    workspace = school(records, [{**OVER_95, "per": "quarter"}], report=quarterly)

    found = edition(workspace, "2013-Q4")

    assert reasons(found) == [reason]
    assert found.attainments[0].judgement.verdict not in {Verdict.MET, Verdict.AT_RISK}


@pytest.mark.parametrize(("sample", "reason"), [(19, Reason.TOO_FEW), (20, Reason.KEPT)])
def test_fewer_cases_than_the_metric_needs_are_not_judged(sample: int, reason: Reason) -> None:
    metrics = [{**metric, "min_n": 20} for metric in METRICS]
    workspace = school({"2013-10": [ratio(sample, sample)]}, [OVER_95], metrics=metrics)

    assert reasons(edition(workspace, "2013-10")) == [reason]


def test_a_history_judges_each_period_by_the_target_of_its_own_days() -> None:
    months = {f"2013-{month}": [ratio(93, 100)] for month in (10, 11, 12)}

    found = edition(school(months, [CHANGED]), "2013-12").attainments[0]

    assert [judgement.reason for judgement in found.history[-4:]] == [
        Reason.NO_RECORD,
        Reason.KEPT,
        Reason.BROKEN,
        Reason.TARGET_CHANGED,
    ]


def test_the_verdict_of_an_edition_is_the_last_of_its_history() -> None:
    found = edition(school({"2013-10": [ratio(93, 100)]}, [CHANGED]), "2013-10").attainments[0]

    assert found.judgement == found.history[-1] == Judgement(reason=Reason.KEPT)


def test_a_target_that_changes_within_the_period_judges_nothing() -> None:
    found = edition(school({"2013-12": [ratio(93, 100)]}, [CHANGED]), "2013-12").attainments[0]

    assert (found.promised, found.judgement.reason) == (None, Reason.TARGET_CHANGED)


def test_promises_of_other_cadences_are_counted_and_not_judged() -> None:
    clauses = [
        OVER_95,
        {**OVER_95, "id": "1.2", "per": "quarter"},
        {**OVER_95, "id": "1.3", "per": "year"},
    ]

    found = edition(school({"2013-10": [ratio(9, 10)]}, clauses), "2013-10")

    assert ([a.clause.id for a in found.attainments], found.other_cadences) == (["1.1"], 2)


def test_a_clause_that_measures_nothing_is_no_promise_to_judge() -> None:
    unmeasured = {"id": "7.1", "text": {"zh": "每月报告。", "en": "A report a month."}}

    found = edition(school({"2013-10": [ratio(9, 10)]}, [unmeasured]), "2013-10")

    assert (found.attainments, found.other_cadences) == ((), 0)


@pytest.mark.parametrize(
    ("effective", "count"),
    [
        ({"first": "2013-01-01", "last": "2013-09-30"}, 0),
        ({"first": "2013-01-01", "last": "2013-10-01"}, 1),
        ({"first": "2013-10-31"}, 1),
        ({"first": "2013-11-01"}, 0),
    ],
)
def test_a_promise_counts_in_every_period_in_which_it_was_in_force(
    effective: dict[str, str], count: int
) -> None:
    files = {"agreements/sla.yml": agreement("sla", [OVER_95], effective=effective)}

    assert (
        len(edition(school({"2013-10": [ratio(9, 10)]}, files=files), "2013-10").attainments)
        == count
    )


def test_promises_to_another_party_are_not_judged() -> None:
    files = {"agreements/other.yml": agreement("other", [OVER_95], party="bank")}

    assert edition(school({"2013-10": [ratio(9, 10)]}, files=files), "2013-10").attainments == ()


def test_each_service_that_a_clause_names_is_a_promise_of_its_own() -> None:
    workspace = school(
        {"2013-10": [ratio(97, 100), ratio(90, 100, "web")]},
        [{**OVER_95, "services": ["mail", "web"]}],
    )

    assert reasons(edition(workspace, "2013-10")) == [Reason.KEPT, Reason.BROKEN]


def test_a_report_about_some_services_judges_no_promise_about_all_or_others() -> None:
    clauses = [
        OVER_95,
        {**OVER_95, "id": "1.2", "services": ["web"]},
        {**OVER_95, "id": "1.3", "services": ["mail"]},
    ]
    workspace = school({"2013-10": [ratio(97, 100)]}, clauses, report={"services": ["mail"]})

    assert [a.clause.id for a in edition(workspace, "2013-10").attainments] == ["1.3"]


def test_a_report_has_the_services_of_its_party_in_the_order_of_the_catalogue() -> None:
    services = [service("web"), {**service("bank"), "parties": ["bank"]}, service("mail")]
    workspace = school({"2013-10": [ratio(1, 1)]}, files={"services.yml": {"services": services}})

    assert edition(workspace, "2013-10").services == ("web", "mail")


def test_a_figure_stands_beside_its_previous_period_and_its_year() -> None:
    workspace = school(
        {"2013-09": [ratio(9, 10)], "2013-10": [ratio(990, 1000)]}, report={"first": "2013-09"}
    )

    found = edition(workspace, "2013-10").measures.measured("incident.in-target")

    values = [figure.value for figure in (found.figure, found.previous, found.year_to_date)]
    assert values == [Fraction(99, 100), Fraction(9, 10), Fraction(999, 1010)]


@pytest.mark.parametrize(
    ("first", "label"),
    [
        ("2012-05", "2013-01-01..2013-12-01"),
        ("2013-10", "2013-10-01..2013-12-01"),
        ("2013-12", "2013-11-01..2013-12-01"),
    ],
)
def test_the_year_to_date_begins_with_the_year_or_with_the_report(first: str, label: str) -> None:
    workspace = school({"2013-11": [ratio(1, 1)]}, report={"first": first})
    report, period = workspace.reports["monthly"], Period.parse("2013-11")

    measures = measures_of(workspace, Ledger.of(workspace), report, period)

    assert measures.year_to_date.label == label


def test_the_year_to_date_of_a_party_is_its_fiscal_year() -> None:
    party = {**PARTY, "fiscal_year_start": 4}
    workspace = school(
        {"2013-03": [ratio(0, 9)], "2013-05": [ratio(1, 1)]}, files={"parties/school.yml": party}
    )

    found = edition(workspace, "2013-05").measures.measured("incident.in-target").year_to_date

    assert (found.period.label, found.value) == ("2013-04-01..2013-06-01", Fraction(1))


def test_the_previous_verdicts_are_of_the_same_promises_in_the_same_order() -> None:
    clauses = [OVER_95, {**OVER_95, "id": "1.2", "services": ["mail"]}]
    workspace = school({"2013-09": [ratio(9, 10)], "2013-10": [ratio(99, 100)]}, clauses)

    found = edition(workspace, "2013-10")

    assert [(a.clause.id, a.judgement.reason) for a in found.previous_attainments] == [
        ("1.1", Reason.BROKEN),
        ("1.2", Reason.BROKEN),
    ]


def test_members_without_a_record_in_the_period_are_left_out() -> None:
    workspace = school(
        {
            "2013-09": [closed(2), closed(2, cause="disk")],
            "2013-10": [closed(3), closed(3, cause="user")],
        }
    )

    members = edition(workspace, "2013-10").measures.members("incident.closed", "cause")

    assert [(figure.key.member, figure.value) for figure in members] == [("user", Fraction(3))]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("incident.in-target@all", "> 95 %"),
        ("incident.in-target@mail", None),
        ("incident.closed@all", None),
        ("incident.in-target@all/cause=disk", None),
    ],
)
def test_a_figure_is_held_against_the_target_of_its_own_promise(
    name: str, target: str | None
) -> None:
    found = edition(school({"2013-10": [ratio(9, 10)]}, [OVER_95]), "2013-10")

    assert found.target(FigureKey.parse(name)) == (Target.parse(target) if target else None)


def test_an_edition_is_named_after_its_report_and_period() -> None:
    assert edition(school({"2013-10": [ratio(9, 10)]}), "2013-10").name == "monthly/2013-10"


def test_an_index_is_known_by_the_records_of_its_components() -> None:
    index = metric(
        "incident.score",
        "index",
        "percent",
        "higher",
        components=[{"metric": "incident.in-target", "weight": 1}],
    )
    workspace = school({"2013-10": [ratio(9, 10)]}, metrics=[*METRICS, index])

    known = [edition(workspace, label).measures for label in ("2013-09", "2013-10", "2013-11")]

    assert [measures.is_known("incident.score") for measures in known] == [False, True, True]

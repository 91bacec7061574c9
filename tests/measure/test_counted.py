from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.measure.composite import PeriodsMet
from generator.measure.counted import CountedPromise
from generator.measure.verdict import Judgement, Reason
from generator.periods import Period
from tests.measure.school import PARTY, Tree, agreement, clause, edition, ratio, school

MONTHLY = clause("1.1", "incident.in-target", ">= 95 %", at_risk="<= 96 %")
QUARTERLY = {"cadence": "quarter", "first": "2013-Q1"}
MONTHS = ("2013-10", "2013-11", "2013-12")


def quarter(
    rows: Sequence[Tree | None], promise: Tree = MONTHLY, files: Tree | None = None
) -> tuple[CountedPromise, ...]:
    """Return what is counted in a quarter with one record a month."""
    records = {month: [row] for month, row in zip(MONTHS, rows, strict=True) if row}
    workspace = school(records, [promise], report=QUARTERLY, files=files)
    return edition(workspace, "2013-Q4").counted


@pytest.mark.parametrize(
    ("rows", "kept", "reason"),
    [
        ([ratio(97, 100)] * 3, 3, Reason.KEPT),
        ([ratio(97, 100), ratio(96, 100), ratio(97, 100)], 3, Reason.WARNING),
        ([ratio(97, 100), ratio(0, 0), ratio(96, 100)], 2, Reason.NO_SAMPLE),
        ([ratio(97, 100), None, ratio(0, 0)], 1, Reason.NO_RECORD),
        ([ratio(94, 100), None, ratio(97, 100)], 1, Reason.BROKEN),
    ],
)
def test_a_promise_is_met_only_if_every_one_of_its_periods_is(
    rows: list[Tree | None], kept: int, reason: Reason
) -> None:
    found = quarter(rows)[0]

    assert found.parts == PeriodsMet(kept=kept, periods=3)
    assert found.judgement == Judgement(reason=reason)


def test_a_quarter_above_target_hides_no_month_below() -> None:
    found = quarter([ratio(1000, 1000), ratio(9, 10), ratio(1000, 1000)])[0]

    assert found.parts == PeriodsMet(kept=2, periods=3)
    assert found.judgement == Judgement(reason=Reason.BROKEN)


def test_a_target_that_changes_in_mid_year_judges_each_period_by_its_own() -> None:
    dated = [
        {"first": "2013-01-01", "target": ">= 90 %"},
        {"first": "2013-12-01", "target": ">= 99 %"},
    ]
    changed = {key: MONTHLY[key] for key in ("id", "text", "metric")} | {"targets": dated}

    found = quarter([ratio(95, 100)] * 3, changed)[0]

    assert [each.target.text() if each.target else "" for each in found.periods] == [
        ">= 90 %",
        ">= 90 %",
        ">= 99 %",
    ]
    assert found.parts == PeriodsMet(kept=2, periods=3)


def test_months_before_and_after_the_agreement_are_not_counted() -> None:
    effective = {"first": "2013-11-01", "last": "2013-11-30"}
    files = {"agreements/sla.yml": agreement("sla", [MONTHLY], effective=effective)}

    found = quarter([None, ratio(97, 100), None], files=files)[0]

    assert found.parts == PeriodsMet(kept=1, periods=1)


@pytest.mark.parametrize("cadence", ["year", "week", "day", "range"])
def test_a_promise_of_no_recorded_periods_inside_is_only_told(cadence: str) -> None:
    workspace = school({"2013-10": [ratio(9, 10)]}, [{**MONTHLY, "per": cadence}], report=QUARTERLY)

    found = edition(workspace, "2013-Q4")

    assert (found.counted, found.other_cadences) == ((), 1)


@pytest.mark.parametrize(
    ("per", "labels"),
    [
        ("half", ["2013-04-01..2013-10-01", "2013-10-01..2014-04-01"]),
        ("quarter", ["2013-Q2", "2013-Q3", "2013-Q4", "2014-Q1"]),
    ],
)
def test_halves_and_quarters_are_those_of_the_fiscal_year(per: str, labels: list[str]) -> None:
    report = {"cadence": "year", "first": "2013-04-01..2014-04-01"}
    files = {
        "parties/school.yml": {**PARTY, "fiscal_year_start": 4},
        "agreements/sla.yml": agreement("sla", [{**MONTHLY, "per": per}]),
    }
    records = {month.label: [ratio(97, 100)] for month in Period.parse("2014-03").last(12)}

    found = edition(school(records, report=report, files=files), "2013-04-01..2014-04-01")

    assert [each.figure.period.label for each in found.counted[0].periods] == labels
    assert found.counted[0].parts == PeriodsMet(kept=len(labels), periods=len(labels))


def test_a_promise_by_the_year_is_judged_over_the_fiscal_year() -> None:
    report = {"cadence": "year", "first": "2013-04-01..2014-04-01"}
    files = {
        "parties/school.yml": {**PARTY, "fiscal_year_start": 4},
        "agreements/sla.yml": agreement("sla", [{**MONTHLY, "per": "year"}]),
    }
    records = {month.label: [ratio(97, 100)] for month in Period.parse("2014-03").last(12)}

    found = edition(school(records, report=report, files=files), "2013-04-01..2014-04-01")

    assert [each.judgement.reason for each in found.attainments] == [Reason.KEPT]
    assert found.attainments[0].measured.year_to_date == found.attainments[0].measured.figure
    assert (found.counted, found.other_cadences) == ((), 0)


def test_quarters_are_counted_in_a_year() -> None:
    report = {"cadence": "year", "first": "2013"}
    promise = {**MONTHLY, "per": "quarter"}
    records = {f"2013-{month:02}": [ratio(96 + month // 4, 100)] for month in range(1, 13)}

    found = edition(school(records, [promise], report=report), "2013").counted[0]

    labels = [each.figure.period.label for each in found.periods]
    assert labels == ["2013-Q1", "2013-Q2", "2013-Q3", "2013-Q4"]
    assert found.parts == PeriodsMet(kept=4, periods=4)

from __future__ import annotations

from pathlib import Path

import pytest

from generator.rules import (
    MODEL_RULES,
    RECORD_RULES,
    REFERENCE_RULES,
    RULE_BY_ID,
    TEXT_RULES,
    Severity,
)
from tests.workspace.samples import BASE, EXAMPLES, overlaid, remarks_of, sentences_of

INVALID = sorted((EXAMPLES / "invalid").iterdir())
VALID = sorted((EXAMPLES / "valid").iterdir())
RULES = {rule.id for rule in (*MODEL_RULES, *TEXT_RULES, *REFERENCE_RULES, *RECORD_RULES)}


def told(case: Path) -> list[str]:
    """Return the findings of a case; of a rule that warns, all warnings of this rule."""
    rule = case.name[:4]
    if RULE_BY_ID[rule].severity is Severity.ERROR:
        return sentences_of(overlaid(case))
    return [sentence for sentence in remarks_of(overlaid(case)) if f"({rule})" in sentence]


def name_of(case: Path) -> str:
    return case.name


def test_nothing_is_wrong_with_the_base_of_all_examples() -> None:
    assert sentences_of(BASE) == []


@pytest.mark.parametrize("case", INVALID, ids=name_of)
def test_an_invalid_example_gives_just_the_findings_beside_it(case: Path) -> None:
    sentences = told(case)

    assert sentences == (case / "findings.txt").read_text().splitlines()


@pytest.mark.parametrize("case", INVALID, ids=name_of)
def test_an_invalid_example_breaks_the_rule_in_its_name(case: Path) -> None:
    rules = {sentence[-5:-1] for sentence in told(case)}

    assert case.name[:4] in rules


@pytest.mark.parametrize("case", VALID, ids=name_of)
def test_nothing_is_wrong_with_a_valid_example(case: Path) -> None:
    assert told(case) == []


def test_every_rule_has_an_invalid_example_and_every_invalid_one_a_valid_twin() -> None:
    assert {case.name[:4] for case in INVALID} == RULES
    assert [case.name for case in VALID] == [case.name for case in INVALID]


# What people get wrong in the business, not in the writing, and the examples that show it.
BUSINESS = {
    "period outside the contract": "R010-month-after-the-agreement",
    "report older than its contract": "X017-report-older-than-its-agreement",
    "two files for one month": "X008-records-in-a-file-of-another-month",
    "records of another party": "R009-records-in-the-folder-of-another-party",
    "more kept than promised": "R002-numerator-over-denominator",
    "something of nothing": "R002-zero-of-zero",
    "a sum of no cases": "R002-sum-without-cases",
    "fewer than none": "R003-negative-count",
    "members that add up to more than the whole": "R005-members-that-do-not-add-up",
    "more cases than the export has rows": "R012-more-cases-than-rows",
    "hours promised for a share": "X015-hours-for-a-share",
    "a promise that points the wrong way": "X011-at-most-where-more-is-better",
    "a warning that can never come": "X012-warning-no-kept-promise-can-meet",
    "a metric that nobody defined": "X003-record-without-definition",
    "two promises for one thing": "X010-second-target-of-a-metric",
    "two promises from one day": "X010-two-targets-from-one-day",
    "ids that differ by case": "X009-clauses-that-differ-by-case",
    "a duty that nobody has": "X014-role-that-nobody-holds",
    "a stage that nobody decides": "M003-stage-without-approvers",
    "a day that does not exist": "M003-day-not-in-the-calendar",
    "a backlog of the next month": "R011-stock-of-the-next-day",
    "a figure that nothing proves": "R008-value-that-nothing-proves",
    "a figure given twice": "R004-record-given-twice",
    "recorded before it happened": "R025-backlog-counted-after-the-export",
    "an export older than its month": "R025-export-older-than-its-month",
    "a clock that nobody knows": "M003-zone-that-nobody-knows",
    "no number at all": "M003-value-without-quotes-nan",
    "money of no currency": "X050-money-without-a-currency",
    "two currencies in one sum": "X027-component-in-another-currency",
}


def test_every_known_mistake_of_the_business_has_an_example() -> None:
    assert set(BUSINESS.values()) <= {case.name for case in INVALID}

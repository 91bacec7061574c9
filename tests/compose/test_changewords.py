"""What a reader reads of a change, also where somebody edited it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.changewords import ChangeWords
from generator.compose.words import Words
from generator.measure.ledger import Ledger
from generator.measure.measure import Measures, measure
from generator.periods import Period
from generator.workspace.load import load
from generator.workspace.model.revisions import Change
from generator.workspace.workspace import Workspace

PLAIN = Path(__file__).parents[1] / "golden" / "plain"
NAMED = "Clause school-sla/1.1 Resolved in time (All services)"
PROMISE = "school-sla/1.1 incident.in-target@all"


@pytest.fixture(scope="module")
def measures() -> Measures:
    """Return the measures of a school that has mail and web."""
    workspace = load(PLAIN)
    assert isinstance(workspace, Workspace)
    report, period = workspace.reports["monthly"], Period.parse("2013-10")
    return measure(workspace, Ledger.of(workspace), report, period).measures


@pytest.mark.parametrize(
    ("figure", "values", "expected"),
    [
        (
            "incident.closed@mail/priority=1",
            ("30", "-"),
            ("Incidents closed (Mail; 1)", "30", "–"),
        ),
        (PROMISE, ("at-risk", "missed"), (NAMED, "◐ At risk", "▲ Missed")),
        (f"{PROMISE} previous", ("None", "24/25"), (f"{NAMED}; previous", "–", "96.0 %")),
        (f"{PROMISE} year_to_date", ("0", "1"), (f"{NAMED}; to date", "0.0 %", "100.0 %")),
        (PROMISE, ("24/25 met", "139/150 missed"), (NAMED, "96.0 % ● Met", "92.7 % ▲ Missed")),
        (
            "chart incident_closed_all-outlook",
            ("1", "2"),
            ("Chart: Incidents closed (All services)", "1", "2"),
        ),
    ],
)
def test_a_change_is_named_as_the_report_would(
    measures: Measures, figure: str, values: tuple[str, str], expected: tuple[str, str, str]
) -> None:
    change = Change(figure=figure, period="2013-10", old=values[0], new=values[1])

    texts = ChangeWords(measures=measures, words=Words("en")).texts(change)

    assert texts == (expected[0], "October 2013", *expected[1:])


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        ("what somebody typed", "what somebody typed"),
        ("old.metric@old-service", "old.metric (old-service)"),
        ("school-sla/1.1 old.metric@all", "Clause school-sla/1.1 old.metric (All services)"),
        ("chart a_b", "chart a_b"),
    ],
)
def test_what_is_not_known_is_shown_as_it_stands(
    measures: Measures, figure: str, name: str
) -> None:
    change = Change(figure=figure, period="last week", old="1/0", new="met")

    texts = ChangeWords(measures=measures, words=Words("en")).texts(change)

    assert texts == (name, "last week", "1/0", "met")

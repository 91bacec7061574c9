from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.compose import compose
from generator.compose.words import Words
from generator.render.canonical import canonical, exact
from generator.render.figures import figures_text
from generator.render.markdown import section_text, section_texts
from tests.measure.school import Tree, backlog, clause, closed, edition, ratio, school

OVER_95 = clause("1.1", "incident.in-target", "> 95 %", at_risk="<= 96 %")
RECORDS = {"2013-09": [ratio(9, 10)], "2013-10": [closed(4), ratio(97, 100)]}


def figures(
    *clauses: Tree, records: Mapping[str, Sequence[Tree]] = RECORDS, **report: object
) -> dict[str, Any]:
    """Return the figures of October as they are written."""
    workspace = school(records, clauses, report=report)
    found = edition(workspace, "2013-10")
    made = compose(found, Words("en"))
    text = figures_text(found, made, section_texts(made), Words("en"))
    loaded = json.loads(text)
    assert isinstance(loaded, dict)
    return loaded


def test_a_figure_is_written_with_its_exact_parts_and_its_records() -> None:
    assert figures(OVER_95)["sections"][1]["figures"] == [
        {
            "id": "incident.in-target@all",
            "period": "2013-10",
            "version": 1,
            "value": "97/100",
            "shown": "97.0 %",
            "computed_from": "97 / 100",
            "parts": {"roll_up": "RS", "numerator": "97", "denominator": "100"},
            "interval": {"lower": "0.915481", "upper": "0.989745"},
            "complete": True,
            "coverage": "1",
            "maturity": "mature",
            "by_hand": False,
            "suppressed": False,
            "record_indices": {"report_data/records/school/2013-10.yml": [1]},
        }
    ]


def test_a_stock_and_an_extreme_are_written_with_their_day_and_case() -> None:
    longest = {"metric": "incident.longest", "service": "mail", "value": 9, "at": "2013-10-05"}
    records = {"2013-10": [backlog(3, "2013-10-31"), longest]}

    found = figures(records=records, sections=["incidents"])["sections"][0]["figures"]

    assert [figure["parts"] for figure in found[:2]] == [
        {"roll_up": "LAST", "value": "3", "at": "2013-10-31"},
        {"roll_up": "MAX", "value": "9", "at": "2013-10-05", "case": None},
    ]


def test_a_promise_is_written_with_its_verdict_and_how_it_came_about() -> None:
    assert figures(OVER_95, first="2013-09")["promises"] == [
        {
            "agreement": "sla",
            "agreement_version": "1.0",
            "clause": "1.1",
            "figure": "incident.in-target@all",
            "target": "> 95 %",
            "at_risk": "<= 96 %",
            "verdict": "met",
            "reason": "kept",
            "interval_over_target": True,
            "previous": "9/10",
            "year_to_date": "53/55",
        }
    ]


def test_a_promise_without_a_target_of_the_whole_period_says_null() -> None:
    dated = {**OVER_95, "targets": [{"first": "2013-10-05", "target": "> 95 %"}]}

    promise = figures({key: dated[key] for key in dated if key not in {"target", "at_risk"}})

    assert (promise["promises"][0]["target"], promise["promises"][0]["at_risk"]) == (None, None)


def test_a_figure_without_records_is_not_shown_and_has_a_promise_all_the_same() -> None:
    found = figures(OVER_95, records={"2013-09": [ratio(9, 10)]})

    assert [section["figures"] for section in found["sections"]] == [[], []]
    assert found["promises"][0]["reason"] == "no-record"


def test_charts_are_written_so_that_the_site_needs_no_records() -> None:
    causes = [closed(1, cause=name) for name in "abcd"]
    records = {"2013-10": [closed(4), *causes]}

    charts = figures(
        records=records, headline=["incident.closed"], sections=["summary", "incidents"]
    )

    assert [(chart["type"], chart["id"]) for chart in charts["charts"]] == [
        ("TrendChart", "incident_closed_all"),
        ("ParetoChart", "incident_closed_all_cause-pareto"),
    ]
    assert charts["charts"][1]["bars"] == [[name, "1", "1"] for name in "abcd"]


def test_an_edition_says_what_it_is() -> None:
    found = figures()

    about = {key: found[key] for key in ("schema", "report", "period", "title", "kind", "party")}
    assert about == {
        "schema": "reportgen/edition/1",
        "report": "monthly",
        "period": "2013-10",
        "title": "Monthly, October 2013",
        "kind": "external",
        "party": "school",
    }


def test_the_fingerprint_of_a_section_covers_its_text_and_its_figures() -> None:
    measured = edition(school(RECORDS, [OVER_95]), "2013-10")
    section = compose(measured, Words("en")).sections[1]
    written = figures(OVER_95)["sections"][1]

    seen = canonical({"text": section_text(section), "figures": written["figures"]})

    assert written["sha256"] == hashlib.sha256(seen.encode()).hexdigest()


@pytest.mark.parametrize("numerator", [96, 98])
def test_another_figure_is_another_fingerprint(numerator: int) -> None:
    other = figures(OVER_95, records={"2013-10": [closed(4), ratio(numerator, 100)]})

    assert other["sections"][1]["sha256"] != figures(OVER_95)["sections"][1]["sha256"]


def test_a_figure_is_shown_as_on_the_page_when_it_is_near_its_target() -> None:
    near = figures(
        clause("1", "incident.in-target", ">= 95 %"), records={"2013-10": [ratio(9496, 10000)]}
    )

    assert near["sections"][1]["figures"][0]["shown"] == "94.96 %"


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text()))
def test_the_order_in_which_things_were_found_leaves_no_trace(found: dict[str, Any]) -> None:
    assert canonical(found) == canonical(dict(reversed(found.items())))


@pytest.mark.parametrize(
    ("value", "text"), [(Fraction(19, 20), "19/20"), (Fraction(41), "41"), (None, None)]
)
def test_a_number_is_written_exactly(value: Fraction | None, text: str | None) -> None:
    assert exact(value) == text

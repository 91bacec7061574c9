from __future__ import annotations

import pytest

from generator.compose.sections.lineage import lineage
from generator.compose.words import Words
from generator.measure.figure import FigureKey
from generator.measure.measure import Edition
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import (
    BY_HAND,
    SOURCE,
    Tree,
    clause,
    closed,
    edition,
    month,
    ratio,
    school,
)

EN = Words("en")
OCTOBER = "report_data/records/school/2013-10.yml"


def lineage_rows(found: Edition, *names: str) -> list[list[list[str]]]:
    """Return the rows of every table of the lineage of some figures."""
    shown = tuple(found.measures.figure(FigureKey.parse(name)) for name in names)
    return [rows(table) for table in tables(lineage(found, EN, shown))]


def test_a_figure_is_listed_with_its_numbers_its_records_and_their_exports() -> None:
    found = edition(school({"2013-10": [ratio(9, 10), ratio(10, 10, "web")]}), "2013-10")

    assert lineage_rows(found, "incident.in-target@mail") == [
        [["incident.in-target@mail", "90.0 %", "9 / 10", f"1 in {OCTOBER}", "desk"]],
        [["desk", "2013-10", "desk.csv", "Desk", "1,200", "1,000", "2014-01-03", "a" * 64]],
        [["desk", "2013-10", "not stated", "–"]],
    ]


def test_behind_a_figure_of_all_services_stand_those_of_every_service() -> None:
    found = edition(school({"2013-10": [ratio(9, 10), ratio(10, 10, "web")]}), "2013-10")

    assert [row[:3] for row in lineage_rows(found, "incident.in-target@all")[0]] == [
        ["incident.in-target@all", "95.0 %", "19 / 20"],
        ["incident.in-target@mail", "90.0 %", "9 / 10"],
        ["incident.in-target@web", "100.0 %", "10 / 10"],
    ]


def test_the_records_of_a_quarter_are_counted_by_file() -> None:
    records = {"2013-10": [ratio(1, 1)], "2013-12": [ratio(1, 1), ratio(1, 1, "web")]}
    quarterly = {"cadence": "quarter", "first": "2013-Q4"}
    found = edition(school(records, report=quarterly), "2013-Q4")

    figures, exports, _ = lineage_rows(found, "incident.in-target@all")

    assert figures[0][3] == f"1 in {OCTOBER}; 2 in report_data/records/school/2013-12.yml"
    assert [row[1] for row in exports] == ["2013-10", "2013-12"]


def test_figures_stand_by_metric_with_all_services_first() -> None:
    found = edition(school({"2013-10": [ratio(1, 1), ratio(1, 1, "web"), closed(1)]}), "2013-10")
    names = ["incident.in-target@web", "incident.closed@mail", "incident.in-target@all"]

    listed = lineage_rows(found, *names)

    assert [[row[0] for row in table] for table in listed[:-2]] == [
        ["incident.closed@mail"],
        ["incident.in-target@all", "incident.in-target@mail", "incident.in-target@web"],
    ]


def test_links_to_a_break_down_lead_to_its_first_member() -> None:
    records = [closed(3), closed(1, cause="disk"), closed(2, cause="user")]
    found = edition(school({"2013-10": records}), "2013-10")
    shown = tuple(found.measures.members("incident.closed", "cause"))

    table = tables(lineage(found, EN, shown))[0]

    anchors = [row[0][0].anchor for row in table.rows]
    assert anchors == ["incident_closed_all_cause", ""]


@pytest.mark.parametrize(
    ("record", "source"),
    [
        ({**ratio(1, 1), "source": "manual"}, "manual"),
        (
            {**ratio(1, 1), **BY_HAND},
            "typed by hand: minutes.pdf (entered by Lin, checked by Gu)",
        ),
    ],
)
def test_a_record_of_several_sources_names_its_own_and_one_typed_by_hand_its_evidence(
    record: Tree, source: str
) -> None:
    file = {**month("2013-10", [record]), "sources": [SOURCE, {**SOURCE, "id": "manual"}]}
    found = edition(school({}, files={"records/school/2013-10.yml": file}), "2013-10")

    assert lineage_rows(found, "incident.in-target@all")[0][0][4] == source


def test_a_value_near_its_target_is_not_shown_on_the_other_side_of_it() -> None:
    promise = clause("1.1", "incident.in-target", ">= 95 %")
    found = edition(school({"2013-10": [ratio(9496, 10000)]}, [promise]), "2013-10")

    assert lineage_rows(found, "incident.in-target@all")[0][0][1] == "94.96 %"


def test_a_report_that_shows_nothing_has_no_tables() -> None:
    found = edition(school({}), "2013-10")

    assert (tables(lineage(found, EN, ())), len(sentences(lineage(found, EN, ())))) == ([], 1)

from __future__ import annotations

from generator.compose.compose import ANNEX_IDS, SECTIONS, compose, figures_of
from generator.compose.words import Words
from generator.workspace.model.catalogue import SectionId
from tests.compose.reading import text
from tests.measure.school import clause, edition, ratio, school

RECORDS = {"2013-10": [ratio(9, 10)]}
CLAUSES = [clause("1.1", "incident.in-target", "> 95 %")]


def test_every_section_of_the_catalogue_can_be_composed() -> None:
    assert {*SECTIONS, *ANNEX_IDS} == set(SectionId)


def test_sections_come_in_the_order_of_the_catalogue_and_annexes_last() -> None:
    report = {"sections": ["lineage", "sla", "definitions", "summary"]}

    found = compose(edition(school(RECORDS, CLAUSES, report=report), "2013-10"), Words("en"))

    assert [section.id for section in found.sections] == [
        "sla",
        "summary",
        "lineage",
        "definitions",
    ]


def test_a_report_is_titled_with_its_period() -> None:
    found = edition(school(RECORDS), "2013-10")

    titles = [compose(found, Words(language)).title for language in ("zh", "en")]
    assert titles == ["月报 2013 年 10 月", "Monthly, October 2013"]


def test_a_report_begins_with_its_number() -> None:
    found = compose(edition(school(RECORDS), "2013-10"), Words("en"))

    assert text(found.subtitle).startswith("SR-1 · Version 1.0")
    assert found.control.caption == "Document control"


def test_a_figure_that_two_sections_show_is_one_figure_of_the_report() -> None:
    report = {"headline": ["incident.in-target"]}
    found = compose(edition(school(RECORDS, CLAUSES, report=report), "2013-10"), Words("en"))

    assert [figure.key.id for figure in figures_of(found.sections)] == ["incident.in-target@all"]

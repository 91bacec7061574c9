from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.compose.blocks import Section
from generator.compose.compose import compose
from generator.compose.words import Words
from generator.workspace.model.catalogue import SectionId
from tests.compose.reading import rows, sentences, tables
from tests.measure.school import Tree, clause, closed, edition, named, ratio, school

EN = Words("en")
SECTIONS = ["summary", "sla", "incidents", "document-control"]
PROMISE = clause("1.1", "incident.in-target", "> 95 %")


def control(
    records: Mapping[str, Sequence[Tree]],
    period: str,
    clauses: tuple[Tree, ...] = (),
    **report: object,
) -> Section:
    """Return document control of an edition."""
    definition = {"sections": SECTIONS, "first": "2013-09", **report}
    found = compose(edition(school(records, clauses, report=definition), period), EN)
    [section] = [each for each in found.sections if each.id is SectionId.DOCUMENT_CONTROL]
    return section


def changes(section: Section) -> list[list[str]]:
    return rows(tables(section)[-1])


def test_the_first_edition_has_nothing_to_compare() -> None:
    found = control({"2013-09": [ratio(9, 10)]}, "2013-09")

    assert sentences(found)[-2:] == [
        "## Change record",
        "First edition: everything in it is added.",
    ]


def test_sections_promises_and_figures_are_typed_as_added_modified_and_deleted() -> None:
    records = {
        "2013-09": [closed(3, "web", "disk"), closed(3, "web")],
        "2013-10": [closed(4, "web", "net"), closed(4, "web"), ratio(96, 100)],
    }

    assert changes(control(records, "2013-10", (PROMISE,))) == [
        ["M modified", "Section", "Summary; Service level attainment; Incident analysis"],
        [
            "M modified",
            "Promise",
            "1.1 All services Metric incident.in-target: ○ Not assessed → ● Met",
        ],
        ["A added", "Figures", "3: Metric incident.in-target; Metric incident.closed"],
        ["M modified", "Figures", "2 have another value, 0 have the same"],
        ["D deleted", "Figures", "1: Metric incident.closed"],
    ]


def test_two_editions_that_say_the_same_show_no_figure_as_changed() -> None:
    same = [closed(3)]

    found = changes(control({"2013-09": same, "2013-10": same}, "2013-10"))

    assert [row for row in found if row[1] == "Figures"] == []


def test_a_section_that_had_nothing_to_say_is_added() -> None:
    records: Mapping[str, Sequence[Tree]] = {"2013-09": [], "2013-10": [closed(3)]}

    found = changes(control(records, "2013-10"))

    assert ["A added", "Section", "Incident analysis"] in found


def test_a_promise_held_to_another_target_names_both() -> None:
    targets = [
        {"first": "2013-09-01", "target": "> 90 %"},
        {"first": "2013-10-01", "target": "> 80 %"},
    ]
    promise = {
        "id": "1.1",
        "text": named("承诺", "Promise"),
        "metric": "incident.in-target",
        "targets": targets,
    }
    records = {label: [ratio(95, 100)] for label in ("2013-09", "2013-10")}

    found = changes(control(records, "2013-10", (promise,)))

    assert [row[2] for row in found if row[1] == "Promise"] == [
        "1.1 All services Metric incident.in-target: > 90 % → > 80 %"
    ]


def test_nobody_is_said_to_have_approved() -> None:
    _, _, signed, *_ = tables(control({"2013-09": [ratio(9, 10)]}, "2013-09"))

    assert rows(signed) == [
        ["Author", "Manager", "unverified"],
        ["Approval", "Manager", "unverified"],
    ]


def test_what_a_report_goes_without_is_printed_with_its_reason() -> None:
    reason = {"reason": named("无", "No survey."), "accepted_by": "manager"}
    waivers = [{"section": "satisfaction", **reason}, {"character": "planning", **reason}]

    found = control({"2013-09": [ratio(9, 10)]}, "2013-09", waivers=waivers)

    assert rows(tables(found)[3]) == [
        ["Satisfaction and complaints", "No survey.", "Manager"],
        ["Planning", "No survey.", "Manager"],
    ]


def test_a_draft_says_that_it_is_for_reference_only() -> None:
    document = {"number": "SR-1", "version": "0.9", "classification": "internal"}

    found = control({"2013-09": [ratio(9, 10)]}, "2013-09", document=document)

    assert "- The version is below 1.0: a draft, for reference only." in sentences(found)


def test_copies_are_numbered_with_their_readers() -> None:
    copies = [{"role": "manager", "by": "site"}, {"role": "manager", "by": "paper"}]

    found = control({"2013-09": [ratio(9, 10)]}, "2013-09", distribution=copies)

    assert rows(tables(found)[1]) == [["1", "Manager", "Site"], ["2", "Manager", "Paper"]]

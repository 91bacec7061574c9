from __future__ import annotations

from generator.compose.sections.evidence import evidence
from generator.compose.words import Words
from tests.compose.reading import rows, tables
from tests.measure.school import clause, closed, edition, school

EN = Words("en")
RECORDS = {"2013-10": [closed(3), closed(4, "web")]}


def strip(*, demanded: bool, recorded: bool = True) -> list[list[str]]:
    """Return step, what it rests on and its state of one edition."""
    promise = clause("7.1", "incident.in-target", "> 95 %")
    report = {"required_by": "sla/7.1"} if demanded else {}
    found = edition(school(RECORDS, [promise], report=report), "2013-10")
    shown = (found.measures.measured("incident.closed").figure,) if recorded else ()
    [table] = tables(evidence(found, EN, shown))
    return [row[:3] for row in rows(table)]


def test_what_is_known_is_on_file_and_all_else_is_unverified() -> None:
    assert strip(demanded=True) == [
        ["Requirement", "Agreement version 1.0, clause 7.1", "on file"],
        ["Data", "figures: 1; records: 2; files: 1; collections: 1", "on file"],
        ["Approval", "Chain: Approval", "unverified"],
        ["Delivery", "Manager", "unverified"],
        ["Decision", "Purpose", "unverified"],
    ]


def test_without_clause_and_records_nothing_is_on_file() -> None:
    assert {row[2] for row in strip(demanded=False, recorded=False)} == {"unverified"}


def test_every_step_names_the_clauses_that_it_answers() -> None:
    [table] = tables(evidence(edition(school(RECORDS), "2013-10"), EN, ()))

    assert [row[3] for row in rows(table)] == [
        "8.3.3, 9.4",
        "9.1, 9.4",
        "7.5.3",
        "8.3.2, 9.4",
        "9.3, 9.4, 10.2",
    ]
    assert all(cell for row in rows(table) for cell in row)

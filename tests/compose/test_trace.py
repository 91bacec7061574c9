from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.trace import Trace, trace_figure
from generator.compose.words import Words
from generator.measure.figure import FigureKey
from generator.measure.ledger import Ledger
from generator.measure.measure import measure
from generator.periods import Period
from generator.render.canonical import record_parts
from generator.workspace.load import load
from generator.workspace.workspace import Workspace
from tests.measure.school import SOURCE, month, ratio, school

PLAIN = Path(__file__).parents[1] / "golden" / "plain"


def traced(workspace: Workspace, period: str, figure: str = "incident.in-target@all") -> Trace:
    """Trace a figure of the monthly report."""
    report, when = workspace.reports["monthly"], Period.parse(period)
    edition = measure(workspace, Ledger.of(workspace), report, when)
    return trace_figure(edition, FigureKey.parse(figure), Words("en"))


def test_a_trace_says_how_a_figure_was_computed() -> None:
    found = traced(school({"2013-10": [ratio(9, 10), ratio(10, 10, "web")]}), "2013-10")

    assert (found.value, found.formula, found.computed_from, found.roll_up) == (
        "95.0 %",
        "Formula",
        "19 / 20",
        "RS",
    )


def test_a_trace_leads_to_the_file_and_the_line_of_every_record() -> None:
    workspace = load(PLAIN)
    assert isinstance(workspace, Workspace)

    found = traced(workspace, "2013-Q4")

    october, november = (f"report_data/records/school/2013-{month}.yml" for month in (10, 11))
    lines = {(record.file, record.line) for record in found.records}
    sources = {
        (file, number)
        for file in (october, november)
        for number, line in enumerate((PLAIN / file).read_text(encoding="utf-8").splitlines(), 1)
        if "incident.in-target" in line
    }
    assert lines == sources


def test_a_trace_names_each_export_once() -> None:
    workspace = school({"2013-10": [ratio(1, 1), ratio(1, 1, "web")], "2013-11": [ratio(1, 1)]})

    assert [source.id for source in traced(workspace, "2013-Q4").sources] == ["desk"]


@pytest.mark.parametrize(("field", "count"), [("source", 1), ("evidence", 0)])
def test_a_record_typed_by_hand_has_its_evidence_instead_of_an_export(
    field: str, count: int
) -> None:
    file = {**month("2013-10", [{**ratio(1, 1), field: "manual"}])}
    file["sources"] = [SOURCE, {**SOURCE, "id": "manual"}]
    workspace = school({}, files={"records/school/2013-10.yml": file})

    assert len(traced(workspace, "2013-10").sources) == count


def test_a_figure_without_records_has_an_empty_trace() -> None:
    found = traced(school({}), "2013-10")

    assert (found.value, found.roll_up, found.records) == ("–", "–", ())


def test_a_record_is_told_by_the_parts_that_it_has() -> None:
    record = traced(school({"2013-10": [ratio(9, 10)]}), "2013-10").records[0].record

    assert record_parts(record) == {
        "metric": "incident.in-target",
        "service": "mail",
        "numerator": "9",
        "denominator": "10",
    }

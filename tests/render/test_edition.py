from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.measure.editions import editions
from generator.measure.ledger import Ledger
from generator.periods import Period
from generator.render.edition import edition_files
from tests.measure.school import METRICS, SERVICES, clause, ratio, school

Row = dict[str, Any]
MONTHS = ("2013-10", "2013-11", "2013-12")
KINDS = {str(metric["id"]): str(metric["kind"]) for metric in METRICS}
SECTIONS = ["summary", "sla", "incidents", "workload", "changes", "definitions", "lineage"]
AMOUNTS = st.integers(0, 50)


@st.composite
def parts(draw: st.DrawFn, kind: str, month: str) -> Row:
    """Draw the parts of a record of a kind."""
    last = Period.parse(month).end - timedelta(days=1)
    if kind == "ratio":
        denominator = draw(AMOUNTS)
        return {"numerator": draw(st.integers(0, denominator)), "denominator": denominator}
    if kind == "mean":
        count = draw(AMOUNTS)
        return {"sum": str(draw(AMOUNTS) * count) + ".25" * bool(count), "count": count}
    if kind == "count":
        return {"value": draw(AMOUNTS)}
    at = last if kind == "stock" else draw(st.dates(Period.parse(month).start, last))
    return {"value": draw(AMOUNTS), "at": at.isoformat()}


@st.composite
def months(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Draw the records of a quarter, in which any of them may be missing."""
    return {
        month: [
            {"metric": metric, "service": service, **draw(parts(kind, month))}
            for metric, kind in KINDS.items()
            for service in SERVICES
            if draw(st.booleans())
        ]
        for month in MONTHS
    }


def recomputed(kind: str, rows: Sequence[Row]) -> str | None:
    """Compute a value from the raw records, in another way than the program does."""
    if kind in {"ratio", "mean"}:
        over, under = ("numerator", "denominator") if kind == "ratio" else ("sum", "count")
        n = sum(Fraction(row[under]) for row in rows)
        return str(sum(Fraction(row[over]) for row in rows) / n) if n else None
    if kind == "stock":
        rows = [row for row in rows if row["at"] == max(row["at"] for row in rows)]
    values = [Fraction(row["value"]) for row in rows]
    return str({"maximum": max, "minimum": min}.get(kind, sum)(values))


def figures_of(records: dict[str, list[Row]], cadence: str, first: str) -> list[Row]:
    """Return the figures of every edition of a report with all sections."""
    report = {"cadence": cadence, "first": first, "sections": SECTIONS}
    clauses = [clause("1", "incident.in-target", "> 95 %", services=["mail", "web"], per=cadence)]
    workspace = school(records, clauses, report=report)
    found: list[Row] = []
    for key in editions(workspace):
        files = edition_files(workspace, Ledger.of(workspace), key)
        sections = json.loads(files[f"docs/reports/{key.name}.json"])["sections"]
        found.extend(figure for section in sections for figure in section["figures"])
    return found


def named(figure: Row, records: dict[str, list[Row]]) -> list[Row]:
    """Return the records that a figure names."""
    months_of = {f"report_data/records/school/{month}.yml": month for month in records}
    return [
        records[months_of[file]][index]
        for file, indices in figure["record_indices"].items()
        for index in indices
    ]


def wanted(figure: Row, records: dict[str, list[Row]]) -> list[Row]:
    """Return the records that a figure should be made of."""
    metric, service = figure["id"].split("@")
    period = Period.parse(figure["period"])
    return [
        row
        for month, rows in records.items()
        for row in rows
        if period.contains(Period.parse(month))
        if row["metric"] == metric and service in {row["service"], "all"}
    ]


@settings(max_examples=25)
@given(records=months())
def test_every_figure_can_be_recomputed_from_the_records_that_it_names(
    records: dict[str, list[Row]],
) -> None:
    for figure in (
        *figures_of(records, "month", "2013-10"),
        *figures_of(records, "quarter", "2013-Q4"),
    ):
        rows = named(figure, records)
        kind = KINDS[figure["id"].split("@")[0]]

        assert figure["value"] == recomputed(kind, rows)
        assert rows == wanted(figure, records)


def test_an_edition_is_a_page_and_its_figures_beside_it() -> None:
    workspace = school({"2013-10": [ratio(1, 1)]}, report={"first": "2013-10"})
    (key,) = editions(workspace)

    files = edition_files(workspace, Ledger.of(workspace), key)

    assert list(files) == ["docs/reports/monthly/2013-10.md", "docs/reports/monthly/2013-10.json"]


def test_the_language_of_a_report_is_that_of_its_page() -> None:
    first_lines = []
    for language in ("zh", "en"):
        report = {"first": "2013-10", "language": language}
        workspace = school({"2013-10": [ratio(1, 1)]}, report=report)
        (page, _) = edition_files(workspace, Ledger.of(workspace), editions(workspace)[0]).values()
        first_lines.append(page.decode().splitlines()[0])

    assert first_lines == [
        "<!-- 由 reportgen 根据 report_data/ 生成（monthly/2013-10）；请勿手工修改。 -->",
        "<!-- Generated by reportgen from report_data/ (monthly/2013-10); do not edit. -->",
    ]


def test_files_end_with_one_line_feed_and_have_no_carriage_return() -> None:
    workspace = school({"2013-10": [ratio(1, 1)]}, report={"first": "2013-10"})

    files = edition_files(workspace, Ledger.of(workspace), editions(workspace)[0]).values()

    assert [(file[-2:-1] != b"\n", file[-1:], b"\r" in file) for file in files] == [
        (True, b"\n", False)
    ] * 2

"""Pages of the sample school, so that a trap is sprung where a reader would fall into it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.compose.compose import compose
from generator.compose.words import Words
from generator.render.figures import figures_text
from generator.render.markdown import section_texts
from generator.workspace.check import check
from generator.workspace.workspace import Workspace
from tests.compose.reading import rows, tables
from tests.measure.school import METRICS, Tree, edition, school

Records = Mapping[str, Sequence[Tree]]

EVERYTHING = ["summary", "sla", "incidents", "definitions", "lineage"]


def workspace(
    records: Records,
    clauses: Sequence[Tree] = (),
    *,
    metrics: Sequence[Tree] = METRICS,
    report: Tree | None = None,
    files: Tree | None = None,
) -> Workspace:
    """Return the school with everything on the page and nothing wrong in its files."""
    shown = {"sections": EVERYTHING, **(report or {})}
    made = school(records, clauses, metrics=metrics, report=shown, files=files)
    assert check(made) == ()
    return made


def changed(name: str, **more: object) -> list[Tree]:
    """Return the school's metrics, one of them with other keys."""
    return [{**each, **more} if each["id"] == name else each for each in METRICS]


def page(made: Workspace, period: str, language: str = "en") -> str:
    """Return the sections of a page as Markdown."""
    report = compose(edition(made, period), Words(language))
    return "\n\n".join(section_texts(report))


def promise(made: Workspace, period: str) -> dict[str, str]:
    """Return the first promise of a page: its headings and cells."""
    report = compose(edition(made, period), Words("en"))
    [table, *_] = tables(next(each for each in report.sections if each.id == "sla"))
    headings = [column.title for column in table.columns]
    return dict(zip(headings, rows(table)[0], strict=True))


def cells(made: Workspace, period: str, *headings: str) -> tuple[str, ...]:
    """Return some cells of the first promise of a page."""
    row = promise(made, period)
    return tuple(row[heading] for heading in headings)


def process_rows(made: Workspace, period: str, table: int = 0) -> list[list[str]]:
    """Return the rows of a table of the incident section."""
    report = compose(edition(made, period), Words("en"))
    section = next(each for each in report.sections if each.id == "incidents")
    return rows(tables(section)[table])


def figures(made: Workspace, period: str) -> dict[str, Any]:
    """Return the JSON beside a page."""
    found = edition(made, period)
    report = compose(found, Words("en"))
    loaded = json.loads(figures_text(found, report, section_texts(report), Words("en")))
    assert isinstance(loaded, dict)
    return loaded


def figure(made: Workspace, period: str, name: str) -> dict[str, Any]:
    """Return one figure of the JSON beside a page."""
    sections = figures(made, period)["sections"]
    found = (each for section in sections for each in section["figures"] if each["id"] == name)
    return next(found)

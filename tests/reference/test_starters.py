"""Starter reports: each is an entry of a catalogue that has what its kind asks for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.measure.remarks import remarks
from generator.reference.library import library
from generator.reference.starters import STARTERS_FOLDER, starters, starters_page
from generator.strictyaml import Document, parse
from generator.workspace.model.catalogue import ReportKind
from generator.workspace.workspace import Workspace
from tests.measure.school import agreement, named, workspace_of

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / STARTERS_FOLDER).iterdir())
LIBRARY = sorted((ROOT / "generator" / "library").iterdir())
ROLES = (
    *("service-level-manager", "report-process-manager", "report-administrator"),
    *("customer-service-owner", "management-system-representative"),
)
EVENT = {
    "event": "major-event",
    "party": "customer",
    "kind": "incident",
    "reference": "IM0000001",
    "services": "mail",
    "start": "2026-02-03",
    "end": "2026-02-04",
    "title": named("故障", "Fault"),
    "what": named("故障", "A fault."),
    "metrics": "incident.mean-time-to-restore",
}


def read(path: Path) -> object:
    document = parse(path.read_bytes(), path.name)
    assert isinstance(document, Document), document
    return document.value


@cache
def workspace() -> Workspace:
    """Return a small workspace whose catalogue is the starters and whose metrics the library."""
    stage = {"stage": "approve", "name": named("批准", "Approval"), "by": ROLES[0]}
    text = named("提交报告", "Delivers reports")
    return workspace_of(
        {
            "organisation.yml": {"name": named("中心", "Centre"), "zone": "UTC"},
            "people.yml": {
                "roles": [{"id": role, "name": named("角色", "Role")} for role in ROLES],
                "people": [{"id": "lin", "name": "Lin", "roles": list(ROLES)}],
            },
            "chains.yml": {
                "chains": [
                    {"chain": chain, "name": named("链", "Chain"), "stages": [stage]}
                    for chain in ("external", "internal")
                ]
            },
            "services.yml": {
                "services": [
                    {
                        "id": "mail",
                        "name": named("邮件", "Mail"),
                        "owner": ROLES[0],
                        "parties": "customer",
                    }
                ]
            },
            "calendars/workdays.yml": {
                "calendar": "workdays",
                "name": named("历", "Days"),
                "zone": "UTC",
                "first": "2025-12-01",
                "last": "2027-12-31",
            },
            "parties/customer.yml": {
                "party": "customer",
                "name": named("客户", "Customer"),
                "kind": "customer",
                "zone": "UTC",
                "calendar": "workdays",
            },
            "agreements/customer-sla.yml": agreement(
                "customer-sla", [{"id": "9.1", "text": text}], party="customer"
            ),
            "events/major-event.yml": EVENT,
            **{f"metrics/{path.name}": read(path) for path in LIBRARY},
            **{f"catalogue/{path.name}": read(path) for path in FILES},
        }
    )


def test_a_catalogue_of_all_starters_has_neither_error_nor_warning_about_its_contents() -> None:
    found = remarks(workspace())

    assert [each for each in found if each.rule in {"X080", "X081", "X085"}] == []


def test_every_kind_of_report_has_a_starter() -> None:
    assert {report.kind for report in starters().values()} == set(ReportKind)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_starter_is_named_after_its_report_and_is_a_draft(path: Path) -> None:
    report = starters()[path.name]

    assert (f"{report.report}.yml", report.document.version) == (path.name, "0.1")


def test_every_metric_of_a_starter_is_in_the_library() -> None:
    known = {metric.id for file in library().values() for metric in file.metrics}

    named_here = {m for report in starters().values() for m in (*report.headline, *report.outlook)}
    assert named_here - known == set()


def test_every_starter_has_its_row_on_the_page() -> None:
    rows = [line for line in starters_page().splitlines() if line.startswith("| `")]

    assert [row.split("`")[1] for row in rows] == [path.name for path in FILES]

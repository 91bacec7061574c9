"""A sample school, its services and reports: workspaces built in memory for one claim each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.measure.ledger import Ledger
from generator.measure.measure import Edition, measure
from generator.periods import Period
from generator.workspace.load import assemble
from generator.workspace.workspace import Workspace

Tree = Mapping[str, object]


def named(zh: str, en: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {"zh": zh, "en": en}


def metric(name: str, kind: str, unit: str, better: str, **more: object) -> dict[str, object]:
    """Return a metric whose texts are made of its name."""
    return {
        "id": name,
        "name": named(f"指标 {name}", f"Metric {name}"),
        "plain": named("说明", "Plain"),
        "formula": named("公式", "Formula"),
        "kind": kind,
        "unit": unit,
        "better": better,
        "cohort": "closed",
        "procedure": "QP-01",
        **more,
    }


CAUSE = {"id": "cause", "name": named("原因", "Cause")}
METRICS = (
    metric("change.notice", "minimum", "day", "higher", decimals=0),
    metric("incident.backlog", "stock", "count", "lower", decimals=0),
    metric("incident.closed", "count", "count", "neither", decimals=0, dimensions=[CAUSE]),
    metric("incident.in-target", "ratio", "percent", "higher"),
    metric("incident.longest", "maximum", "hour", "lower"),
    metric("incident.mean-time", "mean", "hour", "lower"),
)
SERVICES = ("mail", "web")
REPORT = {
    "report": "monthly",
    "title": named("月报", "Monthly"),
    "kind": "external",
    "purpose": named("目的", "Purpose"),
    "party": "school",
    "audience": "school",
    "cadence": "month",
    "first": "2013-01",
    "due": "5 working days",
    "owner": "manager",
    "author": "manager",
    "chain": "simple",
    "sections": ["summary", "sla"],
    "distribution": [{"role": "manager", "by": "site"}],
    "retention": "report",
    "document": {"number": "SR-1", "version": "1.0", "classification": "internal"},
}
PARTY = {
    "party": "school",
    "name": named("学校", "School"),
    "kind": "customer",
    "zone": "UTC",
    "calendar": "workdays",
}
STAGE = {"stage": "approve", "name": named("批准", "Approval"), "by": "manager"}
SOURCE: dict[str, Any] = {
    "id": "desk",
    "system": "Desk",
    "file": "desk.csv",
    "sha256": "a" * 64,
    "mapping": "desk.yml",
    "mapping_sha256": "b" * 64,
    "rows": 1200,
    "used": 1000,
    "collected_at": "2014-01-03",
    "tool": "reportgen",
}
# The keys of a record that people typed.
BY_HAND = {
    "evidence": "minutes.pdf",
    "evidence_sha256": "c" * 64,
    "entered_by": "lin",
    "checked_by": "gu",
}


def ratio(numerator: int, denominator: int, service: str = "mail") -> dict[str, object]:
    """Return a record of incident.in-target."""
    name = "incident.in-target"
    return {"metric": name, "service": service, "numerator": numerator, "denominator": denominator}


def closed(value: int, service: str = "mail", cause: str = "") -> dict[str, object]:
    """Return a record of incident.closed, or of one of its causes."""
    part = {"dimension": "cause", "member": cause} if cause else {}
    return {"metric": "incident.closed", "service": service, **part, "value": value}


def backlog(value: int, at: str, service: str = "mail") -> dict[str, object]:
    """Return a record of incident.backlog."""
    return {"metric": "incident.backlog", "service": service, "value": value, "at": at}


def clause(number: str, name: str, target: str, **more: object) -> dict[str, object]:
    """Return a clause with one target."""
    text = named("承诺", "Promise")
    return {"id": number, "text": text, "metric": name, "target": target, **more}


def school(
    records: Mapping[str, Sequence[Tree]],
    clauses: Sequence[Tree] = (),
    *,
    report: Tree | None = None,
    metrics: Sequence[Tree] = METRICS,
    files: Tree | None = None,
) -> Workspace:
    """Build a checked workspace; `records` maps the label of a month to its records.

    `report` overrides fields of the one report, `files` adds or replaces whole files.
    """
    tree = {
        "organisation.yml": {"name": named("中心", "Centre"), "zone": "UTC"},
        "people.yml": {
            "roles": [{"id": "manager", "name": named("经理", "Manager")}],
            "people": [
                {"id": "lin", "name": "Lin", "roles": ["manager"]},
                {"id": "gu", "name": "Gu", "roles": ["manager"]},
            ],
        },
        "chains.yml": {
            "chains": [{"chain": "simple", "name": named("链", "Chain"), "stages": [STAGE]}]
        },
        "services.yml": {"services": [service(name) for name in SERVICES]},
        "calendars/workdays.yml": {
            "calendar": "workdays",
            "name": named("历", "Days"),
            "zone": "UTC",
            "first": "2013-01-01",
            "last": "2014-12-31",
        },
        "parties/school.yml": PARTY,
        "metrics/all.yml": {"process": named("过程", "Process"), "metrics": list(metrics)},
        "agreements/sla.yml": agreement("sla", clauses),
        "catalogue/monthly.yml": {**REPORT, **(report or {})},
        **{f"records/school/{label}.yml": month(label, rows) for label, rows in records.items()},
        **(files or {}),
    }
    return workspace_of(tree)


def agreement(name: str, clauses: Sequence[Tree], **more: object) -> dict[str, object]:
    """Return an agreement with the school from January 2013 on."""
    return {
        "agreement": name,
        "type": "sla",
        "title": named("协议", "Agreement"),
        "party": "school",
        "version": "1.0",
        "effective": {"first": "2013-01-01"},
        "reviewed": "2013-01-01",
        "clauses": list(clauses),
        **more,
    }


def service(name: str) -> dict[str, object]:
    """Return a service of the school."""
    title = named(f"服务 {name}", f"Service {name}")
    return {"id": name, "name": title, "owner": "manager", "parties": ["school"]}


def month(label: str, records: Sequence[Tree]) -> dict[str, object]:
    """Return a record file, exported when its month was over."""
    taken = max(SOURCE["collected_at"], Period.parse(label).end.isoformat())
    source = {**SOURCE, "collected_at": taken}
    return {"party": "school", "period": label, "sources": [source], "records": list(records)}


def workspace_of(tree: Tree) -> Workspace:
    """Build a workspace of files given as trees; JSON is YAML, too."""
    contents = {
        f"report_data/{name}": json.dumps(tree[name], ensure_ascii=False).encode()
        for name in sorted(tree)
    }
    workspace, findings = assemble(contents)
    assert findings == ()
    return workspace


def edition(workspace: Workspace, period: str, report: str = "monthly") -> Edition:
    """Measure one edition."""
    ledger = Ledger.of(workspace)
    return measure(workspace, ledger, workspace.reports[report], Period.parse(period))

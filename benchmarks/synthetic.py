"""A workspace of any size, the same every time: parties with a report a month each."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from generator.periods import Period

PARTIES = 10
SERVICES = 10
FIRST = "2004-01"
KINDS = ("ratio", "mean", "count", "stock")
# Ten of ten services: 1,000 editions have 100,000 records.
METRICS = tuple(f"incident.{kind}-{number}" for kind in KINDS for number in range(3))[:10]

SOURCE = {
    "id": "desk",
    "system": "Desk",
    "file": "desk.csv",
    "sha256": "a" * 64,
    "mapping": "report_data/sources/desk.yml",
    "mapping_sha256": "b" * 64,
    "rows": 5000,
    "used": 5000,
    "collected_at": "2014-01-03",
    "tool": "reportgen",
}

ORGANISATION = """\
name: {zh: 测量中心, en: Measuring centre}
zone: UTC
classifications: [internal]
"""
PEOPLE = """\
roles: [{id: manager, name: {zh: 经理, en: Manager}}]
people: [{id: lin, name: Lin, roles: manager}]
"""
CHAINS = """\
chains:
  - chain: simple
    name: {zh: 审批, en: Approval}
    stages: [{stage: approve, name: {zh: 批准, en: Approval}, by: manager}]
"""
CALENDAR = """\
calendar: workdays
name: {zh: 工作日, en: Working days}
zone: UTC
first: 2003-01-01
last: 2016-12-31
"""
PARTY = """\
party: %(party)s
name: {zh: 客户 %(party)s, en: Customer %(party)s}
kind: customer
zone: UTC
calendar: workdays
"""
METRIC = """\
  - id: %(id)s
    name: {zh: 指标 %(id)s, en: Metric %(id)s}
    plain: {zh: 说明, en: What it says}
    formula: {zh: 公式, en: How it is computed}
    kind: %(kind)s
    unit: %(unit)s
    better: %(better)s
    cohort: closed
    procedure: QP-01
"""
AGREEMENT = """\
agreement: %(party)s-sla
type: sla
title: {zh: 协议, en: Agreement}
party: %(party)s
version: "1.0"
effective: {first: 2004-01-01}
reviewed: 2003-12-01
clauses:
  - {id: "1", text: {zh: 承诺, en: Promise}, metric: incident.ratio-0, target: "> 95 %%", \
at_risk: "<= 96 %%"}
  - {id: "2", text: {zh: 承诺, en: Promise}, metric: incident.mean-0, target: "<= 8 h"}
"""
REPORT = """\
report: %(party)s-monthly
title: {zh: 月报 %(party)s, en: Monthly report %(party)s}
kind: external
purpose: {zh: 说明承诺是否兑现, en: Tells which promises were kept}
party: %(party)s
audience: %(party)s
language: zh
cadence: month
first: 2004-01
due: 5 working days
owner: manager
author: manager
chain: simple
sections: [summary, sla, incidents, workload, definitions, lineage]
headline: [incident.ratio-0, incident.count-0]
distribution: [{role: manager, by: site}]
retention: customer-report
document: {number: SR, version: "1.0", classification: internal}
"""


def write_workspace(root: Path, program: Path, count: int) -> int:
    """Write a workspace with `count` editions below `root`; return its number of records.

    MkDocs' settings and hooks come from `program`, the repository of reportgen.
    """
    shutil.copy(program / "mkdocs.yml", root)
    shutil.copytree(program / "hooks", root / "hooks")
    parties = [f"party-{number}" for number in range(PARTIES if count >= PARTIES**2 else 1)]
    files = dict(_definitions(parties)) | dict(_records(parties, count // len(parties)))
    _write(root, files)
    return sum(
        text.count('{"metric"') for name, text in files.items() if name.startswith("records/")
    )


def write_month(root: Path, program: Path, count: int) -> None:
    """Write a workspace with `count` editions of one month: a report for every service."""
    shutil.copy(program / "mkdocs.yml", root)
    shutil.copytree(program / "hooks", root / "hooks")
    parties = [f"party-{number}" for number in range(count // SERVICES)]
    files = dict(_definitions(parties)) | dict(_records(parties, 2))
    for party in parties:
        report = files.pop(f"catalogue/{party}-monthly.yml")
        for number in range(SERVICES):
            name = f"{party}-service-{number}"
            files[f"catalogue/{name}.yml"] = report.replace(
                f"report: {party}-monthly", f"report: {name}"
            ).replace("first: 2004-01", f"first: 2004-02\nservices: [service-{number}]")
    _write(root, files)


def _write(root: Path, files: dict[str, str]) -> None:
    """Write the files of report_data/, and an empty docs/."""
    for name, text in files.items():
        file = root / "report_data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / "docs").mkdir()


def _definitions(parties: list[str]) -> Iterator[tuple[str, str]]:
    """Give everything but the records."""
    yield "organisation.yml", ORGANISATION
    yield "people.yml", PEOPLE
    yield "chains.yml", CHAINS
    yield "calendars/workdays.yml", CALENDAR
    used = f"[{', '.join(parties)}]"
    lines = (
        f"  - {{id: service-{n}, name: {{zh: 服务 {n}, en: Service {n}}}, owner: manager, "
        f"parties: {used}}}\n"
        for n in range(SERVICES)
    )
    yield "services.yml", "services:\n" + "".join(lines)
    metrics = "".join(METRIC % _metric(name) for name in METRICS)
    yield "metrics/incident.yml", f"process: {{zh: 事件管理, en: Incidents}}\nmetrics:\n{metrics}"
    for party in parties:
        yield f"parties/{party}.yml", PARTY % {"party": party}
        yield f"agreements/{party}-sla.yml", AGREEMENT % {"party": party}
        yield f"catalogue/{party}-monthly.yml", REPORT % {"party": party}


def _metric(name: str) -> dict[str, str]:
    """Return the words of a metric definition."""
    kind = name.partition(".")[2].partition("-")[0]
    unit = {"ratio": "percent", "mean": "hour"}.get(kind, "count")
    return {
        "id": name,
        "kind": kind,
        "unit": unit,
        "better": "higher" if unit == "percent" else "lower",
    }


def _months(count: int) -> Iterator[Period]:
    """Give so many months."""
    period = Period.parse(FIRST)
    for _ in range(count):
        yield period
        period = period.next()


def _records(parties: list[str], months: int) -> Iterator[tuple[str, str]]:
    """Give a file of canonical lines for every party and month."""
    draw = random.Random(2013)  # noqa: S311 - sample data
    for party in parties:
        for period in islice(_months(months), months):
            lines = "".join(f"- {json.dumps(record)}\n" for record in _month(draw, period))
            head = f"party: {party}\nperiod: {period.label}\nsources:\n- {json.dumps(SOURCE)}\n"
            yield f"records/{party}/{period.label}.yml", f"{head}records:\n{lines}"


def _month(draw: random.Random, period: Period) -> Iterator[dict[str, str | int]]:
    """Give a record for every service and metric."""
    for service in range(SERVICES):
        for metric in METRICS:
            kind = metric.partition(".")[2].partition("-")[0]
            yield {"metric": metric, "service": f"service-{service}", **_parts(draw, kind, period)}


def _parts(draw: random.Random, kind: str, period: Period) -> dict[str, str | int]:
    """Return the parts of one record."""
    if kind == "ratio":
        return {"numerator": draw.randrange(450, 500), "denominator": 500}
    if kind == "mean":
        return {"sum": draw.randrange(2000, 5000), "count": 500}
    if kind == "stock":
        return {"value": draw.randrange(50), "at": f"{period.label}-28"}
    return {"value": draw.randrange(900)}

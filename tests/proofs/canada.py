"""Write the workspace of the Canadian service standards from standards.csv: run this file."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from textwrap import dedent

HERE = Path(__file__).parents[1] / "fixtures" / "canada"
EXPORT = HERE / "standards.csv"
PARTIES = {
    "aafc-aac": "Agriculture and Agri-Food Canada",
    "cfia-acia": "Canadian Food Inspection Agency",
}
# The year ends in March 2024; its result stands in the last month.
PERIOD = "2024-03"
FIXED = {
    "organisation.yml": """\
        name: {zh: 加拿大政府, en: Government of Canada}
        zone: America/Toronto
        """,
    "people.yml": """\
        roles:
          - {id: leader, name: {zh: 领导, en: Leader}}
        people:
          - {id: roy, name: Roy (invented), roles: leader}
        """,
    "chains.yml": """\
        chains:
          - chain: simple
            name: {zh: 单人审批链, en: One approver}
            stages:
              - {stage: approve, name: {zh: 批准, en: Approval}, by: leader}
        """,
    "calendars/every-day.yml": """\
        calendar: every-day
        name: {zh: 日历日, en: Every day}
        zone: America/Toronto
        first: 2023-04-01
        last: 2024-12-31
        """,
    "metrics/standard.yml": """\
        process: {zh: 服务级别管理, en: Service level management}
        metrics:
          - id: standard.met
            name: {zh: 达标比例, en: Within the standard}
            plain: {zh: 达到服务标准的比例, en: Share of the volume within the standard}
            formula: {zh: 达标量 / 总量, en: volume meeting the target / total volume}
            kind: ratio
            unit: percent
            better: higher
            cohort: event
            procedure: QP-01
            decimals: 2
          - id: standard.quotient
            name: {zh: 达标量与总量之比, en: Volume within the standard by total volume}
            plain: {zh: 可超过一的商, en: A quotient that may pass one}
            formula: {zh: 达标量 / 总量, en: volume meeting the target / total volume}
            kind: mean
            unit: ratio
            better: higher
            cohort: event
            procedure: QP-01
            decimals: 4
        """,
}
REPORT = """\
report: {party}
title: {{zh: 服务标准年度结果, en: Service standards of the year}}
kind: external
purpose: {{zh: 对照发布方的结论, en: Beside the publisher's own verdicts}}
party: {party}
audience: {party}
language: en
cadence: month
first: {period}
due: 30 calendar days
owner: leader
author: leader
chain: simple
sections: [sla, lineage]
distribution: [{{role: leader, by: site}}]
retention: customer-report
document: {{number: "SS-{party}", version: "1.0", classification: public}}
"""


def rows() -> list[dict[str, str]]:
    """Return the rows as they were published."""
    with EXPORT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_share(row: dict[str, str]) -> bool:
    """Tell whether the part is in the whole, without which there is no share."""
    return int(row["volume_meeting_target"]) <= int(row["total_volume"])


def files() -> dict[str, str]:
    """Return the text of every file of report_data/ by its name."""
    written = {name: dedent(text) for name, text in FIXED.items()}
    written["services.yml"] = "services:\n" + "".join(map(service, rows()))
    for party, name in PARTIES.items():
        own = [row for row in rows() if row["owner_org"] == party]
        written |= {
            f"parties/{party}.yml": (
                f"party: {party}\nname: {{zh: {name}, en: {name}}}\nkind: customer\n"
                "zone: America/Toronto\ncalendar: every-day\nlanguage: en\n"
            ),
            f"agreements/{party}-standards.yml": agreement(party, own),
            f"catalogue/{party}.yml": REPORT.format(party=party, period=PERIOD),
            f"records/{party}/{PERIOD}.yml": records(party, own),
        }
    return written


def service_id(row: dict[str, str]) -> str:
    """Return the id of a standard in the service catalogue."""
    return f"ss-{row['service_standard_id'].lower()}"


def service(row: dict[str, str]) -> str:
    """Return a standard as a service of the catalogue."""
    number, text = row["service_standard_id"], json.dumps(row["service_standard_en"].strip())
    return (
        f"  - id: {service_id(row)}\n    name: {{zh: 服务标准 {number}, en: Standard {number}}}\n"
        f"    owner: leader\n    parties: {row['owner_org']}\n"
        f"    plain: {{zh: 服务标准 {number}, en: {text}}}\n"
    )


def agreement(party: str, own: list[dict[str, str]]) -> str:
    """Return the promises of a department: a clause for every standard."""
    head = (
        f"agreement: {party}-standards\ntype: sla\ntitle: {{zh: 服务标准, en: Service standards}}\n"
        f'party: {party}\nversion: "1.0"\neffective: {{first: 2023-04-01, last: 2024-03-31}}\n'
        "reviewed: 2023-04-01\nclauses:\n"
    )
    return head + "".join(map(clause, own))


def clause(row: dict[str, str]) -> str:
    """Return the promise of one standard."""
    number = row["service_standard_id"]
    percent = f"{100 * Decimal(row['target']):f} %"
    metric, target = ("met", percent) if is_share(row) else ("quotient", row["target"])
    return (
        f'  - id: "{number}"\n    text: {{zh: 服务标准 {number}, en: Standard {number}}}\n'
        f"    metric: standard.{metric}\n    services: [{service_id(row)}]\n"
        f"    target: '>= {target}'\n"
    )


def records(party: str, own: list[dict[str, str]]) -> str:
    """Return the results of a department."""
    digest = sha256(EXPORT.read_bytes()).hexdigest()
    source = {
        "id": "standards",
        "system": "Open Government Portal of Canada",
        "file": EXPORT.name,
        "sha256": digest,
        "mapping": "tests/proofs/canada.py",
        "mapping_sha256": "0" * 64,
        "rows": len(rows()),
        "used": len(own),
        "collected_at": "2024-04-01",
        "tool": "tests/proofs/canada.py",
        "origin": "Government of Canada, service standards 2023-2024 (OGL-Canada)",
    }
    lines = "".join(f"- {json.dumps(record(row))}\n" for row in own)
    head = f"party: {party}\nperiod: {PERIOD}\nsources:\n- {json.dumps(source)}\nrecords:\n"
    return head + lines


def record(row: dict[str, str]) -> dict[str, str | int]:
    """Return the parts of one result."""
    names = ("numerator", "denominator") if is_share(row) else ("sum", "count")
    met, total = int(row["volume_meeting_target"]), int(row["total_volume"])
    return {
        "metric": "standard.met" if is_share(row) else "standard.quotient",
        "service": service_id(row),
        "source": "standards",
        names[0]: met,
        names[1]: total,
    }


if __name__ == "__main__":
    for name, text in files().items():
        place = HERE / "report_data" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

"""A shop with an outage log: from YAML and an export over collect to the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from textwrap import dedent

from generator.collect.collect import Collected
from generator.collect.inputs import ExportFile
from generator.collect.intake import collect_source
from generator.measure.editions import editions
from generator.measure.ledger import Ledger
from generator.render.edition import edition_files
from generator.workspace.check import check
from generator.workspace.load import assemble
from generator.workspace.workspace import Workspace

HEADING = "Case;Service;Kind;Start;End;Told;Approval;Users\n"
LOG = "report_data/outages/shop-log.yml"
AGREEMENT = "report_data/agreements/shop-sla.yml"
METRICS = "report_data/metrics/availability.yml"
FILES = {
    "report_data/organisation.yml": """\
        name: {zh: 中心, en: Centre}
        zone: Etc/UTC
        """,
    "report_data/people.yml": """\
        roles: [{id: leader, name: {zh: 领导, en: Leader}}]
        people: [{id: he, name: He, roles: leader}]
        """,
    "report_data/chains.yml": """\
        chains:
          - chain: simple
            name: {zh: 单人, en: One}
            stages: [{stage: approve, name: {zh: 批准, en: Approval}, by: leader}]
        """,
    "report_data/calendars/office.yml": """\
        calendar: office
        name: {zh: 办公时间, en: Office hours}
        zone: Etc/UTC
        hours: "09:00-18:00"
        first: 2024-12-01
        last: 2025-12-31
        """,
    "report_data/parties/shop.yml": """\
        party: shop
        name: {zh: 商店, en: Shop}
        kind: customer
        zone: Etc/UTC
        calendar: office
        """,
    "report_data/services.yml": """\
        services:
          - {id: web, name: {zh: 网站, en: Site}, owner: leader, parties: shop}
          - {id: db, name: {zh: 数据库, en: Data base}, owner: leader, parties: shop}
        """,
    AGREEMENT: """\
        agreement: shop-sla
        type: sla
        title: {zh: 商店协议, en: Agreement with the shop}
        party: shop
        version: "1.0"
        effective: {first: 2024-12-01}
        reviewed: 2024-11-20
        maintenance: {notice: 120 h, cap: 4 h, approval: true}
        clauses:
          - id: "1"
            text: {zh: 可用率, en: Availability}
            metric: availability.agreed
            services: [web, db]
            target: ">= 99.9 %"
        """,
    LOG: """\
        source: shop-log
        system: {zh: 监控, en: Monitor}
        party: shop
        extracted: 2025-03-02
        form: {delimiter: ";"}
        columns:
          id: Case
          service: Service
          kind: Kind
          started: {header: Start, type: instant}
          ended: {header: End, type: instant}
          told: {header: Told, type: instant}
          approval: Approval
          users: {header: Users, type: number}
        case: {key: id}
        service: {column: service, map: {Web: web, Db: db}, passed_over: [Test]}
        outage:
          start: started
          end: ended
          maintenance: kind = 'PM'
          announced: told
          approval: approval
          users: users
        agreement: shop-sla
        covers: {first: 2025-01, last: 2025-01}
        metrics:
          agreed: availability.agreed
          user: availability.user-view
          planned: availability.planned-share
          outages: availability.outages
          longest: availability.longest-outage
          restore: availability.mean-time-to-restore
          user_time: availability.user-time
        """,
    "report_data/catalogue/monthly.yml": """\
        report: monthly
        title: {zh: 月报, en: Monthly}
        kind: external
        purpose: {zh: 目的, en: Purpose}
        party: shop
        audience: shop
        language: en
        cadence: month
        first: 2025-01
        due: 5 working days
        owner: leader
        author: leader
        chain: simple
        sections: [sla, availability]
        distribution: [{role: leader, by: site}]
        retention: report
        document: {number: SR-1, version: "1.0", classification: internal}
        """,
}
KINDS = {
    "agreed": "duration-ratio, across: weighted, unit: percent, decimals: 3",
    "user-view": "duration-ratio, across: weighted, unit: percent, decimals: 3",
    "planned-share": "duration-ratio, across: weighted, unit: percent, decimals: 3",
    "outages": "count, unit: count, decimals: 0",
    "longest-outage": "maximum, unit: minute, decimals: 0",
    "mean-time-to-restore": "mean, unit: minute",
    "user-time": "count, unit: user-minute, decimals: 0",
}


def metrics() -> str:
    """Return the definitions of the views."""
    lines = (
        f"  - {{id: availability.{name}, name: {{zh: 名, en: {name}}}, "
        f"plain: {{zh: 名, en: Name}}, formula: {{zh: 名, en: Name}}, kind: {kind}, "
        "better: higher, cohort: event, procedure: QP-08}\n"
        for name, kind in KINDS.items()
    )
    return "process: {zh: 可用性, en: Availability}\nmetrics:\n" + "".join(lines)


def contents(*changes: tuple[str, str, str]) -> dict[str, bytes]:
    """Return the files of the shop; each change is a file, a text in it, and what replaces it."""
    files = {name: dedent(text) for name, text in FILES.items()}
    files[METRICS] = metrics()
    for name, old, new in changes:
        assert old in files[name], (name, old)
        files[name] = files[name].replace(old, new)
    return {name: text.encode() for name, text in files.items()}


@dataclass(frozen=True)
class Shop:
    """What the shop's log gives: the run, the checked workspace, and its pages by period."""

    run: Collected
    files: dict[str, bytes]

    @cached_property
    def workspace(self) -> Workspace:
        """Return the workspace with the records of the run, in which nothing is wrong."""
        assert not self.run.findings, self.run.findings
        workspace, findings = assemble({**self.files, **self.run.files})
        assert (*findings, *check(workspace)) == ()
        return workspace

    def page(self, period: str = "2025-01") -> str:
        """Return the page of the monthly report, without links."""
        key = next(key for key in editions(self.workspace) if key.period.label == period)
        files = edition_files(self.workspace, Ledger.of(self.workspace), key)
        return files[f"docs/reports/monthly/{period}.md"].decode()

    def records(self, period: str = "2025-01") -> str:
        """Return the text of the record file of a month."""
        return self.run.files[f"report_data/records/shop/{period}.yml"].decode()

    def findings(self) -> list[str]:
        """Return what the run found, as people read it."""
        return [finding.sentence for finding in self.run.findings]


def shop(
    *rows: str,
    changes: tuple[tuple[str, str, str], ...] = (),
    existing: dict[str, bytes] | None = None,
    checked: bool = True,
) -> Shop:
    """Collect rows of the log: `O-1;Web;;2025-01-05T10:00:00;2025-01-05T10:30:00;;;`.

    `existing` holds record files from before; `checked` says that nothing else is wrong.
    """
    files = contents(*changes)
    workspace, findings = assemble({**files, **(existing or {})})
    if checked and not existing:
        assert [each.sentence for each in (*findings, *check(workspace))] == []
    export = ExportFile(name="log.csv", content=(HEADING + "\n".join(rows)).encode())
    return Shop(run=collect_source(workspace, "shop-log", export), files=files)


def outage(start: str, end: str, *, case: str = "O-1", users: str = "") -> str:
    """Return a row of an outage; `start` and `end` are day and time, such as 05T10:00."""
    return f"{case};Web;;{_instant(start)};{_instant(end)};;;{users}"


def window(start: str, end: str, *, told: str = "01T00:00", case: str = "W-1") -> str:
    """Return a row of approved maintenance."""
    return f"{case};Web;PM;{_instant(start)};{_instant(end)};{_instant(told)};C-7;"


def _instant(text: str) -> str:
    """Put a day into January 2025, unless it has a month of its own."""
    return text and (f"{text}:00" if "-" in text else f"2025-01-{text}:00")

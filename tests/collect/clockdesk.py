"""A help desk whose mapping has a clock."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from generator.collect.collect import Collected
from generator.workspace.model.records import Record, RecordFile
from tests.collect.conftest import collect_desk, record_file

HEADING = "Number;Service;Urgency;Closed;Hours;Opened;First;Reopened;Attached;Wait;Waited\n"
INSTANTS = ("opened", "first", "reopened", "attached", "wait", "waited")
COLUMNS = "".join(f"  {name}: {{header: {name.title()}, type: instant}}\n" for name in INSTANTS)
RULE = '{metric: desk.count, value: "true", dimensions: {urgency: urgency}}'
MEAN = "{metric: desk.mean, sum: work, count: work IS NOT NULL}"
SHARE = "{metric: desk.duration-ratio, numerator: work_paused, denominator: work + work_paused}"
AGREEMENT = dedent("""\
    agreement: shop-sla
    type: sla
    title: {zh: 协议, en: SLA}
    party: shop
    version: "1.0"
    effective: {first: 2013-01-01}
    reviewed: 2013-01-01
    clauses:
      - {id: "1", text: {zh: 一, en: One}, metric: desk.mean, target: < 8 h}
    """)


def collect_clock(*rows: str, keys: str = "", rule: str = MEAN, **other: Any) -> Collected:  # noqa: ANN401 - passed on
    """Collect rows with a clock from `opened` to `closed`, and its further `keys`."""
    clocks = f"clocks:\n  - {{column: work, start: opened, end: closed{keys}}}\nperiod:"
    changes = (("case: {key", f"{COLUMNS}case: {{key"), ("period:", clocks), (RULE, rule))
    more = other.pop("changes", ())
    return collect_desk(*rows, changes=(*changes, *more), heading=HEADING, **other)


def months_of(run: Collected) -> tuple[RecordFile, ...]:
    """Return the record files of a run without findings, in the order of their months."""
    assert run.findings == ()
    return tuple(record_file(content) for _, content in sorted(run.files.items()))


def mail(run: Collected) -> Record:
    """Return the record of the service mail."""
    file = months_of(run)[-1]
    return next(record for record in file.records if record.service == "mail")


def mean(run: Collected) -> tuple[int, int]:
    """Return sum and count of the mean of the service mail."""
    record = mail(run)
    return int(record.sum or 0), int(record.count or 0)


def row(closed: str, opened: str, *more: str) -> str:
    """Return a row: closed, opened, first, reopened, attached, wait, waited."""
    return ";".join(("1", "Mail", "high", closed, "1", opened, *more, *[""] * (5 - len(more))))

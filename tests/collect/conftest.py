"""What the tests of collect share: the sample's mappings, and a small help desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import TypeVar

import pytest

from generator.collect.collect import Collected, collect
from generator.collect.inputs import ExportFile, Ground, ground_of
from generator.files import read_tree
from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.load import assemble
from generator.workspace.model.agreements import Agreement
from generator.workspace.model.calendars import Calendar
from generator.workspace.model.metrics import Metrics
from generator.workspace.model.records import RecordFile
from generator.workspace.model.sources import Mapping
from generator.workspace.workspace import Entry, Workspace

ROOT = Path(__file__).parents[2]
EXPORTS = ROOT / "tests" / "fixtures" / "exports"
SOURCES = {
    "bank-incidents": "incidents.csv",
    "bank-interactions": "interactions.csv",
    "bank-changes": "changes.csv",
}

DESK_METRICS = dedent("""\
    process: {zh: 台, en: Desk}
    metrics:
    """) + "".join(
    dedent(f"""\
      - id: desk.{kind}
        name: {{zh: 名, en: Name}}
        plain: {{zh: 名, en: Name}}
        formula: {{zh: 名, en: Name}}
        kind: {kind.removeprefix("user-")}
        unit: hour
        better: neither
        cohort: closed
        procedure: QP-01
        dimensions: [{{id: urgency, name: {{zh: 名, en: Name}}}}]
        {more}
    """)
    for kind, more in (
        *((kind, "") for kind in ("ratio", "mean", "count", "maximum", "minimum", "stock")),
        ("duration-ratio", "across: serial"),
        ("user-duration-ratio", "across: user-weighted"),
        ("percentile", "percentile: {rank: 95}"),
        *((kind, "") for kind in ("distinct", "average-stock", "single")),
        *((kind, "") for kind in ("stock-ratio", "distinct-share", "index")),
    )
)

DESK_MAPPING = dedent("""\
    source: desk
    system: {zh: 台, en: Desk}
    party: shop
    extracted: 2013-12-01
    form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}
    columns:
      id: Number
      service: Service
      urgency: Urgency
      closed: {header: Closed, type: instant}
      hours: {header: Hours, type: number}
    case: {key: id}
    period: closed
    service: {column: service, map: {Mail: mail}, other: other}
    records:
      - {metric: desk.count, value: "true", dimensions: {urgency: urgency}}
    """)

DESK_CALENDAR = dedent("""\
    calendar: hours
    name: {zh: 工作时间, en: Hours}
    zone: Europe/Amsterdam
    hours: "09:00-18:00"
    first: 2013-01-01
    last: 2013-12-31
    """)

HEADING = "Number;Service;Urgency;Closed;Hours\n"

T = TypeVar("T")
Desk = Callable[..., Collected]


@pytest.fixture(scope="session")
def sample() -> Workspace:
    """Return the sample workspace without its records."""
    contents, _ = read_tree(ROOT, "report_data")
    bare = {name: content for name, content in contents.items() if "/records/" not in name}
    return assemble(bare)[0]


@pytest.fixture(scope="session")
def collected(sample: Workspace) -> dict[str, Collected]:
    """Return what each mapping of the bank makes of its fixture export, one after another.

    Fingerprints of mappings and the version of the tool are fixed, so that a comment in a
    mapping or a release of the tool changes no expected file.
    """
    ground = ground_of(sample, sample.parties["bank"], "reportgen test")
    runs: dict[str, Collected] = {}
    files: dict[str, RecordFile] = {}
    for entry in sample.of_kind("source"):
        if entry.value.source not in SOURCES:
            continue
        name = SOURCES[entry.value.source]
        export = ExportFile(name=name, content=(EXPORTS / name).read_bytes())
        run = collect(replace(entry, sha256="0" * 64), export, ground, files)
        runs[entry.value.source] = run
        files |= {name: record_file(content) for name, content in run.files.items()}
    return runs


@pytest.fixture(scope="session")
def months(collected: dict[str, Collected]) -> dict[str, RecordFile]:
    """Return the record files that the three exports make together, by month."""
    contents = {name: text for run in collected.values() for name, text in run.files.items()}
    files = map(record_file, contents.values())
    return {file.period.label: file for file in files}


@pytest.fixture
def desk() -> Desk:
    """Return the function that collects rows of a help desk's export."""
    return collect_desk


def collect_desk(  # noqa: PLR0913 - what a test may vary
    *rows: str,
    changes: tuple[tuple[str, str], ...] = (),
    heading: str = HEADING,
    existing: dict[str, RecordFile] | None = None,
    content: bytes | None = None,
    calendar: str = DESK_CALENDAR,
    agreements: tuple[str, ...] = (),
) -> Collected:
    """Collect rows of a help desk's export.

    `collect_desk("1;Mail;high;3-10-2013 9:05;1,5")` has the mapping DESK_MAPPING, in which each
    pair of `changes` puts the second text in the place of the first.
    """
    text = DESK_MAPPING
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    export = content if content is not None else (heading + "\n".join(rows)).encode()
    return collect(
        desk_entry(text),
        ExportFile(name="desk.csv", content=export),
        desk_ground(calendar, *agreements),
        existing or {},
    )


def desk_ground(calendar: str = DESK_CALENDAR, *agreements: str) -> Ground:
    """Return what is known of the help desk."""
    return Ground(
        zone="Europe/Amsterdam",
        services=("mail", "other"),
        metrics=decoded(Metrics, DESK_METRICS).metrics,
        tool="reportgen test",
        calendar="hours",
        calendars=(decoded(Calendar, calendar),),
        agreements=tuple(decoded(Agreement, text) for text in agreements),
    )


def desk_entry(text: str) -> Entry:
    """Return the entry of a mapping file with this text."""
    name = "report_data/sources/desk.yml"
    document = parse(text.encode(), name)
    assert isinstance(document, Document), document
    value = decode(Mapping, document, name)
    return Entry(kind="source", file=name, sha256="1" * 64, value=value, lines=document)


def record_file(content: bytes) -> RecordFile:
    """Return the record file that some bytes hold."""
    return decoded(RecordFile, content.decode())


def decoded(model: type[T], text: str) -> T:
    """Return the record of a YAML text that is known to be right."""
    document = parse(text.encode(), "text.yml")
    assert isinstance(document, Document), document
    value = decode(model, document, "text.yml")
    assert not isinstance(value, tuple), value
    return value

"""What a mapping says beyond headings: made texts, words, pseudonyms, canonical tables."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import closing
from textwrap import dedent

import pytest

from generator.collect.collect import Collected, collect
from generator.collect.engine import connect
from generator.collect.inputs import ExportFile, Ground
from generator.collect.metricrules import unsound_rule
from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.metrics import Metrics
from generator.workspace.workspace import Entry, Workspace
from tests.collect.conftest import decoded, desk_entry, record_file

Desk = Callable[..., Collected]
SALT = b"sixteen bytes it is"

METRICS = dedent("""\
    process: {zh: 台, en: Desk}
    metrics:
      - id: shared.closed
        name: {zh: 名, en: Name}
        plain: {zh: 名, en: Name}
        formula: {zh: 名, en: Name}
        kind: count
        unit: count
        better: neither
        cohort: closed
        procedure: QP-01
        dimensions: [{id: priority, name: {zh: 名, en: Name}}, {id: team, name: {zh: 名, en: Name}}]
        collected:
          table: tickets
          where: kind = 'incident'
          value: status = 'closed'
          dimensions: {priority: priority, team: team}
      - id: shared.people
        name: {zh: 名, en: Name}
        plain: {zh: 名, en: Name}
        formula: {zh: 名, en: Name}
        kind: distinct
        unit: count
        better: neither
        cohort: closed
        procedure: QP-01
        collected: {table: tickets, ids: requester}
    """)
TICKETS = dedent("""\
    source: desk
    system: {zh: 台, en: Desk}
    party: shop
    extracted: 2013-12-01
    form: {instant: "%Y-%m-%dT%H:%M:%S%z"}
    columns:
      id: {text: "concat(place, '-', number)"}
      number: Number
      place: Place
      service: Service
      kind: {header: Type, words: {Störung: incident, 故障: incident}}
      status: {header: Status, words: {Closed: closed, 关闭: closed, "1": closed}}
      priority: Priority
      requester: {header: Caller, pseudonym: true}
      closed: {header: Closed, type: instant}
    case: {key: id}
    table: tickets
    period: closed
    service: {column: service, map: {Mail: mail}, other: other}
    records: [shared.closed, shared.people]
    """)
HEADING = "Number,Place,Service,Type,Status,Priority,Caller,Closed\n"
ROWS = (
    "1,A,Mail,Störung,Closed,1,Ann,2013-10-31T23:30:00+00:00\n"
    "1,B,Mail,故障,关闭,2,Bob,2013-10-03T09:05:00+0200\n"
    "2,B,Mail,Anfrage,1,2,Ann,2013-10-04T09:05:00Z\n"
    "3,B,Mail,incident,open,2,Ann,2013-10-04T09:05:00Z\n"
)


def run(
    *changes: tuple[str, str], rows: str = ROWS, salt: bytes = SALT, metrics: str = METRICS
) -> Collected:
    """Collect the tickets by the shared metrics, after changes to the mapping."""
    text = TICKETS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    ground = Ground(
        zone="Europe/Amsterdam",
        services=("mail", "other"),
        metrics=decoded(Metrics, metrics).metrics,
        tool="reportgen test",
        salt=salt,
    )
    export = ExportFile(name="desk.csv", content=(HEADING + rows).encode())
    return collect(desk_entry(text), export, ground, {})


def values(collected: Collected, metric: str) -> dict[str, str]:
    """Return month and member -> value of a metric for mail."""
    files = {name: record_file(content) for name, content in collected.files.items()}
    return {
        f"{file.period.label} {record.member or ''}".strip(): str(record.value or record.ids or 0)
        for file in files.values()
        for record in file.records
        if (record.metric, record.service) == (metric, "mail")
    }


def rules(collected: Collected) -> list[tuple[str, str]]:
    return [(finding.rule, finding.path) for finding in collected.findings]


def test_a_metric_asked_for_by_its_id_is_counted_as_it_says_itself() -> None:
    # The first ticket was closed at half past midnight of the first of November, local time.
    # Nothing fills `team`, so that break-down is left out.
    assert values(run(), "shared.closed") == {
        "2013-10": "1",
        "2013-10 2": "1",
        "2013-11": "1",
        "2013-11 1": "1",
    }


def test_the_same_person_has_the_same_pseudonym_in_every_export_of_a_party() -> None:
    ann, bob = (
        hmac.new(SALT, f"shop\0{name}".encode(), "sha256").hexdigest()[:32]
        for name in ("Ann", "Bob")
    )

    assert values(run(), "shared.people") == {
        "2013-10": " ".join(sorted((ann, bob))),
        "2013-11": ann,
    }


def test_no_name_of_a_person_reaches_the_records() -> None:
    written = b"".join(run().files.values())

    assert written
    assert [name for name in (b"Ann", b"Bob") if name in written] == []


@pytest.mark.parametrize("salt", [b"", b"short"])
def test_without_a_salt_no_pseudonym_is_made_and_nothing_is_written(salt: bytes) -> None:
    collected = run(salt=salt)

    assert (rules(collected), dict(collected.files)) == (
        [("C066", "columns.requester.pseudonym")],
        {},
    )


def test_values_without_a_word_are_kept_and_told_with_their_lines() -> None:
    quality = run().quality

    assert quality
    told = {remark.en: (remark.count, remark.lines) for remark in quality.remarks}
    assert told == {
        "kind: values that the mapping has no word for, left as they are": (1, (4,)),
        "status: values that the mapping has no word for, left as they are": (1, (5,)),
    }


@pytest.mark.parametrize(
    ("old", "new", "rule", "path"),
    [
        ("{text: \"concat(place, '-', number)\"}", "{type: text}", "C065", "columns.id"),
        ("{header: Type,", "{header: Type, text: place,", "C065", "columns.kind"),
        ("concat(place, '-', number)", "concat(plac)", "C010", "columns.id.text"),
        ("concat(place, '-', number)", "length(place)", "C011", "columns.id.text"),
        (
            "priority: Priority",
            "priority: {header: Priority, type: number}",
            "C061",
            "columns.priority",
        ),
        ("table: tickets", "table: changes", "C062", "records[0]"),
        ("table: tickets\n", "", "C062", "records[0]"),
        ("requester: {header", "caller: {header", "C062", "records[1]"),
        ("table: tickets\n", "table: tickets\nselected_by: opened\n", "C064", "period"),
    ],
)
def test_what_a_mapping_cannot_ask_for_is_found(old: str, new: str, rule: str, path: str) -> None:
    assert (rule, path) in rules(run((old, new)))


def test_a_metric_of_another_cohort_is_refused() -> None:
    metrics = METRICS.replace("cohort: closed", "cohort: opened", 1)

    assert rules(run(metrics=metrics)) == [("C063", "records[0]")]


def test_an_extract_by_close_date_gives_no_backlog() -> None:
    metrics = METRICS.replace("kind: count", "kind: stock", 1)
    selected = ("table: tickets\n", "table: tickets\nselected_by: closed\nsnapshot: true\n")

    assert rules(run(selected, metrics=metrics)) == [("C064", "records[0]")]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("value: status", "value: state", "collected.value"),
        ("value: status = 'closed'", "value: status", "collected.value"),
        ("value: status = 'closed'", "count: status = 'closed'", "collected"),
        ("where: kind = 'incident'", "where: kind", "collected.where"),
        ("team: team}", "group: team}", "collected.dimensions.group"),
        ("cohort: closed", "cohort: survey", "collected.table"),
    ],
)
def test_a_rule_of_a_metric_is_checked_before_any_mapping_asks_for_it(
    old: str, new: str, path: str
) -> None:
    text = METRICS.replace(old, new, 1)
    document = parse(text.encode(), "m.yml")
    assert isinstance(document, Document)
    value = decode(Metrics, document, "m.yml")
    entry = Entry(kind="metrics", file="m.yml", sha256="0" * 64, value=value, lines=document)

    item = Workspace(entries=(entry,)).items("metric")[0]
    with closing(connect()) as engine:
        found = {(finding.rule, finding.path) for finding in unsound_rule(item, engine)}

    assert found == {("C060", f"metrics[0].{path}")}

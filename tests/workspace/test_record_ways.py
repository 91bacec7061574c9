"""Record files have two ways in: canonical lines as JSON, anything else as YAML."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.findings import Finding
from generator.strictyaml import Cache, Document, write_lines
from generator.workspace.check import check
from generator.workspace.load import RecordPlaces, assemble
from generator.workspace.model.records import Record
from generator.workspace.workspace import Workspace
from tests.workspace.samples import BASE, RECORDS

HEAD = BASE[RECORDS].decode().partition("records:\n")[0] + "records:\n"
METRICS = ("closed", "backlog", "in-target", "mean-time", "longest", "shortest", "unknown")

NUMBERS = st.integers(-(10**6), 10**6).map(Decimal) | st.decimals(-999, 999, places=2)
TEXTS = st.text("ab银行 '#:,[]{}&*!|>%@`-0", min_size=1, max_size=12)
RECORD = st.builds(
    Record,
    metric=st.sampled_from(METRICS).map("incident.{}".format),
    service=st.sampled_from(("payments", "workplace", "unknown")),
    source=st.sampled_from((None, "desk", "unknown")),
    dimension=st.sampled_from((None, "priority", "unknown")),
    member=st.none() | TEXTS,
    **{name: st.none() | NUMBERS for name in ("numerator", "denominator", "sum", "count", "value")},
    at=st.sampled_from((None, "2013-10-31", "2013-11-01", "2013-10-08T09:20:00")),
    case=st.sampled_from((None, "IM0012345", "1")),
    note=st.none() | TEXTS,
    evidence=st.none() | TEXTS,
)

# Values as they stand in a line: fine ones, and what people and programs get wrong.
TOKENS = st.sampled_from(
    (
        *('"incident.closed"', '"payments"', '"desk"', '"2013-10-31"', '"1"', "3", '"0.50"', "-3"),
        *('""', '"Payments"', '"yes"', '"null"', '"a: b # c"', '"２"', '"2013-02-30"', '"-0.0"'),
        *('"1e5"', '"NaN"', "1e5", "0.50", "010", "-0", "true", "null", "[]", "{}", "1_000"),
        *('"\u200b"', '"\u202e"', '"\\u0041"', '"\\u202e"', "9" * 18, "9" * 19, f'"{"x" * 401}"'),
    )
)
NAMES = tuple(field.name for field in dataclasses.fields(Record))
PAIRS = st.lists(st.tuples(st.sampled_from((*NAMES, "sorce")), TOKENS), max_size=6)

Outcome = tuple[tuple[Any, ...], tuple[Finding, ...]]


def canonical(records: Iterable[Record]) -> str:
    return HEAD + write_lines(records)


def spaced(text: str) -> str:
    """Write the same records on the same lines in a form that is not canonical."""
    return text.replace("\n- {", "\n-  {")


def block(records: Iterable[Record]) -> str:
    """Write the same records with one key on each line."""
    return HEAD + "".join(map(_block, records))


def _block(record: Record) -> str:
    fields = json.loads(write_lines([record])[2:])
    pairs = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "- " + "\n  ".join(pairs) + "\n"


def outcome(text: str, *, is_fast: bool | None = None, cache: Cache | None = None) -> Outcome:
    """Return the values and the findings of the base with this record file."""
    workspace, findings = assemble({**BASE, RECORDS: text.encode()}, cache)
    for entry in workspace.of_kind("records") if is_fast is not None else ():
        assert isinstance(entry.lines, RecordPlaces if is_fast else Document)
    return values_of(workspace), tuple(sorted((*findings, *check(workspace))))


def values_of(workspace: Workspace) -> tuple[Any, ...]:
    return tuple(entry.value for entry in workspace.entries)


def without_lines(found: Outcome) -> tuple[tuple[Any, ...], list[tuple[str, ...]]]:
    """Leave out lines, and the words that name one: they differ where the layout does."""
    values, findings = found
    told = [(f.path, f.rule, f.expected, f.found.partition(" is on line ")[0]) for f in findings]
    return values, sorted(told)


@given(st.lists(RECORD, min_size=1, max_size=5))
def test_canonical_lines_read_as_json_and_as_yaml_give_the_same_values_and_findings(
    records: list[Record],
) -> None:
    text = canonical(records)

    assert outcome(text, is_fast=True) == outcome(spaced(text), is_fast=False)


@given(st.lists(RECORD, min_size=1, max_size=5))
def test_a_record_written_on_many_lines_is_the_same_record(records: list[Record]) -> None:
    lines, many = outcome(canonical(records), is_fast=True), outcome(block(records), is_fast=False)

    assert without_lines(lines) == without_lines(many)


@given(st.lists(PAIRS, min_size=1, max_size=3))
def test_broken_lines_give_the_same_findings_on_both_ways(
    rows: list[list[tuple[str, str]]],
) -> None:
    first = '"metric": "incident.closed", "service": "payments"'
    pairs = [[first, *(f'"{name}": {token}' for name, token in row)] for row in rows]
    text = HEAD + "".join(f"- {{{', '.join(row)}}}\n" for row in pairs)

    assert outcome(text) == outcome(spaced(text), is_fast=False)


@given(st.lists(RECORD, min_size=1, max_size=3), st.sampled_from(NAMES), TOKENS)
def test_one_broken_value_in_an_otherwise_canonical_file_is_told_on_its_line(
    records: list[Record], name: str, token: str
) -> None:
    row = {"metric": '"incident.closed"', "service": '"payments"', name: token}
    pairs = (f'"{key}": {row[key]}' for key in NAMES if key in row)
    text = f"{canonical(records)}- {{{', '.join(pairs)}}}\n"

    assert outcome(text) == outcome(spaced(text), is_fast=False)


def test_the_cache_gives_what_the_file_gives(tmp_path: Path) -> None:
    text = BASE[RECORDS].decode()
    first = outcome(text, is_fast=True, cache=Cache(tmp_path))

    assert any(tmp_path.rglob("*"))
    assert outcome(text, is_fast=True, cache=Cache(tmp_path)) == first == outcome(text)


def test_a_corrupt_cache_changes_nothing(tmp_path: Path) -> None:
    text = BASE[RECORDS].decode()
    first = outcome(text, cache=Cache(tmp_path))
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        path.write_bytes(path.read_bytes()[:-3] + b"???")

    assert outcome(text, is_fast=True, cache=Cache(tmp_path)) == first


def test_values_before_the_records_keep_their_lines_on_the_fast_way() -> None:
    workspace, _ = assemble(BASE)
    lines = workspace.of_kind("records")[0].lines

    assert [lines.line(path) for path in (("period",), ("sources", 0, "id"), ("records",))] == [
        2,
        4,
        5,
    ]
    assert [lines.line(("records", index, "metric")) for index in (0, 7)] == [6, 13]

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.errors import ReportgenError
from generator.strictyaml import (
    RECORD_LIMITS,
    Document,
    RecordLines,
    canonical_reader,
    load_lines,
    parse,
    write_lines,
)
from tests.strictyaml.records import SAMPLES, Sample, SampleFile

READER = canonical_reader(Sample)
ADAPTER = TypeAdapter(SampleFile)
HEAD = "party: bank\nrecords:\n"
LINE = '- {"metric": "m", "service": "s", "numerator": 1}\n'


def fast(source: bytes) -> SampleFile | None:
    """Read a file the fast way, or not at all."""
    lines = load_lines(source, "a.yml", READER)
    try:
        head = ADAPTER.validate_python(lines.head.value) if lines else None
    except ValidationError:
        return None
    return replace(head, records=lines.records) if lines and head else None


def ordinary(source: bytes) -> SampleFile | None:
    """Read a file by events and the model, or refuse it."""
    parsed = parse(source, "a.yml", RECORD_LIMITS)
    try:
        return ADAPTER.validate_python(parsed.value) if isinstance(parsed, Document) else None
    except ValidationError:
        return None


def test_a_record_is_written_in_the_order_of_its_fields_without_absent_ones() -> None:
    record = Sample(metric="m", service="支付", numerator=Decimal(41), value=Decimal("5.250"))
    expected = '- {"metric": "m", "service": "支付", "numerator": 41, "value": "5.250"}\n'

    assert write_lines([record]) == expected


def test_records_know_their_first_line_and_the_head_its_values() -> None:
    lines = load_lines(("# generated\n" + HEAD + LINE * 2).encode(), "a.yml", READER)

    assert isinstance(lines, RecordLines)
    assert (lines.first_line, len(lines.records)) == (4, 2)
    assert lines.head.value == {"party": "bank", "records": []}


@given(st.lists(SAMPLES, min_size=1, max_size=4))
def test_what_was_written_is_read_as_the_same_records(records: list[Sample]) -> None:
    try:
        source = (HEAD + write_lines(records)).encode()
    except ReportgenError:
        return

    assert ordinary(source) == SampleFile(party="bank", records=tuple(records))
    assert fast(source) in (None, ordinary(source))


@given(
    st.lists(SAMPLES, min_size=1, max_size=2),
    st.integers(min_value=0),
    st.sampled_from(
        [*'"\\,:{}[]- \n\t#&0123yn~', "\u200b", "\r\n", ": ", "null", '"metric": "x", ']
    ),
    st.integers(0, 2),
)
def test_after_any_small_damage_the_fast_way_refuses_or_agrees(
    records: list[Sample], place: int, damage: str, cut: int
) -> None:
    try:
        text = HEAD + write_lines(records)
    except ReportgenError:
        return
    place %= len(text)
    source = (text[:place] + damage + text[place + cut :]).encode()

    assert fast(source) in (None, ordinary(source))


@pytest.mark.parametrize("note", ["plain", "事件 😀", "it's: # - [x]", ""])
def test_usual_texts_take_the_fast_way(note: str) -> None:
    record = Sample(metric="m", service="s", numerator=Decimal("0.50"), note=note)

    assert fast((HEAD + write_lines([record])).encode()) == SampleFile(
        party="bank", records=(record,)
    )


@pytest.mark.parametrize(
    "source",
    [
        HEAD,
        HEAD + LINE.strip(),
        HEAD + LINE + "\n",
        HEAD + LINE + "# end\n",
        HEAD + LINE.replace(", ", ","),
        HEAD + LINE.replace("1", "01"),
        HEAD + LINE.replace("1", "-0"),
        HEAD + LINE.replace("1", "1.5"),
        HEAD + LINE.replace("1", "1" * 19),
        HEAD + LINE.replace("s", r"\x41"),
        HEAD + LINE.replace('"m"', '"M"'),
        HEAD + LINE.replace('"s"', '"' + "s" * (RECORD_LIMITS.scalar + 1) + '"'),
        HEAD + LINE.replace('"s"', '"\u202e"'),
        HEAD + LINE.replace('"service": "s", ', ""),
        HEAD + '- {"service": "s", "metric": "m", "numerator": 1}\n',
        HEAD + LINE.replace("}", ', "value": null}'),
        HEAD + LINE.replace("}", ', "numerator": 1}'),
        HEAD.replace("party", "records") + LINE,
        "records: []\n" + HEAD + LINE,
        "{party: bank}\n" + "records:\n" + LINE,
        " party: bank\nrecords:\n" + LINE,
        'party: "bank\nrecords:\n' + LINE,
        "party: yes\nrecords:\n" + LINE,
        "- party\nrecords:\n" + LINE,
        "party: bank\r\nrecords:\r\n" + LINE,
        "party: bank\n",
    ],
)
def test_all_but_canonical_lines_are_left_to_the_ordinary_way(source: str) -> None:
    assert fast(source.encode()) is None


def test_a_file_of_nothing_but_records_takes_the_fast_way() -> None:
    lines = load_lines(("records:\n" + LINE).encode(), "a.yml", READER)

    assert lines is not None
    assert (lines.first_line, len(lines.records)) == (2, 1)


@pytest.mark.parametrize("limit", ["size", "values", "scalar"])
def test_a_file_beyond_a_limit_is_left_to_the_ordinary_way(limit: str) -> None:
    limits = replace(RECORD_LIMITS, **{limit: 3})

    assert load_lines((HEAD + LINE).encode(), "a.yml", READER, limits=limits) is None


def test_bytes_that_are_no_text_are_left_to_the_ordinary_way() -> None:
    assert fast((HEAD + LINE).encode().replace(b'"s"', b'"\xff"')) is None


@pytest.mark.parametrize("number", ["1e18", "NaN", "Infinity", "-0", "0.0000000000000000001"])
def test_a_number_that_could_not_be_read_again_is_not_written(number: str) -> None:
    record = Sample(metric="m", service="s", numerator=Decimal(number))

    with pytest.raises(ReportgenError, match="at most 18 digits"):
        write_lines([record])


def test_a_text_that_could_not_be_read_again_is_not_written() -> None:
    record = Sample(metric="m", service="a\u202eb", numerator=Decimal(1))

    with pytest.raises(ReportgenError, match=r"may not hold '\\u202e'"):
        write_lines([record])


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A record whose first field may be absent."""

    metric: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A record with a kind of value that lines do not have."""

    metric: float


@pytest.mark.parametrize("record", [Unfit, Unknown])
def test_a_reader_is_made_for_fit_records_only(record: type[Unfit | Unknown]) -> None:
    with pytest.raises(TypeError, match="a record"):
        canonical_reader(record)

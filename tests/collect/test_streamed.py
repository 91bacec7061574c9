"""An export that the engine reads itself gives what slower reading gives, byte for byte."""

from __future__ import annotations

import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.collect.collect import Collected, collect, filed
from generator.collect.inputs import ExportFile
from generator.collect.intake import collect_file
from generator.collect.stream.run import count_streamed, why_slower
from generator.collect.stream.survey import StreamedFile, survey
from generator.errors import ToolError
from tests.collect.conftest import DESK_MAPPING, HEADING, desk_entry, desk_ground

FORM = 'form: {delimiter: ";", decimal: ",", instant: "%d-%m-%Y %H:%M", missing: ["?"]}'
EVERY_KIND = DESK_MAPPING.replace(
    '  - {metric: desk.count, value: "true", dimensions: {urgency: urgency}}\n',
    """\
  - {metric: desk.ratio, numerator: hours > 1, denominator: hours IS NOT NULL}
  - {metric: desk.mean, sum: hours, count: hours IS NOT NULL, dimensions: {urgency: urgency}}
  - {metric: desk.count, value: "true", dimensions: {urgency: urgency, hour: hour}}
  - {metric: desk.maximum, value: hours, dimensions: {urgency: urgency}}
  - {metric: desk.minimum, value: hours}
  - {metric: desk.percentile, histogram: hours, dimensions: {urgency: urgency}}
  - {metric: desk.distinct, ids: sha256(urgency)}
""",
).replace(", hour: hour", "")


def both(text: str, content: bytes) -> tuple[Collected | None, Collected]:
    """Return what the engine and slower reading make of an export."""
    entry, ground = desk_entry(text), desk_ground()
    assert not why_slower(entry)
    with TemporaryDirectory() as folder:
        path = Path(folder, "desk.csv")
        path.write_bytes(content)
        seen = survey(path, ";")
        counted = count_streamed(entry, path, lambda: seen, ground, Path(folder))
    slow = collect(entry, ExportFile(name="desk.csv", content=content), ground, {})
    if counted is None:
        return None, slow
    export = StreamedFile(name="desk.csv", content=b"", digest=seen.digest)
    return filed(entry, export, ground, {}, counted), slow


def lines(*rows: str) -> bytes:
    return (HEADING + "\n".join(rows) + "\n").encode()


LAST = "{key: id, last_by: closed}"
CLEAN = (
    "a1;Mail;high;3-10-2013 9:05;1,5",
    "a2;Mail;low;27-10-2013 02:30;0,25",
    "a3;Chat;?;31-03-2013 02:30;",
    " a4 ;Mail;high;04-11-2013 23:59;-7",
    ";Mail;high;04-11-2013 23:59;-7",
    "a5;Mail;high;;3",
    'a6;Mail;"hi;gh";05-11-2013 10:00;3',
)


def test_a_plain_export_is_streamed_and_its_account_has_the_same_lines() -> None:
    fast, slow = both(EVERY_KIND, lines(*CLEAN))

    assert fast == slow
    assert slow.findings == ()


def test_rows_that_tie_for_the_last_are_told_alike() -> None:
    again = (row.replace("high", "low").replace("1,5", "2") for row in CLEAN)

    fast, slow = both(EVERY_KIND.replace("{key: id}", LAST), lines(*CLEAN, *again))

    assert fast == slow
    assert slow.quality
    assert [each.lines for each in slow.quality.remarks if "tie for the last" in each.en] == [
        (2, 5, 7),
        (2,),
    ]


LOOKS = ("very high", "very\u00a0high", "very  high", "caf\u00e9", "cafe\u0301", "low", "Low")


def test_members_that_look_alike_are_remarked_alike() -> None:
    rows = (f"{each};Mail;{look};3-10-2013 9:05;1" for each, look in enumerate(LOOKS))

    fast, slow = both(EVERY_KIND, lines(*rows))

    assert fast == slow
    assert slow.quality
    assert [(each.en, each.count) for each in slow.quality.remarks] == [
        ("urgency: members that look alike and are counted apart, such as 'caf\u00e9'", 5)
    ]


@pytest.mark.parametrize(
    "cells",
    [
        "b1;Mail;low;2013-10-03 09:05;1",
        "b1;Mail;low;31-02-2013 09:05;1",
        "b1;Mail;low;3-10-2013 24:05;1",
        "b1;Mail;low;3-10-2013 9:05;1.5",
        "b1;Mail;low;3-10-2013 9:05;1,0123456789",
        "b1;Mail;low;3-10-2013 9:05;1e3",
        "b1;Mail;low;now;1",
    ],
)
def test_bad_cells_of_a_streamed_export_are_told_with_their_lines(cells: str) -> None:
    fast, slow = both(EVERY_KIND, lines(*CLEAN, cells, *([cells.replace("b1", "b2")] * 12)))

    assert fast == slow
    assert len(slow.findings) == 10


@pytest.mark.parametrize(
    "content",
    [
        lines(*CLEAN, 'c1;Mail;"two\nlines";3-10-2013 9:05;1'),
        lines(*CLEAN, "", CLEAN[0]),
        lines(*CLEAN, ";;;;"),
        lines(CLEAN[0], "?;?;?;?;?"),
        lines(CLEAN[0], "?; ;?;?;?", CLEAN[1]),
        lines(*CLEAN, "c1;Mail;high"),
        lines(*CLEAN, "c1;Mail;high;3-10-2013 9:05;1;6"),
        lines(*CLEAN, 'c1;"Mail;high;3-10-2013 9:05;1'),
        lines(*CLEAN, "c1;Mail;high;3-10-1913 9:05;1"),
        lines(*CLEAN, "1E+15;Mail;high;3-10-2013 9:05;1"),
        lines(*CLEAN).replace(b"Chat", b"Ch\xe4t"),
        lines(*CLEAN).replace(b"Chat", b"Ch\0at"),
        lines(*CLEAN).replace(b"Hours", b"Heures"),
        HEADING.encode(),
        b"",
    ],
)
def test_what_is_not_plain_is_left_to_slower_reading(content: bytes) -> None:
    fast, _ = both(EVERY_KIND, content)

    assert fast is None


@pytest.mark.parametrize(
    ("form", "zone", "cell"),
    [
        ('"%Y-%m-%d %H:%M:%S.%f"', "Asia/Shanghai", "2013-10-03 09:05:01.25"),
        ('"%m/%d/%Y %I:%M:%S %p"', "America/New_York", "10/03/2013 12:05:01 am"),
        ('"%d.%m.%Y"', "UTC", "3.10.2013"),
        ('"%Y%m%dT%H%M"', "Australia/Lord_Howe", "20131003T0905"),
    ],
)
def test_styles_and_zones_are_read_alike(form: str, zone: str, cell: str) -> None:
    text = EVERY_KIND.replace('"%d-%m-%Y %H:%M"', form) + f"zone: {zone}\n"

    fast, slow = both(text, lines(f"a;Mail;high;{cell};1", f"b;Mail;high;{cell};2"))

    assert fast == slow
    assert slow.findings == ()


@pytest.mark.parametrize(
    "cell",
    [
        "2013-10-03 09:05:01",
        " 2013-10-3 9:05:01 ",
        "2013-10-03T09:05:01",
        "2013-10-03 09:05:01Z",
        "2013-10-03 09:05:01.5",
        "2013-10-03",
        "epoch",
    ],
)
def test_what_the_engine_would_read_by_itself_is_read_by_the_style_alone(cell: str) -> None:
    text = EVERY_KIND.replace('"%d-%m-%Y %H:%M"', '"%Y-%m-%d %H:%M:%S"')

    fast, slow = both(text, lines(f"a;Mail;high;{cell};1", "b;Mail;high;2013-11-03 09:05:01;2"))

    assert fast == slow


@pytest.mark.parametrize("key", ["b", "b ", " b", "b c", "b\\", "b'", "中", "b\xa0", "?"])
def test_ids_of_any_signs_are_read_alike(key: str) -> None:
    rows = ("a;Mail;x;3-10-2013 9:05;1", f"{key};Mail;x;3-10-2013 9:05;1")

    fast, slow = both(EVERY_KIND, lines(*rows))

    assert fast == slow


@pytest.mark.parametrize("key", ["b\x01", "b\x7f"])
def test_ids_with_signs_that_do_not_show_are_left_to_slower_reading(key: str) -> None:
    fast, _ = both(EVERY_KIND, lines(f"{key};Mail;x;3-10-2013 9:05;1"))

    assert fast is None


def test_rows_of_one_case_are_folded_alike() -> None:
    text = EVERY_KIND.replace(
        "case: {key: id}",
        "case: {key: id, fold: {hours: sum, closed: max, urgency: most-common}}",
    )
    rows = ("a;Mail;x;3-10-2013 9:05;1", "b;Mail;x;3-10-2013 9:05;1", "a;Chat;y;4-10-2013 9:05;2")

    fast, slow = both(text, lines(*rows, "a;Chat;y;2-10-2013 9:05;?"))

    assert fast == slow
    assert slow.findings == ()


def test_an_expression_that_a_row_makes_impossible_is_told_by_slower_reading(
    tmp_path: Path,
) -> None:
    entry = desk_entry(EVERY_KIND.replace("ids: sha256(urgency)", "ids: CAST(urgency AS BIGINT)"))
    path = tmp_path / "desk.csv"
    path.write_bytes(lines(*CLEAN))

    found = collect_file(entry, path, desk_ground(), {})

    assert [finding.rule for finding in found.findings] == ["C015"]


def test_what_is_no_fault_of_the_file_stops_with_a_sentence_not_with_slower_reading(
    tmp_path: Path,
) -> None:
    entry, ground = desk_entry(EVERY_KIND), desk_ground()
    path, scratch = tmp_path / "desk.csv", tmp_path / "scratch"
    path.write_bytes(lines(*CLEAN))
    seen = survey(path, ";")

    with pytest.raises(ToolError, match=r"^the engine stopped at desk\.csv: IO Error: .*TMPDIR"):
        count_streamed(entry, path, lambda: seen, ground, scratch)


def test_a_run_that_is_interrupted_stops_as_any_program_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask_for_long(engine: duckdb.DuckDBPyConnection, *_: object) -> None:
        soon = Timer(0.2, signal.raise_signal, (signal.SIGINT,))
        soon.start()
        engine.execute("SELECT sum(a.range * b.range) FROM range(9999999) a, range(9999999) b")

    path = tmp_path / "desk.csv"
    path.write_bytes(lines(*CLEAN))
    monkeypatch.setattr("generator.collect.stream.run.make_rows", ask_for_long)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    try:
        with pytest.raises(KeyboardInterrupt):
            count_streamed(
                desk_entry(EVERY_KIND), path, lambda: survey(path, ";"), desk_ground(), tmp_path
            )
    finally:
        signal.signal(signal.SIGINT, before)


# --- Parquet --------------------------------------------------------------------------

PARQUET = EVERY_KIND.replace(FORM, "form: {kind: parquet}")
TYPED = """\
SELECT id, service, urgency, CAST(closed AS TIMESTAMP) AS Closed, CAST(hours AS {number}) AS Hours
FROM (VALUES {rows}) AS cells(id, service, urgency, closed, hours)
"""


def both_parquet(text: str, query: str) -> tuple[Collected | None, Collected]:
    """Return what the engine and slower reading make of the rows of a query, as Parquet."""
    entry, ground = desk_entry(text), desk_ground()
    assert not why_slower(entry)
    named = query.replace("SELECT id, service, urgency", NAMED)
    with TemporaryDirectory() as folder:
        path = Path(folder, "desk.csv")
        with duckdb.connect() as engine:
            engine.execute(f"COPY ({named}) TO '{path}' (FORMAT parquet)")
        seen = survey(path, None)
        counted = count_streamed(entry, path, lambda: seen, ground, Path(folder))
        content = path.read_bytes()
    export = ExportFile(name="desk.csv", content=content)
    slow = collect(entry, export, ground, {})
    if counted is None:
        return None, slow
    streamed = StreamedFile(name="desk.csv", content=b"", digest=seen.digest)
    return filed(entry, streamed, ground, {}, counted), slow


NAMED = "SELECT id AS Number, service AS Service, urgency AS Urgency"
PLAIN_ROW = "('a1', 'Mail', 'high', '2013-10-03 09:05:00', '1.5')"


@pytest.mark.parametrize("number", ["DECIMAL(9, 2)", "BIGINT", "DECIMAL(27, 9)", "VARCHAR"])
@pytest.mark.parametrize(
    "row",
    [
        "('a2', 'Chat', 'low', '2013-11-27 02:30:00', '3')",
        "('a2', ' Chat', 'low ', '2013-11-27 02:30:00', '3')",
        "('a2', '?', NULL, '2013-11-27 02:30:00', NULL)",
        "(NULL, 'Chat', '', NULL, '3')",
        "('a1', 'Chat', 'low', '2013-11-27 02:30:00', '3')",
        "('a2', 'Chat', 'low', '2013-10-27 02:30:00', '3')",
        "('a2', 'Chat', 'low', '2013-03-31 02:30:00', '-3')",
    ],
)
def test_parquet_is_streamed_and_gives_what_slower_reading_gives(number: str, row: str) -> None:
    query = TYPED.format(number=number, rows=f"{PLAIN_ROW}, {row}")

    fast, slow = both_parquet(PARQUET, query)

    assert fast == slow
    assert slow.findings == ()


@pytest.mark.parametrize(
    "row",
    [
        "('1E+5', 'Chat', 'low', '2013-11-27 02:30:00', '3')",
        "('a2', 'Chat', 'low', '2013-11-27 02:30:00.5', '3')",
        "('a2', 'Chat', 'low', '1913-11-27 02:30:00', '3')",
    ],
)
def test_parquet_that_is_not_plain_is_left_to_slower_reading(row: str) -> None:
    query = TYPED.format(number="BIGINT", rows=f"{PLAIN_ROW}, {row}")

    fast, _ = both_parquet(PARQUET, query)

    assert fast is None


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\0" * 64 + b"PAR1", b"Number;x\n"])
def test_a_broken_parquet_file_is_left_to_slower_reading_which_says_so(
    content: bytes, tmp_path: Path
) -> None:
    entry, path = desk_entry(PARQUET), tmp_path / "desk.parquet"
    path.write_bytes(content)

    found = collect_file(entry, path, desk_ground(), {})

    assert [finding.file for finding in found.findings] == ["desk.parquet"]


CELLS = (
    st.sampled_from(["a1", "a2", "a3", "a4", "", " a5", "1E+5", "案1", '"q"', "a\u3000"]),
    st.sampled_from(
        ["Mail", "Chat", "", "?", "  Mail ", '"Mail"', '"Ma""il"', 'Ma"il', '"a"b', ' "Mail"']
    ),
    st.sampled_from(["high", "low", "中", "?", "\u00a0low", '"a;b"', '"a\nb"', "x\ry", "~", "é"]),
    st.one_of(
        st.datetimes().map(lambda each: f"{each:%d-%m-%Y %H:%M}"),
        st.sampled_from(["3-10-2013 9:05", "27-10-2013 02:30", "31-03-2013 02:15", "?", "", "x"]),
        st.sampled_from(["03-11-2013 09:05 ", "3-13-2013 9:05", "+3-10-2013 9:05", "now"]),
    ),
    st.sampled_from(
        ["1", "-2,5", "0,000000001", "", "?", "1.5", "+1", " 3 ", "1e2", "9" * 19, "٣"]
    ),
)
PLAIN = (
    st.sampled_from(["a1", "a2", "a3", "a4", "a5", "a6", " a7", ""]),
    st.sampled_from(["Mail", "Chat", "", "?", "Mail "]),
    st.sampled_from(["high", "low", "中", "?", '"a;b"']),
    st.sampled_from(["3-10-2013 9:05", "27-10-2013 02:30", "31-03-2013 02:15", "4-11-2013 1:00"]),
    st.sampled_from(["1", "-2,5", "0,000000001", "", "?", "3"]),
)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.one_of(st.tuples(*PLAIN), st.tuples(*CELLS)), max_size=8),
    end=st.sampled_from(["\n", "\r\n", ""]),
)
def test_any_export_gives_the_same_or_is_left_to_slower_reading(
    rows: list[tuple[str, ...]], end: str
) -> None:
    between = end or "\n"
    text = HEADING.strip() + between + between.join(map(";".join, rows)) + end

    fast, slow = both(EVERY_KIND, text.encode())

    assert fast is None or fast == slow


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(st.tuples(*PLAIN), min_size=1, max_size=12))
def test_any_plain_export_is_streamed(rows: list[tuple[str, ...]]) -> None:
    fast, slow = both(EVERY_KIND, lines(*map(";".join, rows)))

    assert fast == slow

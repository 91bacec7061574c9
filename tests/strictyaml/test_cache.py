from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from generator.strictyaml import Cache, RecordLines, canonical_reader, load_lines, write_lines
from tests.strictyaml.records import Sample

READER = canonical_reader(Sample)
RECORDS = tuple(
    Sample(metric=f"m{number}", service="支付", numerator=Decimal(number) / 4, note="n" * number)
    for number in range(9)
)
SOURCE = b"party: bank\nrecords:\n" + write_lines(RECORDS).encode()


def read(folder: Path, source: bytes = SOURCE) -> RecordLines[Sample]:
    lines = load_lines(source, "a.yml", READER, Cache(folder))

    assert lines is not None
    return lines


def kept(folder: Path) -> Path:
    (path,) = folder.rglob("*.msgpack")
    return path


def test_a_hit_gives_the_same_records_head_and_place(tmp_path: Path) -> None:
    fresh = read(tmp_path)

    hit = read(tmp_path)

    assert (hit.records, hit.first_line, hit.head.value) == (RECORDS, 3, fresh.head.value)


def test_a_hit_does_not_read_the_lines_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(tmp_path)
    monkeypatch.setattr(type(READER), "decode", None)

    assert read(tmp_path).records == RECORDS


def test_other_bytes_are_another_entry(tmp_path: Path) -> None:
    read(tmp_path)

    read(tmp_path, SOURCE.replace("支付".encode(), b"pay"))

    assert len(list(tmp_path.rglob("*.msgpack"))) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:30],
        lambda content: content[:-1],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: b"x" + content,
        lambda content: content + b"x",
        lambda content: b"\x80\x04K\x01." + content[:0],
    ],
    ids=["empty", "no-payload", "short", "flipped-bit", "foreign", "long", "pickle"],
)
def test_a_damaged_entry_is_ignored_and_made_again(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    read(tmp_path)
    path = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))

    assert read(tmp_path).records == RECORDS
    assert path.read_bytes() == whole


def test_an_entry_of_other_records_is_ignored(tmp_path: Path) -> None:
    read(tmp_path)
    key = kept(tmp_path).stem
    Cache(tmp_path).store(key, msgspec.msgpack.encode([{"other": 1}]))

    assert read(tmp_path).records == RECORDS


def test_a_folder_in_the_place_of_an_entry_is_passed_over(tmp_path: Path) -> None:
    read(tmp_path)
    path = kept(tmp_path)
    path.unlink()
    path.mkdir()

    assert read(tmp_path).records == RECORDS


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert read(tmp_path / "file" / "cache").records == RECORDS


def test_a_file_that_is_not_canonical_is_not_kept(tmp_path: Path) -> None:
    assert load_lines(SOURCE + b"# end\n", "a.yml", READER, Cache(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []

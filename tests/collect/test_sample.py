"""What most cells look like makes reading quicker, and never says what a cell does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.collect.stream.sample import Sample, samples
from tests.collect.conftest import HEADING
from tests.collect.test_streamed import EVERY_KIND, both, lines


def usual_words(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the words of each column."""
    return tuple(each.words for each in samples(path, ";", 5))


ROW = "a{};Mail;{};03-10-2013 09:05;1"


def rows(*words: str, times: int = 40) -> list[str]:
    """Return rows of some words in turn."""
    return [ROW.format(number, words[number % len(words)]) for number in range(times)]


def test_the_words_of_a_column_are_its_cells_where_few_differ(tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    path.write_bytes(lines(*rows("low", "high", '"very ""high"""')))

    assert usual_words(path) == (
        (),
        ("Mail",),
        ("high", "low", 'very "high"'),
        ("03-10-2013 09:05",),
        ("1",),
    )


def test_words_of_a_sorted_file_are_looked_for_all_over_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    path.write_bytes(lines(*(row for word in "abcdefgh" for row in rows(word, times=9000))))

    assert usual_words(path)[2] == tuple("abcdefgh")


@pytest.mark.parametrize("cell", ["", " low", "low ", "lo\u00a0", "x" * 101, "\u200b"])
def test_a_cell_that_needs_a_look_is_no_word(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    path.write_bytes(lines(*rows("high", cell)))

    assert usual_words(path)[2] == ("high",)


@pytest.mark.parametrize(
    "content",
    [b"", HEADING.encode(), lines(*rows("h\u00e4")).decode().encode("latin-1"), b"\0" * 99_999],
)
def test_a_file_without_lines_of_text_has_no_words(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    path.write_bytes(content)

    assert usual_words(path) == ((),) * 5


@pytest.mark.parametrize(
    "seldom", ["urgent", " high ", "HIGH", "high\u00a0", "?", "", "O'Hara", '"hi;gh"', "中", "\x01"]
)
def test_cells_that_are_none_of_the_words_are_read_as_slower_reading_reads_them(
    seldom: str,
) -> None:
    content = lines(*rows("low", "high"), *rows(seldom, times=3), ROW.format("z", "low"))

    fast, slow = both(EVERY_KIND, content)

    assert fast == slow


@pytest.mark.parametrize("last", ["x;1", "03-10-2013 09:05;x", ";", "27-10-2013 02:30;", ";?"])
def test_values_and_words_that_are_left_as_text_stay_apart(last: str) -> None:
    content = lines(*rows("low", "high"), f"y;Fax;urgent;{last}", ROW.format("z", "low"))

    fast, slow = both(EVERY_KIND, content)

    assert fast == slow


@pytest.mark.parametrize(
    ("cells", "decimals"),
    [
        (("1", "2", "3,5"), 0),
        (("1,25", "2,50", "3", "x"), 2),
        (("1", "2,5"), 0),
        (("1.5", "x", ""), None),
        ((), None),
    ],
)
def test_the_decimals_of_most_numbers_are_told(cells: tuple[str, ...], decimals: int) -> None:
    assert Sample(frozenset(cells), len(cells)).decimals(",") == decimals


ODD_NUMBERS = (
    "1,5",
    "1.5",
    "007",
    "-0,00",
    "-3,25",
    " 2,25 ",
    "+1,25",
    "1e3",
    "1_0",
    ",25",
    "1,",
    "?",
)


@pytest.mark.parametrize("odd", [*ODD_NUMBERS, "123456789012345678,25", "1" * 19, "1,0000000001"])
@pytest.mark.parametrize("usual", ["2,25", "7", "0,000000001"])
def test_numbers_unlike_most_are_read_as_slower_reading_reads_them(usual: str, odd: str) -> None:
    ends = [usual] * 40 + [odd, usual]
    cells = (f"a{number};Mail;low;03-10-2013 09:05;{end}" for number, end in enumerate(ends))

    fast, slow = both(EVERY_KIND, lines(*cells))

    assert fast == slow

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.strictyaml import text as characters
from generator.strictyaml.text import Oddity, blocks, is_clean, odd_in_value, oddities, printable


def test_each_line_tells_each_rule_once() -> None:
    text = "fine\n\x07\x07\u200b\nfine\n\ue000"

    expected = [Oddity(2, "Y004", "\x07"), Oddity(2, "Y006", "\u200b"), Oddity(4, "Y007", "\ue000")]

    assert list(oddities(text)) == expected


@pytest.mark.parametrize(
    "text", ["👨\u200d👩", "🏳\ufe0f\u200d🌈", "❤\ufe0f\u200d🔥", "一\u3000二\u00a0三"]
)
def test_joined_emoji_and_wide_blanks_are_fine(text: str) -> None:
    assert is_clean(text)


@pytest.mark.parametrize("text", ["a\u200db", "👨\u200d", "\u200d👩", "👨\u200da", "a\u200d👩"])
def test_a_joiner_that_joins_no_emoji_is_refused(text: str) -> None:
    assert [odd.rule for odd in oddities(text)] == ["Y006"]


def test_one_stray_joiner_is_refused_among_joined_emoji() -> None:
    assert not is_clean("👨\u200d👩 a\u200db")


def test_a_value_may_hold_tabs_and_line_feeds_but_a_file_no_tabs() -> None:
    assert (odd_in_value("a\tb\nc"), is_clean("a\tb")) == (None, False)


@pytest.mark.parametrize("plane", range(17))
def test_both_noncharacters_of_each_plane_are_refused(plane: int) -> None:
    pair = chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF)

    assert [is_clean(character) for character in pair] == [False, False]


def test_no_control_or_private_character_is_clean() -> None:
    hidden = [chr(number) for number in range(0xFFFF) if number not in range(0xD800, 0xE000)]
    clean = [
        char for char in hidden if unicodedata.category(char) in {"Cc", "Co"} and is_clean(char)
    ]

    assert clean == ["\n"]


@given(st.text())
def test_a_message_shows_every_text_on_one_printable_line(text: str) -> None:
    assert printable(text).isprintable()


def test_a_message_escapes_by_number_and_shortens() -> None:
    assert printable("\x00\U000e0041" + "a" * 99) == "'\\u0000\\U000e0041" + "a" * 57 + "…'"


@given(st.lists(st.binary(max_size=9), max_size=9), st.integers(0, 9))
def test_the_blocks_of_a_file_are_its_bytes_and_end_behind_line_feeds(
    lines: list[bytes], size: int
) -> None:
    source = b"\n".join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(characters, "_BLOCK", size)
        cut = list(blocks(source))

    assert b"".join(cut) == source
    assert all(block.endswith(b"\n") for block in cut[:-1])

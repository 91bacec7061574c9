"""The characters that a file may hold, before and after escapes are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# The last two characters of each plane but the first and the private ones are no characters.
_NONCHARACTERS: Final = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
)

# Rule id and the characters that break it. Unicode has more that nobody sees, but these
# are the ones that reorder, hide or smuggle text (Unicode Technical Reports 36 and 39).
_CLASSES: Final = (
    ("Y003", "\r\x85\u2028\u2029"),
    ("Y004", "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"),
    ("Y005", "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"),
    ("Y006", "\u00ad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff"),
    ("Y007", "\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"),
    ("Y007", f"{_NONCHARACTERS}\U000e0000-\U000e007f\U000f0000-\U0010ffff"),
    ("Y008", "\t"),
)
_ODD: Final = re.compile(f"[{''.join(characters for _, characters in _CLASSES)}]")
_RULES: Final = tuple((rule, re.compile(f"[{characters}]")) for rule, characters in _CLASSES)

# Families, flags and professions are several emoji held together by a joiner (U+200D),
# which is nothing but that between two of them. Anywhere else it hides a difference.
_JOINER: Final = "\u200d"
_PICTURE: Final = "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_STRAY_JOINER: Final = re.compile(
    f"(?<!{_PICTURE})(?<!{_PICTURE}\ufe0f){_JOINER}|{_JOINER}(?!{_PICTURE})"
)


_BLOCK: Final = 1024 * 1024


class Oddity(NamedTuple):
    """A character that is refused: on which line (from 1), by which rule, which one."""

    line: int
    rule: str
    character: str


def blocks(source: bytes) -> Iterator[bytes]:
    """Cut a file behind a line feed into parts that are cheap to hold as text.

    One emoji makes a text take four bytes a character, whatever the others are.
    """
    start = 0
    while start < len(source):
        end = source.find(b"\n", start + _BLOCK) + 1 or len(source)
        yield source[start:end]
        start = end


def oddities(text: str) -> Iterator[Oddity]:
    """Yield the refused characters of a text whose lines end with a line feed.

    One for each line and rule: a line of binary rubbish is one mistake, not a million.
    """
    # Printable is a narrower promise than ours, kept by nearly every file, and checked by
    # the interpreter at the speed of memory; only what fails it is searched.
    if text.replace("\n", "").isprintable():
        return
    line, end = 1, 0
    while match := _ODD.search(text, end):
        line += text.count("\n", end, match.start())
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        for rule, character in sorted(_odd_in_line(text[start:end]).items()):
            yield Oddity(line, rule, character)


def is_clean(text: str) -> bool:
    """Tell whether a text has no refused characters."""
    return next(oddities(text), None) is None


def odd_in_value(text: str) -> Oddity | None:
    """Return the first refused character of an unescaped value, which may hold tabs."""
    return next(oddities(text.replace("\t", " ")), None)


def _odd_in_line(line: str) -> dict[str, str]:
    """Return the refused characters of one line, one for each rule."""
    odd = {char for char in set(line) if _ODD.match(char)}
    if not _STRAY_JOINER.search(line):
        odd.discard(_JOINER)
    return {_rule(char): char for char in sorted(odd, reverse=True)}


def printable(text: str, width: int = 60) -> str:
    """Return a text for a message: quoted, short, and with nothing that does not show."""
    short = text if len(text) <= width else text[: width - 1] + "…"
    return f"'{''.join(char if char.isprintable() else _escape(char) for char in short)}'"


def _escape(character: str) -> str:
    """Write a character by its number, as YAML and JSON would."""
    number = f"{ord(character):04x}"
    return f"\\U{number:0>8}" if number[4:] else f"\\u{number}"


def _rule(character: str) -> str:
    """Return the rule that refuses a character."""
    return next(rule for rule, characters in _RULES if characters.match(character))

"""JSON, strictly read: each key once, numbers as they are written, few levels."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Final

from generator.collect.celltext import UnreadableError, list_text

MOST_CHARACTERS: Final = 1_000_000
"""Characters of one row."""
MOST_LEVELS: Final = 32
"""Levels of objects and lists within each other."""

Json = str | bool | list["Json"] | dict[str, "Json"] | None
"""A value; numbers are kept as they are written."""

_TEXT: Final = r'"(?:[^"\\]|\\.)*"'
_MARK: Final = re.compile(rf"{_TEXT}|[\[\]{{}}]")
_TOKEN: Final = re.compile(
    rf"(?P<key>{_TEXT}(?=\s*:))|{_TEXT}|[\[\]{{}}]|(?P<constant>NaN|-?Infinity)"
)
_MOST_PLACES: Final = 30
"""Digits that a number with an exponent may have when it is written out."""


def read_json(text: str) -> Json:
    """Return a value; raises UnreadableError for anything that other readers take otherwise."""
    check_size(text)
    try:
        return DECODER.decode(text)  # type: ignore[no-any-return]
    except json.JSONDecodeError as broken:
        raise UnreadableError(f"{broken.msg} at character {broken.pos + 1}") from broken


def check_size(text: str) -> None:
    """Refuse what is too long or too deep; the parser's own limit would be the machine's."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(f"{len(text):,} characters, of {MOST_CHARACTERS:,} at most")
    check_levels(text)


def check_levels(text: str) -> None:
    """Refuse brackets that are nested too deep."""
    level = 0
    for mark in _MARK.finditer(text):
        sign = mark[0]
        if sign in "[{":
            level += 1
            if level > MOST_LEVELS:
                raise UnreadableError(f"more than {MOST_LEVELS} levels")
        elif sign in "]}":
            level -= 1


def fault_line(text: str) -> int:
    """Return the line of what is refused without its place: a key twice, a level too many."""
    around: list[set[str]] = [set()]
    for token in _TOKEN.finditer(text):
        if token[0] in {"{", "["}:
            around.append(set())
        elif token[0] in {"}", "]"} and len(around) > 1:
            around.pop()
        is_deep = len(around) > MOST_LEVELS + 1
        if token["key"] in around[-1] or is_deep or token["constant"]:
            return text.count("\n", 0, token.start()) + 1
        around[-1].update(filter(None, [token["key"]]))
    return 0


def cell_text(value: Json, between: str) -> str | None:
    """Return a value as the text of a cell; a list is its items with `between` among them."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return list_text([*value], between)
    raise UnreadableError("an object, where a text, a number or a list of texts was expected")


def plain_digits(text: str) -> str:
    """Write a number out that has an exponent; one with very many digits stays as it is."""
    if "e" not in text and "E" not in text:
        return text
    number = Decimal(text)
    return format(number, "f") if abs(number.adjusted()) <= _MOST_PLACES else text


def _each_once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Refuse a key that is given twice: readers differ in which of them they take."""
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise UnreadableError(f"the key {twice!r} twice")
    return values


def _no_constant(name: str) -> str:
    """Refuse what is no JSON although Python writes it."""
    raise UnreadableError(f"{name}, which is no JSON")


DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_each_once,
    parse_int=str,
    parse_float=plain_digits,
    parse_constant=_no_constant,
)

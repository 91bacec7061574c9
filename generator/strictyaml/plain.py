"""What a plain (unquoted) scalar means: text, whole number, decimal, true or false.

YAML 1.1 reads far more into plain text; each of those readings is refused by name, so
that nobody's `010`, `12:30` or `no` is silently something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

# Beyond this a number is an identifier; 64 bits hold 18 digits whatever they are.
MAX_DIGITS: Final = 18

_DIGITS: Final = rf"(?:0|[1-9][0-9]{{0,{MAX_DIGITS - 1}}})"
_WHOLE: Final = re.compile(rf"-?{_DIGITS}")
_DECIMAL: Final = re.compile(rf"-?{_DIGITS}\.[0-9]{{1,{MAX_DIGITS}}}")
_LONG: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NUMBER_LIKE: Final = re.compile(
    r"[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+"
    r"|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?"
    r"|\.(?:inf|nan))",
    re.IGNORECASE,
)
_BASE_60: Final = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?")
_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ].*)?")
_OTHER_DIGITS: Final = re.compile(r"[-+−－]?[\d.,．，]*\d[\d.,．，]*%?")

_NULL: Final = dict.fromkeys(("~", "null", "Null", "NULL"), "Y043")
_SWITCHES: Final = dict.fromkeys(
    form
    for word in ("yes", "no", "on", "off", "y", "n")
    for form in (word, word.capitalize(), word.upper())
)
_LOOK_ALIKES: Final = dict.fromkeys(("True", "TRUE", "False", "FALSE", *_SWITCHES), "Y040")
# The rules by which our own records leave nothing out.
NULL_RULES: Final = frozenset({"Y033", "Y043"})
_REFUSED_WORDS: Final = {"": "Y033"} | _NULL | _LOOK_ALIKES
_FLAGS: Final = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Refused:
    """A plain scalar that YAML's versions read in different ways, and the rule it breaks."""

    rule: str


def resolve(text: str) -> str | int | bool | Decimal | Refused:
    """Read one plain scalar; numbers keep their digits (`99.950` stays three places)."""
    if text in _FLAGS:
        return _FLAGS[text]
    if text in _REFUSED_WORDS:
        return Refused(_REFUSED_WORDS[text])
    if not text.isascii():
        return Refused("Y045") if _OTHER_DIGITS.fullmatch(text) else text
    return _resolve_number(text) if text[0] in "0123456789-+." else text


def _resolve_number(text: str) -> str | int | Decimal | Refused:
    """Read a plain scalar that starts the way numbers do."""
    if not _is_negative_zero(text):
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    rule = _refusal(text)
    return Refused(rule) if rule else text


def _refusal(text: str) -> str:
    """Return the rule that refuses something like a number or a date, or nothing."""
    if _LONG.fullmatch(text) and not _is_negative_zero(text):
        return "Y044"
    if _NUMBER_LIKE.fullmatch(text):
        return "Y041"
    if _BASE_60.fullmatch(text):
        return "Y042"
    day = _DAY.fullmatch(text)
    return "Y046" if day and not _is_day(day[1]) else ""


def _is_negative_zero(text: str) -> bool:
    """Tell `-0` and `-0.00`, which nobody counts, from other numbers."""
    return text.startswith("-") and not text.strip("-0.")


def _is_day(text: str) -> bool:
    """Tell whether the calendar has a day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

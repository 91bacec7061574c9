"""Numbers that somebody typed: which of them may be figures, and which are names or days."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALLEST: Final = 10
"""Whole numbers below it are counted by everybody for everything."""

_DIGITS: Final = "零〇一二三四五六七八九"
_VALUES: Final = {"零": 0, "两": 2, **{digit: max(0, i - 1) for i, digit in enumerate(_DIGITS)}}
_UNITS: Final = {"十": 10, "百": 100, "千": 1_000}
_GROUPS: Final = {"万": 10_000, "亿": 100_000_000}
_HAN: Final = "零〇一二两三四五六七八九十百千万亿点"
_PERCENT_SIGNS: Final = str.maketrans({"％": "%", "﹪": "%", "٪": "%", "．": ".", "﹒": "."})
_MONTHS: Final = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_NUMBER: Final = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_NUMBERED: Final = (
    "条款|第|版本|优先级|附录|步骤|章节|clauses?|sections?|§|versions?|priority|priorities|annex|steps?"
    "|ISO(?:/IEC)?|IEC|GB(?:/T)?|ITIL|ITSS"
)
_LIST: Final = r"[0-9]+(?:[.:/-][0-9]+)*"
# In this order: what is surely a share, then all that is surely no figure, then numbers.
_TOKEN: Final = re.compile(
    rf"(?P<percent>(?:{_NUMBER})\s*(?:%|‰|个?百分点|percent|per\s+cent|per\s+mille))"
    rf"|百分之\s*(?P<han_percent>(?:{_NUMBER})|[{_HAN}]+)"
    r"|[0-9]{4}[-/][0-9]{1,2}(?:[-/][0-9]{1,2})?(?:T[0-9:]+)?|[0-9]{4}-[QHW][0-9]+"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
    r"|[0-9]{2,4}\s*年|[0-9]{1,2}\s*[月日号时点](?:\s*[0-9]{1,2}\s*分(?!钟))?"
    r"|[0-9]+(?:st|nd|rd|th)\b"
    rf"|[0-9]{{1,2}}\s+{_MONTHS}\b|{_MONTHS}\.?\s+[0-9]{{1,2}}\b"
    rf"|(?:{_NUMBERED})\s*{_LIST}(?:\s*(?:、|,|and|or|和|与|及|至|或)\s*[0-9]+(?:\.[0-9]+)+)*"
    r"|[0-9]+(?:\.[0-9]+){2,}"
    r"|(?<![0-9A-Za-z_])[A-Za-z_]{1,40}[A-Za-z_-]{0,40}[0-9][0-9A-Za-z_./-]*"
    r"|(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9])"
    rf"|(?P<number>{_NUMBER})"
    rf"|第\s*[{_HAN}]+|[{_HAN}]+\s*[年月日号时分]|(?P<han>[{_HAN}]{{2,}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedNumber:
    """A number as typed, its value, and whether it is called a share."""

    text: str
    value: Fraction
    decimals: int
    percent: bool = False
    spelt: bool = False
    """Written in Chinese characters: near is not enough to take it for a figure."""


def typed_numbers(text: str) -> tuple[TypedNumber, ...]:
    """Return the numbers of a text that may be figures.

    Days, times, years, ordinals, clauses, versions, names with digits and whole numbers
    below `SMALLEST` are none. A share is always one.
    """
    plain = _with_plain_digits(text)
    return tuple(number for match in _TOKEN.finditer(plain) for number in _numbers(match))


def _with_plain_digits(text: str) -> str:
    """Write the digits of every script, and all signs of per cent, in ASCII."""
    digits = {
        ord(char): str(unicodedata.decimal(char))
        for char in set(text)
        if char > "\x7f" and unicodedata.decimal(char, None) is not None
    }
    return text.translate(digits).translate(_PERCENT_SIGNS)


def _numbers(match: re.Match[str]) -> Iterator[TypedNumber]:
    """Give the number of a token, if it is one that counts."""
    if match["percent"] or match["han_percent"]:
        yield _typed(match[0], match["han_percent"] or match["percent"], percent=True)
    elif match["number"] or match["han"]:
        number = _typed(match[0], match["number"] or match["han"], percent=False)
        if number.decimals or number.value >= SMALLEST:
            yield number


def _typed(text: str, number: str, *, percent: bool) -> TypedNumber:
    """Return a number with its value."""
    digits = re.match(_NUMBER, number)
    if digits is None:
        value, decimals = _spelt(number)
        return TypedNumber(text=text, value=value, decimals=decimals, percent=percent, spelt=True)
    plain = digits[0].replace(",", "")
    decimals = len(plain.partition(".")[2])
    return TypedNumber(text=text, value=Fraction(plain), decimals=decimals, percent=percent)


def _spelt(text: str) -> tuple[Fraction, int]:
    """Return the value of a Chinese number such as 八千四百四十六, and its decimals."""
    whole, _, rest = text.partition("点")
    decimals = "".join(str(_VALUES[char]) for char in rest if char in _VALUES)
    total = group = digit = 0
    for char in whole:
        if char in _GROUPS:
            total, group, digit = (total + group + digit) * _GROUPS[char], 0, 0
        elif char in _UNITS:
            group, digit = group + (digit or 1) * _UNITS[char], 0
        elif char in _VALUES:
            # Without units the characters are digits in a row: 九五.
            digit = digit * 10 + _VALUES[char]
    return Fraction(f"{total + group + digit}.{decimals or 0}"), len(decimals)

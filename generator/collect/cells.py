"""Cells of text become numbers and instants, exactly or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import numpy as np
import pandas as pd

from generator.collect.zonechanges import next_shown

# Eighteen digits and nine more fit the engine's DECIMAL(30, 9), with room for sums.
NUMBER = r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?"

# Between groups of three digits; how a blank is written there differs from program to program.
_GROUPED = "-?[0-9]{{1,3}}(?:{0}[0-9]{{3}})+(?:[{1}][0-9]+)?"
_SPACES = MappingProxyType({" ": "[ \u00a0\u2009\u202f]", "'": "['\u2019]"})

_DIGITS = MappingProxyType(
    {
        "d": "[0-9]{1,2}",
        "m": "[0-9]{1,2}",
        # Well inside the years that periods have, in whatever zone.
        "Y": "(?:19(?!00)|2[0-8])[0-9]{2}",
        "H": "[0-9]{1,2}",
        "I": "(?:0?[1-9]|1[0-2])",
        "M": "[0-9]{1,2}",
        "S": "[0-9]{1,2}",
        "f": "[0-9]{1,6}",
        "p": "[AaPp][Mm]",
        "z": "(?:Z|[+-][0-9]{2}:?[0-5][0-9])",
    }
)
_PART = re.compile(f"%([{''.join(_DIGITS)}])")
_NOON = 12
_LIMITS = MappingProxyType(
    {
        "Y": ("a year", 1901, 2899),
        "m": ("a month", 1, 12),
        "d": ("a day", 1, 31),
        "H": ("an hour", 0, 23),
        "M": ("a minute", 0, 59),
        "S": ("a second", 0, 59),
    }
)
"""The parts of an instant with their limits, the widest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A column of numbers: digits with a point as text, and which cells are no number."""

    digits: pd.Series[str]
    bad: pd.Series[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The zone of the export's clock, and the zone that the party's periods are in."""

    export: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instants:
    """A column of instants as naive UTC and as the party's clock showed them."""

    utc: pd.Series[pd.Timestamp]
    local: pd.Series[pd.Timestamp]
    bad: pd.Series[bool]
    """Cells that are no instant of the style."""
    twice: pd.Series[bool]
    """Instants that the clock showed twice when it was set back; the first is taken."""
    never: pd.Series[bool]
    """Instants that the clock left out when it was set on; the next one that it showed is taken."""


def number_pattern(sign: str) -> str:
    """Return the pattern of plain numbers with a decimal sign, as any engine reads it."""
    return NUMBER.replace(r"\.", f"[{sign}]")


def read_numbers(texts: pd.Series[str], sign: str, thousands: str | None = None) -> Numbers:
    """Read plain decimal numbers with the decimal sign `sign`.

    An exponent or another decimal sign makes a cell a bad one; so does a sign for thousands
    that does not stand between groups of three digits, all of them.
    """
    plain = texts
    if thousands:
        grouped = texts.str.fullmatch(
            _GROUPED.format(_SPACES.get(thousands, f"[{thousands}]"), sign)
        )
        bare = texts.str.replace(_SPACES.get(thousands, thousands), "", regex=thousands in _SPACES)
        plain = bare.where(grouped.fillna(value=False).astype(bool), texts)
    bad = texts.notna() & ~plain.str.fullmatch(number_pattern(sign), na=False)
    return Numbers(digits=plain.str.replace(sign, ".", regex=False), bad=bad)


def rounded(texts: pd.Series[str], sign: str, decimals: int) -> pd.Series[str]:
    """Round numbers to `decimals`, halves away from nought; what is no number stays as it is."""
    step = Decimal(1).scaleb(-decimals)

    def again(found: re.Match[str]) -> str:
        """Write one number anew."""
        exact = Decimal(found[0].replace(sign, "."))
        return format(exact.quantize(step, ROUND_HALF_UP), "f").replace(".", sign)

    long = re.compile(rf"^-?[0-9]{{1,18}}[{sign}][0-9]{{{decimals + 1},}}$")
    return texts.str.replace(long, again, regex=True)


def read_instants(texts: pd.Series[str], style: str, clock: Clock) -> Instants:
    """Read instants of one style, such as `%d-%m-%Y %H:%M`."""
    # pandas alone takes "now" and "today" for instants, whatever the style.
    styled = texts.where(texts.str.fullmatch(_pattern(style), na=False))
    if "%I" in style:
        styled, style = _on_24_hours(styled, style)
    if "%z" in style:
        return _with_offsets(texts, styled, style, clock)
    shown = pd.to_datetime(styled, format=style, errors="coerce").astype("datetime64[us]")
    first, second = (_in_utc(shown, clock.export, summer=summer) for summer in (True, False))
    back = first.dt.tz_convert(clock.export).dt.tz_localize(None)
    return Instants(
        utc=first.dt.tz_localize(None),
        local=first.dt.tz_convert(clock.party).dt.tz_localize(None),
        bad=texts.notna() & shown.isna(),
        twice=first.notna() & (first != second),
        never=first.notna() & (back != shown),
    )


def _with_offsets(
    texts: pd.Series[str], styled: pd.Series[str], style: str, clock: Clock
) -> Instants:
    """Read instants that tell their own offset, so that no hour is there twice or never."""
    utc = pd.to_datetime(styled, format=style, errors="coerce", utc=True).astype(
        "datetime64[us, UTC]"
    )
    nowhere = pd.Series(data=False, index=texts.index)
    return Instants(
        utc=utc.dt.tz_localize(None),
        local=utc.dt.tz_convert(clock.party).dt.tz_localize(None),
        bad=texts.notna() & utc.isna(),
        twice=nowhere,
        never=nowhere,
    )


def style_fault(style: str) -> str:
    """Return what makes a style impossible or one of two readings, or nothing."""
    parts = _PART.findall(style)
    twice = sorted({part for part in parts if parts.count(part) > 1})
    if twice:
        return f"%{twice[0]} given {parts.count(twice[0])} times"
    if missing := [part for part in "mY" if part not in parts]:
        return f"no %{missing[0]}"
    if ("I" in parts) != ("p" in parts) or {"H", "I"} <= set(parts):
        return "an hour of twelve without its half of the day, or beside an hour of 24"
    return ""


def impossible_part(text: str, style: str) -> str:
    """Return what makes a text impossible although it is of the style; "" for another style."""
    found = re.fullmatch(_pattern(style, years="[0-9]{4}"), text)
    if not found:
        return ""
    parts = {name: int(each) for name, each in found.groupdict().items() if each.isdecimal()}
    for name, (what, least, most) in _LIMITS.items():
        if not least <= parts.get(name, least) <= most:
            after = "; the midnight that ends a day is 00:00 of the next" if name == "H" else ""
            return f"{what} is from {least} to {most}{after}"
    return f"month {parts['m']} of {parts['Y']} has no day {parts.get('d', 1)}"


def pattern_of(style: str) -> str:
    """Return the pattern of the texts that may be of a style, as any engine reads it."""
    pieces = _PART.split(style)
    plain = {**_DIGITS, "Y": "[0-9]{4}"}
    return "".join(
        plain[piece] if place % 2 else re.escape(piece) for place, piece in enumerate(pieces)
    )


def _pattern(style: str, years: str = _DIGITS["Y"]) -> str:
    """Return the pattern of the texts that a style can have written, a group for each part."""
    pieces = _PART.split(style)
    digits = {**_DIGITS, "Y": years}
    return "".join(
        f"(?P<{piece}>{digits[piece]})" if place % 2 else re.escape(piece)
        for place, piece in enumerate(pieces)
    )


def _on_24_hours(texts: pd.Series[str], style: str) -> tuple[pd.Series[str], str]:
    """Return texts and style with the hour of 24 in the place of `%I`, and without `%p`.

    The words for the halves of a day are those of the machine's locale; AM and PM are not.
    """
    pieces = _PART.split(style)

    def again(found: re.Match[str]) -> str:
        """Write one text anew, piece by piece."""
        hour = int(found["I"]) % _NOON + (_NOON if found["p"].upper() == "PM" else 0)
        shown = {**found.groupdict(), "I": str(hour), "p": ""}
        return "".join(shown[piece] if place % 2 else piece for place, piece in enumerate(pieces))

    whole_day = style.replace("%I", "%H").replace("%p", "")
    return texts.str.replace(re.compile(_pattern(style)), again, regex=True), whole_day


def _in_utc(shown: pd.Series[pd.Timestamp], zone: str, *, summer: bool) -> pd.Series[pd.Timestamp]:
    """Return the instants in UTC; an hour shown twice is taken in summer time or after it."""
    summers = np.full(len(shown), summer, dtype=bool)
    aware = shown.dt.tz_localize(zone, ambiguous=summers, nonexistent="NaT").dt.tz_convert("UTC")
    # pandas shifts too far where the clock is set on at midnight or by less than an hour.
    never = shown[shown.notna() & aware.isna()]
    moments = [next_shown(each.to_pydatetime(), zone) for each in never]
    later = pd.Series(moments, index=never.index, dtype="datetime64[us]").dt.tz_localize("UTC")
    return aware.fillna(later)

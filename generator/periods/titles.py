"""Titles: the words a reader sees for a period, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from generator.periods.cadence import Cadence

# Plain tables and no locale library: a title must read the same on every machine and year.
_TITLES: Mapping[str, Mapping[Cadence, str]] = MappingProxyType(
    {
        "zh": {
            Cadence.DAY: "{year} 年 {month} 月 {day} 日",
            Cadence.WEEK: "{week_year} 年第 {week} 周",
            Cadence.MONTH: "{year} 年 {month} 月",
            Cadence.QUARTER: "{year} 年第 {quarter} 季度",
            Cadence.HALF: "{year} 年{half_zh}",
            Cadence.YEAR: "{year} 年",
            Cadence.RANGE: "{first}至 {last}",
        },
        "en": {
            Cadence.DAY: "{day} {month_en} {year}",
            Cadence.WEEK: "Week {week} of {week_year}",
            Cadence.MONTH: "{month_en} {year}",
            Cadence.QUARTER: "Q{quarter} {year}",
            Cadence.HALF: "{half_en} half of {year}",
            Cadence.YEAR: "{year}",
            Cadence.RANGE: "{first} to {last}",
        },
    }
)
_HALVES_ZH = ("上半年", "下半年")
_HALVES_EN = ("First", "Second")
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def title_of(cadence: Cadence, start: date, end: date, language: str) -> str:
    """Return the title of a period in `language`, "zh" or "en".

    A range names its last day, as people do, although its label names the day after it.
    """
    template = _TITLES[language][cadence]
    if cadence is not Cadence.RANGE:
        return template.format_map(_words(start))
    day, last = _TITLES[language][Cadence.DAY], end - timedelta(days=1)
    return template.format(first=day.format_map(_words(start)), last=day.format_map(_words(last)))


def _words(start: date) -> dict[str, str | int]:
    """Return every word that a title may use for a period that begins on `start`."""
    week_year, week, _ = start.isocalendar()
    half = (start.month - 1) // 6
    return {
        "year": start.year,
        "month": start.month,
        "month_en": _MONTHS_EN[start.month - 1],
        "day": start.day,
        "week_year": week_year,
        "week": week,
        "quarter": (start.month + 2) // 3,
        "half_zh": _HALVES_ZH[half],
        "half_en": _HALVES_EN[half],
    }

"""Dates and numbers of both languages against the Unicode CLDR, through Babel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.numbers import exact_text, grouped
from generator.periods import Period

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 30))


def closed_up(text: str) -> str:
    """Return a Chinese date without the spaces that our titles have around digits."""
    return text.replace(" ", "")


@given(DAYS)
def test_a_month_is_called_as_in_the_cldr(day: date) -> None:
    month = Period.parse(f"{day:%Y-%m}")

    assert month.title("en") == format_date(day, "MMMM y", locale="en")
    assert closed_up(month.title("zh")) == format_date(day, "y年M月", locale="zh")


@given(DAYS)
def test_a_day_is_called_as_in_the_cldr(day: date) -> None:
    period = Period.parse(day.isoformat())

    assert period.title("en") == format_date(day, "long", locale="en_GB")
    assert closed_up(period.title("zh")) == format_date(day, "long", locale="zh")


@given(DAYS)
def test_a_quarter_is_called_as_in_the_cldr(day: date) -> None:
    quarter = Period.parse(f"{day.year}-Q{(day.month + 2) // 3}")

    assert quarter.title("en") == format_date(day, "QQQ y", locale="en")


@pytest.mark.parametrize("language", ["zh", "en"])
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_digits_are_grouped_as_in_the_cldr(language: str, number: Decimal) -> None:
    said = format_decimal(number, "#,##0.0000", locale=language, decimal_quantization=False)

    # A real minus is of our own choice; the CLDR has the hyphen of keyboards.
    assert grouped(f"{number:f}".replace("-", "−")) == said.replace("-", "−")


@pytest.mark.parametrize("language", ["zh", "en"])
@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_whole_numbers_are_written_as_in_the_cldr(language: str, number: int) -> None:
    assert exact_text(Fraction(number)) == format_decimal(number, locale=language).replace("-", "−")

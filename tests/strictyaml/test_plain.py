from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.strictyaml.plain import Refused, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-5", -5),
        ("190", 190),
        ("99.950", Decimal("99.950")),
        ("-0.5", Decimal("-0.5")),
        ("2013-10", "2013-10"),
        ("2013-10-01", "2013-10-01"),
        ("2024-02-29", "2024-02-29"),
        ("2013-10-01T12:30:00Z", "2013-10-01T12:30:00Z"),
        ("1.2.3", "1.2.3"),
        ("5 working days", "5 working days"),
        ("-", "-"),
        ("事件", "事件"),
    ],
)
def test_a_plain_scalar_is_what_it_looks_like(text: str, value: object) -> None:
    assert (resolve(text), type(resolve(text))) == (value, type(value))


def test_a_decimal_keeps_its_digits() -> None:
    assert str(resolve("99.950")) == "99.950"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "Y033"),
        ("yes", "Y040"),
        ("TRUE", "Y040"),
        ("010", "Y041"),
        ("0x1f", "Y041"),
        ("1e3", "Y041"),
        ("-0", "Y041"),
        ("-0.00", "Y041"),
        (".NaN", "Y041"),
        ("12:30", "Y042"),
        ("~", "Y043"),
        ("1" * 19, "Y044"),
        ("１２３", "Y045"),
        ("2013-02-29", "Y046"),
    ],
)
def test_what_yaml_versions_read_differently_is_refused(text: str, rule: str) -> None:
    assert resolve(text) == Refused(rule)


@given(st.integers(min_value=-(10**18) + 1, max_value=10**18 - 1))
def test_every_whole_number_of_up_to_18_digits_is_read(number: int) -> None:
    assert resolve(str(number)) == number


@given(st.text(min_size=1))
def test_every_text_has_a_reading_or_a_rule(text: str) -> None:
    assert isinstance(resolve(text), str | int | Decimal | Refused)

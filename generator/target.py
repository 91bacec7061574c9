"""Targets: the promised side of a value, read from text such as "> 95 %"."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Self

from generator.kinds import Better

PERCENT = "percent"
"""The unit of a share: its values run from 0 to 1 and are shown times 100."""
BOUND_DECIMALS = 9
"""Decimals that a bound may have as written; honest rounding relies on the limit."""


class Operator(StrEnum):
    """How a value must stand to the bound; `>` is not `>=`."""

    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="
    EQUAL = "="
    BAND = ".."
    """From the lower to the upper bound, both included."""


_HOLDS: Mapping[Operator, Callable[[Fraction, Fraction], bool]] = MappingProxyType(
    {
        Operator.MORE: operator.gt,
        Operator.AT_LEAST: operator.ge,
        Operator.LESS: operator.lt,
        Operator.AT_MOST: operator.le,
        Operator.EQUAL: operator.eq,
    }
)
# "= 0" can be the best there is of either kind: no outage, or every promise kept.
_OPERATORS_OF: Mapping[Better, frozenset[Operator]] = MappingProxyType(
    {
        Better.HIGHER: frozenset({Operator.MORE, Operator.AT_LEAST, Operator.EQUAL}),
        Better.LOWER: frozenset({Operator.LESS, Operator.AT_MOST, Operator.EQUAL}),
        Better.BAND: frozenset({Operator.BAND, Operator.EQUAL}),
        Better.NEITHER: frozenset(),
    }
)
# Signs as Chinese and mathematical keyboards write them, and the one form that is kept.
_PLAIN = str.maketrans(
    {
        "≥": ">=",
        "≤": "<=",
        "−": "-",
        "\N{FULLWIDTH GREATER-THAN SIGN}": ">",
        "\N{FULLWIDTH LESS-THAN SIGN}": "<",
        "\N{FULLWIDTH EQUALS SIGN}": "=",
        "\N{FULLWIDTH PERCENT SIGN}": "%",
    }
)
_NUMBER = rf"-?[0-9]{{1,12}}(?:\.[0-9]{{1,{BOUND_DECIMALS}}})?"
_TARGET = re.compile(
    rf"(?:(?P<operator>>=|<=|>|<|=) *(?P<value>{_NUMBER})"
    rf"|(?P<lower>{_NUMBER})\.\.(?P<upper>{_NUMBER}))"
    # A unit is words in any script: "min", "working days", "个/月".
    r" *(?P<unit>%|[^\W\d_]+(?:[ /.·-][^\W\d_]+)*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Hold a promise about one value; a share is held as a fraction of 1 (95 % is 19/20)."""

    operator: Operator
    value: Fraction
    """The bound, of a band the lower one."""
    upper: Fraction | None = None
    """The upper bound of a band, else None."""
    unit: str = ""
    """`percent`, or the unit as written; empty for a bare number."""

    def __post_init__(self) -> None:
        """Refuse a band that holds nothing, and bounds that no text can state."""
        if (self.upper is not None) != (self.operator is Operator.BAND):
            raise ValueError("expected an upper bound for a band, and for a band only")
        if self.upper is not None and self.upper <= self.value:
            raise ValueError(f"expected a band from low to high, got {self.text()!r}")
        if any((self._shown(bound) * 10**BOUND_DECIMALS).denominator != 1 for bound in self.bounds):
            raise ValueError(f"expected bounds of at most {BOUND_DECIMALS} decimals")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "> 95 %", ">= 99.9 %", "<= 60 min", "= 0" or "40..80 %".

        Takes ≥, ≤ and full-width signs too. Raises ValueError with what was expected.
        """
        match = _TARGET.fullmatch(text.translate(_PLAIN))
        if match is None:
            raise ValueError(
                "expected a target such as '> 95 %', '>= 99.9 %', '<= 60 min', '= 0' or "
                f"'40..80 %', with at most {BOUND_DECIMALS} decimals; got {text!r}"
            )
        unit = PERCENT if match["unit"] == "%" else match["unit"] or ""
        scale = 100 if unit == PERCENT else 1
        return cls(
            operator=Operator(match["operator"] or Operator.BAND),
            value=Fraction(match["value"] or match["lower"]) / scale,
            upper=Fraction(match["upper"]) / scale if match["upper"] else None,
            unit=unit,
        )

    @property
    def bounds(self) -> tuple[Fraction, ...]:
        """Return the bound, or the lower and the upper one of a band."""
        return (self.value,) if self.upper is None else (self.value, self.upper)

    def holds(self, value: Fraction) -> bool:
        """Tell whether the exact value is on the promised side."""
        if self.upper is not None:
            return self.value <= value <= self.upper
        return _HOLDS[self.operator](value, self.value)

    def agrees_with(self, better: Better) -> bool:
        """Tell whether the promise points the way in which the metric gets better."""
        return self.operator in _OPERATORS_OF[better]

    def text(self) -> str:
        """Return the one canonical form, in no language: "> 95 %", "40..80 min"."""
        unit = " %" if self.unit == PERCENT else f" {self.unit}" * bool(self.unit)
        numbers = "..".join(_decimal_text(self._shown(bound)) for bound in self.bounds)
        sign = "" if self.operator is Operator.BAND else f"{self.operator} "
        return f"{sign}{numbers}{unit}"

    def _shown(self, bound: Fraction) -> Fraction:
        """Return a bound as it is written."""
        return bound * 100 if self.unit == PERCENT else bound


def _decimal_text(number: Fraction) -> str:
    """Write a number of at most BOUND_DECIMALS decimals, without zeros at the end."""
    digits = Decimal(int(number * 10**BOUND_DECIMALS)).scaleb(-BOUND_DECIMALS)
    return f"{digits.normalize():f}"

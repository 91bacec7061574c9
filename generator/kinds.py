"""The words a metric definition is made of, and the roll-up class each kind implies."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class MetricKind(StrEnum):
    """What one record of a metric holds."""

    RATIO = "ratio"
    """Numerator and denominator: resolved in time of all resolved."""
    MEAN = "mean"
    """Sum and count: minutes of handling and number of cases."""
    COUNT = "count"
    """An amount that flows: incidents opened in the period, money spent."""
    STOCK = "stock"
    """An amount that stands at an instant: the backlog at the end of the month."""
    MAXIMUM = "maximum"
    """The largest value, when it was, and the case behind it."""
    MINIMUM = "minimum"
    """The smallest value, when it was, and the case behind it."""


class RollUp(StrEnum):
    """How the parts of several records become the parts of one."""

    RS = "RS"
    """Ratio of sums."""
    MEAN = "MEAN"
    """Sum of sums over sum of counts."""
    SUM = "SUM"
    """Sum of values."""
    LAST = "LAST"
    """The last stock over time; the sum of stocks of one instant across services."""
    MAX = "MAX"
    """The largest, with its instant and case."""
    MIN = "MIN"
    """The smallest, with its instant and case."""


class Better(StrEnum):
    """Which way a metric gets better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NEITHER = "neither"
    """Told, never promised: the number of incidents opened."""


# The kind fixes the class, so a definition can never ask for a mean of ratios.
ROLL_UP_OF_KIND: Mapping[MetricKind, RollUp] = MappingProxyType(
    {
        MetricKind.RATIO: RollUp.RS,
        MetricKind.MEAN: RollUp.MEAN,
        MetricKind.COUNT: RollUp.SUM,
        MetricKind.STOCK: RollUp.LAST,
        MetricKind.MAXIMUM: RollUp.MAX,
        MetricKind.MINIMUM: RollUp.MIN,
    }
)

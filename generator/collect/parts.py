"""Which parts the kinds of metrics have, and what their expressions may give."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.collect.expression import Yields
from generator.kinds import Across, MetricKind
from generator.workspace.model.metrics import Metric

# What a rule must say for a kind; an index has no records.
PARTS: Final[Mapping[MetricKind, tuple[str, ...]]] = MappingProxyType(
    {
        MetricKind.RATIO: ("numerator", "denominator"),
        MetricKind.MEAN: ("sum", "count"),
        MetricKind.COUNT: ("value",),
        MetricKind.STOCK: ("value",),
        MetricKind.STOCK_RATIO: ("numerator", "denominator"),
        MetricKind.MAXIMUM: ("value",),
        MetricKind.MINIMUM: ("value",),
        MetricKind.DURATION_RATIO: ("numerator", "denominator"),
        MetricKind.AVERAGE_STOCK: ("sum", "seconds"),
        MetricKind.PERCENTILE: ("histogram",),
        MetricKind.DISTINCT: ("ids",),
        MetricKind.DISTINCT_SHARE: ("ids", "scope"),
        MetricKind.SINGLE: ("value",),
    }
)
EXTREMES: Final = (MetricKind.MAXIMUM, MetricKind.MINIMUM)
_AMOUNT: Final = (Yields.CONDITION, Yields.NUMBER)
ANY: Final = (Yields.CONDITION, Yields.NUMBER, Yields.TEXT)
# What the parts of a kind may give, where that is less than a condition or a number:
# a condition has no seconds, and its percentile would be 0 or 1.
_WANTED: Final[Mapping[MetricKind, tuple[Yields, ...]]] = MappingProxyType(
    {
        **dict.fromkeys((*EXTREMES, MetricKind.PERCENTILE, MetricKind.SINGLE), (Yields.NUMBER,)),
        **dict.fromkeys((MetricKind.DURATION_RATIO, MetricKind.AVERAGE_STOCK), (Yields.NUMBER,)),
        MetricKind.DISTINCT: (Yields.TEXT, Yields.NUMBER),
        MetricKind.DISTINCT_SHARE: (Yields.TEXT, Yields.NUMBER),
    }
)


def parts_of(metric: Metric) -> tuple[str, ...]:
    """Return the parts that a rule for a metric must have; none for an index."""
    parts = PARTS.get(metric.kind, ())
    return (*parts, "weight") if metric.across is Across.USER_WEIGHTED else parts


def wanted_of(kind: MetricKind | None) -> tuple[Yields, ...]:
    """Return what the parts of a kind may give."""
    return _WANTED.get(kind, _AMOUNT) if kind else _AMOUNT

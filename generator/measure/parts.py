"""From a record to its parts, as the kind of its metric says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.kinds import Across, MetricKind
from generator.measure.composite import Single
from generator.measure.duration import (
    AverageStock,
    Duration,
    ParallelDuration,
    SerialDuration,
    ServiceSeconds,
    Topology,
    UserDuration,
    WeightedDuration,
)
from generator.measure.rollup import (
    Maximum,
    Mean,
    Minimum,
    Parts,
    Ratio,
    Stock,
    StockRatio,
    Total,
)
from generator.measure.spread import Distinct, DistinctShare, Percentile
from generator.workspace.model.packed import NOTHING, read_histogram, read_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from generator.workspace.model.metrics import Metric
    from generator.workspace.model.records import Record

_TOPOLOGIES: Mapping[Across, type[Topology]] = MappingProxyType(
    {Across.SERIAL: SerialDuration, Across.PARALLEL: ParallelDuration}
)


def parts_of(metric: Metric, record: Record) -> Parts:
    """Return the parts of a checked record; an index has none, and no record either."""
    return _PARTS_OF[metric.kind](metric, record)


@lru_cache(maxsize=65536)
def _exact(number: Decimal | None) -> Fraction:
    """Return the number as a fraction; rule R001 has made sure that it is there."""
    return Fraction(number or 0)


def _day(record: Record) -> date:
    """Return the day of a stock; rule R001 has made sure that it is there."""
    return date.fromisoformat((record.at or "")[:10])


def _duration(metric: Metric, record: Record) -> Duration:
    """Return seconds that combine across services as the metric declares."""
    good, agreed = _exact(record.numerator), _exact(record.denominator)
    topology = _TOPOLOGIES.get(metric.across or Across.WEIGHTED)
    if topology:
        service = ServiceSeconds(service=record.service, good=good, agreed=agreed)
        return topology(services=(service,))
    if metric.across is Across.USER_WEIGHTED:
        users = _exact(record.weight)
        return UserDuration(good=good * users, agreed=agreed * users)
    return WeightedDuration(good=good, agreed=agreed)


def _percentile(metric: Metric, record: Record) -> Percentile:
    """Return the values with the rank that the metric asks for."""
    assert metric.percentile  # noqa: S101 - rule X025 has made sure that it is there
    pairs = read_histogram(record.histogram or NOTHING)
    return Percentile(
        counts=tuple((Fraction(value), count) for value, count in pairs),
        rank=Fraction(metric.percentile.rank),
        method=metric.percentile.method,
    )


_PARTS_OF: Mapping[MetricKind, Callable[[Metric, Record], Parts]] = MappingProxyType(
    {
        MetricKind.RATIO: lambda _, record: Ratio(
            numerator=_exact(record.numerator), denominator=_exact(record.denominator)
        ),
        MetricKind.MEAN: lambda _, record: Mean(sum=_exact(record.sum), count=_exact(record.count)),
        MetricKind.COUNT: lambda _, record: Total(value=_exact(record.value)),
        MetricKind.STOCK: lambda _, record: Stock(value=_exact(record.value), at=_day(record)),
        MetricKind.STOCK_RATIO: lambda _, record: StockRatio(
            numerator=_exact(record.numerator),
            denominator=_exact(record.denominator),
            at=_day(record),
        ),
        MetricKind.MAXIMUM: lambda _, record: Maximum(
            value=_exact(record.value), at=record.at or "", case=record.case
        ),
        MetricKind.MINIMUM: lambda _, record: Minimum(
            value=_exact(record.value), at=record.at or "", case=record.case
        ),
        MetricKind.DURATION_RATIO: _duration,
        MetricKind.AVERAGE_STOCK: lambda _, record: AverageStock(
            integral=_exact(record.sum), seconds=_exact(record.seconds)
        ),
        MetricKind.PERCENTILE: _percentile,
        MetricKind.DISTINCT: lambda _, record: Distinct(
            ids=frozenset(read_ids(record.ids or NOTHING))
        ),
        MetricKind.DISTINCT_SHARE: lambda _, record: DistinctShare(
            ids=frozenset(read_ids(record.ids or NOTHING)),
            scope=frozenset(read_ids(record.scope or NOTHING)),
            at=_day(record),
        ),
        MetricKind.SINGLE: lambda _, record: Single(value=_exact(record.value)),
    }
)

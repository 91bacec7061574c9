"""The words of definitions and records that more than one layer reads."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


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
    DURATION_RATIO = "duration-ratio"
    """Seconds that were good of the seconds agreed: availability."""
    STOCK_RATIO = "stock-ratio"
    """Two amounts that stand at one instant: open problems with a workaround, of all open."""
    AVERAGE_STOCK = "average-stock"
    """A stock added up over time: value times seconds, and the seconds."""
    PERCENTILE = "percentile"
    """Every value with its number: of 200 cases, 180 took 1 hour and 20 took 2."""
    DISTINCT = "distinct"
    """The ids of those who were there, each once: affected users."""
    DISTINCT_SHARE = "distinct-share"
    """The ids of those who were reached, and of all in scope at an instant: people trained."""
    INDEX = "index"
    """No records: a weighted mean of other metrics."""
    SINGLE = "single"
    """A value that means something for one month and one service only: a level of risk."""


LEVEL_KINDS = (
    MetricKind.STOCK,
    MetricKind.STOCK_RATIO,
    MetricKind.MAXIMUM,
    MetricKind.PERCENTILE,
    MetricKind.AVERAGE_STOCK,
)
"""Kinds whose values are levels, which can fill something up."""


class RollUp(StrEnum):
    """How the parts of several records become the parts of one."""

    RS = "RS"
    """Ratio of sums."""
    MEAN = "MEAN"
    """Sum of sums over sum of counts."""
    SUM = "SUM"
    """Sum of values."""
    LAST = "LAST"
    """The last stock, or both of a ratio, over time; the sum at one instant across services."""
    MAX = "MAX"
    """The largest, with its instant and case."""
    MIN = "MIN"
    """The smallest, with its instant and case."""
    DR = "DR"
    """Good seconds over agreed seconds; across services as the metric declares."""
    AVGT = "AVGT"
    """Value times seconds over seconds; across services the sum."""
    PCTL = "PCTL"
    """A percentile of all the values together."""
    DIST = "DIST"
    """The size of the union."""
    SHARE = "SHARE"
    """Of those in scope at the end, who was ever reached: the union of ids over the last scope."""
    INDEX = "INDEX"
    """Computed anew from the components rolled up."""
    COUNTMET = "COUNTMET"
    """Periods in which a promise was kept, of those in which it was judged."""
    NONE = "NONE"
    """Not defined."""


class Across(StrEnum):
    """How availabilities of services become one; there is no usual way, so it is declared."""

    WEIGHTED = "weighted"
    """Good seconds of all over agreed seconds of all."""
    SERIAL = "serial"
    """All are needed: the product."""
    PARALLEL = "parallel"
    """One is enough: one less the product of what is missing."""
    USER_WEIGHTED = "user-weighted"
    """Seconds count as often as there are users."""


class Aspect(StrEnum):
    """What a promise is about, as far as promises behind it can carry it."""

    TIME = "time"
    AVAILABILITY = "availability"
    HOURS = "hours"


class PercentileMethod(StrEnum):
    """Which value is a percentile; methods differ where values are few."""

    NEAREST_RANK = "nearest-rank"
    """The least value that at least so many per cent of the values do not exceed."""


class Spread(StrEnum):
    """How the ordinary variation of values is measured, which control limits stand on."""

    MOVING_RANGE = "moving-range"
    """By the mean step from each value to the next (XmR): a shift inflates one step only."""
    SAMPLE = "sample"
    """By the sample standard deviation, n - 1: for values without an order."""


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
        MetricKind.DURATION_RATIO: RollUp.DR,
        MetricKind.STOCK_RATIO: RollUp.LAST,
        MetricKind.AVERAGE_STOCK: RollUp.AVGT,
        MetricKind.PERCENTILE: RollUp.PCTL,
        MetricKind.DISTINCT: RollUp.DIST,
        MetricKind.DISTINCT_SHARE: RollUp.SHARE,
        MetricKind.INDEX: RollUp.INDEX,
        MetricKind.SINGLE: RollUp.NONE,
    }
)


class DowntimeReason(StrEnum):
    """Why seconds count as unplanned downtime, or why they do not."""

    OUTAGE = "outage"
    NOT_APPROVED = "not-approved"
    """Maintenance without the approval that the agreement asks for."""
    NOT_ANNOUNCED = "not-announced"
    LATE_NOTICE = "late-notice"
    """Announced, but not as long before as agreed."""
    BEYOND_CAP = "beyond-cap"
    """More maintenance than the agreement allows in a period."""
    PLANNED = "planned"
    """Maintenance as agreed: it leaves the agreed view and stays in that of the users."""
    WITHIN_PLANNED = "within-planned"
    """An outage during maintenance as agreed, which covers it."""
    OVERLAP = "overlap"
    """Down for two reasons at once; the seconds stand with the other one."""
    OUTSIDE_AGREED = "outside-agreed"
    """Nobody was promised service then."""
    OUTSIDE_PERIOD = "outside-period"
    """Before or after the period, in whose neighbours it is told."""


COUNTED_REASONS: Final = frozenset(
    {
        DowntimeReason.OUTAGE,
        DowntimeReason.NOT_APPROVED,
        DowntimeReason.NOT_ANNOUNCED,
        DowntimeReason.LATE_NOTICE,
        DowntimeReason.BEYOND_CAP,
    }
)
"""The reasons for which seconds are unplanned downtime."""


class OutageKind(StrEnum):
    """What an entry of an outage log is."""

    OUTAGE = "outage"
    MAINTENANCE = "maintenance"

"""One month of one service as records, one a view, and as lines, one a case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from zoneinfo import ZoneInfo

from generator.collect.inputs import Ground
from generator.kinds import DowntimeReason, OutageKind
from generator.measure.availability import Availability
from generator.measure.downtime import Case, Window
from generator.measure.duration import WeightedDuration
from generator.periods.intervals import instant_of
from generator.workspace.model.metrics import Metric
from generator.workspace.model.outages import OutageLine, OutageLog
from generator.workspace.model.records import Record


class InexactError(ValueError):
    """Say that a length has no exact number in the unit of its metric."""


def view_records(
    log: OutageLog, ground: Ground, service: str, whole: Availability
) -> Iterator[Record]:
    """Yield the record of every view that the log feeds and the month has.

    Raises InexactError for a length that has no exact number in the unit of its metric.
    """
    metrics = {metric.id: metric for metric in ground.metrics}
    for view, name in log.metrics.by_view.items():
        empty = Record(metric=name, service=service, source=log.source)
        record = _RECORD_OF_VIEW[view](empty, whole, metrics[name], ground.zone)
        if record is not None:
            yield record


def outage_lines(
    log: OutageLog, service: str, whole: Availability, still_down: frozenset[str]
) -> Iterator[OutageLine]:
    """Yield a line for every case that touches the month, in the order of time.

    `still_down` names the cases that had no end when the log ended.
    """
    seconds: defaultdict[Case, dict[DowntimeReason, int]] = defaultdict(dict)
    for posting in whole.postings:
        seconds[posting.of][posting.reason] = posting.seconds
    for case, amounts in seconds.items():
        yield OutageLine(
            case=case.case,
            service=service,
            source=log.source,
            kind=OutageKind.MAINTENANCE if isinstance(case, Window) else OutageKind.OUTAGE,
            start=_iso(case.start),
            end=_iso(case.end),
            open=case.case in still_down,
            users=case.users,
            announced=_announced(case),
            approval=case.approval if isinstance(case, Window) else None,
            carried=any(case.start < each.end and case.end > each.begun for each in whole.carried),
            seconds=amounts,
        )


def _announced(case: Case) -> str | None:
    """Return when users were told of maintenance."""
    told = case.announced if isinstance(case, Window) else None
    return None if told is None else _iso(told)


def _iso(seconds: int) -> str:
    """Write an instant of UTC."""
    return f"{instant_of(seconds):%Y-%m-%dT%H:%M:%SZ}"


def _share(record: Record, share: WeightedDuration) -> Record:
    """Return good of agreed seconds; a month without agreed time is 0 of 0."""
    return replace(record, numerator=_exact(share.good), denominator=_exact(share.agreed))


def _restore(record: Record, whole: Availability, metric: Metric, _: str) -> Record:
    """Return the lengths of the interruptions that began in the month."""
    seconds = sum(each.seconds for each in whole.interruptions)
    count = Decimal(len(whole.interruptions))
    return replace(record, sum=_length(seconds, metric), count=count)


def _longest(record: Record, whole: Availability, metric: Metric, zone: str) -> Record | None:
    """Return the longest interruption that began in the month; of equals the first."""
    if not whole.interruptions:
        return None
    longest = max(whole.interruptions, key=lambda each: (each.seconds, -each.begun))
    at = instant_of(longest.begun).astimezone(ZoneInfo(zone))
    return replace(
        record,
        value=_length(longest.seconds, metric),
        at=f"{at:%Y-%m-%dT%H:%M:%S}",
        case=longest.case,
    )


def _user_time(record: Record, whole: Availability, metric: Metric, _: str) -> Record | None:
    """Return users times how long; nothing when some outage does not say how many."""
    if whole.user_seconds is None:
        return None
    return replace(record, value=_length(whole.user_seconds, metric))


_RECORD_OF_VIEW: Mapping[str, Callable[[Record, Availability, Metric, str], Record | None]] = (
    MappingProxyType(
        {
            "agreed": lambda record, whole, *_: _share(record, whole.agreed_view),
            "user": lambda record, whole, *_: _share(record, whole.user_view),
            "planned": lambda record, whole, *_: _share(record, whole.planned_share),
            "outages": lambda record, whole, *_: replace(
                record, value=Decimal(len(whole.interruptions))
            ),
            "longest": _longest,
            "restore": _restore,
            "user_time": _user_time,
        }
    )
)


def _length(seconds: int, metric: Metric) -> Decimal:
    """Return seconds in the unit of a metric; InexactError where digits have no end."""
    number = Fraction(seconds, metric.unit.seconds or 1)
    try:
        return _exact(number)
    except InexactError as endless:
        message = f"{seconds} seconds in {metric.unit}s for {metric.id}"
        raise InexactError(message) from endless


def _exact(number: Fraction) -> Decimal:
    """Return a fraction as a decimal with no digit more than it needs."""
    scale = 1
    # A denominator of twos and fives divides some power of ten; 10 ** 6 is plenty for time.
    while scale < 10**6 and (number * scale).denominator > 1:
        scale *= 10
    if (number * scale).denominator > 1:
        raise InexactError(str(number))
    return Decimal((number * scale).numerator).scaleb(1 - len(str(scale)))

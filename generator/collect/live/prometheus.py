"""Samples of Prometheus: one query over whole months, a row for each series and step."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final

from generator.collect.live.address import AnswerError
from generator.collect.live.http import Site, get_json

SAMPLE: Final = "sample"
TIME: Final = "time"
VALUE: Final = "value"
MONTH: Final = "month"
OWN: Final = (SAMPLE, MONTH, TIME, VALUE)
_NAME: Final = "__name__"
_STEPS: Final = 10_000
"""Of one request; Prometheus gives 11,000 at most."""

Labels = tuple[tuple[str, str], ...]
Samples = Mapping[Labels, Mapping[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What is asked for: a query at every step from the first second to the last, in UTC."""

    query: str
    months: tuple[tuple[int, str], ...]
    """First second and label of each month, in order."""
    end: int
    """The first second that does not count."""
    step: int
    stale: int | None
    seconds: int

    @property
    def start(self) -> int:
        """Return the first step."""
        return self.months[0][0]

    def month_of(self, second: int) -> str:
        """Return the label of the month of a step."""
        return self.months[bisect_right(self.months, second, key=itemgetter(0)) - 1][1]

    def windows(self) -> Iterator[tuple[int, int]]:
        """Yield the first and last step of each request."""
        starts = [*range(self.start, self.end, self.step * _STEPS), self.end]
        for first, following in pairwise(starts):
            yield first, following - self.step if following < self.end else self.last

    @property
    def steps(self) -> range:
        """Return all steps."""
        return range(self.start, self.end, self.step)

    @property
    def last(self) -> int:
        """Return the last step."""
        return self.steps[-1]


def samples(site: Site, wanted: Range) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Return the names of the columns and the rows; raises AnswerError.

    Every series has a row at every step: without a sample there its value is missing, which
    is neither up nor down. A sample that is older than `stale` is none.
    """
    found = _asked(site, wanted, wanted.query)
    if not found:
        raise AnswerError("no series")
    times = _asked(site, wanted, f"timestamp({wanted.query})") if wanted.stale else {}
    if wanted.stale and len({_nameless(labels) for labels in found}) < len(found):
        raise AnswerError("series that differ by their name alone; ask for one metric")
    names = tuple(sorted({name for labels in found for name, _ in labels}))
    reserved = set(names) & set(OWN)
    if reserved:
        raise AnswerError(f"a label named {min(reserved)!r}; rename it with label_replace")
    return (*names, *OWN), _rows(found, times, names, wanted)


def _asked(site: Site, wanted: Range, query: str) -> dict[Labels, dict[int, str]]:
    """Return the samples of a query by series and second."""
    found: dict[Labels, dict[int, str]] = {}
    for first, last in wanted.windows():
        parameters = {
            "query": query,
            "start": str(first),
            "end": str(last),
            "step": str(wanted.step),
            "timeout": f"{wanted.seconds}s",
        }
        answer = get_json(site, "/api/v1/query_range", parameters, wanted.seconds)
        for labels, values in _series(answer):
            found.setdefault(labels, {}).update(values)
    return found


def _series(answer: Any) -> Iterator[tuple[Labels, dict[int, str]]]:  # noqa: ANN401 - of a stranger
    """Yield the series of an answer that is whole."""
    try:
        if answer["status"] != "success":
            raise AnswerError(f"{answer['errorType']}: {answer['error']}"[:200])
        if answer.get("warnings"):
            raise AnswerError(f"a warning: {answer['warnings'][0]}"[:200])
        for each in answer["data"]["result"]:
            labels = {str(name): str(value) for name, value in each["metric"].items()}
            values = {int(second): str(value) for second, value in each["values"]}
            yield tuple(sorted(labels.items())), values
    except (KeyError, TypeError, ValueError, AttributeError):
        raise AnswerError("an answer of another form than that of a range of samples") from None


def _rows(
    found: Samples, times: Samples, names: tuple[str, ...], wanted: Range
) -> Iterator[tuple[object, ...]]:
    """Yield the samples of all series and steps."""
    for labels in sorted(found):
        known = dict(labels)
        cells = tuple(known.get(name) for name in names)
        name = ",".join(f"{key}={value}" for key, value in labels)
        taken = times.get(_nameless(labels), {})
        for second in wanted.steps:
            text = found[labels].get(second)
            if wanted.stale and text is not None:
                text = text if _is_fresh(taken.get(second), second, wanted.stale) else None
            moment = datetime.fromtimestamp(second, UTC)
            sample = f"{name}@{moment:%Y-%m-%dT%H:%M:%SZ}"
            yield (*cells, sample, wanted.month_of(second), moment, _number(text))


def _nameless(labels: Labels) -> Labels:
    """Return labels without the name of the metric, which functions take away."""
    return tuple(each for each in labels if each[0] != _NAME)


def _is_fresh(taken: str | None, second: int, stale: int) -> bool:
    """Tell whether a sample was taken recently; Prometheus shows one for minutes after."""
    return taken is not None and second - Decimal(taken) <= stale


def _number(text: str | None) -> object:
    """Return the value of a sample; what is no number stays a text, NaN is none."""
    if text is None or text == "NaN":
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text

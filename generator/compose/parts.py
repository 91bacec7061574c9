"""The numbers behind a value, as the reader of a page can compute it again."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from generator.compose.numbers import exact_text
from generator.compose.words import Words
from generator.measure.composite import Index, PeriodsMet
from generator.measure.duration import (
    AverageStock,
    ParallelDuration,
    SerialDuration,
    Topology,
    UserDuration,
    WeightedDuration,
)
from generator.measure.rollup import Extreme, Mean, Parts, Ratio, Stock, StockRatio, total
from generator.measure.spread import Distinct, DistinctShare, Percentile

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.kinds import PercentileMethod


def parts_text(parts: Parts | None, words: Words) -> str:
    """Return the numbers that a value is computed from: `7,890 / 8,446`."""
    return words.say("no-value") if parts is None else _text(parts, words)


def percentile_text(rank: Fraction, method: PercentileMethod, words: Words) -> str:
    """Return which percentile it is, and how it is picked: `P95 (nearest rank)` (trap 5)."""
    return words.say("rank", rank=exact_text(rank), method=words.term(method))


@singledispatch
def _text(parts: Parts, words: Words) -> str:
    """Return the value of a class that has no other part."""
    return words.say("no-value") if parts.value is None else exact_text(parts.value)


@_text.register
def _ratio(parts: Ratio, _: Words) -> str:
    return f"{exact_text(parts.numerator)} / {exact_text(parts.denominator)}"


@_text.register
def _mean(parts: Mean, _: Words) -> str:
    return f"{exact_text(parts.sum)} / {exact_text(parts.count)}"


@_text.register
def _stock(parts: Stock, words: Words) -> str:
    """Return the stock and its day, and of several days the least and the most."""
    text = f"{exact_text(parts.value)}, {parts.at.isoformat()}"
    if parts.least is None or parts.most is None:
        return text
    ends = words.say("least-most", least=exact_text(parts.least), most=exact_text(parts.most))
    return words.say("aside", text=text, aside=ends)


@_text.register
def _stocks(parts: StockRatio, _: Words) -> str:
    quotient = f"{exact_text(parts.numerator)} / {exact_text(parts.denominator)}"
    return f"{quotient}, {parts.at.isoformat()}"


@_text.register
def _extreme(parts: Extreme, words: Words) -> str:
    return f"{parts.case or words.say('no-value')}, {parts.at}"


@_text.register
def _seconds(parts: WeightedDuration, words: Words) -> str:
    return words.say("seconds-of", good=exact_text(parts.good), agreed=exact_text(parts.agreed))


@_text.register
def _user_seconds(parts: UserDuration, words: Words) -> str:
    numbers = {"good": exact_text(parts.good), "agreed": exact_text(parts.agreed)}
    return words.say("user-seconds-of", **numbers)


@_text.register
def _chain(parts: SerialDuration, words: Words) -> str:
    """Return one share a service, those without agreed time left out as in the value."""
    return " × ".join(_shares(parts, words, "({})"))


@_text.register
def _stand_ins(parts: ParallelDuration, words: Words) -> str:
    shares = _shares(parts, words, "(1 − {})")
    return f"1 − {' × '.join(shares)}" if len(shares) > 1 else "".join(shares)


@_text.register
def _average(parts: AverageStock, words: Words) -> str:
    numbers = {"sum": exact_text(parts.integral), "seconds": exact_text(parts.seconds)}
    return words.say("integral-of", **numbers)


@_text.register
def _percentile(parts: Percentile, words: Words) -> str:
    definition = percentile_text(parts.rank, parts.method, words)
    return words.say("values-of", definition=definition, n=exact_text(parts.n))


@_text.register
def _distinct(parts: Distinct, words: Words) -> str:
    return words.say("distinct-of", n=exact_text(parts.value))


@_text.register
def _distinct_share(parts: DistinctShare, words: Words) -> str:
    numbers = {"reached": parts.reached, "scope": exact_text(parts.n)}
    return words.say("reached-of", **numbers, at=parts.at.isoformat())


@_text.register
def _index(parts: Index, words: Words) -> str:
    """Return `(2 × 0.95 + 1 × 0.9) / 3`, with a dash for a component that is missing."""
    weighted = " + ".join(
        f"{exact_text(each.weight)} × "
        + (words.say("no-value") if each.value is None else exact_text(each.value))
        for each in parts.components
    )
    return f"({weighted}) / {exact_text(total(each.weight for each in parts.components))}"


@_text.register
def _periods(parts: PeriodsMet, words: Words) -> str:
    return words.say("k-of-n", k=parts.kept, n=parts.periods)


def _shares(parts: Topology, words: Words, pattern: str) -> list[str]:
    """Return good over agreed seconds of each service; of one alone without brackets."""
    agreed = [each for each in parts.services if each.agreed] or list(parts.services)
    texts = [
        words.say("seconds-of", good=exact_text(each.good), agreed=exact_text(each.agreed))
        for each in agreed
    ]
    return [pattern.format(text) for text in texts] if len(texts) > 1 else texts

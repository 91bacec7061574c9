from __future__ import annotations

from fractions import Fraction

import pytest

from generator.compose.parts import parts_text, percentile_text
from generator.compose.values import shown_value, value_text
from generator.compose.words import Words
from generator.kinds import PercentileMethod
from generator.measure.composite import Component, Index, PeriodsMet, Single
from generator.measure.duration import (
    AverageStock,
    ParallelDuration,
    SerialDuration,
    ServiceSeconds,
    Topology,
    UserDuration,
    WeightedDuration,
)
from generator.measure.figure import FigureKey
from generator.measure.rollup import Parts, Ratio
from generator.measure.spread import Distinct, Percentile
from tests.measure.school import edition, metric, school

ZH, EN = Words("zh"), Words("en")


def chain(kind: type[Topology], **services: tuple[int, int]) -> Topology:
    """Return good and agreed seconds by service."""
    seconds = (
        ServiceSeconds(service=name, good=Fraction(good), agreed=Fraction(agreed))
        for name, (good, agreed) in services.items()
    )
    return kind(services=tuple(seconds))


def index(*values: Ratio | None) -> Index:
    """Return an index in which each component counts one more than the one before it."""
    weighted = enumerate(values, start=1)
    return Index(
        components=tuple(
            Component(metric=f"a.b{weight}", weight=Fraction(weight), parts=parts)
            for weight, parts in weighted
        )
    )


HALF = Ratio(numerator=Fraction(1), denominator=Fraction(2))
VALUES = Percentile(counts=((Fraction(1), 180), (Fraction(2), 20)), rank=Fraction(95))


@pytest.mark.parametrize(
    ("parts", "zh", "en"),
    [
        (
            WeightedDuration(good=Fraction(1999), agreed=Fraction(2000)),
            "1,999 / 2,000 秒",
            "1,999 / 2,000 s",
        ),
        (
            UserDuration(good=Fraction(9), agreed=Fraction(10)),
            "9 / 10 用户·秒",
            "9 / 10 user-seconds",
        ),
        (chain(SerialDuration, a=(9, 10)), "9 / 10 秒", "9 / 10 s"),
        (
            chain(SerialDuration, a=(9, 10), b=(0, 0), c=(8, 10)),
            "(9 / 10 秒) × (8 / 10 秒)",
            "(9 / 10 s) × (8 / 10 s)",
        ),
        (chain(ParallelDuration, a=(0, 0)), "0 / 0 秒", "0 / 0 s"),
        (
            chain(ParallelDuration, a=(9, 10), b=(8, 10)),
            "1 − (1 − 9 / 10 秒) × (1 − 8 / 10 秒)",
            "1 − (1 − 9 / 10 s) × (1 − 8 / 10 s)",
        ),
        (AverageStock(integral=Fraction(41), seconds=Fraction(2)), "41 / 2 秒", "41 / 2 s"),
        (VALUES, "P95（最近秩），共 200 个", "P95 (nearest rank) of 200"),
        (Distinct(ids=frozenset({"p1", "p2"})), "去重后 2", "2 distinct"),
        (index(HALF, None), "(1 × 0.5 + 2 × –) / 3", "(1 × 0.5 + 2 × –) / 3"),
        (PeriodsMet(kept=2, periods=3), "3 个周期中达标 2 个", "2 of 3 periods met"),
        (Single(value=Fraction(3)), "3", "3"),
        (Single(value=None), "–", "–"),
    ],
)
def test_the_parts_of_a_value_can_be_computed_again(parts: Parts, zh: str, en: str) -> None:
    assert (parts_text(parts, ZH), parts_text(parts, EN)) == (zh, en)


def test_a_percentile_is_printed_with_its_definition() -> None:
    found = [
        percentile_text(Fraction("99.9"), PercentileMethod.NEAREST_RANK, words)
        for words in (ZH, EN)
    ]

    assert found == ["P99.9（最近秩）", "P99.9 (nearest rank)"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.99995", "99.99 %"),
        ("0.9999", "99.99 %"),
        ("1", "100.00 %"),
        ("0.993010995", "99.30 %"),
        ("0.9977", "99.77 %"),
    ],
)
def test_availability_is_cut_and_never_rounded_up(value: str, shown: str) -> None:
    up = metric("a.up", "duration-ratio", "percent", "higher", across="weighted", decimals=2)
    definition = school({}, metrics=[up]).metrics["a.up"]

    assert value_text(definition, Fraction(value), EN) == shown


def test_a_percentile_of_too_few_values_prints_their_number() -> None:
    p95 = metric("a.p", "percentile", "minute", "lower", percentile={"rank": 95}, min_n=5)
    record = {"metric": "a.p", "service": "mail", "histogram": "7:4"}
    workspace = school({"2013-10": [record]}, metrics=[p95])
    figure = edition(workspace, "2013-10").measures.figure(FigureKey.parse("a.p@all"))

    assert shown_value(workspace.metrics["a.p"], figure, EN) == "P95 (nearest rank) of 4"

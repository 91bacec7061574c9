"""Charts to draw and the golden drawings to hold them against."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.compose.chart import (
    Bar,
    Mark,
    ParetoChart,
    Span,
    Sparkline,
    Strip,
    StripChart,
    Tick,
    TrendChart,
)

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def matches_golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a drawing with its golden file, or write the file with `--update-golden`."""

    def compare(name: str, drawing: str) -> None:
        file = GOLDEN / f"{name}.svg"
        if request.config.getoption("--update-golden", default=False):
            file.write_text(drawing + "\n", encoding="utf-8", newline="\n")
        assert drawing + "\n" == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def three_months() -> TrendChart:
    """Return a share that meets its target once and then misses it twice."""
    shares = (("10月", "96.2", "met"), ("11月", "94.96", "missed"), ("12月", "93.2", "missed"))
    return TrendChart(
        id="in-target",
        title="按时解决率连续两个月低于 95 %",
        subtitle="按时解决率（%），2013 年 10 月至 12 月",
        unit_text="%",
        percent=True,
        marks=tuple(percent_mark(label, value, verdict) for label, value, verdict in shares),
        target=Fraction(95, 100),
        target_text="目标 > 95 %",
        description="十月 96.2 %，十一月 94.96 %，十二月 93.2 %；目标高于 95 %。",
    )


@pytest.fixture
def counts(three_months: TrendChart) -> TrendChart:
    """Return counts as bars, without a target."""
    values = (("2013-10", 8540), ("2013-11", 7210), ("2013-12", 6890))
    return replace(
        three_months,
        id="opened",
        title="事件数量",
        percent=False,
        shape="bar",
        marks=tuple(
            Mark(label=label, value=Fraction(value), verdict=None, text=f"{value:,}")
            for label, value in values
        ),
        target=None,
        target_text=None,
    )


@pytest.fixture
def twelve_months(three_months: TrendChart) -> TrendChart:
    """Return a year with every verdict and one month without a sample."""
    course = (
        ("96.2", "met"),
        ("97.1", "met"),
        ("95.5", "met"),
        ("95.1", "at-risk"),
        ("94.0", "missed"),
        ("94.8", "missed"),
        ("-", "no-sample"),
        ("95.3", "at-risk"),
        ("96.8", "met"),
        ("97.2", "not-assessed"),
        ("94.96", "missed"),
        ("98.1", "met"),
    )
    marks = tuple(
        percent_mark(f"2013-{month:02}", *entry) for month, entry in enumerate(course, start=1)
    )
    return replace(three_months, id="year", title="一年的按时解决率", marks=marks)


@pytest.fixture
def causes() -> ParetoChart:
    """Return causes with a long name, a foreign one and the rest."""
    names = ("软件故障", "用户操作与培训不足引起的咨询", "Hardware <replacement>", "网络", "其他")
    weights = (3120, 2010, 940, 512, 1204)
    return ParetoChart(
        id="causes",
        title="两个原因占 65 %",
        subtitle="件数与累计占比",
        bars=tuple(
            Bar(name, Fraction(weight), f"{weight:,}")
            for name, weight in zip(names, weights, strict=True)
        ),
        description="软件故障 3,120 件，占 40 %。",
    )


@pytest.fixture
def sparkline(twelve_months: TrendChart) -> Sparkline:
    """Return the year as a sparkline."""
    return Sparkline(id="spark", marks=twelve_months.marks, description="近 12 期，最近 98.1 %。")


def percent_mark(label: str, percent: str, verdict: str) -> Mark:
    """Build a mark from a percentage in text; "-" is a month without a sample."""
    if percent == "-":
        return Mark(label=label, value=None, verdict="no-sample", text="–")
    value = Fraction(percent) / 100
    return Mark(label=label, value=value, verdict=verdict, text=f"{percent} %")


@pytest.fixture
def strips() -> StripChart:
    """Return a service with an outage of minutes beside a window, and one that was always up."""
    gaps = (
        Span(start=Fraction(1, 10), end=Fraction(1, 5), counted=False, text="C-7"),
        Span(
            start=Fraction(3, 20), end=Fraction(3, 20) + Fraction(1, 9999), counted=True, text="I-1"
        ),
        Span(start=Fraction(9999, 10000), end=Fraction(1), counted=True, text="I-2"),
    )
    return StripChart(
        id="availability-strips",
        title="2 项服务中 1 项有计入的中断",
        subtitle="2025 年 1 月",
        strips=(
            Strip(label="邮件", text="99.512 %", spans=gaps),
            Strip(
                label="一个名称长得在手机上放不下的内部办公协同平台服务", text="100.000 %", spans=()
            ),
        ),
        ticks=tuple(Tick(at=Fraction(day - 1, 31), label=str(day)) for day in (1, 8, 15, 22, 29)),
        description="每项服务一条时间带。",
    )

"""Whole drawings against their golden files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.render.charts import pareto_svg, sparkline_svg, trend_svg

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.compose.chart import ParetoChart, Sparkline, TrendChart

    Compare = Callable[[str, str], None]


def test_three_months_near_the_target_are_drawn_on_a_broken_axis(
    three_months: TrendChart, matches_golden: Compare
) -> None:
    matches_golden("three-months", trend_svg(three_months))


def test_a_year_shows_each_verdict_with_its_own_sign_and_a_gap(
    twelve_months: TrendChart, matches_golden: Compare
) -> None:
    matches_golden("twelve-months", trend_svg(twelve_months))


def test_one_month_is_a_single_mark_without_a_line(
    three_months: TrendChart, matches_golden: Compare
) -> None:
    matches_golden("one-month", trend_svg(replace(three_months, marks=three_months.marks[:1])))


def test_counts_are_bars_from_zero(counts: TrendChart, matches_golden: Compare) -> None:
    matches_golden("counts", trend_svg(counts))


def test_causes_are_bars_with_the_cumulative_share_as_text(
    causes: ParetoChart, matches_golden: Compare
) -> None:
    matches_golden("causes", pareto_svg(causes))


def test_a_sparkline_marks_misses_and_the_newest_period(
    sparkline: Sparkline, matches_golden: Compare
) -> None:
    matches_golden("sparkline", sparkline_svg(sparkline))


def test_a_chart_without_any_value_says_so_with_dashes(
    three_months: TrendChart, matches_golden: Compare
) -> None:
    empty = tuple(replace(mark, value=None, text="–") for mark in three_months.marks)

    matches_golden("no-values", trend_svg(replace(three_months, marks=empty)))

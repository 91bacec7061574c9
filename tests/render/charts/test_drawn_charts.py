"""Whole drawings against their golden files."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from generator.compose.chart import Ahead, Band, Bullet, Flag
from generator.render.charts import bullet_svg, pareto_svg, sparkline_svg, strips_svg, trend_svg
from generator.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.compose.chart import ParetoChart, Sparkline, StripChart, TrendChart

    Compare = Callable[[str, str], None]

AHEAD = tuple(
    Ahead(
        label=label,
        value=Fraction(96, 100),
        lower=Fraction(96 - width, 100),
        upper=Fraction(96 + width, 100),
        mark="预测 96.0 %",
        text=f"预测 96.0 %（{96 - width}.0 % 至 {96 + width}.0 %）",
    )
    for label, width in (("1月", 1), ("2月", 2), ("3月", 3))
)


def test_three_months_near_the_target_are_drawn_on_a_broken_axis(
    three_months: TrendChart, matches_golden: Compare
) -> None:
    matches_golden("three-months", trend_svg(three_months))


def test_a_year_shows_each_verdict_with_its_own_sign_and_a_gap(
    twelve_months: TrendChart, matches_golden: Compare
) -> None:
    matches_golden("twelve-months", trend_svg(twelve_months))


def test_events_are_numbered_flags_above_their_periods(
    three_months: TrendChart, counts: TrendChart, matches_golden: Compare
) -> None:
    flags = tuple(
        Flag(label=label, number=number, text="")
        for label, number in (("10月", "1"), ("11月", "2"), ("11月", "3"))
    )

    matches_golden("flags", trend_svg(replace(three_months, flags=flags)))
    first = Flag(label=counts.marks[0].label, number="1", text="")
    matches_golden("flags-on-bars", trend_svg(replace(counts, flags=(first,))))


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


def test_strips_show_downtime_over_what_was_left_out(
    strips: StripChart, matches_golden: Compare
) -> None:
    matches_golden("strips", strips_svg(strips))


def test_a_sparkline_marks_misses_and_the_newest_period(
    sparkline: Sparkline, matches_golden: Compare
) -> None:
    matches_golden("sparkline", sparkline_svg(sparkline))


@pytest.mark.parametrize(
    ("name", "value", "target"),
    [
        ("bullet-torn", Fraction(937, 1000), "> 95 %"),
        ("bullet-lower", Fraction(448), "<= 480 s"),
        ("bullet-band", Fraction(3, 10), "40..80 %"),
        ("bullet-nothing", Fraction(0), "= 0"),
    ],
)
def test_a_bullet_shows_a_value_its_target_and_the_promised_side(
    name: str, value: Fraction, target: str, matches_golden: Compare
) -> None:
    matches_golden(name, bullet_svg(Bullet(value=value, target=Target.parse(target))))


def test_a_chart_without_any_value_says_so_with_dashes(
    three_months: TrendChart, matches_golden: Compare
) -> None:
    empty = tuple(replace(mark, value=None, text="–") for mark in three_months.marks)

    matches_golden("no-values", trend_svg(replace(three_months, marks=empty)))


def test_control_limits_lie_behind_the_marks_and_those_beyond_are_ringed(
    twelve_months: TrendChart, matches_golden: Compare
) -> None:
    band = Band(lower=Fraction(94, 100), upper=Fraction(98, 100), text="控制限 94 % 至 98 %")
    last = replace(twelve_months.marks[-1], note="控制限外")

    marks = (*twelve_months.marks[:-1], last)
    matches_golden("limits", trend_svg(replace(twelve_months, band=band, marks=marks)))


def test_bars_of_a_run_have_an_outline(counts: TrendChart, matches_golden: Compare) -> None:
    marks = tuple(replace(mark, note="连续同侧") for mark in counts.marks[1:])

    matches_golden("run", trend_svg(replace(counts, marks=(counts.marks[0], *marks))))


def test_a_forecast_is_dashed_in_a_shaded_fan(
    twelve_months: TrendChart, matches_golden: Compare
) -> None:
    matches_golden("fan", trend_svg(replace(twelve_months, ahead=AHEAD)))


def test_a_fan_behind_a_gap_stands_alone(three_months: TrendChart, matches_golden: Compare) -> None:
    gap = replace(three_months.marks[-1], value=None, text="–")

    marks = (*three_months.marks[:-1], gap)
    matches_golden("fan-after-gap", trend_svg(replace(three_months, marks=marks, ahead=AHEAD)))

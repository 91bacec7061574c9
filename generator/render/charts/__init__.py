"""Draw charts as static SVG text: pure functions from chart values to one line of markup."""

from __future__ import annotations

from generator.render.charts.bars import pareto_svg
from generator.render.charts.bullet import bullet_svg
from generator.render.charts.spark import sparkline_svg
from generator.render.charts.strips import strips_svg
from generator.render.charts.trend import trend_svg

__all__ = ["bullet_svg", "pareto_svg", "sparkline_svg", "strips_svg", "trend_svg"]

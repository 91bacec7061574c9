"""Words of the section that looks ahead."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

OUTLOOK: Final = MappingProxyType(
    {
        "forecast": ("预测", "Forecast"),
        "forecast-value": ("预测 {value}（{interval}）", "forecast {value} ({interval})"),
        "forecast-mark": ("预测 {value}", "forecast {value}"),
        "forecast-intro": (
            (
                "本节的数值是预测，不是事实。括号内为 80 % 区间：平均每五期有一期落在区间外。"
                "预测只用截至本期的记录，不外推趋势。"
            ),
            (
                "The numbers of this section are forecasts, not facts. In brackets stands the "
                "80 % interval: one period in five is expected outside. They are made of the "
                "records up to this period, and no trend is drawn on."
            ),
        ),
        "nothing-to-forecast": (
            "本报告没有指定预测的指标。",
            "This report names no metric to forecast.",
        ),
        "forecasts": ("未来 {count} 期的预测", "Forecast of the next {count} periods"),
        "forecast-period": ("{period} 预测", "{period}, forecast"),
        "method": ("方法", "Method"),
        "past-periods": ("所用期数", "Periods used"),
        "too-few-to-forecast": (
            "期数不足，至少 {fewest} 期",
            "too few periods, at least {fewest}",
        ),
        "back-test": ("回测误差（上期值法）", "Back-test error (last value)"),
        "back-test-of": (
            "{error}（{naive}），检验 {tests} 期",
            "{error} ({naive}), {tests} periods",
        ),
        "error-note": (
            (
                "回测误差是 WAPE，即误差绝对值之和 / 实际值绝对值之和；括号内是以上一期数值作预测"
                "（上期值法）在同样期次上的误差。"
            ),
            (
                "The back-test error is the WAPE, sum of absolute errors / sum of absolute "
                "values; in brackets that of taking the last value, on the same periods."
            ),
        ),
        "scores": ("以往预测的检验", "How earlier forecasts turned out"),
        "score-note": (
            (
                "“上期对本期的预测”按现有记录以上期末的范围重新计算；记录若在其后更正过，"
                "与当时印出的数值可能不同。误差和命中统计最近 {editions} 期报告对下一期的预测。"
            ),
            (
                "The forecast of the previous edition is computed anew from today's records up to "
                "the end of that period; where records were corrected since, it may differ from "
                "what was printed then. Error and hits are over the forecasts of the last "
                "{editions} editions for the period after each."
            ),
        ),
        "forecast-then": ("上期对本期的预测", "Forecast for this period"),
        "came": ("实际", "Came"),
        "inside": ("区间内", "Inside"),
        "yes": ("是", "yes"),
        "no": ("否", "no"),
        "wape": ("误差 WAPE", "Error (WAPE)"),
        "hits": ("区间命中", "Hits"),
        "hits-of": ("{n} 期中 {k} 期", "{k} of {n}"),
        "capacity": ("距阈值天数", "Days to the threshold"),
        "capacity-note": (
            (
                "按最近 {months} 个月的水平拟合直线（Theil–Sen，斜率的 95 % 区间）。"
                "预测天数从最近一次水平的日期算起，向下取整；斜率区间含 0 时没有趋势，不给天数。"
            ),
            (
                "A line through the levels of the last {months} months (Theil–Sen, 95 % interval "
                "of the slope). Forecast days count from the day of the last level and are cut to "
                "whole days; where the interval of the slope holds 0 there is no trend and no day."
            ),
        ),
        "level": ("水平", "Level"),
        "level-at": ("{value}（{day}）", "{value} ({day})"),
        "threshold": ("阈值", "Threshold"),
        "days-ahead": ("天数", "Days"),
        "forecast-days": (
            "预测 {days} 天（{low} 至 {high}）",
            "forecast {days} days ({low} to {high})",
        ),
        "state": ("状态", "State"),
        "outlook-title": (
            "{metric}：未来 {count} 期预测",
            "{metric}: forecast of the next {count} periods",
        ),
        "outlook-subtitle": (
            "{service}，至 {period}，虚线为预测，阴影为 80 % 区间",
            "{service}, up to {period}; dashed is forecast, shaded its 80 % interval",
        ),
        "outlook-description": (
            "{metric}的折线图，共 {count} 期有数值；其后 {ahead} 期为预测，下一期{next}。",
            (
                "Line chart of {metric}: {count} periods with a value, then {ahead} forecast; the "
                "next one is {next}."
            ),
        ),
    }
)

"""Words about figures: values, their parts, and the charts of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

FIGURES: Final = MappingProxyType(
    {
        "all": ("全部服务", "All services"),
        "metric": ("指标", "Metric"),
        "service": ("服务", "Service"),
        "value": ("数值", "Value"),
        "of-scale": ("{number} / {most}", "{number} / {most}"),
        "parts": ("计算", "Computed from"),
        "previous": ("上期", "Previous"),
        "year-to-date": ("本年累计", "Year to date"),
        "fiscal-year-to-date": ("本财年累计", "Fiscal year to date"),
        "since": ("自 {start} 累计", "Since {start}"),
        "no-value": ("–", "–"),
        "without-sample": ("无样本", "no sample"),
        "no-records": ("本期没有指标记录。", "There are no records of this period."),
        "trend-title": ("{metric}：{value}", "{metric}: {value}"),
        "trend-judged": ("{metric}：{value}，{verdict}", "{metric}: {value}, {verdict}"),
        "trend-subtitle": ("{service}，至 {period}", "{service}, up to {period}"),
        "trend-description": (
            "{metric}的折线图，共 {count} 期有数值，最近一期为 {value}。",
            "Line chart of {metric}: {count} periods with a value, the latest is {value}.",
        ),
        "pair-of-notes": ("{first}，{second}", "{first}, {second}"),
        "pareto-title": (
            "{metric}按{dimension}：最多的是 {first}",
            "{metric} by {dimension}: most are {first}",
        ),
        "pareto-subtitle": ("{period}，件数与累计占比", "{period}, number and cumulative share"),
        "pareto-description": (
            "{metric}按{dimension}的排列图，合计 {total}。",
            "Bar chart of {metric} by {dimension}, {total} in all.",
        ),
        "by-dimension": ("{metric}按{dimension}", "{metric} by {dimension}"),
        "rest": ("其余 {count} 项", "{count} others"),
        "not-stated": ("未填写", "not stated"),
        "share": ("占比", "Share"),
        "cumulative": ("累计占比", "Cumulative"),
        "process-metrics": ("{process}指标", "Metrics of {process}"),
        "by-service": ("按服务", "By service"),
        "workload": ("各服务的工作量", "Workload by service"),
        "rank": ("P{rank}（{method}）", "P{rank} ({method})"),
        "values-of": ("{definition}，共 {n} 个", "{definition} of {n}"),
        "seconds-of": ("{good} / {agreed} 秒", "{good} / {agreed} s"),
        "user-seconds-of": ("{good} / {agreed} 用户·秒", "{good} / {agreed} user-seconds"),
        "least-most": ("最低 {least}，最高 {most}", "lowest {least}, highest {most}"),
        "integral-of": ("{sum} / {seconds} 秒", "{sum} / {seconds} s"),
        "k-of-n": ("{n} 个周期中达标 {k} 个", "{k} of {n} periods met"),
        "distinct-of": ("去重后 {n}", "{n} distinct"),
        "reached-of": ("去重后 {reached} / {scope}，{at}", "{reached} distinct / {scope}, {at}"),
        "distinct-note": (
            "{metric}：去重计数，全部服务的数值不等于各行之和。",
            "{metric}: distinct count; the value of all services is not the sum of the rows.",
        ),
        "data-table": ("数据表", "Data"),
    }
)

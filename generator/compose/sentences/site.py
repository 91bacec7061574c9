"""Words of the pages around the reports."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SITE: Final = MappingProxyType(
    {
        "agreements": ("协议与条款", "Agreements and clauses"),
        "clause-text": ("承诺内容", "Promise"),
        "warning": ("预警条件", "At risk when"),
        "services": ("适用服务", "Services"),
        "per": ("考核周期", "Judged"),
        "from-on": ("{target}（自 {first}）", "{target} (from {first})"),
        "in-force": ("版本 {version}，自 {first} 生效", "Version {version}, in force from {first}"),
        "until": ("，至 {last}", ", until {last}"),
        "support": ("支撑关系", "What the promises rest on"),
        "support-of-clause": (
            "条款 {clause}：承诺 {promised}；背后各环节合计为 {allowed}（{links}）。{outcome}",
            (
                "Clause {clause}: promised {promised}; all links together {allowed} ({links}). "
                "{outcome}"
            ),
        ),
        "support-of-hours": (
            "服务时间：首年承诺 {promised}；各环节都有人的为 {allowed}（{links}）。{outcome}",
            "Service time: {promised} in the first year; all links {allowed} ({links}). {outcome}",
        ),
        "support-link": ("{clause} {amount}", "{clause} {amount}"),
        "support-own": ("自身 {amount}", "own share {amount}"),
        "support-unstated": ("未写明", "not stated"),
        "support-feasible": ("可以兑现。", "The promise can be kept."),
        "support-infeasible": (
            "无法保证兑现，最薄弱的环节是 {weakest}（{amount}）。",
            "The promise cannot be kept for certain; the weakest link is {weakest} ({amount}).",
        ),
        "support-unknown": (
            "无法判断：{weakest} 没有写明允许多少。",
            "Unknown: {weakest} does not state how much it allows.",
        ),
        "hours-of-support": ("{hours} 小时", "{hours} hours"),
        "catalogue": ("服务报告清单", "Report catalogue"),
        "dictionary": ("指标词典", "Metric dictionary"),
        "home": ("首页", "Home"),
        "reports": ("报告", "Reports"),
        "catalogue-and-metrics": ("目录与指标", "Catalogue and metrics"),
        "process-documents": ("流程", "Process"),
        "site": ("服务报告", "Service reports"),
        "folder-process": ("流程文件", "Process documents"),
        "folder-guides": ("使用指南", "Guides"),
        "folder-reference": ("参考", "Reference"),
        "folder-about": ("系统说明", "About the system"),
        "folder-decisions": ("决策记录", "Decision records"),
        "all-reports": ("全部报告", "All reports"),
        "home-title": ("服务报告 {month}", "Service reports, {month}"),
        "home-intro": (
            "本页汇总各项承诺的达成情况。点击最近一期的评定可查看数值及其数据来源。",
            "The promises at a glance. The newest verdict leads to its figure and data.",
        ),
        "how-did-we-do": ("达成情况", "How did we do"),
        "to-read": ("本月报告", "Reports of this month"),
        "nothing-to-read": (
            "本月没有报告。在 report_data/catalogue/ 中添加报告定义后即可生成。",
            "There is no report of this month. Add one to report_data/catalogue/.",
        ),
    }
)

"""Words of the pages around the reports."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SITE: Final = MappingProxyType(
    {
        "agreements": ("协议与条款", "Agreements and clauses"),
        "clause-text": ("承诺内容", "Promise"),
        "last-verdicts": ("最近各期评定", "Last verdicts"),
        "attainment-nowhere": (
            "没有报告考核本协议的条款。",
            "No report judges the clauses of this agreement.",
        ),
        "no-agreements": (
            "还没有协议。在 report_data/agreements/ 中添加。",
            "There is no agreement yet. Add one to report_data/agreements/.",
        ),
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
            "各项承诺的达成情况。点击评定，查看那一期的数值及其数据来源。",
            "The promises at a glance. Each verdict leads to its figure and data.",
        ),
        "how-did-we-do": ("达成情况", "How did we do"),
        "newest-is": ("最新一期在 {month}", "Newest: {month}"),
        "stop": ("。", ". "),
        "dash": (" – ", " – "),
        "what-is-due": ("应交付与逾期", "What is due and late"),
        "due-next": ("{month}应交付：", "Due in {month}:"),
        "due-now": ("{month}已到期：", "Fell due in {month}:"),
        "due-earlier": ("更早到期、尚未交付：", "Due earlier and not delivered:"),
        "late-unknown": (
            "截至 {day}。没有发布标签可以说明何时签发，因此不判断逾期。",
            "As of {day}. No tag tells when an edition was issued, so that none is called late.",
        ),
        "late-known": (
            "截至 {day}，由发布标签和交付记录得出。",
            "As of {day}, by the tags of the releases and the deliveries on record.",
        ),
        "state-made": ("已生成，尚未签发", "Made, not issued"),
        "state-made-unknown": ("已生成，是否签发未知", "Made; whether issued is unknown"),
        "state-late": ("{state}；逾期 {days} 天", "{state}; days late: {days}"),
        "state-no-records": ("没有数据", "No records yet"),
        "what-is-new": ("新内容", "What is new"),
        "nothing-new": ("本月没有新的报告。", "There is no new report this month."),
        "more": ("还有 {n} 项", "{n} more"),
        "nothing-in-force": (
            "已有的报告都已撤回或销毁。",
            "Every report that there was is withdrawn or destroyed.",
        ),
        "nothing-to-read": (
            "还没有报告。在 report_data/catalogue/ 中添加报告定义并采集数据后即可生成。",
            "There is no report yet. Add one to report_data/catalogue/ and collect its records.",
        ),
    }
)

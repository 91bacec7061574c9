"""Sentences of the yearly checklist of an audit."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

AUDITS: Final = MappingProxyType(
    {
        "audit-title": ("{year} 年审核检查表", "Audit checklist of {year}"),
        "audit-intro": (
            "截至 {day}，由数据、标签和证据计算；期次按周期结束的年份计。没有证据的条款不算符合。",
            (
                "As of {day}, computed from the data, the tags and their evidence; an edition "
                "belongs to the year in which its period ends. A clause without evidence is never "
                "met."
            ),
        ),
        "audit-process": ("报告过程自身", "The reporting process itself"),
        "audit-evidence": ("证据", "Evidence"),
        "audit-state": ("情况", "State"),
        "audit-remark": ("审核意见", "Remark of the auditor"),
        "audit-full": ("有证据", "evidence"),
        "audit-part": ("部分有证据", "part of the evidence"),
        "audit-open": ("无证据", "no evidence"),
        "proof-about": (
            "抽样复核数值 {total} 个，其中 {count} 个一致",
            "{total} figures audited, {count} equal",
        ),
        "proof-agreements": (
            "当年有效的协议 {total} 份，其中 {count} 份当年评审过",
            "{total} agreements in force, {count} reviewed in the year",
        ),
        "proof-calendar": (
            "应交付 {total} 期，按时交付 {count} 期",
            "{total} editions due, {count} delivered on time",
        ),
        "proof-catalogue": ("报告清单 {total} 项", "{total} reports in the catalogue"),
        "proof-feedback": (
            "收到反馈 {total} 条，已答复 {count} 条",
            "{total} remarks received, {count} answered",
        ),
        "proof-improvement": (
            "当年提出或未了结的措施 {total} 项，已了结 {count} 项",
            "{total} actions opened or open in the year, {count} closed",
        ),
        "proof-metrics": ("指标定义 {total} 个", "{total} metrics defined"),
        "proof-reports": ("应出 {total} 期，已签发 {count} 期", "{total} editions, {count} issued"),
        "proof-roles": (
            "角色 {total} 个，其中 {count} 个有人担任",
            "{total} roles, {count} of them held",
        ),
        "proof-services": ("服务 {total} 项", "{total} services"),
        "proof-section": (
            "{title}：{total} 期，已签发 {count} 期",
            "{title}: {total} editions, {count} issued",
        ),
        "proof-document": ("{name}：{version} 版有效", "{name}: version {version} in force"),
        "proof-draft": ("{name}：只有草案", "{name}: a draft alone"),
        "proof-file": ("{name}", "{name}"),
        "proof-no-file": ("{name}：没有此文件", "{name}: no such file"),
        "proof-clause-open": ("没有对应的页面、章节或文件", "no page, section or document for it"),
        "asks-on-time": ("按计划提交报告", "Reports are delivered by their plan"),
        "asks-approved": ("签发前经审批", "Editions are approved before they are issued"),
        "proof-approved": (
            "已签发 {total} 期，其中 {count} 期有可核验的审批证据",
            "{total} editions issued, {count} with evidence of their approval that can be read",
        ),
        "asks-sampled": ("抽查报告的正确性", "The correctness of reports is sampled"),
        "asks-inspected": ("定期检查档案", "The archive is inspected"),
        "proof-inspected": (
            "抽查发布 {total} 个，其中 {count} 个逐字节一致",
            "{total} releases inspected, {count} equal byte for byte",
        ),
        "asks-queries": ("查询记录定期审查", "Queries are reviewed"),
        "proof-queries": (
            "查询 {total} 次，审查覆盖 {count} 次",
            "{total} queries, {count} of them reviewed",
        ),
        "asks-documents": ("受控文件按期复核", "Documents are reviewed in time"),
        "proof-documents": (
            "受控文件 {total} 份，其中 {count} 份未到复核期限",
            "{total} documents, {count} not past their day of review",
        ),
    }
)

"""Sentences about promises, their verdicts and what changed."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

PROMISES: Final = MappingProxyType(
    {
        "answer": (
            (
                "本期按协议考核 {total} 项承诺：达标 {met} 项，预警 {at_risk} 项，"
                "未达标 {missed} 项，无样本 {no_sample} 项，未评估 {not_assessed} 项。"
            ),
            (
                "Promises judged: {total}. Met: {met}, at risk: {at_risk}, missed: {missed}, "
                "no sample: {no_sample}, not assessed: {not_assessed}."
            ),
        ),
        "no-promises": (
            "本报告没有按本周期考核的承诺。",
            "No promise is judged over the period of this report.",
        ),
        "other-cadences": (
            "另有 {count} 项承诺按其他周期考核，不在本报告中评定。",
            "Promises judged over other periods, and not here: {count}.",
        ),
        "counted": (
            (
                "另有 {total} 项承诺按更短的周期考核：各周期全部达标 {met} 项，"
                "有周期未达标 {missed} 项。"
            ),
            (
                "Promises judged over shorter periods: {total}. Met in every period: {met}, "
                "missed in some: {missed}."
            ),
        ),
        "counted-against": ("{parts}，{verdict}", "{parts}, {verdict}"),
        "counted-attainment": (
            "按更短周期考核的条款，未达标在前",
            "Clauses judged over shorter periods, misses first",
        ),
        "periods-met": ("达标周期数", "Periods met"),
        "by-period": ("各周期", "By period"),
        "judged-period": ("{period}：{value}，{verdict}", "{period}: {value}, {verdict}"),
        "changes-of-verdict": ("与上一期相比的变化", "Changes since the previous period"),
        "no-changes-of-verdict": (
            "与上一期相比，各项承诺的评定没有变化。",
            "No verdict changed since the previous period.",
        ),
        "no-previous": (
            "上一期没有可比较的数据。",
            "There are no data of the previous period to compare with.",
        ),
        "verdict-change": (
            "{service}，{metric}（条款 {clause}）：{before} → {after}",
            "{service}, {metric} (clause {clause}): {before} → {after}",
        ),
        "target-moved": ("目标由 {before} 变为 {after}", "target {before} became {after}"),
        "misses": ("未达标与预警", "Missed or at risk"),
        "miss": (
            "条款 {clause} {service}，{metric}：",
            "Clause {clause}, {service}, {metric}: ",
        ),
        "against": ("，目标 {target}，{verdict}", ", target {target}, {verdict}"),
        "headline": ("首要指标", "Headline metrics"),
        "clause": ("条款", "Clause"),
        "target": ("目标", "Target"),
        "target-now": ("本期目标", "Target now"),
        "verdict": ("评定", "Verdict"),
        "attainment": ("各条款达成情况，未达标在前", "Attainment by clause, misses first"),
        "no-target": ("–", "–"),
        "target-of-days": (
            "{first} 至 {last}：{target}",
            "{first} to {last}: {target}",
        ),
        "clock-rules": (
            "服务时钟（{title}）：{start}；{reopening}。",
            "Service clock ({title}): {start}; {reopening}.",
        ),
        "agreement-note": ("目标说明", "About the targets"),
        "verdict-reason-no-target": ("无目标", "no target"),
        "verdict-reason-target-changed": (
            "没有适用于整期的目标",
            "no one target for the whole period",
        ),
        "verdict-reason-too-few": ("样本不足", "too few"),
        "verdict-reason-no-record": ("无数据", "no data"),
        "verdict-reason-incomplete": ("数据不全", "incomplete data"),
    }
)

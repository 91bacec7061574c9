"""Words about what is doubtful in a figure, and about cases that do not count."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

DISCLOSURES: Final = MappingProxyType(
    {
        "listed": ("；", "; "),
        "coverage": ("{share} %", "{share} %"),
        "coverage-months": (
            "{covered}/{months} 个月，{share} %",
            "{covered}/{months} months, {share} %",
        ),
        "interval": ("95 % 区间 {text}", "95 % interval {text}"),
        "footnote-incomplete": (
            "数据不全：括号内为有数据的部分；缺少的部分不按零计算，数值不作评定。",
            (
                "Incomplete: the share in brackets has data. What is missing is not taken "
                "for zero, and the value is not judged."
            ),
        ),
        "footnote-first-print": (
            "初值：采集数据时该数值尚未稳定，以后可能变化，暂不评定。",
            (
                "First print: the data were taken before the value had settled. It may "
                "change, and is not judged yet."
            ),
        ),
        "footnote-maturity-unknown": (
            "成熟与否未知：人工填写的数值没有填写日期，不作评定。",
            (
                "Maturity unknown: a value was typed by hand and nobody said when, so it "
                "is not judged."
            ),
        ),
        "footnote-by-hand": (
            "人工：数值由人填写，或含有由人填写的部分，并经另一人复核；证据见附录“数据溯源”。",
            (
                "Typed by hand: one person entered all or part of the value, another "
                "checked it. The annex of lineage names the evidence."
            ),
        ),
        "footnote-suppressed": (
            "已隐去：样本很少，或者可用来推算出样本很少的数值；不显示，也不评定。",
            (
                "Suppressed: the value is of very few answers, or would give such a value "
                "away by subtraction. It is neither shown nor judged."
            ),
        ),
        "interval-over-target": (
            (
                "区间跨越目标（条款 {clauses}）：就其样本量而言，数值离目标很近，仅凭偶然也可能"
                "得出相反的评定。评定按实际数值作出，不因此改变。"
            ),
            (
                "The interval spans the target (clause {clauses}): for this number of cases "
                "the value is so close to the target that chance alone could have turned the "
                "verdict. It is about what happened, and stays."
            ),
        ),
        "beside": (
            "{metric}须与下列指标一并阅读：{service}，{beside} ",
            "To be read beside {metric}: {service}, {beside} ",
        ),
        "listed-clauses": ("、", ", "),
        "many-set-aside": (
            (
                "注意：{source} {period} 的 {total} 个单据中有 {count} 个不计入（{share} %"
                "，超过 {most} %），原因见附录“数据溯源”。"
            ),
            (
                "Note: {count} of {total} cases of {source} in {period} were set aside "
                "({share} %, more than {most} %); the annex of lineage says why."
            ),
        ),
        "verdict-reason-immature": ("尚未成熟", "immature"),
        "verdict-reason-suppressed": ("已隐去", "suppressed"),
        "matures": ("成熟期", "Settles"),
        "suppress": ("隐去小样本", "Suppressed below"),
        "set-aside": ("不计入的单据", "Cases set aside"),
        "reason": ("原因", "Reason"),
        "cases": ("单据数", "Cases"),
        "none-set-aside": ("没有排除", "nothing was set aside"),
        "set-aside-not-stated": ("未说明", "not stated"),
        "whole-export": ("{file}（整个导出）", "{file} (whole export)"),
    }
)

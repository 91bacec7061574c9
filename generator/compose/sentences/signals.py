"""Words about what changed: signals, control limits and mix effects."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

SIGNALS: Final = MappingProxyType(
    {
        "change": ("变化", "Change"),
        "change-silent": (
            "“变化”为“–”：有值的期数不足 {fewest} 期，不评判升降。",
            "Change is “–” where fewer than {fewest} periods have a value: no word is due yet.",
        ),
        "change-words": ("“变化”一栏的用词规则", "The rule behind the words of change"),
        "change-beyond": (
            (
                "上升、下降：本期超出此前各期的控制限，即中心 ± 3 倍标准差，"
                "标准差为相邻两期之差的平均值 / 1.128，并按期数和样本量放宽；"
                "比率不窄于二项分布，计数不窄于泊松分布。至少要有 {fewest} 期。"
            ),
            (
                "Rose, fell: this period is beyond the control limits of the periods before it, "
                "centre ± 3 standard deviations, which are the mean step from period to period / "
                "1.128, widened for few periods and thin samples; never narrower than the "
                "binomial law of shares or the Poisson law of counts. It takes {fewest} periods."
            ),
        ),
        "change-run": (
            (
                "或者：最近 {run} 期都在此前各期中心的同一侧，且合并值超出其控制限。"
                "至少要有 {fewest} 期。"
            ),
            (
                "Or: the last {run} periods are on one side of the centre of those before, and "
                "together beyond its limits. It takes {fewest} periods."
            ),
        ),
        "change-stable": (
            "无显著变化：上述规则都不成立，不表示数值相同。",
            "No significant change: neither rule speaks, which does not mean equal values.",
        ),
        "change-periods": (
            (
                "依据最近 {periods} 期；没有记录、数据不全或样本不足的期次不计。"
                "只有比率、平均值和计数有用词，其他类型为“–”。"
            ),
            (
                "Read from the last {periods} periods, without those that have no record, are "
                "incomplete or of too few cases. Ratios, means and counts alone have a word; "
                "other kinds have a dash."
            ),
        ),
        "change-warning": (
            "达标但本期向变差一侧超出控制限的承诺评为预警。",
            "A kept promise that is beyond the limits on the worse side is at risk.",
        ),
        "limits-of-signal": ("控制限 {limits}", "control limits {limits}"),
        "limits-of-run": (
            "近 {run} 期合并值的控制限 {limits}",
            "control limits of the last {run} periods together {limits}",
        ),
        "limits-declared": (
            "控制限 {limits}（{spread}，{sigmas} 倍标准差）",
            "control limits {limits} ({spread}, {sigmas} sigma)",
        ),
        "between-bounds": ("{low} 至 {high}", "{low} to {high}"),
        "beyond-limits": ("控制限外", "beyond the limits"),
        "in-run": ("连续同侧", "in the run"),
        "why-it-moved": ("变化原因：{metric}，按{split}", "Why it moved: {metric}, by {split}"),
        "member": ("分项", "Part"),
        "this-period": ("本期", "This period"),
        "by-rate": ("比率影响（{unit}）", "By rate ({unit})"),
        "by-mix": ("结构影响（{unit}）", "By mix ({unit})"),
        "by-both": ("合计影响（{unit}）", "Together ({unit})"),
        "percentage-points": ("百分点", "percentage points"),
        "whole": ("合计", "Total"),
        "why-numerator": (
            "分子由 {before} 到 {after}：数量 {volume}，比率 {rate}，结构 {mix}。",
            "Numerator {before} to {after}: volume {volume}, rate {rate}, mix {mix}.",
        ),
        "why-note": (
            (
                "变化原因：比率影响来自分项自身的比率，结构影响来自分项所占份额，"
                "两者之和恰为合计之差，各数分别舍入。这只是算术，不说明差别是否显著，也不说明起因。"
            ),
            (
                "Why it moved: by rate, as parts have other ratios; by mix, as they have another "
                "share of the whole. Both add up to the difference exactly; each number is "
                "rounded for itself. This is arithmetic: it tells neither significance nor cause."
            ),
        ),
        "clause-move": (
            (
                "条款 {clause}，{metric}：与上期相差 {whole}，其中比率 {rate}，"
                "结构 {mix}（按{split}）。"
            ),
            (
                "Clause {clause}, {metric}: {whole} against the previous period, of which "
                "{rate} by rate and {mix} by mix (by {split})."
            ),
        ),
        "points": ("{number} 个百分点", "{number} percentage points"),
        "reversal-in-time": (
            (
                "合计与各部分方向相反：{metric}按{split}看没有一项{below}上期，合计却{below}上期"
                "（合计 {whole}；{members}）。差别来自结构，请按分项比较。"
            ),
            (
                "The whole contradicts its parts: {metric} by {split} is in no part {below} the "
                "previous period, yet {below} it as a whole (whole {whole}; {members}). The mix "
                "makes the difference; compare the parts."
            ),
        ),
        "reversal-of-services": (
            (
                "合计与各部分方向相反：{metric}按{split}看，{first}没有一项低于{second}，合计却低于"
                "{second}（合计 {whole}；{members}）。差别来自结构，请按分项比较。"
            ),
            (
                "The whole contradicts its parts: {metric} by {split} is for {first} in no part "
                "lower than for {second}, yet lower as a whole (whole {whole}; {members}). The "
                "mix makes the difference; compare the parts."
            ),
        ),
        "lower": ("低于", "lower than"),
        "higher": ("高于", "higher than"),
        "pair-of-ratios": ("{name}：{first} 与 {second}", "{name}: {first} and {second}"),
        "pair-of-wholes": ("{first} 与 {second}", "{first} and {second}"),
        "verdict-reason-signal": ("超出控制限", "beyond control limits"),
    }
)

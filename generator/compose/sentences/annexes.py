"""Words of the annexes: definitions of metrics, and lineage."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

ANNEXES: Final = MappingProxyType(
    {
        "formula": ("公式", "Formula"),
        "rolled-up": ("汇总方法", "Roll-up"),
        "cohort": ("归属口径", "Counted"),
        "procedure": ("来源程序", "Procedure"),
        "direction": ("方向", "Direction"),
        "minimum": ("最小样本量", "Smallest sample judged"),
        "usual-target": ("常用目标", "Usual target"),
        "usual-target-of": (
            "{target}（{source}；不用于判定）",
            "{target} ({source}; judges nothing)",
        ),
        "control-limits": ("图中控制限", "Control limits of its chart"),
        "limit-rule": ("{spread}，{sigmas} 倍标准差", "{spread}, {sigmas} sigma"),
        "across": ("跨服务", "Across services"),
        "percentile": ("百分位", "Percentile"),
        "components": ("组成", "Components"),
        "component": ("{metric} × {weight}", "{metric} × {weight}"),
        "currency": ("币种", "Currency"),
        "rate-date": ("汇率日期", "Exchange rate of"),
        "scale": ("分制", "Scale"),
        "scale-rule": ("{least} 至 {most} 分", "{least} to {most} points"),
        "balance": ("平衡", "Balance"),
        "balance-rule": (
            "上月末 + {added} − {closed} = 本月末",
            "the month before + {added} − {closed} = this month",
        ),
        "plus": (" + ", " + "),
        "sign": ("正负号", "Sign"),
        "definition-version": ("定义版本", "Version of the definition"),
        "note": ("口径说明", "Note"),
        "plain": ("说明", "In plain words"),
        "figure": ("数值编号", "Figure"),
        "records": ("指标记录", "Records"),
        "source": ("来源", "Source"),
        "by-hand": (
            "人工填写：{evidence}（填写 {entered}，复核 {checked}）",
            "typed by hand: {evidence} (entered by {entered}, checked by {checked})",
        ),
        "record-count": ("{file} 中 {count} 条", "{count} in {file}"),
        "lineage-intro": (
            "每个数值都由下列指标记录计算得出，可用 reportgen trace 追溯到记录和导出文件。",
            (
                "Every figure is computed from the records below; reportgen trace leads from a "
                "figure to the lines of the records and to the export."
            ),
        ),
        "exports": ("导出文件", "Exports"),
        "file": ("文件", "File"),
        "system": ("系统", "System"),
        "rows": ("行数", "Rows"),
        "used": ("本期使用", "Used here"),
        "collected": ("采集日期", "Collected"),
        "fingerprint": ("SHA-256", "SHA-256"),
    }
)

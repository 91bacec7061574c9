"""Words about availability: terms, interruptions, and what was left out."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

AVAILABILITY: Final = MappingProxyType(
    {
        "availability-by-service": ("各服务的可用性", "Availability by service"),
        "time-between-failures": ("平均无故障时间", "Mean time between failures"),
        "more-than-hours": ("> {hours} 小时", "> {hours} h"),
        "hours": ("{hours} 小时", "{hours} h"),
        "interruptions-note": (
            (
                "重叠或相接的中断算一次，归入开始的月份；一起事件可中断多项服务，"
                "各行之和不等于事件数。没有中断时，平均无故障时间只知道大于所示时间。"
            ),
            (
                "Outages that overlap or touch are one, in the month where it began. One "
                "incident may interrupt several services, so that the rows do not add up to "
                "incidents. Without an interruption the time between failures is only known to be "
                "longer than shown."
            ),
        ),
        "strips-title": (
            "{count} 项服务中 {down} 项有计入的中断",
            "Downtime that counts in {down} of {count} services",
        ),
        "strips-title-up": (
            "{count} 项服务均无计入的中断",
            "None of {count} services had downtime that counts",
        ),
        "strips-subtitle": (
            "{period}（时刻按 {zone}）；实心为计入的中断，空心为未计入的时间；右侧为协议口径可用率",
            (
                "{period} (times in {zone}); solid is downtime that counts, hollow is time left "
                "out; on the right the availability as agreed"
            ),
        ),
        "strips-description": (
            "每项服务一条时间带，{period}；{count} 项服务中 {down} 项有计入的中断，清单见下。",
            (
                "One strip of time a service, {period}; {down} of {count} services had downtime "
                "that counts, listed below."
            ),
        ),
        "outage-list": ("中断清单", "Outages"),
        "outage-caption": (
            "计入不可用时间的中断与维护（时刻按 {zone}）",
            "Outages and maintenance that count as downtime (times in {zone})",
        ),
        "no-outages": ("本期没有计入不可用时间的中断。", "No outage of the period counts."),
        "outages-cut": (
            "以上为最长的 {shown} 条，另有 {more} 条，见指标记录文件。",
            "These are the {shown} longest; {more} more are in the record files.",
        ),
        "left-out-list": ("被排除的时间", "Time left out"),
        "left-out-caption": (
            "未计入不可用时间的维护窗口与中断（时刻按 {zone}）",
            "Maintenance and outages that do not count as downtime (times in {zone})",
        ),
        "no-windows": (
            "本期没有被排除的维护窗口。",
            "No maintenance window of the period was left out.",
        ),
        "left-out-cut": (
            "另有 {more} 条中断的时间未计入，见指标记录文件。",
            "{more} more outages with time left out are in the record files.",
        ),
        "case-id": ("单号", "Case"),
        "entry-kind": ("类别", "Kind"),
        "starts": ("开始", "Start"),
        "ends": ("恢复", "End"),
        "counted-time": ("计入时长", "Counted"),
        "left-out-time": ("未计入时长", "Left out"),
        "outage-reason": ("原因", "Reason"),
        "remark": ("备注", "Remark"),
        "minutes": ("{minutes} 分钟", "{minutes} min"),
        "minutes-and-seconds": ("{minutes} 分 {seconds} 秒", "{minutes} min {seconds} s"),
        "told-at": ("通知 {instant}", "announced {instant}"),
        "approved-as": ("批准 {approval}", "approval {approval}"),
        "carried": ("中断次数已计入以前月份", "counted as an interruption in an earlier month"),
        "still-down": ("日志结束时仍未恢复", "still down when the log ended"),
        "users-hit": ("影响 {users} 个用户", "{users} users hit"),
        "service-time": ("服务时间：{time}。", "Service time: {time}."),
        "around-the-clock": ("全天候（7×24 小时）", "around the clock"),
        "by-calendar": ("按日历“{name}”（{zone}）", "by the calendar {name} ({zone})"),
        "maintenance-terms": (
            "计划维护：{terms}；不符合的维护按非计划中断计算。",
            "Planned maintenance: {terms}; any other maintenance counts as an outage.",
        ),
        "no-maintenance-terms": (
            "协议没有约定计划维护，全部维护按非计划中断计算。",
            "The agreement knows no planned maintenance; all maintenance counts as an outage.",
        ),
        "notice": ("至少提前 {length}通知", "announced at least {length} before"),
        "announced-before": ("事先通知", "announced before it starts"),
        "with-approval": ("有批准编号", "with the id of an approval"),
        "month-cap": ("每月不超过 {length}", "at most {length} a month"),
        "no-cap": ("没有上限", "without a cap"),
        "length-min": ("{number} 分钟", "{number} min"),
        "length-h": ("{number} 小时", "{number} h"),
        "length-d": ("{number} 天", "{number} d"),
        "agreement-terms": ("{agreement}：{text}", "{agreement}: {text}"),
        "log-note": ("数据说明", "About the data"),
    }
)

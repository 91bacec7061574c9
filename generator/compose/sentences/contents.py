"""Words of sections about processes, events, document control and evidence."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

CONTENTS: Final = MappingProxyType(
    {
        "top-services": ("{metric}最多的服务", "Services with most of: {metric}"),
        "day-of-week-1": ("周一", "Mon"),
        "day-of-week-2": ("周二", "Tue"),
        "day-of-week-3": ("周三", "Wed"),
        "day-of-week-4": ("周四", "Thu"),
        "day-of-week-5": ("周五", "Fri"),
        "day-of-week-6": ("周六", "Sat"),
        "day-of-week-7": ("周日", "Sun"),
        "ordered-subtitle": ("{period}，件数", "{period}, number"),
        "ordered-description": (
            "{metric}按{dimension}的柱状图，共 {count} 项，按自身顺序排列。",
            "Bar chart of {metric} by {dimension}: {count} bars in their own order.",
        ),
        "month-subtitle": ("{text}，按月", "{text}, by month"),
        "month-description": (
            "{metric}的逐月图，{count} 个月有数值。",
            "Chart of {metric} by month: {count} months with a value.",
        ),
        "no-events": (
            "没有登记与本期有关的重大事件。",
            "No major event that concerns this period is on file.",
        ),
        "event-title": ("⚑{number} {title}", "⚑{number} {title}"),
        "event-reference": ("对应单据", "Record"),
        "event-span": ("起止时间", "From and to"),
        "event-from-to": ("{start} 至 {end}", "{start} to {end}"),
        "event-what": ("经过", "What happened"),
        "event-table": ("{title}前后的指标", "Figures before and after: {title}"),
        "event-before": ("之前 {months}", "Before, {months}"),
        "event-own": ("事件当月 {months}", "Month of the event, {months}"),
        "event-after": ("之后 {months}", "After, {months}"),
        "event-word": ("变化（{month}）", "Change ({month})"),
        "event-not-yet": ("尚无整月", "no whole month yet"),
        "event-a-month": ("月均 {value}", "{value} a month"),
        "event-grain": (
            (
                "指标记录按月汇总，看不出一个月之内的先后：事件当月既有事件之前也有事件之后的日子，"
                "因此单列。计数类指标跨几个月时给出月均值。“变化”只来自规则，"
                "前后数值不同本身并不说明原因。"
            ),
            (
                "Records are monthly and tell nothing of the days within a month: the month of an "
                "event holds days before and after it and stands apart. Counts of several months "
                "are given as their mean. Words of change come from the rule alone; that values "
                "differ does not say why."
            ),
        ),
        "flag": ("⚑{number} {day} {title}", "⚑{number} {day} {title}"),
        "header": ("文件信息", "Document"),
        "draft-rule": (
            "版本小于 1.0，为草案，仅可作为参照资料。",
            "The version is below 1.0: a draft, for reference only.",
        ),
        "validity-rule": (
            "本版本有效期在新版本生效时自动结束。",
            "This version ceases to be valid when a newer one takes effect.",
        ),
        "copyright": ("版权", "Copyright"),
        "copyright-line": (
            "© {name}。未经许可不得向分发范围以外提供。",
            "© {name}. Not to be passed on beyond the distribution without consent.",
        ),
        "copy-number": ("份号", "Copy"),
        "recipient": ("接收角色", "Recipient"),
        "delivered-by": ("交付方式", "By"),
        "signed": ("编制与批准", "Prepared and approved"),
        "unverified": ("未核实", "unverified"),
        "waivers": ("免去的内容", "Waived contents"),
        "waived-content": ("内容", "Content"),
        "accepted-by": ("同意者", "Accepted by"),
        "change-record": ("更改记录（与 {edition} 相比）", "Change record, against {edition}"),
        "change-record-first": ("更改记录", "Change record"),
        "first-edition": (
            "首期，全部内容为新增。",
            "First edition: everything in it is added.",
        ),
        "revision-type": ("修订类型", "Type"),
        "object": ("对象", "Object"),
        "description": ("说明", "Description"),
        "object-section": ("章节", "Section"),
        "object-promise": ("承诺", "Promise"),
        "object-figure": ("数值", "Figures"),
        "modified-figures": (
            "{count} 个数值不同，{same} 个相同",
            "{count} have another value, {same} have the same",
        ),
        "some-figures": ("{count} 个：{metrics}", "{count}: {metrics}"),
        "from-to": ("{before} → {after}", "{before} → {after}"),
        "nothing-changed": ("没有变化", "nothing changed"),
        "change-record-note": (
            (
                "由两期报告的内容比较得出，不取自版本库。章节以有无内容计；“改正”指与上一期不同，"
                "不是更正错误。"
            ),
            (
                "Computed by comparing what both editions say, not taken from the repository. A "
                "section counts when it has contents. Modified means other than in the previous "
                "edition, not that an error was corrected."
            ),
        ),
        "evidence-intro": (
            (
                "从要求到决定的五个环节，各自的依据和状态。没有证据的环节写“未核实”，"
                "不推定为已批准或已交付。"
            ),
            (
                "Five steps from requirement to decision, what each rests on and where it stands. "
                "A step without proof is unverified; none is taken for approved or delivered."
            ),
        ),
        "step": ("环节", "Step"),
        "rests-on": ("依据", "Rests on"),
        "step-requirement": ("要求", "Requirement"),
        "step-data": ("数据", "Data"),
        "step-approval": ("批准", "Approval"),
        "step-delivery": ("交付", "Delivery"),
        "step-decision": ("决定", "Decision"),
        "on-file": ("有记录", "on file"),
        "not-stated-by-clause": ("没有协议条款", "no clause of an agreement"),
        "required-by-clause": (
            "{agreement} {version} 版第 {clause} 条",
            "{agreement} version {version}, clause {clause}",
        ),
        "data-of": (
            "{figures} 个数值，来自 {records} 条记录、{files} 个记录文件、{exports} 次采集",
            "figures: {figures}; records: {records}; files: {files}; collections: {exports}",
        ),
        "no-data": ("没有数值", "no figure"),
        "clause-note": (
            (
                "ISO/IEC 20000-1:2018 写条款号。GB/T 28827.1 和 ITSS 写过程名称，"
                "因为各版的编号不同。"
            ),
            (
                "Of ISO/IEC 20000-1:2018 the clause is given. Of GB/T 28827.1 and ITSS the "
                "process is named, as the numbers differ between their editions."
            ),
        ),
        "iso": ("ISO/IEC 20000-1:2018", "ISO/IEC 20000-1:2018"),
        "gbt": ("GB/T 28827.1", "GB/T 28827.1"),
        "itss": ("ITSS", "ITSS"),
        "gbt-requirement": ("服务级别管理", "Service level management"),
        "gbt-data": ("服务报告管理：报告的编制", "Service reporting: creating"),
        "gbt-approval": ("服务报告管理：报告的审批", "Service reporting: approving"),
        "gbt-delivery": ("服务报告管理：报告的分发", "Service reporting: distributing"),
        "gbt-decision": ("运维服务能力的检查与改进", "Checking and improving the capability"),
        "itss-requirement": ("规划设计：服务级别协议", "Planning and design: SLA"),
        "itss-data": ("服务运营：度量数据", "Operation: measured data"),
        "itss-approval": ("服务运营：报告管理", "Operation: report management"),
        "itss-delivery": ("服务运营：报告管理", "Operation: report management"),
        "itss-decision": ("持续改进", "Continual improvement"),
    }
)

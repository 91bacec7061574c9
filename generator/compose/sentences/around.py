"""Words of the lists around the reports: due dates, services, roles, norms, about."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

AROUND: Final = MappingProxyType(
    {
        # Lists of reports.
        "newest": ("最新一期", "Newest"),
        "before": ("以前各期", "Before"),
        "months": ("月份", "Months"),
        "newest-month": ("最新的月份", "The newest month"),
        "edition-before": ("← 上一期 {title}", "← Previous: {title}"),
        "edition-after": ("下一期 {title} →", "Next: {title} →"),
        "other-editions": ("其他期次", "Other editions"),
        "draft-watermark": ("草案", "DRAFT"),
        "draft-banner": (
            "草案：文件版本小于 1.0，仅供参考。",
            "Draft: the version of the document is below 1.0. For reference only.",
        ),
        # Due dates.
        "next-due": ("下一次交付", "Next due"),
        "no-day": ("日历尚未覆盖", "No calendar reaches so far"),
        "no-day-from": (
            "{report}：{period} 起，{rule}。请延长该方的日历。",
            "{report}: from {period} on, {rule}. Extend the calendar of its party.",
        ),
        "calendar": ("交付日历", "Calendar of due dates"),
        "calendar-intro": (
            "{month}之后十二个月内应交付的报告，按报告目录与各方日历推算。",
            "What falls due in the twelve months after {month}, by catalogue and calendars.",
        ),
        "calendar-empty": (
            "十二个月内没有应交付的报告。",
            "Nothing falls due in these twelve months.",
        ),
        "calendar-file": ("下载日历文件（.ics）", "Calendar file (.ics)"),
        "calendar-how": ("，可导入 Outlook 等日历软件。", " for Outlook and other calendars."),
        "weekday": ("星期", "Weekday"),
        "weekday-0": ("一", "Monday"),
        "weekday-1": ("二", "Tuesday"),
        "weekday-2": ("三", "Wednesday"),
        "weekday-3": ("四", "Thursday"),
        "weekday-4": ("五", "Friday"),
        "weekday-5": ("六", "Saturday"),
        "weekday-6": ("日", "Sunday"),
        "due-event": ("应交付：{report}", "Due: {report}"),
        "due-event-why": ("{number}；{rule}", "{number}; {rule}"),
        # The metric dictionary.
        "used-in-reports": ("用于报告", "Shown in"),
        "used-in-clauses": ("用于条款", "Promised in"),
        "and-more": ("，另有 {n} 项", " and {n} more"),
        "nowhere": ("尚无", "nothing yet"),
        "history": ("近期数值（全部服务）", "Last periods (all services)"),
        "from": ("自", "From"),
        # Services.
        "services-page": ("服务", "Services"),
        "clauses-of-all": ("适用于全部服务的条款", "Clauses that cover all services"),
        "metrics-of-all": ("每项服务都有的指标", "Metrics of every service"),
        "service-plain": ("说明", "What it does"),
        "service-owner": ("负责角色", "Answers for it"),
        "clauses": ("本服务的条款", "Clauses of its own"),
        "metrics": ("其他指标", "More metrics"),
        "ended": ("{day} 终止", "ended {day}"),
        "supported-by": ("承诺的支撑链", "What carries the promises"),
        "no-services": (
            "还没有服务。在 report_data/services.yml 中添加。",
            "There is no service yet. Add one to report_data/services.yml.",
        ),
        # Roles and people.
        "roles": ("角色与人员", "Roles and people"),
        "role": ("角色", "Role"),
        "held-by": ("担任人", "Held by"),
        "duties": ("职责", "Duties"),
        "owns-reports": ("对报告负责", "answers for reports"),
        "writes-reports": ("编写报告", "writes reports"),
        "gets-reports": ("接收报告", "gets reports"),
        "acts-in": ("{chain}：{stage}", "{chain}: {stage}"),
        "chains": ("审批链", "Approval chains"),
        "stage": ("环节", "Stage"),
        "decides": ("由谁决定", "Who decides"),
        "needs-one": ("{roles}", "{roles}"),
        "needs-any": ("任一：{roles}", "one of: {roles}"),
        "needs-all": ("全部：{roles}", "all of: {roles}"),
        "needs-each": ("每一位{roles}", "every {roles}"),
        "contacts": ("联系人", "Contacts"),
        "name": ("姓名", "Name"),
        "email": ("电子邮箱", "E-mail"),
        "people-inside": (
            "提供方人员的姓名只在内部站点列出。",
            "The provider lists names of its own people on its own site alone.",
        ),
        # Norms.
        "clause-matrix": ("标准条款对照", "Clause matrix"),
        "clause-matrix-intro": (
            "标准要求什么，由哪一页、哪一章节或哪份文件回应。措辞是我们的概括，请以标准原文为准。",
            (
                "What norms ask for, and which page, section or document answers it. The words are "
                "ours; the text of the norm decides."
            ),
        ),
        "clause-asks": ("要求", "Asks for"),
        "clause-answers": ("由何处回应", "Answered by"),
        "clause-open": ("尚未提供", "Not answered yet"),
        "section-named": ("报告章节“{title}”", "report section “{title}”"),
        # About.
        "about-site": ("关于本站点", "About this site"),
        "made-with": ("程序与工具", "Program and tools"),
        "made-from": ("输入", "Inputs"),
        "how-to-check": ("如何核对", "How to check"),
        "tool": ("名称", "Name"),
        "records-of-month": ("本月的记录文件", "Record files of this month"),
        "definitions-of-all": ("定义文件", "Files of definitions"),
        "input-file": ("文件", "File"),
        "count": ("数量", "Number"),
        "files-of": ("文件", "Files"),
        "sha256": ("sha256", "sha256"),
        "check-sum": (
            "核对一组文件：各文件的 sha256 列成清单，再取清单的 sha256：",
            "Check a group of files by the sha256 of the list of their sha256: ",
        ),
        "check-sum-command": (
            "LC_ALL=C sha256sum FILES > list; sha256sum list",
            "LC_ALL=C sha256sum FILES > list; sha256sum list",
        ),
        "check-file": ("核对一个文件：", "Check a file: "),
        "check-file-command": ("sha256sum FILE", "sha256sum FILE"),
        "check-recount": ("重算全部数值并与页面比对：", "Recount every number: "),
        "check-recount-command": ("reportgen generate --check", "reportgen generate --check"),
        "check-log": ("查看一期报告的修改历史：", "See what changed an edition, and when: "),
        "check-log-command": (
            "git log -p -- docs/reports/REPORT/PERIOD.md",
            "git log -p -- docs/reports/REPORT/PERIOD.md",
        ),
        "check-trace": (
            "追溯一个数值到记录与提交：",
            "Follow a number to its records and commits: ",
        ),
        "check-trace-command": (
            "reportgen trace REPORT PERIOD FIGURE",
            "reportgen trace REPORT PERIOD FIGURE",
        ),
    }
)

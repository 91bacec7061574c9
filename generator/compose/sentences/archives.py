"""Sentences about documents, releases, retention and the register."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

ARCHIVES: Final = MappingProxyType(
    {
        "register-title": ("服务报告统计表", "Register of service reports"),
        "register-intro": (
            (
                "截至 {day} 周期已结束的全部期次，由报告清单、发布标签、审批证据和交付记录"
                "计算得出，不由人填写。日期与退回次数属于首个修订；尚未交付的，逾期天数算到 {day}。"
            ),
            (
                "Every edition whose period is over on {day}, computed from the catalogue, the "
                "tags of releases, their evidence and the deliveries; nobody types it. Days and "
                "rejections are those of the first revision; what is not delivered is late up to "
                "{day}."
            ),
        ),
        "register-none": (
            "截至 {day}，还没有周期已结束的报告。",
            "No report has a period that is over on {day}.",
        ),
        "register-unverified": (
            "发布情况无法核实：{why}",
            "What was issued is unverified: {why}",
        ),
        "register-edition": ("期次", "Edition"),
        "register-due": ("应交付", "Due"),
        "register-drafted": ("起草", "Drafted"),
        "register-confirmed": ("确认", "Confirmed"),
        "register-approved": ("批准", "Approved"),
        "register-issued": ("签发", "Issued"),
        "register-delivered": ("交付", "Delivered"),
        "register-received": ("签收", "Received"),
        "register-late": ("逾期天数", "Days late"),
        "register-state": ("状态", "State"),
        "register-rejections": ("退回", "Sent back"),
        "register-revisions": ("修订", "Revision"),
        "register-tag": ("标签", "Tag"),
        "state-due": ("未签发", "Not issued"),
        "state-issued": ("已签发", "Issued"),
        "state-delivered": ("已交付", "Delivered"),
        "state-received": ("已签收", "Received"),
        "state-withdrawn": ("已撤回", "Withdrawn"),
        "state-destroyed": ("已销毁", "Destroyed"),
        "state-unverified": ("未核实", "Unverified"),
        "strip-note": (
            "以上为网站生成时的状态，以下为报告成文时的状态：报告成文在先，批准和交付在后。",
            (
                "Above: as of the making of this site. Below: as of the writing of the report, "
                "which came before approval and delivery."
            ),
        ),
        "strip-data": ("导出文件 {exports} 个", "Exports: {exports}"),
        "strip-approved": ("{day} 批准", "approved {day}"),
        "strip-issued": ("{day} 签发，现为 r{revision}", "issued {day}, now r{revision}"),
        "strip-copies": ("已交付 {copies} 份，尚未全部", "Copies sent: {copies}, not to all yet"),
        "strip-delivered": ("{day} 全部交付", "delivered to all {day}"),
        "strip-received": ("{day} 全部签收", "received by all {day}"),
        "documents": ("受控文件", "Controlled documents"),
        "documents-intro": (
            "截至 {day}。版本小于 1.0 为草案，仅供参考；新版本生效时，前一版自动失效。",
            (
                "As of {day}. A version below 1.0 is a draft, for reference only; a version ends "
                "when the next one takes effect."
            ),
        ),
        "documents-none": (
            "report_data/documents.yml 还没有登记任何文件。",
            "No document is listed in report_data/documents.yml yet.",
        ),
        "sources-page": ("数据来源", "Data sources"),
        "sources-intro": (
            (
                "每份导出一行。存疑：计入，但没有填写服务或时间顺序不可能。"
                "数据质量得分 = （计入 − 存疑）/（计入 + 无归属月份）；"
                "按映射写明的原因排除的单据不影响得分，见各报告的附录“数据溯源”。"
            ),
            (
                "One row an export. Doubtful cases count, but state no service or an impossible "
                "order of time. Quality score = (counted − doubtful) / (counted + "
                "of no month); cases that a mapping sets aside for a stated reason do not lower "
                "it, and stand in the annex of lineage of each report."
            ),
        ),
        "sources-none": ("还没有采集任何数据。", "Nothing was collected yet."),
        "system-of": ("系统", "System"),
        "export-file": ("导出文件和指纹", "Export and fingerprint"),
        "months-of": ("月份", "Months"),
        "months-between": ("{first} 至 {last}", "{first} to {last}"),
        "rows-read": ("读取行数", "Rows read"),
        "cases-used": ("计入的单据", "Cases counted"),
        "without-month": ("无归属月份", "Of no month"),
        "doubtful": ("存疑", "Doubtful"),
        "quality-score": ("数据质量得分", "Quality score"),
        "document-title": ("文件名称", "Document"),
        "document-level": ("级别", "Level"),
        "level-policy": ("政策文件", "policy"),
        "level-procedure": ("程序文件", "procedure"),
        "level-instruction": ("工作指导文件", "work instruction"),
        "version-in-force": ("生效版本", "In force"),
        "newest-version": ("最新版本", "Newest"),
        "owner-role": ("责任角色", "Owner"),
        "review-by": ("复核期限", "Review by"),
        "overdue-since": ("{day}，已逾期", "{day}, overdue"),
        "draft-version": ("{version}（草案）", "{version} (draft)"),
        "in-force-from": ("生效日期", "In force from"),
        "written-by": ("编制", "Author"),
        "reviewed-by": ("审查", "Reviewed"),
        "approved-by": ("批准", "Approved"),
        "file-sums": ("文件指纹", "Fingerprints"),
        "distribution-of": ("分发范围", "Distribution"),
        "change-record-of-files": ("更改记录", "Change record"),
        "date-of": ("日期", "Date"),
        "commit": ("提交", "Commit"),
        "history-unverified": (
            "更改记录无法核实：{why}",
            "The change record is unverified: {why}",
        ),
        "history-none": ("还没有提交过。", "Not committed yet."),
        "history-more": (
            "另有 {more} 次较早的更改，见 git。",
            "{more} earlier changes are in git.",
        ),
    }
)

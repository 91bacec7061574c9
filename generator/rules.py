"""The one table of rules: every finding names a row of it.

A row is stable: its id is never given to another rule. The reference page
`docs/reference/rules.md` is generated from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its stable id, short name and one sentence in each language."""

    id: str
    name: str
    en: str
    zh: str
    clause: str = ""


# Y: the text of a YAML file, before anybody asks what it means.
YAML_RULES: tuple[Rule, ...] = ()

# F: names, kinds and sizes of files.
FILE_RULES: tuple[Rule, ...] = ()

# M: the shape of one file against its model.
MODEL_RULES: tuple[Rule, ...] = (
    Rule(
        id="M001",
        name="unknown-key",
        en="A file holds only keys of its model.",
        zh="文件中只能出现该类文件定义的键。",
    ),
    Rule(
        id="M002",
        name="missing-key",
        en="A key without a default is there.",
        zh="没有默认值的键必须填写。",
    ),
    Rule(
        id="M003",
        name="wrong-value",
        en="A value has the type, form and range of its key.",
        zh="值的类型、格式和范围符合该键的定义。",
    ),
    Rule(
        id="M004",
        name="unknown-file",
        en="A file in report_data/ has a name and a place that some file kind owns.",
        zh="report_data/ 中的文件名称和位置必须属于某一类文件。",
    ),
    Rule(
        id="M005",
        name="missing-file",
        en="A workspace has its organisation, people, services and chains.",
        zh="工作区必须有组织、人员、服务和审批链文件。",
    ),
)

# X: what one file says about another.
REFERENCE_RULES: tuple[Rule, ...] = (
    Rule(
        id="X001",
        name="unknown-party",
        en="A party that a file names has a file in parties/.",
        zh="引用的相关方必须在 parties/ 中有文件。",
    ),
    Rule(
        id="X002",
        name="unknown-service",
        en="A service that a file names is in the service catalogue.",
        zh="引用的服务必须在服务目录中。",
    ),
    Rule(
        id="X003",
        name="unknown-metric",
        en="A metric that a file names is defined.",
        zh="引用的指标必须已定义。",
    ),
    Rule(
        id="X004",
        name="unknown-role",
        en="A role that a file names is defined in people.yml.",
        zh="引用的角色必须在 people.yml 中定义。",
    ),
    Rule(
        id="X005",
        name="unknown-clause",
        en="The clause that demands a report is a clause of an agreement.",
        zh="报告依据的条款必须存在于协议中。",
    ),
    Rule(
        id="X006",
        name="unknown-chain",
        en="The approval chain of a report is defined.",
        zh="报告的审批链必须已定义。",
    ),
    Rule(
        id="X007",
        name="unknown-calendar",
        en="The calendar of a party is defined.",
        zh="相关方的日历必须已定义。",
    ),
    Rule(
        id="X008",
        name="file-name-differs",
        en="A file is named after the thing that it defines.",
        zh="文件名必须与其定义的编号一致。",
    ),
    Rule(
        id="X009",
        name="duplicate-id",
        en="No two things of one kind have the same id, not even by case.",
        zh="同类编号不得重复,仅大小写不同也不行。",
    ),
    Rule(
        id="X010",
        name="overlapping-targets",
        en="At any day one target holds for a metric, service and party.",
        zh="任一日期,同一指标、服务和相关方只有一个目标。",
    ),
    Rule(
        id="X011",
        name="target-against-direction",
        en="A target points the way in which its metric is better.",
        zh="目标的比较方向必须与指标的优劣方向一致。",
    ),
    Rule(
        id="X012",
        name="warning-outside-target",
        en="The warning condition lies inside the target.",
        zh="预警条件必须落在目标范围之内。",
    ),
    Rule(
        id="X013",
        name="clause-half-measured",
        en="A clause has both a metric and a target, or neither.",
        zh="条款要么同时有指标和目标,要么都没有。",
    ),
    Rule(
        id="X014",
        name="role-without-people",
        en="Every role that a chain or a report needs is held by somebody.",
        zh="审批链和报告用到的角色必须有人担任。",
    ),
    Rule(
        id="X015",
        name="unit-of-target",
        en="The unit of a target is the unit of its metric.",
        zh="目标的单位必须与指标的单位一致。",
    ),
    Rule(
        id="X016",
        name="unknown-classification",
        en="The classification of a report is one of the organisation's.",
        zh="报告的密级必须是组织定义的密级之一。",
    ),
    Rule(
        id="X017",
        name="report-before-agreement",
        en="A report covers no period before its agreement is in force.",
        zh="报告周期不得早于所依据协议的生效日期。",
    ),
    Rule(
        id="X018",
        name="days-in-order",
        en="The first day of an interval is not after its last.",
        zh="区间的首日不得晚于末日。",
    ),
)

# R: records against metrics, agreements and each other.
RECORD_RULES: tuple[Rule, ...] = (
    Rule(
        id="R001",
        name="parts-of-another-kind",
        en="A record has just the parts that its metric's kind asks for.",
        zh="记录只包含该类指标要求的组成部分。",
    ),
    Rule(
        id="R002",
        name="numerator-over-denominator",
        en="A numerator is not more than its denominator, and no sum stands without cases.",
        zh="分子不得大于分母;没有样本时总和必须为零。",
    ),
    Rule(
        id="R003",
        name="negative-number",
        en="Counts and parts of ratios are not negative.",
        zh="计数与比率的组成部分不得为负。",
    ),
    Rule(
        id="R004",
        name="duplicate-record",
        en="A metric, service, dimension and member have one record a month.",
        zh="同一指标、服务、维度和成员每月只有一条记录。",
    ),
    Rule(
        id="R005",
        name="breakdown-adds-up",
        en="The members of a dimension add up to the plain record.",
        zh="细分成员之和必须等于总记录。",
    ),
    Rule(
        id="R006",
        name="unknown-source",
        en="A record names one of its file's sources.",
        zh="记录的来源必须是本文件列出的来源之一。",
    ),
    Rule(
        id="R007",
        name="unknown-dimension",
        en="A break-down is one that the metric declares.",
        zh="细分维度必须在指标定义中声明。",
    ),
    Rule(
        id="R008",
        name="value-without-evidence",
        en="A record without a source names its evidence.",
        zh="没有数据来源的记录必须注明证据。",
    ),
    Rule(
        id="R009",
        name="period-of-records",
        en="A record file covers one month, in the folder of its party.",
        zh="记录文件只覆盖一个月,并放在该相关方的文件夹中。",
    ),
    Rule(
        id="R010",
        name="period-outside-contract",
        en="Records lie in a month in which an agreement with the party is in force.",
        zh="记录所属月份必须在与该相关方的协议有效期内。",
    ),
    Rule(
        id="R011",
        name="instant-outside-period",
        en="A stock or an extreme happened inside its period.",
        zh="存量和极值的时刻必须落在周期之内。",
    ),
    Rule(
        id="R012",
        name="source-counts",
        en="A source has used no more cases than it has rows.",
        zh="来源使用的单据数不得多于行数。",
    ),
)

# C: exports and how they become records.
COLLECT_RULES: tuple[Rule, ...] = ()

RULES: tuple[Rule, ...] = (
    *YAML_RULES,
    *FILE_RULES,
    *MODEL_RULES,
    *REFERENCE_RULES,
    *RECORD_RULES,
    *COLLECT_RULES,
)

RULE_BY_ID = MappingProxyType({rule.id: rule for rule in RULES})

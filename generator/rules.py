"""The one table of rules: every finding names a row of it.

A row is stable: its id is never given to another rule. The reference page
`docs/reference/rules.md` is generated from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """What a finding means for a run."""

    ERROR = "error"
    """Nothing is computed until it is corrected."""
    WARNING = "warning"
    """Told, and everything goes on: the data are right, the promise may not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its stable id, short name and one sentence in each language."""

    id: str
    name: str
    en: str
    zh: str
    clause: str = ""
    severity: Severity = Severity.ERROR


# Y: the text of a YAML file, before anybody asks what it means.
YAML_RULES: tuple[Rule, ...] = (
    Rule(
        id="Y001",
        name="utf-8",
        en="A file is text in UTF-8.",
        zh="文件必须是 UTF-8 文本。",
    ),
    Rule(
        id="Y002",
        name="byte-order-mark",
        en="A file does not start with a byte order mark.",
        zh="文件开头不得有字节顺序标记。",
    ),
    Rule(
        id="Y003",
        name="line-break",
        en="Lines end with LF or CRLF, not with other line breaks.",
        zh="行尾只能是 LF 或 CRLF。",
    ),
    Rule(
        id="Y004",
        name="control-character",
        en="A text holds no control characters, not even behind an escape.",
        zh="文本中不得有控制字符，转义写法也不行。",
    ),
    Rule(
        id="Y005",
        name="bidi-character",
        en="A text holds no characters that turn the direction of writing.",
        zh="文本中不得有改变书写方向的字符。",
    ),
    Rule(
        id="Y006",
        name="invisible-character",
        en=(
            "A text holds no zero-width characters; a joiner stands "
            "only between two emoji of a value."
        ),
        zh="文本中不得有零宽字符；连接符只能出现在值中的两个表情符号之间。",
    ),
    Rule(
        id="Y007",
        name="private-character",
        en="A text holds no tag, private-use or noncharacters.",
        zh="文本中不得有标签字符、私用区字符或非字符。",
    ),
    Rule(
        id="Y008",
        name="tab",
        en="A file holds no tabs.",
        zh="文件中不得有制表符。",
    ),
    Rule(
        id="Y009",
        name="too-many-problems",
        en="A file with very many problems is not read to its end.",
        zh="问题过多的文件不再继续读取。",
    ),
    Rule(
        id="Y010",
        name="file-size",
        en="A file is at most 2 MiB large; a file of records at most 32 MiB.",
        zh="文件不超过 2 MiB，记录文件不超过 32 MiB。",
    ),
    Rule(
        id="Y011",
        name="nesting",
        en="Values are nested at most 20 levels deep.",
        zh="嵌套不超过 20 层。",
    ),
    Rule(
        id="Y012",
        name="number-of-values",
        en="A file holds at most 300,000 values; a file of records at most 1,500,000.",
        zh="文件不超过 300,000 个值，记录文件不超过 1,500,000 个。",
    ),
    Rule(
        id="Y013",
        name="length-of-text",
        en="A single text is at most 20,000 characters long.",
        zh="单个文本不超过 20,000 个字符。",
    ),
    Rule(
        id="Y020",
        name="syntax",
        en="A file is YAML.",
        zh="文件必须符合 YAML 语法。",
    ),
    Rule(
        id="Y021",
        name="empty-file",
        en="A file is not empty.",
        zh="文件不得为空。",
    ),
    Rule(
        id="Y022",
        name="top-level",
        en="A file has keys with values at its top.",
        zh="文件顶层必须是键和值。",
    ),
    Rule(
        id="Y023",
        name="several-documents",
        en="A file holds one document and does not end it with `...`.",
        zh="一个文件只有一个文档，且不以 `...` 结束。",
    ),
    Rule(
        id="Y024",
        name="directive",
        en="A file holds no directives (`%YAML`, `%TAG`).",
        zh="文件中不得有指令。",
    ),
    Rule(
        id="Y025",
        name="anchor",
        en="A file holds no anchors (`&name`).",
        zh="文件中不得有锚点。",
    ),
    Rule(
        id="Y026",
        name="alias",
        en="A file holds no aliases (`*name`).",
        zh="文件中不得有别名。",
    ),
    Rule(
        id="Y027",
        name="merge-key",
        en="A file holds no merge keys (`<<`), not even in quotes.",
        zh="文件中不得有合并键，加引号也不行。",
    ),
    Rule(
        id="Y028",
        name="tag",
        en="A file holds no tags (`!name`).",
        zh="文件中不得有标签。",
    ),
    Rule(
        id="Y029",
        name="duplicate-key",
        en="A key stands once in a mapping.",
        zh="同一映射中的键不得重复。",
    ),
    Rule(
        id="Y030",
        name="key-is-text",
        en="A key is text, not a number, a truth value or nothing.",
        zh="键必须是文本，不能是数字、布尔值或空。",
    ),
    Rule(
        id="Y031",
        name="complex-key",
        en="A key is a single text, not a list or a mapping.",
        zh="键必须是单个文本，不能是列表或映射。",
    ),
    Rule(
        id="Y032",
        name="composed-key",
        en="A key is in composed form (Unicode NFC).",
        zh="键必须采用组合形式（Unicode NFC）。",
    ),
    Rule(
        id="Y033",
        name="no-value",
        en="A key or a list item has a value.",
        zh="键和列表项必须有值。",
    ),
    Rule(
        id="Y034",
        name="mixed-alphabets",
        en="A key does not mix letters of alphabets that look alike.",
        zh="键中不得混用形近的不同字母表。",
    ),
    Rule(
        id="Y040",
        name="truth-value",
        en=(
            "Only `true` and `false` are truth values; `yes`, `no`, "
            "`on`, `off`, `y`, `n` go in quotes."
        ),
        zh="布尔值只能写 true 或 false;yes、no、on、off、y、n 要加引号。",
    ),
    Rule(
        id="Y041",
        name="number-form",
        en="A number is written in plain decimal digits.",
        zh="数字必须写成普通十进制。",
    ),
    Rule(
        id="Y042",
        name="base-60",
        en="Digits with colons (`12:30`) go in quotes.",
        zh="带冒号的数字要加引号。",
    ),
    Rule(
        id="Y043",
        name="null",
        en="There is no null: leave the key out.",
        zh="不使用 null:没有值就不写该键。",
    ),
    Rule(
        id="Y044",
        name="digits",
        en="A number has at most 18 digits on each side of its point.",
        zh="小数点两侧各不超过 18 位。",
    ),
    Rule(
        id="Y045",
        name="other-digits",
        en="Numbers use the digits 0 to 9.",
        zh="数字只能使用 0 到 9。",
    ),
    Rule(
        id="Y046",
        name="real-day",
        en="A date is a day that exists.",
        zh="日期必须真实存在。",
    ),
)

# F: names, kinds and sizes of files.
FILE_RULES: tuple[Rule, ...] = (
    Rule(
        id="F001",
        name="path",
        en="A path in the data stays below the root and has plain parts.",
        zh="数据中的路径必须在根目录之内且各部分合规。",
    ),
    Rule(
        id="F002",
        name="folder",
        en="The folder of the data is there and is no link.",
        zh="数据文件夹必须存在且不是链接。",
    ),
    Rule(
        id="F003",
        name="file-name",
        en=(
            "A name has a-z, 0-9, dots, underscores and hyphens, starts with a "
            "letter or digit and is at most 100 bytes long."
        ),
        zh="文件名只用 a-z、0-9、点、下划线和连字符，以字母或数字开头，不超过 100 字节。",
    ),
    Rule(
        id="F004",
        name="plain-file",
        en="The data are plain files and folders, no links, pipes, sockets or devices.",
        zh="数据只能是普通文件和文件夹。",
    ),
    Rule(
        id="F005",
        name="colliding-names",
        en="No two names differ by case or composition alone.",
        zh="两个名称不得只差大小写或字符组合形式。",
    ),
    Rule(
        id="F006",
        name="file-size",
        en="A file of data is at most 32 MiB large.",
        zh="数据文件不超过 32 MiB。",
    ),
    Rule(
        id="F007",
        name="readable",
        en="A file of data can be read.",
        zh="数据文件必须可读。",
    ),
    Rule(
        id="F008",
        name="file-type",
        en="The data are .yml, .yaml and .md files.",
        zh="数据文件只能是 .yml、.yaml 和 .md。",
    ),
    Rule(
        id="F009",
        name="steady-file",
        en="A file does not change while it is read.",
        zh="读取期间文件不得变化。",
    ),
    Rule(
        id="F010",
        name="foreign-code",
        en="The root holds no file that Python would load in place of its own modules.",
        zh="根目录不得有会被 Python 当作自身模块加载的文件。",
    ),
    Rule(
        id="F011",
        name="number-of-files",
        en="A folder of data holds at most 20,000 files.",
        zh="数据文件夹不超过 20,000 个文件。",
    ),
    Rule(
        id="F012",
        name="folder-depth",
        en="Folders are nested at most 8 levels deep.",
        zh="文件夹嵌套不超过 8 层。",
    ),
    Rule(
        id="F030",
        name="document-changed",
        en="A document is as it was signed: its files have the sha256 of its newest version.",
        zh="受控文件与其最新版本登记的 sha256 一致。",
        clause="ISO/IEC 20000-1:2018 7.5.3",
        severity=Severity.WARNING,
    ),
)

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
    Rule(
        id="M006",
        name="text-without-heading",
        en="A text has one heading for each section, and nothing before the first.",
        zh="每节一个标题，首个标题之前没有文字。",
    ),
    Rule(
        id="M007",
        name="text-reference",
        en="Two braces hold the name of a figure.",
        zh="双花括号中是一个数值的名称。",
    ),
    Rule(
        id="M008",
        name="text-of-a-period",
        en="A text is named after a period.",
        zh="说明文件以周期命名。",
    ),
)

# F013 and on: text that people write beside the data.
TEXT_RULES: tuple[Rule, ...] = (
    Rule(
        id="F013",
        name="text-size",
        en="A text beside the data has at most 65,536 bytes, 16,384 a section, 4,000 signs a line.",
        zh="说明文字不超过 65,536 字节，每节不超过 16,384 字节，每行不超过 4,000 个字符。",
    ),
    Rule(
        id="F014",
        name="text-nesting",
        en="A text has flat lists, and no rows of signs that only slow a reader down.",
        zh="说明文字不嵌套，也没有成串的标记符号。",
    ),
    Rule(
        id="F015",
        name="text-html",
        en="A text holds no HTML, not even a comment.",
        zh="说明文字中不得有 HTML，注释也不行。",
    ),
    Rule(
        id="F016",
        name="text-link",
        en="A link leads to a figure of the report, and nowhere else.",
        zh="链接只能指向本报告的数值。",
    ),
    Rule(
        id="F017",
        name="text-picture",
        en="A text holds no pictures.",
        zh="说明文字中不得有图片。",
    ),
    Rule(
        id="F018",
        name="text-heading",
        en="A heading is that of a section, or one level below it.",
        zh="标题只能是章节标题，或低一级的小标题。",
    ),
    Rule(
        id="F019",
        name="text-markup",
        en="A text holds paragraphs, flat lists, strong, emphasis, code and links alone.",
        zh="说明文字只能有段落、单层列表、加粗、强调、代码和链接。",
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
        en="The clause that demands a report or bears another clause is one of an agreement.",
        zh="报告依据的条款和支撑其他条款的条款必须存在于协议中。",
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
        en="The calendar of a party, and of the service time of an agreement, is defined.",
        zh="相关方的日历和协议的服务时间日历必须已定义。",
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
        zh="同类编号不得重复，仅大小写不同也不行。",
    ),
    Rule(
        id="X010",
        name="overlapping-targets",
        en="At any day one target holds for a metric, service and party.",
        zh="任一日期，同一指标、服务和相关方只有一个目标。",
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
        zh="条款要么同时有指标和目标，要么都没有。",
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
    Rule(
        id="X019",
        name="service-of-another-party",
        en="A record, clause or report names only services that its party uses.",
        zh="记录、条款和报告只能引用该相关方使用的服务。",
    ),
    Rule(
        id="X020",
        name="period-of-another-cadence",
        en="The first period of a report has its cadence, and the last one follows from the first.",
        zh="报告的首个周期必须与报告周期一致，末个周期由首个周期依次推得。",
    ),
    Rule(
        id="X021",
        name="targets-in-order",
        en="Dated targets follow each other in time, within the days of their agreement.",
        zh="分期目标按生效日期先后排列，并在协议有效期之内。",
    ),
    Rule(
        id="X022",
        name="target-out-of-reach",
        en="A target is 0 to 100 percent, a count of 0 or more, or on its scale of points.",
        zh="百分比目标在 0 与 100 之间，计数目标不为负，评分目标在分制之内；带正负号的另论。",
    ),
    Rule(
        id="X023",
        name="reserved-id",
        en="No service is called all and no party internal: both words mean something else.",
        zh="服务编号不得为 all，相关方编号不得为 internal，二者另有含义。",
    ),
    Rule(
        id="X024",
        name="audience-of-a-report",
        en="A report is read inside, or by its own party; an internal report inside only.",
        zh="报告的读者只能是内部或其相关方；内部报告只供内部阅读。",
    ),
    Rule(
        id="X025",
        name="keys-of-another-kind",
        en="A metric has the keys that its kind asks for, and none of another kind.",
        zh="指标只包含其类型要求的键，不含其他类型的键。",
    ),
    Rule(
        id="X026",
        name="roll-up-not-defined",
        en="A promise or headline about a single value is over one month and one service.",
        zh="对单一数值的承诺和首要指标只针对一个月和一项服务。",
    ),
    Rule(
        id="X027",
        name="components-of-index",
        en=(
            "The components of an index are other metrics of its unit and direction, each once, "
            "and no index."
        ),
        zh="指数的组成是单位和优劣方向相同的其他指标，各一次，且不是指数。",
    ),
    Rule(
        id="X028",
        name="hours-that-overlap",
        en="The shifts of a week follow each other, and a weekday has its hours once.",
        zh="一周内各段工作时间互不重叠，每个工作日的时间只写一次。",
    ),
    Rule(
        id="X029",
        name="changes-of-hours-in-order",
        en="Changes of a calendar's hours follow each other within the days that it covers.",
        zh="日历工作时间的变更按日期排列，且在日历有数据的日期之内。",
    ),
    Rule(
        id="X030",
        name="unknown-public-holidays",
        en="A calendar names a country and part of it whose public holidays are known.",
        zh="日历引用的国家和地区必须有可用的法定节假日数据。",
    ),
    Rule(
        id="X031",
        name="year-without-public-holidays",
        en="Public holidays are known, not guessed, for every year that a calendar covers.",
        zh="日历覆盖的每一年都必须有确定的法定节假日数据，不作推测。",
    ),
    Rule(
        id="X032",
        name="exceptions-of-calendar",
        en="An exception is for a covered day, once, and has hours only where they changed.",
        zh="例外日期在日历覆盖范围内且只写一次，仅改时日写工作时间。",
    ),
    Rule(
        id="X033",
        name="day-without-calendar-data",
        en="A calendar covers every day that is asked of it, such as the due day of a report.",
        zh="日历必须覆盖所需的每一天，例如报告的到期日。",
    ),
    Rule(
        id="X034",
        name="unknown-agreement",
        en="An agreement that a file names has a file in agreements/.",
        zh="引用的协议必须在 agreements/ 中有文件。",
    ),
    Rule(
        id="X040",
        name="maturity-without-records",
        en="Records mature, an index does not: its components say when.",
        zh="成熟期写在有记录的指标上；指数由其组成指标决定。",
    ),
    Rule(
        id="X041",
        name="suppression-without-sample",
        en="Small groups are suppressed for kinds with a sample: ratio, mean and percentile.",
        zh="只有有样本量的类型（比率、平均值、百分位数）才能隐去小样本。",
    ),
    Rule(
        id="X042",
        name="companion-of-a-metric",
        en="What is read beside a metric is another metric that is defined.",
        zh="与某指标一并阅读的必须是另一个已定义的指标。",
    ),
    Rule(
        id="X045",
        name="threshold-of-a-level",
        en="A threshold belongs to a level, in the unit and direction of its metric.",
        zh="容量阈值只用于存量、最大值、百分位数和平均存量，单位和方向与指标一致。",
    ),
    Rule(
        id="X046",
        name="forecast-without-section",
        en="A report that names metrics to forecast has the section outlook.",
        zh="写明预测指标的报告必须包含“展望”章节。",
    ),
    Rule(
        id="X047",
        name="period-finer-than-records",
        en="A report, and a promise with a metric, is by the month or longer, as records are.",
        zh="报告和有指标的承诺按月或更长的周期，因为记录按月。",
    ),
    Rule(
        id="X050",
        name="keys-of-another-unit",
        en="A metric of money has its currency, and a sign stands only where values can have one.",
        zh="金额指标须写明币种；只有数值可为负的类型才能写正负号的含义。",
    ),
    Rule(
        id="X051",
        name="support-in-a-circle",
        en="No clause rests on itself, not even by way of others.",
        zh="条款不得直接或间接支撑自己。",
    ),
    Rule(
        id="X052",
        name="support-of-another-aspect",
        en="A clause rests on clauses, and on an own share, that can carry what it promises.",
        zh="支撑条款和自身部分必须与承诺的方面一致。",
    ),
    Rule(
        id="X053",
        name="support-by-an-sla",
        en="What is behind a promise is an operational agreement or an underpinning contract.",
        zh="支撑承诺的只能是 OLA 或 UC。",
    ),
    Rule(
        id="X054",
        name="promise-beyond-its-support",
        en="What the promises behind a clause or service time allow is enough for it.",
        zh="支撑条款和服务时间所允许的足以兑现承诺。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X055",
        name="support-that-states-nothing",
        en="Every promise behind a clause says how much it allows, on every day.",
        zh="每个支撑条款在有效期内都写明允许多少。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X056",
        name="clause-without-a-metric",
        en="A clause is measured, or a report is made because of it.",
        zh="条款应有指标，或有报告以其为依据。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X057",
        name="metric-that-nobody-reports",
        en="A metric is in some clause, headline, or section of a report.",
        zh="指标应出现在某个条款、首要指标或报告章节中。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X058",
        name="balance-of-a-stock",
        en="A balance belongs to a stock, and its flows are counts in the same unit.",
        zh="平衡关系只用于存量，其增减量必须是同一单位的计数指标。",
    ),
    Rule(
        id="X059",
        name="scale-of-points",
        en="A scale belongs to a mean or percentile of points, and has a least and a greater most.",
        zh="分制只用于以分为单位的平均值或百分位数，最低分小于最高分。",
    ),
    Rule(
        id="X060",
        name="text-of-no-edition",
        en="A text belongs to a report of the catalogue and to a period that it has.",
        zh="说明文字必须属于清单中的报告及其周期。",
    ),
    Rule(
        id="X061",
        name="section-of-no-report",
        en="A heading of a text names a section of its report.",
        zh="说明文字的标题必须是该报告的章节。",
    ),
    Rule(
        id="X062",
        name="unknown-figure",
        en="A figure that a text quotes is one of its report.",
        zh="引用的数值必须属于该报告。",
    ),
    Rule(
        id="X063",
        name="figure-without-a-value",
        en="A figure that a text quotes has records in its period.",
        zh="引用的数值在本期应有记录。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X064",
        name="figure-typed-by-hand",
        en="A number of a text that is a figure of its edition, or nearly, is quoted.",
        zh="与本期数值相同或相近的数字应当引用。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X065",
        name="percentage-typed-by-hand",
        en="A percentage in a text is quoted, never typed.",
        zh="说明文字中的百分比必须引用，不得手写。",
    ),
    Rule(
        id="X066",
        name="miss-without-an-answer",
        en="A missed promise has a reason and an action, or an accepted waiver.",
        zh="未达标的承诺应有原因和措施，或已批准的豁免。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X067",
        name="unknown-action",
        en="What a review began is an action that is defined.",
        zh="评审产生的措施必须已定义。",
    ),
    Rule(
        id="X068",
        name="days-of-an-action",
        en="What is done or cancelled has a day, what is open has none, and days are in order.",
        zh="已完成或取消的措施须有日期，未完成的没有；日期先后有序。",
    ),
    Rule(
        id="X069",
        name="waiver-of-nothing",
        en="A waiver covers a promise that was missed.",
        zh="豁免应对应一项未达标的承诺。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X070",
        name="edition-of-no-report",
        en="Feedback and reviews are about editions of a report of their party.",
        zh="反馈和评审针对该相关方的报告。",
    ),
    Rule(
        id="X071",
        name="days-of-an-answer",
        en="An answer has a day and a role, and does not come before the question.",
        zh="答复须有日期和答复人，且不早于反馈。",
    ),
    Rule(
        id="X072",
        name="action-of-another-party",
        en="An action or waiver is about a clause with its own party.",
        zh="措施和豁免只针对本相关方的条款。",
    ),
    Rule(
        id="X073",
        name="action-of-nothing-measured",
        en="An action or waiver is about a measured clause and services that it covers.",
        zh="措施和豁免针对有指标的条款及其服务。",
    ),
    Rule(
        id="X080",
        name="compulsory-section",
        en="A report has the sections that its kind asks for, or a waiver with a reason.",
        zh="报告应有该类型的必备章节，或写明免去的原因。",
        clause="ISO/IEC 20000-1:2018 9.4",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X081",
        name="three-characters",
        en="A report looks back, ahead, and at what will be done, or has a waiver.",
        zh="报告应兼有反应性、展望性和计划性的章节，或写明免去的原因。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X082",
        name="needless-waiver",
        en="A waiver names one section or character that the report must have and lacks, once.",
        zh="每项免去只针对一个必备而未有的章节或性质，且只写一次。",
    ),
    Rule(
        id="X083",
        name="event-of-a-report",
        en="A report of the kind event, and no other, names an event of its party.",
        zh="事件专项报告须指明该相关方的一个事件，其他报告不得指明。",
    ),
    Rule(
        id="X084",
        name="event-that-ends",
        en="An event ends no earlier than it begins.",
        zh="事件的结束不得早于开始。",
    ),
    Rule(
        id="X085",
        name="satisfaction-beside-its-response-rate",
        en="A metric of satisfaction names the response rate that is read beside it.",
        zh="满意度指标须指明一并阅读的回收率。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X090",
        name="text-to-be-written",
        en="A text that was drafted for its author is written before it is approved.",
        zh="草拟的说明文字在审批前由编写人补全。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X091",
        name="document-signatures",
        en="A version in force has an author, a reviewer and an approver; a draft has no such day.",
        zh="生效的版本依次有编制、审查、批准，且审查人、批准人不是编制人；草案不生效。",
        clause="ISO/IEC 20000-1:2018 7.5",
    ),
    Rule(
        id="X092",
        name="document-versions-in-order",
        en="Versions of a document rise, and each takes effect after the one before.",
        zh="文件的版本号递增，生效日期晚于前一版。",
        clause="ISO/IEC 20000-1:2018 7.5",
    ),
    Rule(
        id="X094",
        name="unknown-retention",
        en="A retention class is defined in retention.yml.",
        zh="保存期类别必须在 retention.yml 中定义。",
    ),
    Rule(
        id="X095",
        name="unknown-person",
        en="A person is defined in people.yml.",
        zh="人员必须在 people.yml 中定义。",
    ),
    Rule(
        id="X096",
        name="destruction-by-two",
        en="A destruction has two different people, and says why a copy remains.",
        zh="销毁由两个不同的人经手，仍留存的副本须说明原因。",
    ),
    Rule(
        id="X097",
        name="query-of-its-year",
        en="Queries and their reviews are of the year of their file, and say what for.",
        zh="查询记录属于其文件所写的年份，从档案取出的须写明目的和授权。",
    ),
    Rule(
        id="X098",
        name="destroyed-too-early",
        en="Nothing is destroyed before its years are over, or while a legal hold lasts.",
        zh="保存期满之前和依法保留期间不得销毁。",
    ),
    Rule(
        id="X101",
        name="place-of-an-issued-edition",
        en="What happened to an issued edition stands under its report and period.",
        zh="已签发期次的修订与交付记录放在其报告和周期之下。",
    ),
    Rule(
        id="X102",
        name="revisions-in-order",
        en="Revisions count from 2, in time, and another person approves than wrote them.",
        zh="修订号从 2 起连续，日期先后有序，批准人不是编写人。",
    ),
    Rule(
        id="X103",
        name="people-of-an-issued-edition",
        en="Who revised, approved, sent or received is known.",
        zh="修订、批准、发送和接收的人员与角色均有登记。",
    ),
    Rule(
        id="X104",
        name="copies-in-order",
        en="A copy is given out once, and received no earlier than it was sent.",
        zh="每份副本只发一次，签收不早于交付。",
    ),
    Rule(
        id="X110",
        name="account-of-two-people",
        en="An account on the forge, and a signing key, belong to one person.",
        zh="代码平台账号和签名密钥只属于一个人。",
    ),
    Rule(
        id="X111",
        name="approval-out-of-place",
        en="A signed approval stands where its statement says.",
        zh="签署的审批文件必须位于其声明所述的位置。",
    ),
    Rule(
        id="X112",
        name="role-without-account",
        en="Somebody with an account or a key holds each role of an approval chain.",
        zh="审批链中的每个角色都有人担任，且其有账号或密钥。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X113",
        name="section-without-owner",
        en="Where a chain confirms sections, every section of a process has an owner.",
        zh="按章节确认的审批链中，每个过程章节都有负责人。",
        severity=Severity.WARNING,
    ),
    Rule(
        id="X114",
        name="nothing-to-confirm",
        en="A report whose chain confirms sections has a section of a process.",
        zh="采用按章节确认的审批链的报告，至少有一个过程章节。",
        severity=Severity.WARNING,
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
        en="A part is not more than its whole, and nothing is measured in no cases.",
        zh="占比的分子不得大于分母；没有样本时分子与总和必须为零。",
    ),
    Rule(
        id="R003",
        name="negative-number",
        en="No amount is negative, unless its metric says what a sign means (`signed`).",
        zh="数值不得为负，除非指标用 signed 写明正负号的含义。",
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
        zh="记录文件只覆盖一个月，并放在该相关方的文件夹中。",
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
        en="A source has used and set aside no more cases than it has rows.",
        zh="来源使用和不计入的单据数之和不得多于行数。",
    ),
    Rule(
        id="R013",
        name="stocks-of-one-day",
        en="The stocks of a metric in a month are of one day, so that they add up.",
        zh="同一指标在同一月份的各项存量必须取自同一天。",
    ),
    Rule(
        id="R014",
        name="stocks-over-different-seconds",
        en=(
            "Average stocks of one metric and month are over the same seconds in every service, "
            "no more than the month has."
        ),
        zh="同一指标同一月份各服务的平均存量必须跨相同的秒数，且不超过当月的秒数。",
    ),
    Rule(
        id="R015",
        name="seconds-of-an-outage",
        en="The seconds of an outage line add up to its length, and it touches its month.",
        zh="中断清单每行各类秒数之和等于其时长，且该行与本月有交集。",
    ),
    Rule(
        id="R016",
        name="records-follow-outages",
        en="Records of availability follow from the outage lines of their source.",
        zh="可用性指标记录必须与同一来源的中断清单一致。",
    ),
    Rule(
        id="R017",
        name="outage-lines-once",
        en="An outage line of a case, service and source stands in its file once.",
        zh="同一来源、单号和服务的中断在文件中只列一行。",
    ),
    Rule(
        id="R020",
        name="value-that-one-person-typed",
        en=(
            "A value typed by hand has evidence with a fingerprint, and two different people: "
            "one entered it, one checked it."
        ),
        zh="人工填写的数值须有证据及其指纹，并由两个不同的人填写和复核。",
    ),
    Rule(
        id="R021",
        name="evidence-beside-a-source",
        en="A record comes from a source or from people, not from both.",
        zh="记录要么来自数据来源，要么由人填写，不能两者兼有。",
    ),
    Rule(
        id="R022",
        name="days-covered",
        en="A source covers at least one day of its month and no more than it has.",
        zh="来源覆盖的天数至少一天，且不多于当月天数。",
    ),
    Rule(
        id="R025",
        name="recorded-before-it-happened",
        en=(
            "No period begins and no instant lies after the day on which its export was taken "
            "or its value typed, and that day has come."
        ),
        zh="周期的开始和记录的时刻不得晚于导出或填写的日期，该日期不得晚于今天。",
    ),
    Rule(
        id="R030",
        name="stock-out-of-balance",
        en="A stock is the one of the month before, and what was added, less what left.",
        zh="本月末存量必须等于上月末存量加新增和重开，减去关闭。",
    ),
    Rule(
        id="R031",
        name="points-off-the-scale",
        en="A mean of points, and every one of many values, lies on the scale of its metric.",
        zh="平均分和每个评分都必须在指标的分制之内。",
    ),
    Rule(
        id="R032",
        name="one-salt-for-persons",
        en="The persons that a metric of a party counts bear pseudonyms of one salt.",
        zh="同一相关方的同一指标，其个人假名须用同一个盐生成。",
    ),
)

# C: exports and how they become records.
COLLECT_RULES: tuple[Rule, ...] = (
    Rule(
        id="C001",
        name="export-encoding",
        en="An export is text in the encoding that its mapping names.",
        zh="导出文件的编码与映射文件所写一致。",
    ),
    Rule(
        id="C002",
        name="export-shape",
        en="Every row of an export has as many cells as its heading, and quotes are closed.",
        zh="导出文件每行的列数与表头一致，引号成对。",
    ),
    Rule(
        id="C003",
        name="export-column",
        en="Every column of a mapping is in the heading of the export, once.",
        zh="映射中的每一列在导出文件表头中恰好出现一次。",
    ),
    Rule(
        id="C004",
        name="export-instant",
        en="An instant is written in the style that the mapping names.",
        zh="日期时间按映射所写的样式书写。",
    ),
    Rule(
        id="C005",
        name="export-number",
        en="A number is plain decimal digits with the decimal sign that the mapping names.",
        zh="数字为普通十进制，小数点与映射所写一致。",
    ),
    Rule(
        id="C006",
        name="mapping-encoding",
        en="A mapping names an encoding of text that exists.",
        zh="映射文件写明的编码必须存在。",
    ),
    Rule(
        id="C007",
        name="mapping-column",
        en="A mapping refers to columns that it declares, of the type that is needed.",
        zh="映射引用的列必须已声明且类型相符。",
    ),
    Rule(
        id="C008",
        name="mapping-service",
        en="A mapping leads to services of the service catalogue.",
        zh="映射指向的服务必须在服务目录中。",
    ),
    Rule(
        id="C009",
        name="mapping-metric",
        en="A mapping gives the parts and break-downs that the metric's definition has.",
        zh="映射给出的组成部分和维度与指标定义一致。",
    ),
    Rule(
        id="C010",
        name="mapping-expression",
        en="An expression is one SQL expression over the columns of one case, of exact functions.",
        zh="表达式是针对单个单据各列的一个 SQL 表达式，只用精确函数。",
    ),
    Rule(
        id="C011",
        name="mapping-expression-type",
        en="An expression gives a condition or a number, as its place asks for.",
        zh="表达式的结果类型符合其用途。",
    ),
    Rule(
        id="C012",
        name="mean-without-number",
        en="Every case that a mean counts has a number to add up.",
        zh="平均值计入的每个单据都有可合计的数值。",
    ),
    Rule(
        id="C013",
        name="unwritable-text",
        en="Members and case ids are short lines of plain characters.",
        zh="维度成员和单号是简短的普通文字。",
    ),
    Rule(
        id="C014",
        name="export-without-cases",
        en="At least one case of an export counts.",
        zh="导出文件中至少有一个单据计入。",
    ),
    Rule(
        id="C015",
        name="expression-stopped",
        en="An expression can be computed for every case.",
        zh="表达式对每个单据都能计算。",
    ),
    Rule(
        id="C016",
        name="fewer-cases-than-before",
        en="An export holds no fewer cases of a month, and of a service in it, than before.",
        zh="同一月份的单据数，以及其中每项服务的单据数，不得少于以前采集的数量。",
    ),
    Rule(
        id="C017",
        name="one-number-a-month",
        en="A single value, or the number of users, is one for a service and month.",
        zh="单一数值和用户数在同一服务、同一月份只有一个取值。",
    ),
    Rule(
        id="C018",
        name="mapping-clock",
        en="A clock of a mapping has its own columns, and a calendar and agreement that fit it.",
        zh="映射中的时钟有自己的列名，其日历和协议存在且相符。",
    ),
    Rule(
        id="C019",
        name="clock-beyond-calendar",
        en="The calendar of a clock has data for every day from the first start to the last end.",
        zh="时钟所用日历必须覆盖从最早开始到最晚结束的每一天。",
    ),
    Rule(
        id="C020",
        name="working-time-changed",
        en="Records rest on the working time and clock rules that still hold.",
        zh="记录所依据的工作时间和计时规则，与日历和协议现在给出的一致。",
    ),
    Rule(
        id="C021",
        name="json-line",
        en="A line of JSON is one object of bounded size, each key once; a cell is text or number.",
        zh="JSON 行导出的每一行是一个大小和层数有限的对象，键不重复；单元格的值是文字或数字。",
    ),
    Rule(
        id="C022",
        name="outage-times",
        en="An outage has a start, an end not before it, and neither after the log was taken.",
        zh="中断有开始时刻，结束不早于开始，且都不晚于日志导出日期。",
    ),
    Rule(
        id="C023",
        name="outage-service",
        en="Every item of a case leads to a service or is passed over, and one is there.",
        zh="中断日志中的每个服务项都有对应服务或写明略过，且至少有一项。",
    ),
    Rule(
        id="C024",
        name="overlapping-windows",
        en="Maintenance windows of one service do not overlap.",
        zh="同一服务的维护窗口不得重叠。",
    ),
    Rule(
        id="C025",
        name="outage-users",
        en="Users that an outage hit are a whole number, 0 or more.",
        zh="受影响的用户数为非负整数。",
    ),
    Rule(
        id="C026",
        name="outage-terms",
        en="A log has terms that hold in its months, and gives exact numbers.",
        zh="中断日志的各月都有有效的协议条款和日历，且数值精确。",
    ),
    Rule(
        id="C027",
        name="event-after-export",
        en="No event of a case is later than the day on which the export was taken.",
        zh="单据的事件不晚于导出日期。",
    ),
    Rule(
        id="C031",
        name="mapping-date-style",
        en="A style of dates has year and month, each part once, and an hour that is clear.",
        zh="日期样式有年和月，各部分只写一次，小时没有歧义。",
    ),
    Rule(
        id="C041",
        name="workbook",
        en="A workbook is one of plain tables, of bounded size, with the sheet that is wanted.",
        zh="工作簿只含普通表格，大小有限，且有所要的可见工作表。",
    ),
    Rule(
        id="C042",
        name="sheet-cell",
        en="A cell of a sheet holds a value that means the same outside of the sheet.",
        zh="工作表单元格的值在表外含义不变：没有错误值、公式、合并或改变了的编号。",
    ),
    Rule(
        id="C043",
        name="mapping-form",
        en="The signs of a form differ, and what it asks for can be read.",
        zh="格式中的各种符号互不相同，所写的读取方式可行。",
    ),
    Rule(
        id="C044",
        name="export-document",
        en="A document has a list of rows where the form says, whole and with all its pages.",
        zh="文档在所写路径上有行列表，各页齐全，且能完整读取。",
    ),
    Rule(
        id="C045",
        name="source-answer",
        en="A source that is read where it lives answers in time, in full and within its limits.",
        zh="直接读取的来源按时、完整、在限额内给出结果。",
    ),
    Rule(
        id="C046",
        name="case-id-in-full",
        en="The id of a case is there in full, and has no characters that do not show.",
        zh="单号完整，且不含看不见的字符。",
    ),
    Rule(
        id="C047",
        name="months-that-were-measured",
        en="A series of samples covers as much of each month as its mapping asks for.",
        zh="每个样本序列在每个月的覆盖比例不低于映射所要求的。",
    ),
    Rule(
        id="C048",
        name="feed-goes-back",
        en="A status feed goes back to before the first month that its mapping covers.",
        zh="状态页数据早于映射所覆盖的首月。",
    ),
    Rule(
        id="C060",
        name="metric-rule",
        en="A metric is collected by expressions over its table, of the parts of its kind.",
        zh="指标的采集规则只用标准表的列，且给出其类型所需的组成部分。",
    ),
    Rule(
        id="C061",
        name="canonical-column",
        en="A column under a name of the canonical table has the type of that column.",
        zh="使用标准表列名的列，类型与标准表一致。",
    ),
    Rule(
        id="C062",
        name="shared-metric",
        en="A mapping that asks for a metric by its id fills the columns that it counts by.",
        zh="按编号引用的指标，其标准表和所用的列必须已由映射填入。",
    ),
    Rule(
        id="C063",
        name="cohort-of-period",
        en="A shared metric is counted by months of the instant that its cohort names.",
        zh="按编号引用的指标，归属月份须与其归属口径一致。",
    ),
    Rule(
        id="C064",
        name="censored-selection",
        en="What was selected by one instant is not counted by another, and tells no backlog.",
        zh="按某一时刻筛选的导出，不能按其他时刻统计，也得不出积压。",
    ),
    Rule(
        id="C065",
        name="column-source",
        en="A column has a heading of the export or a text made of other columns.",
        zh="列或有表头，或由其他列组成，二者取一。",
    ),
    Rule(
        id="C066",
        name="pseudonym-salt",
        en="Persons become pseudonyms only with a salt that is kept outside git.",
        zh="个人信息须用保存在 git 之外的盐生成假名。",
    ),
    Rule(
        id="C067",
        name="another-salt",
        en="Pseudonyms are made with the salt of the persons that the same metrics counted before.",
        zh="生成假名所用的盐，须与相同指标以前采集时所用的一致。",
    ),
)

# A: what was issued, against what stands here today.
ARCHIVE_RULES: tuple[Rule, ...] = (
    Rule(
        id="A001",
        name="issued-means-frozen",
        en="The files of an issued edition are those of its release.",
        zh="已签发期次的文件与其发布完全一致。",
    ),
    Rule(
        id="A002",
        name="difference-without-an-answer",
        en="A figure that is not as it was issued has a new revision or an accepted waiver.",
        zh="与签发时不同的数值须有新修订或已接受的豁免。",
    ),
    Rule(
        id="A003",
        name="revision-of-what-was-issued",
        en="A revision follows the newest release and names the hash of its manifest.",
        zh="新修订接在最新发布之后，并写明其清单的哈希值。",
    ),
    Rule(
        id="A004",
        name="hash-of-what-was-issued",
        en="Deliveries and tombstones name the hash of the release that they are about.",
        zh="交付记录与销毁记录写明所涉发布的哈希值。",
    ),
)

RULES: tuple[Rule, ...] = (
    *YAML_RULES,
    *FILE_RULES,
    *TEXT_RULES,
    *MODEL_RULES,
    *REFERENCE_RULES,
    *RECORD_RULES,
    *COLLECT_RULES,
    *ARCHIVE_RULES,
)

RULE_BY_ID = MappingProxyType({rule.id: rule for rule in RULES})

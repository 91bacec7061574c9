"""The forms of exports: what a mapping says about how the bytes are read."""

from collections import abc
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.workspace.model.types import (
    DECIMAL_PATTERN,
    DELIMITER_PATTERN,
    ROWS_PATTERN,
    STYLE_PATTERN,
    TABLE_PATTERN,
    THOUSANDS_PATTERN,
    VARIABLE_PATTERN,
    Doc,
    Line,
    PeriodLabel,
    strict,
)

ISO_INSTANT: Final = "%Y-%m-%dT%H:%M:%S"

Delimiter = Annotated[str, StringConstraints(pattern=DELIMITER_PATTERN)]
DecimalSign = Annotated[str, StringConstraints(pattern=DECIMAL_PATTERN)]
ThousandsSign = Annotated[str, StringConstraints(pattern=THOUSANDS_PATTERN)]
Quote = Literal['"', "'", "none"]
Formulas = Literal["refuse", "stored"]
Rows = Annotated[str, StringConstraints(pattern=ROWS_PATTERN, max_length=200)]
Variable = Annotated[str, StringConstraints(pattern=VARIABLE_PATTERN)]
TableName = Annotated[str, StringConstraints(pattern=TABLE_PATTERN, max_length=128)]
Statement = Annotated[str, StringConstraints(min_length=1, max_length=8000)]
Seconds = Annotated[int, Field(ge=1, le=3600, strict=True)]
Step = Annotated[int, Field(ge=1, le=86_400, strict=True)]
Place = Annotated[int, Field(ge=1, le=1000, strict=True)]
# Only parts that read the same under every locale.
InstantFormat = Annotated[
    str,
    StringConstraints(
        pattern=STYLE_PATTERN,
        max_length=40,
    ),
]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ExportForm:
    """How cells are read, in whatever form the export came."""

    items: Annotated[
        Delimiter, Doc("What stands between the items of one cell.", "单元格内各项的分隔符。")
    ] = ";"
    decimal: Annotated[DecimalSign, Doc("Decimal sign of numbers.", "小数点符号。")] = "."
    thousands: Annotated[
        ThousandsSign | None,
        Doc(
            "Sign between groups of three digits; a blank stands for any kind of space.",
            "千位分隔符；空格代表各种空格。",
        ),
    ] = None
    instant: Annotated[
        InstantFormat,
        Doc(
            "Date style: %d %m %Y %H %M %S %f, %I %p (AM, PM), %z (offset), and what is between.",
            "日期时间样式。",
        ),
    ] = ISO_INSTANT
    missing: Annotated[
        tuple[Line, ...], Doc("Cells that mean nothing is known.", "表示缺失的标记。")
    ] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class DelimitedForm(ExportForm):
    """Rows of cells below a heading, as spreadsheets and data bases write them."""

    kind: Annotated[Literal["delimited"], Doc("Delimited text.", "分隔符文本。")] = "delimited"
    delimiter: Annotated[Delimiter, Doc("What stands between cells.", "列分隔符。")] = ","
    quote: Annotated[
        Quote, Doc("What stands around cells that hold delimiters: \", ' or none.", "引号。")
    ] = '"'
    heading: Annotated[
        Place, Doc("Which row is the heading; those above are passed over.", "表头在第几行。")
    ] = 1
    encoding: Annotated[Line, Doc("Such as utf-8, latin-1, gb18030.", "字符编码。")] = "utf-8"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLinesForm(ExportForm):
    """One JSON object a line, as interfaces and log stores write them."""

    kind: Annotated[Literal["json-lines"], Doc("JSON lines.", "每行一个 JSON 对象。")]
    encoding: Annotated[Line, Doc("Such as utf-8, latin-1, gb18030.", "字符编码。")] = "utf-8"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ExcelForm(ExportForm):
    """A sheet of a workbook (.xlsx); cells that are numbers or dates are taken as such."""

    kind: Annotated[Literal["excel"], Doc("A workbook (.xlsx).", "Excel 工作簿（.xlsx）。")]
    sheet: Annotated[
        Line | None, Doc("Which sheet; the only visible one when left out.", "工作表名。")
    ] = None
    heading: Annotated[
        Place, Doc("Which row is the heading; those above are passed over.", "表头在第几行。")
    ] = 1
    formulas: Annotated[
        Formulas,
        Doc(
            "refuse, or take what each formula gave when the workbook was saved.",
            "公式单元格：拒绝，或取保存时的结果。",
        ),
    ] = "refuse"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class JsonForm(ExportForm):
    """One JSON document, as interfaces answer."""

    kind: Annotated[Literal["json"], Doc("One JSON document.", "一个 JSON 文档。")]
    rows: Annotated[
        Rows | None,
        Doc(
            "Path to the list of rows, such as issues or issues.*.log; the whole when left out.",
            "行列表的路径，例如 issues；不写则为整个文档。",
        ),
    ] = None
    encoding: Annotated[Line, Doc("Such as utf-8, latin-1, gb18030.", "字符编码。")] = "utf-8"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class YamlForm(ExportForm):
    """One document of strict YAML."""

    kind: Annotated[Literal["yaml"], Doc("One YAML document.", "一个 YAML 文档。")]
    rows: Annotated[
        Rows | None,
        Doc(
            "Path to the list of rows; the whole when left out.", "行列表的路径；不写则为整个文档。"
        ),
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetForm(ExportForm):
    """A Parquet file; its columns have types of their own."""

    kind: Annotated[Literal["parquet"], Doc("A Parquet file.", "Parquet 文件。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class SqlForm(ExportForm):
    """A table of a database, or what a SELECT gives."""

    kind: Annotated[Literal["sql"], Doc("An SQL database.", "SQL 数据库。")]
    address: Annotated[
        Variable,
        Doc(
            "Environment variable that holds the SQLAlchemy URL, with its password.",
            "存放 SQLAlchemy 地址（含口令）的环境变量名。",
        ),
    ]
    table: Annotated[
        TableName | None, Doc("Table or view, also schema.table.", "表或视图，可写 模式.表。")
    ] = None
    select: Annotated[
        Statement | None, Doc("One SELECT in the place of a table.", "代替表名的一条 SELECT。")
    ] = None
    timeout: Annotated[Seconds, Doc("Seconds that it may take.", "最长秒数。")] = 300


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class PrometheusForm(ExportForm):
    """What a query of Prometheus gives at every step, up to the month of `extracted`."""

    kind: Annotated[Literal["prometheus"], Doc("Prometheus HTTP API.", "Prometheus HTTP 接口。")]
    address: Annotated[
        Variable, Doc("Environment variable that holds the address.", "存放地址的环境变量名。")
    ]
    token: Annotated[
        Variable | None,
        Doc("Environment variable that holds a bearer token.", "存放令牌的环境变量名。"),
    ] = None
    query: Annotated[Statement, Doc("PromQL of an instant vector.", "PromQL 查询。")]
    first: Annotated[PeriodLabel, Doc("First month.", "首月。")]
    step: Annotated[Step, Doc("Seconds between two samples.", "取样间隔秒数。")]
    stale: Annotated[
        Step | None,
        Doc(
            "Seconds after which a sample is none; the query then names one metric alone.",
            "样本超过多少秒即视为没有；此时查询只能写一个指标。",
        ),
    ] = None
    least: Annotated[
        Annotated[int, Field(ge=0, le=100, strict=True)],
        Doc("Percent of the steps of a month that have a sample.", "每月至少有样本的百分比。"),
    ] = 90
    timeout: Annotated[Seconds, Doc("Seconds for each request.", "每次请求的最长秒数。")] = 60
    instant: Annotated[
        InstantFormat, Doc("Style of the column time.", "time 列的日期时间样式。")
    ] = f"{ISO_INSTANT}%z"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFeedForm(ExportForm):
    """Incidents and maintenance of a status page, as Statuspage's interface (v2) gives them."""

    kind: Annotated[Literal["status-feed"], Doc("A status page.", "公开状态页。")]
    address: Annotated[
        Variable | None,
        Doc(
            "Environment variable that holds the address; without it the feed is a file.",
            "存放地址的环境变量名；不写则由文件提供。",
        ),
    ] = None
    timeout: Annotated[Seconds, Doc("Seconds for each request.", "每次请求的最长秒数。")] = 60


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class UpptimeForm(ExportForm):
    """The commits of an Upptime repository, a row each time that one tells of a site."""

    kind: Annotated[Literal["upptime"], Doc("An Upptime repository.", "Upptime 仓库。")]
    clone: Annotated[
        Variable,
        Doc("Environment variable that holds the folder.", "存放本地克隆目录的环境变量名。"),
    ]
    instant: Annotated[
        InstantFormat, Doc("Style of the columns at and until.", "at、until 列的日期时间样式。")
    ] = f"{ISO_INSTANT}.%f%z"


def _delimited(value: object) -> object:
    """Take a form that names no kind for delimited text."""
    return {"kind": "delimited", **value} if isinstance(value, abc.Mapping) else value


class _OneOfKinds:
    """Tell editors of the choice in plain JSON Schema, which knows no discriminator."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Leave the choice alone."""
        return {"oneOf": handler(schema)["oneOf"]}


Form = Annotated[
    Annotated[
        DelimitedForm
        | ExcelForm
        | JsonForm
        | JsonLinesForm
        | ParquetForm
        | PrometheusForm
        | SqlForm
        | StatusFeedForm
        | UpptimeForm
        | YamlForm,
        Field(discriminator="kind"),
    ],
    BeforeValidator(_delimited),
    _OneOfKinds(),
]

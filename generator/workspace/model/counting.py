"""What is counted of each case: the parts of a record as SQL expressions."""

from collections import abc
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from generator.workspace.canonical import CanonicalTable
from generator.workspace.model.types import Doc, Id, strict

Expression = Annotated[str, StringConstraints(min_length=1, max_length=2000)]

PART_NAMES: Final = (
    *("numerator", "denominator", "weight", "sum", "count", "seconds"),
    *("value", "histogram", "ids", "scope"),
)


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """The parts of a metric, each an expression over the columns of a case.

    A condition counts the cases that it holds for; a number is added up. Where the
    denominator (or the count) is a condition, only its cases reach the numerator (the sum).
    """

    numerator: Annotated[Expression | None, Doc("Part of a ratio.", "比率的分子。")] = None
    denominator: Annotated[Expression | None, Doc("Whole of a ratio.", "比率的分母。")] = None
    sum: Annotated[Expression | None, Doc("Total behind a mean.", "平均值的总和。")] = None
    count: Annotated[Expression | None, Doc("Cases behind a mean.", "平均值的样本。")] = None
    value: Annotated[
        Expression | None, Doc("What is counted, or whose extreme is kept.", "计数或极值。")
    ] = None
    histogram: Annotated[
        Expression | None, Doc("Number whose percentile is taken.", "取百分位的数值。")
    ] = None
    ids: Annotated[
        Expression | None, Doc("What is counted once, however often.", "去重计数的编号。")
    ] = None
    scope: Annotated[
        Expression | None, Doc("Ids of all in scope on the last day.", "最后一天范围内的编号。")
    ] = None
    seconds: Annotated[
        Expression | None, Doc("Seconds for which a stock stood.", "存量持续的秒数。")
    ] = None
    weight: Annotated[
        Expression | None, Doc("Users of the service, one number.", "当月用户数，取值唯一。")
    ] = None
    dimensions: Annotated[
        abc.Mapping[Id, Expression], Doc("Break-downs: dimension to member.", "细分维度。")
    ] = Field(default_factory=dict)

    @property
    def parts(self) -> dict[str, str]:
        """Return the parts that are given, with their expressions."""
        named = ((name, getattr(self, name)) for name in PART_NAMES)
        return {name: text for name, text in named if text is not None}


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class CollectRule(Counting):
    """How a metric is collected from a canonical table, whatever system filled it."""

    table: Annotated[CanonicalTable, Doc("Canonical table that it looks at.", "标准表。")]
    where: Annotated[
        Expression | None, Doc("Cases that it looks at; all when left out.", "只统计哪些单据。")
    ] = None

"""Audits of figures: which were drawn, and whether they could be counted again (R-101, R-102)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.types import (
    Day,
    Doc,
    EditionName,
    FigureName,
    Id,
    Line,
    Sha256,
    strict,
)


class AuditResult(StrEnum):
    """What counting a figure again gave."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNVERIFIED = "unverified"
    """The records that the page names are not all there."""


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedFigure:
    """One figure of the sample: its exact value as printed and as counted again."""

    edition: Annotated[EditionName, Doc("report/period.", "报告/周期。")]
    figure: Annotated[FigureName, Doc("metric@service.", "数值编号。")]
    printed: Annotated[Line, Doc("Exact value beside the page.", "页面所附的精确值。")]
    recounted: Annotated[Line, Doc("Exact value from the records.", "由记录重算的精确值。")]
    records: Annotated[int, Field(ge=0, strict=True), Doc("Records behind it.", "所用记录数。")]
    result: Annotated[AuditResult, Doc("equal, different, unverified.", "结果。")]
    exports: Annotated[
        AuditResult | None,
        Doc(
            "What its records came to, counted again from exports; left out without any.",
            "由来源导出重新计数其记录的结果，未给导出则略去。",
        ),
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """One sample of figures. The seed is the id, so that anybody draws the same sample."""

    audit: Annotated[Id, Doc("Name and seed, such as 2014-q1.", "审计编号，也是抽样种子。")]
    date: Annotated[Day, Doc("Day.", "日期。")]
    by: Annotated[Id, Doc("Person who made it.", "审计人。")]
    drawn_from: Annotated[int, Field(ge=1, strict=True), Doc("Figures in all.", "总体数量。")]
    population_sha256: Annotated[
        Sha256, Doc("Fingerprint of the list of all figures.", "总体清单的指纹。")
    ]
    figures: Annotated[
        tuple[AuditedFigure, ...], Field(max_length=10_000), Doc("The sample.", "样本。")
    ]

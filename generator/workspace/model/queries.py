"""Queries of the archive: who looked at what, when, and by whose leave (R-86)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.types import Day, Doc, EditionName, Id, Line, strict


class QueryWay(StrEnum):
    """By which way somebody came to an edition."""

    ARCHIVE = "archive"
    """`reportgen archive get` took it out."""
    SITE = "site"
    """A page of the site was read; from the log of the web server."""


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """That somebody looked at an edition on a day."""

    date: Annotated[Day, Doc("Day.", "日期。")]
    edition: Annotated[EditionName, Doc("report/period.", "报告/周期。")]
    revision: Annotated[
        int | None, Field(ge=1, le=999, strict=True), Doc("Revision taken out.", "修订号。")
    ] = None
    by: Annotated[Line, Doc("Person, or the account of the web server.", "查询人或账号。")]
    way: Annotated[QueryWay, Doc("archive or site.", "查询途径。")]
    purpose: Annotated[Line | None, Doc("What for; for the archive.", "查询目的。")] = None
    allowed_by: Annotated[Id | None, Doc("Role that allowed it.", "授权角色。")] = None
    times: Annotated[
        int, Field(ge=1, le=1_000_000, strict=True), Doc("How often on the day.", "当日次数。")
    ] = 1


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class QueryReview:
    """That somebody looked through the queries of a time."""

    first: Annotated[Day, Doc("First day of the time.", "起始日期。")]
    last: Annotated[Day, Doc("Last day of the time.", "截止日期。")]
    date: Annotated[Day, Doc("Day of the review.", "审查日期。")]
    by: Annotated[Id, Doc("Person.", "审查人。")]
    finding: Annotated[Line, Doc("What was found.", "审查结果。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Queries:
    """The queries of one year; the file's name is the year."""

    year: Annotated[int, Field(ge=1900, le=2999, strict=True), Doc("Year.", "年份。")]
    queries: Annotated[
        tuple[Query, ...], Field(max_length=200_000), Doc("The queries.", "查询记录。")
    ] = ()
    reviews: Annotated[
        tuple[QueryReview, ...], Field(max_length=400), Doc("Reviews of them.", "定期审查。")
    ] = ()

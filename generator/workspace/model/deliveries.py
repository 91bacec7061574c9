"""Who got which copy of an issued edition, and who said so."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.workspace.model.catalogue import Delivery
from generator.workspace.model.types import Day, Doc, Id, Line, PeriodLabel, Sha256, strict


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That somebody has a copy."""

    day: Annotated[Day, Doc("Day.", "签收日期。")]
    by: Annotated[Line, Doc("Who said so.", "签收人。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredCopy:
    """One copy of one revision that went out."""

    revision: Annotated[int, Field(ge=1, le=9_999, strict=True), Doc("Revision.", "修订号。")]
    copy: Annotated[int, Field(ge=1, le=999, strict=True), Doc("Number of the copy.", "份号。")]
    to: Annotated[Id, Doc("Role that holds it.", "接收角色。")]
    by: Annotated[Delivery, Doc("site, pdf, mail or paper.", "交付方式。")]
    sent: Annotated[Day, Doc("Day on which it went out.", "交付日期。")]
    sender: Annotated[Id, Doc("Person who sent it.", "发送人。")]
    manifest: Annotated[Sha256, Doc("Hash of the report.", "报告哈希值。")]
    received: Annotated[Receipt | None, Doc("Receipt, when there is one.", "签收记录。")] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFile:
    """The copies of one edition."""

    report: Annotated[Id, Doc("The report.", "报告编号。")]
    period: Annotated[PeriodLabel, Doc("The period.", "周期。")]
    deliveries: Annotated[
        tuple[DeliveredCopy, ...], Field(max_length=1_000), Doc("The copies.", "各份副本。")
    ]

    @property
    def edition(self) -> str:
        """Return report/period."""
        return f"{self.report}/{self.period.label}"

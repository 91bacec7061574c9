"""Inspections of the archive: which releases were drawn and made again (R-85)."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.workspace.model.audits import AuditResult
from generator.workspace.model.types import Day, Doc, Id, Line, Sha256, strict


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedRelease:
    """One release of the sample: made again from its commit, and verified."""

    tag: Annotated[Line, Doc("Its tag.", "标签。")]
    manifest_sha256: Annotated[Sha256, Doc("Hash of its manifest.", "清单指纹。")]
    program: Annotated[
        Sha256, Doc("Fingerprint of the program that made it again.", "重新生成所用程序的指纹。")
    ]
    rebuilt: Annotated[
        AuditResult, Doc("equal, different, unverified: byte for byte.", "逐字节比较的结果。")
    ]
    found: Annotated[
        tuple[Line, ...], Doc("Checks of verify that spoke, such as V30.", "核验发现的检查编号。")
    ] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One inspection. The seed is the id, so that anybody draws the same releases."""

    inspection: Annotated[Id, Doc("Name and seed, such as 2024-h1.", "检查编号，也是抽样种子。")]
    date: Annotated[Day, Doc("Day.", "日期。")]
    by: Annotated[Id, Doc("Person who made it.", "检查人。")]
    drawn_from: Annotated[int, Field(ge=1, strict=True), Doc("Releases in all.", "发布总数。")]
    population_sha256: Annotated[
        Sha256, Doc("Fingerprint of the list of all tags.", "全部标签清单的指纹。")
    ]
    releases: Annotated[
        tuple[InspectedRelease, ...], Field(max_length=1000), Doc("The sample.", "样本。")
    ]

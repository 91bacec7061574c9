"""Whom reports are for, and the services they are about."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.workspace.model.organisation import Language
from generator.workspace.model.types import Bilingual, Day, Doc, Id, Line, OneOrMore, Zone, strict


class PartyKind(StrEnum):
    """How a party stands to the provider."""

    CUSTOMER = "customer"
    INTERNAL = "internal"
    SUPPLIER = "supplier"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person on the other side."""

    role: Annotated[Bilingual, Doc("What the person does there.", "联系人职责。")]
    name: Annotated[Line, Doc("Name, or a pseudonym.", "姓名或代称。")]
    email: Annotated[Line | None, Doc("Where mail reaches the person.", "电子邮箱。")] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whom an agreement is with."""

    party: Annotated[Id, Doc("Name of the party in other files; use a code.", "相关方编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "相关方名称。")]
    kind: Annotated[PartyKind, Doc("Customer, internal unit or supplier.", "相关方类型。")]
    zone: Annotated[Zone, Doc("Time zone in which periods begin and end.", "周期所用时区。")]
    calendar: Annotated[Id, Doc("Calendar for due dates.", "计算到期日的日历。")]
    language: Annotated[Language, Doc("Language of the party's pages.", "页面语言。")] = Language.ZH
    fiscal_year_start: Annotated[
        int | None,
        Field(ge=1, le=12, strict=True),
        Doc(
            "Month in which the year to date begins, such as 4; the organisation's otherwise.",
            "本年累计的起始月份，如 4；不写则取组织的。",
        ),
    ] = None
    contacts: Annotated[tuple[Contact, ...], Doc("Who to reach.", "联系人。")] = ()
    origin: Annotated[Bilingual | None, Doc("Where sample data come from.", "示例数据的出处。")] = (
        None
    )


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An item of the service catalogue."""

    id: Annotated[Id, Doc("Name of the service in other files.", "服务编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "服务名称。")]
    owner: Annotated[Id, Doc("Role that answers for the service.", "负责该服务的角色。")]
    parties: Annotated[OneOrMore[Id], Doc("Who uses the service.", "使用该服务的相关方。")]
    last: Annotated[
        Day | None, Doc("Last day of the service, when it ended.", "服务终止日期。")
    ] = None
    plain: Annotated[
        Bilingual | None, Doc("What it does, in the customer's words.", "客户能理解的说明。")
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The service catalogue."""

    services: Annotated[tuple[Service, ...], Doc("The services.", "服务。")]

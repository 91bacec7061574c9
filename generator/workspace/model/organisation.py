"""Who reports: the organisation, its people."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.workspace.model.types import (
    Bilingual,
    Count,
    Doc,
    Email,
    Id,
    Line,
    Number,
    OneOrMany,
    OpenPgpKey,
    Owner,
    ProcessId,
    SigningKey,
    TextOrObject,
    Zone,
    strict,
)


class Language(StrEnum):
    """The languages that pages are written in."""

    ZH = "zh"
    EN = "en"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """A level of confidentiality."""

    id: Annotated[Id, Doc("Name of the level in other files.", "密级编号。")]
    name: Annotated[Bilingual | None, Doc("Name that readers see.", "密级名称。")] = None

    def of(self, language: str) -> str:
        """Return the name that readers of a language see."""
        return self.name.of(language) if self.name else self.id


def _level(value: object) -> object:
    """Take the id alone for a level without a name of its own."""
    return {"id": value} if isinstance(value, str) else value


Level = Annotated[Classification, BeforeValidator(_level), TextOrObject()]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The provider of the services."""

    name: Annotated[Bilingual, Doc("Name on the cover of reports.", "报告封面上的名称。")]
    zone: Annotated[Zone, Doc("Time zone of dates that name no party.", "默认时区。")]
    language: Annotated[Language, Doc("Language of internal pages.", "内部页面语言。")] = (
        Language.ZH
    )
    fiscal_year_start: Annotated[
        int,
        Field(ge=1, le=12, strict=True),
        Doc("Month in which years begin where a party says nothing.", "年度起始月份的默认值。"),
    ] = 1
    classifications: Annotated[
        tuple[Level, ...], Doc("Levels of confidentiality, lowest first.", "密级，由低到高。")
    ] = (
        Classification(id="public", name=Bilingual(zh="公开", en="public")),
        Classification(id="internal", name=Bilingual(zh="内部", en="internal")),
        Classification(id="confidential", name=Bilingual(zh="机密", en="confidential")),
    )
    most_set_aside: Annotated[
        Number,
        Field(ge=0, le=100),
        Doc(
            "Per cent of cases set aside that call for a warning.",
            "超过此百分比的单据不计入时警示。",
        ),
    ] = Decimal(5)
    copyright: Annotated[
        Bilingual | None, Doc("Line at the foot of pages.", "页脚的版权声明。")
    ] = None


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A duty that a person can hold."""

    id: Annotated[Id, Doc("Name of the role in other files.", "角色编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "角色名称。")]
    codeowners: Annotated[
        OneOrMany[Owner],
        Doc(
            "How CODEOWNERS names the holders: a team such as @org/leaders, or logins.",
            "CODEOWNERS 中的写法：团队（如 @org/leaders）或登录名。",
        ),
    ] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with roles and an account on the forge."""

    id: Annotated[Id, Doc("Name of the person in other files.", "人员编号。")]
    name: Annotated[Line, Doc("Name as printed, or a pseudonym.", "姓名或代称。")]
    roles: Annotated[OneOrMany[Id], Doc("Roles that the person holds.", "担任的角色。")]
    email: Annotated[Email | None, Doc("Where mail reaches the person.", "电子邮箱。")] = None
    forge_id: Annotated[
        Count | None,
        Doc(
            "Number of the account: a login can be renamed, a number cannot.", "代码平台账号编号。"
        ),
    ] = None
    processes: Annotated[
        OneOrMany[ProcessId],
        Doc(
            "Processes whose sections the person confirms, such as incident.",
            "由其确认章节的过程，例如 incident。",
        ),
    ] = ()
    signing_keys: Annotated[
        OneOrMany[SigningKey],
        Doc("Public keys for signed approvals.", "用于签署审批的公钥。"),
    ] = ()
    openpgp_keys: Annotated[
        OneOrMany[OpenPgpKey],
        Doc(
            "Fingerprints of OpenPGP keys that may sign releases.",
            "可签署发布的 OpenPGP 密钥指纹。",
        ),
    ] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All roles and who holds them."""

    roles: Annotated[tuple[Role, ...], Doc("The roles.", "角色。")]
    people: Annotated[tuple[Person, ...], Doc("The people.", "人员。")]

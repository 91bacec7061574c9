"""Approval chains: who confirms, consolidates and approves, in order."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.workspace.model.types import (
    Bilingual,
    Count,
    Doc,
    Id,
    OneOrMany,
    TextOrObject,
    strict,
)


class Scope(StrEnum):
    """What an approver of a stage answers for."""

    EDITION = "edition"
    SECTIONS = "sections"


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Approvers:
    """Which roles a stage needs."""

    any_of: Annotated[OneOrMany[Id], Doc("One of these roles is enough.", "任一角色即可。")] = ()
    all_of: Annotated[OneOrMany[Id], Doc("Every one of these roles.", "全部角色。")] = ()
    each: Annotated[Id | None, Doc("Every holder of this role.", "该角色的每一位。")] = None
    at_least: Annotated[
        Count,
        Field(ge=1, le=20),
        Doc("How many people of `any_of` must approve.", "“任一角色”中至少几人同意。"),
    ] = 1
    of: Annotated[Scope, Doc("Whole edition, or own sections.", "确认范围。")] = Scope.EDITION

    def __post_init__(self) -> None:
        """Refuse a stage that nobody decides."""
        if not (self.any_of or self.all_of or self.each):
            raise ValueError("a role in any_of, all_of or each")
        if self.of is Scope.SECTIONS and (self.all_of or self.at_least > 1):
            raise ValueError("any_of or each, as every section is confirmed by one of its owners")

    @property
    def roles(self) -> tuple[str, ...]:
        """Return every role that the stage names, each once."""
        named = (*self.any_of, *self.all_of, *filter(None, (self.each,)))
        return tuple(dict.fromkeys(named))


def _role(value: object) -> object:
    """Take the name of one role for the whole."""
    return {"any_of": value} if isinstance(value, str) else value


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a chain."""

    stage: Annotated[Id, Doc("Name of the step.", "环节编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "环节名称。")]
    by: Annotated[
        Approvers, BeforeValidator(_role), TextOrObject(), Doc("Who decides.", "由谁负责。")
    ]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The stages of one chain, in order."""

    chain: Annotated[Id, Doc("Name of the chain in other files.", "审批链编号。")]
    name: Annotated[Bilingual, Doc("Name that readers see.", "审批链名称。")]
    stages: Annotated[
        tuple[Stage, ...], Field(min_length=1), Doc("The steps, in order.", "环节，按顺序。")
    ]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """All approval chains."""

    chains: Annotated[tuple[Chain, ...], Doc("The chains.", "审批链。")]
    others: Annotated[
        Id | None,
        Doc(
            "Chain for changes of anything but editions and their inputs.",
            "期次及其输入之外的改动所用的审批链。",
        ),
    ] = None

"""Who may decide what: chains, roles, people and catalogue of the base commit (R6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.approval.evidence import SIGNER, USER, Account
from generator.approval.forge import UnverifiedError
from generator.approval.sentences import say
from generator.workspace.model.catalogue import processes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.findings import Finding
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.model.chains import Chain
    from generator.workspace.model.organisation import Person
    from generator.workspace.model.types import Bilingual
    from generator.workspace.workspace import Workspace

MANDATE_PATHS: Final = (
    "report_data/people.yml",
    "report_data/chains.yml",
    "report_data/catalogue",
)
"""The files and folders that mandates are read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMandate:
    """What the catalogue says about the approval of one report.

    `sections` maps each section of a process to its processes.
    """

    chain: str
    party: str
    sections: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Mandates:
    """The people, and what they may decide."""

    people: tuple[Person, ...]
    role_names: Mapping[str, Bilingual]
    chains: Mapping[str, Chain]
    others: str | None
    reports: Mapping[str, ReportMandate]
    doubts: tuple[Bilingual, ...] = ()

    def party_of(self, report: str) -> str | None:
        """Return the party of a report, None for one that is not in the catalogue."""
        known = self.reports.get(report)
        return known.party if known else None

    def person_of(self, account: Account) -> Person | None:
        """Return the person behind an account; an account of two people is nobody's."""
        if account.kind == SIGNER:
            return self._by_id.get(account.login)
        return self._by_account.get(account.id) if account.kind == USER else None

    def persons_with(self, email: str) -> tuple[Person, ...]:
        """Return the people with an e-mail address, whatever its case."""
        wanted = email.casefold()
        return tuple(p for p in self.people if p.email and p.email.casefold() == wanted)

    def require(self) -> None:
        """Raise UnverifiedError where nobody knows for sure who may decide."""
        if self.doubts:
            raise UnverifiedError(" ".join(doubt.en for doubt in self.doubts))

    def holders(self, roles: Iterable[str]) -> tuple[Person, ...]:
        """Return the people who hold one of some roles, in the order of people.yml."""
        wanted = frozenset(roles)
        return tuple(person for person in self.people if wanted.intersection(person.roles))

    @cached_property
    def deciders(self) -> frozenset[str]:
        """Return the ids of the people with a role in any chain."""
        stages = (stage for chain in self.chains.values() for stage in chain.stages)
        roles = {role for stage in stages for role in stage.by.roles}
        return frozenset(person.id for person in self.holders(roles))

    @cached_property
    def _by_account(self) -> Mapping[int, Person]:
        once = Counter(person.forge_id for person in self.people)
        known = ((person.forge_id, person) for person in self.people)
        return {number: person for number, person in known if number and once[number] == 1}

    @cached_property
    def _by_id(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}


_NOTHING: Final = Mandates(
    people=(),
    role_names=MappingProxyType({}),
    chains=MappingProxyType({}),
    others=None,
    reports=MappingProxyType({}),
)


def mandates(workspace: Workspace, findings: Iterable[Finding] = ()) -> Mandates:
    """Read the mandates of the workspace at the base; what is wrong with it is a doubt."""
    if {"people", "chains"} & workspace.incomplete:
        return replace(_NOTHING, doubts=_unreadable(findings))
    reports = {name: _mandate(report) for name, report in workspace.reports.items()}
    return Mandates(
        people=workspace.people,
        role_names={name: role.name for name, role in workspace.roles.items()},
        chains=workspace.chains,
        others=workspace.of_kind("chains")[0].value.others,
        reports=reports,
        doubts=(*_unreadable(findings), *_shared(workspace.people)),
    )


def _mandate(report: ReportDefinition) -> ReportMandate:
    """Return what one entry of the catalogue says."""
    sections = {str(each): processes_of(report, each) for each in report.sections}
    owned = {name: processes for name, processes in sections.items() if processes}
    return ReportMandate(chain=report.chain, party=report.party, sections=owned)


def _unreadable(findings: Iterable[Finding]) -> tuple[Bilingual, ...]:
    """Doubt every file of mandates that has problems at the base."""
    files = sorted({each.file for each in findings if each.file.startswith(MANDATE_PATHS)})
    return tuple(
        say(
            "R11",
            en=f"{file} of the base commit has problems, so nobody knows who may decide",
            zh=f"目标分支上的 {file} 有错误，无法确定谁有权审批",
        )
        for file in files
    )


def _shared(people: tuple[Person, ...]) -> tuple[Bilingual, ...]:
    """Doubt every account and key of two people, for nobody knows who used it."""
    accounts = Counter(person.forge_id for person in people if person.forge_id)
    keys = Counter(key_of(key) for person in people for key in person.signing_keys)
    shared = (
        *((f"account {each}", f"账号 {each}") for each, times in accounts.items() if times > 1),
        *((f"key {each}", f"密钥 {each}") for each, times in keys.items() if times > 1),
    )
    return tuple(
        say(
            "R11",
            en=f"{en} stands beside two people in people.yml",
            zh=f"people.yml 中有两个人登记了{zh}",
        )
        for en, zh in shared
    )


def key_of(line: str) -> str:
    """Return type and key of a public key, without its comment."""
    return " ".join(line.split(" ")[:2])

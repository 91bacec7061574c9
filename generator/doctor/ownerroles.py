"""Whether the owners of files have a part in the chains that decide about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.approval.forge import UnverifiedError
from generator.approval.paths import edition_of, is_input
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.github.settings import Settings
    from generator.approval.mandates import Mandates
    from generator.doctor.codeowners import Line
    from generator.doctor.ownership import Ownership


def lines_are_taken(settings: Settings) -> Iterator[Bilingual]:
    """D046: the forge takes every line of CODEOWNERS."""
    for error in settings.owners_errors:
        yield Bilingual(
            zh=f"第 {error.line} 行：{error.kind}", en=f"line {error.line}: {error.kind}"
        )


def owners_in_chains(
    owners: Ownership, mandates: Mandates, settings: Settings
) -> Iterator[Bilingual]:
    """D047: of every line an owner has a role in the chains of its files."""
    mandates.require()
    for line, chains in _chains_of_lines(owners, mandates):
        if not _deciders(line, mandates, settings) & _roles(chains, mandates):
            yield Bilingual(
                zh=f"第 {line.number} 行 {line.pattern} 的所有者在审批链"
                f" {_listed(chains)} 中都没有角色",
                en=f"line {line.number} {line.pattern}, whose owners have no role in"
                f" {_listed(chains)}",
            )


def owners_beside_roles(
    owners: Ownership, mandates: Mandates, beside: Mapping[str, tuple[str, ...]]
) -> Iterator[Bilingual]:
    """D048: every line names an owner whom people.yml puts beside a role of its chains.

    `beside` maps a role to its owners on a forge.
    """
    mandates.require()
    if not any(beside.values()):
        raise UnverifiedError("people.yml names no codeowners of any role")
    for line, chains in _chains_of_lines(owners, mandates):
        wanted = {owner for role in _roles(chains, mandates) for owner in beside.get(role, ())}
        if not wanted & set(line.owners):
            yield Bilingual(
                zh=f"第 {line.number} 行 {line.pattern} 的所有者不在审批链"
                f" {_listed(chains)} 的角色之中",
                en=f"line {line.number} {line.pattern}, whose owners stand beside no role of"
                f" {_listed(chains)}",
            )


def _chains_of_lines(
    owners: Ownership, mandates: Mandates
) -> Iterator[tuple[Line, frozenset[str]]]:
    """Give the lines with owners, and the chains that decide about their files."""
    for line, paths in owners.decided.items():
        chains = frozenset(name for path in paths for name in deciding_chains(path, mandates))
        if line and line.owners and chains:
            yield line, chains


def _listed(chains: frozenset[str]) -> str:
    """Name some chains."""
    return ", ".join(sorted(chains))


def deciding_chains(path: str, mandates: Mandates) -> frozenset[str]:
    """Return the chains that can decide about a path."""
    others = {mandates.others} if mandates.others else set()
    edition = edition_of(path)
    if edition is None:
        chains = {report.chain for report in mandates.reports.values()} if is_input(path) else set()
        return frozenset(chains | others)
    report = mandates.reports.get(edition.partition("/")[0])
    return frozenset({report.chain} if report else others)


def _roles(chains: frozenset[str], mandates: Mandates) -> frozenset[str]:
    """Return the roles of some chains."""
    known = (mandates.chains[name] for name in chains if name in mandates.chains)
    return frozenset(role for chain in known for stage in chain.stages for role in stage.by.roles)


def _deciders(line: Line, mandates: Mandates, settings: Settings) -> frozenset[str]:
    """Return the roles of the people whom a line names."""
    roles: set[str] = set()
    for owner in line.owners:
        if owner.startswith("@"):
            accounts = settings.accounts_of(owner)
            people = tuple(p for p in mandates.people if p.forge_id in accounts)
        else:
            people = mandates.persons_with(owner)
        roles.update(role for person in people for role in person.roles)
    return frozenset(roles)

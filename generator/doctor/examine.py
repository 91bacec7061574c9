"""The examination: facts in, one diagnosis for each demand out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.approval.forge import UnverifiedError
from generator.doctor import approvers, branches, clone, ownerroles, ownership, tags, workflows
from generator.doctor.demand import Demand, Diagnosis, State
from generator.doctor.rules import DEMANDS, OF_OWNERS
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.github.settings import Settings
    from generator.approval.mandates import Mandates
    from generator.doctor.clone import Clone
    from generator.doctor.ownership import Ownership


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """Who is asked: to decide, to write, and by a forge.

    `authors` maps a report to the role that writes it, `codeowners` a role to whom a forge
    asks in its place.
    """

    mandates: Mandates
    authors: Mapping[str, str]
    codeowners: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Everything that is known of a repository.

    `settings` are those of the forge; `silence` says why there are none.
    """

    branch: str
    clone: Clone
    owners: Ownership
    appointed: Appointed
    settings: Settings | None = None
    silence: str = ""

    @property
    def told(self) -> Settings:
        """Return the settings of the forge; UnverifiedError where it said nothing."""
        if self.settings is None:
            raise UnverifiedError(self.silence)
        return self.settings

    @property
    def mandates(self) -> Mandates:
        """Return who may decide what."""
        return self.appointed.mandates

    @property
    def is_on_a_forge(self) -> bool:
        """Tell whether a forge has a part: somebody has an account, or CODEOWNERS is there."""
        return bool(self.owners.files) or any(p.forge_id for p in self.mandates.people)

    @property
    def reports(self) -> tuple[str, ...]:
        """Return the reports of the catalogue; UnverifiedError where it has problems."""
        self.mandates.require()
        return tuple(self.mandates.reports)


Check = Callable[[Patient], Iterator[Bilingual]]
"""What gives all that is found against one demand, nothing where it is met."""


def _on_forge(check: Callable[[Settings], Iterator[Bilingual]]) -> Check:
    """Return a check of the settings of the forge alone."""
    return lambda patient: check(patient.told)


OFFLINE: Final[Mapping[str, Check]] = {
    "D001": lambda p: clone.branch_is_here(p.clone, p.branch),
    "D002": lambda p: clone.history_is_whole(p.clone),
    "D003": lambda p: clone.tools_are_new_enough(p.clone),
    "D004": lambda p: clone.tags_are_signed(p.clone, p.mandates),
    "D005": lambda p: clone.signers_are_named(p.clone),
    "D006": lambda p: clone.signers_are_people(p.clone, p.mandates),
    "D007": lambda p: clone.hub_keeps_branches(p.clone),
    "D008": lambda p: clone.hub_keeps_tags(p.clone),
    "D040": lambda p: ownership.one_file(p.owners),
    "D041": lambda p: ownership.readable_file(p.owners),
    "D042": lambda p: ownership.whole_lines(p.owners),
    "D043": lambda p: ownership.owned_files(p.owners),
    "D044": lambda p: ownership.deciding_lines(p.owners),
    "D045": lambda p: ownership.matching_lines(p.owners),
    "D048": lambda p: ownerroles.owners_beside_roles(p.owners, p.mandates, p.appointed.codeowners),
    "D050": lambda p: approvers.chain_of_others(p.mandates),
    "D051": lambda p: approvers.enough_people(p.mandates),
    "D053": lambda p: approvers.others_can_approve(p.mandates, p.appointed.authors),
}
"""What can be told without a network."""
ON_FORGE: Final[Mapping[str, Check]] = {
    **{rule: _on_forge(check) for rule, check in branches.BRANCH_CHECKS.items()},
    "D017": _on_forge(branches.checks_are_required),
    "D018": _on_forge(branches.queue_is_single),
    "D019": _on_forge(branches.branch_is_default),
    "D020": lambda p: tags.tags_are_kept(p.told, p.reports),
    "D021": _on_forge(tags.tag_rules_hold),
    "D022": lambda p: tags.makers_are_named(p.told, p.reports),
    "D030": _on_forge(workflows.token_reads),
    "D031": _on_forge(workflows.token_approves_nothing),
    "D032": _on_forge(workflows.no_open_secrets),
    "D033": _on_forge(workflows.actions_are_pinned),
    "D046": _on_forge(ownerroles.lines_are_taken),
    "D047": lambda p: ownerroles.owners_in_chains(p.owners, p.mandates, p.told),
    "D052": lambda p: approvers.approvers_may_write(p.mandates, p.told),
    "D060": _on_forge(branches.nobody_went_past),
    "D061": _on_forge(branches.nobody_rewrote),
}
"""What only the forge can tell."""


def examine(patient: Patient, *, offline: bool) -> tuple[Diagnosis, ...]:
    """Return what is found about every demand, or about those that need no network.

    Without any forge CODEOWNERS is no part of it.
    """
    checks = OFFLINE if offline else {**OFFLINE, **ON_FORGE}
    moot = () if patient.is_on_a_forge else {demand.rule for demand in OF_OWNERS}
    return tuple(
        _diagnosis(demand, checks[rule], patient)
        for rule, demand in DEMANDS.items()
        if rule in checks and rule not in moot
    )


def _diagnosis(demand: Demand, check: Check, patient: Patient) -> Diagnosis:
    """Ask about one demand; what cannot be had is unverified, never sound."""
    found: list[Bilingual] = []
    bad = State.ADVICE if demand.is_advice else State.GAP
    try:
        found.extend(check(patient))
    except UnverifiedError as error:
        unknown = Bilingual(
            zh=f"无法核实（{error}）", en=f"nothing that could be verified ({error})"
        )
        state = bad if found else State.UNVERIFIED
        return Diagnosis(demand=demand, state=state, found=(*found, unknown))
    return Diagnosis(demand=demand, state=bad if found else State.SOUND, found=tuple(found))

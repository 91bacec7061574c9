"""One edition, or all other paths, before it is decided: chain, needs and voices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.approval.binding import Binding, sections_to_confirm
from generator.approval.evidence import Opinion
from generator.approval.matching import Plan, Voice, plan
from generator.approval.needs import Need, needs_of
from generator.approval.refusals import Case, Refusal, refusal
from generator.workspace.model.catalogue import PROCESSES_OF_SECTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.approval.authorship import Authorship
    from generator.approval.binding import Contents
    from generator.approval.evidence import PullRequest
    from generator.approval.fold import Standing
    from generator.approval.mandates import Mandates
    from generator.workspace.model.chains import Chain, Stage

_PROCESSES: Final = {str(name): found for name, found in PROCESSES_OF_SECTION.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What all parts of a pull request share; `seen` maps a review to those known to it."""

    facts: PullRequest
    contents: Contents
    mandates: Mandates
    standings: tuple[Standing, ...]
    authorship: Authorship
    seen: Mapping[int, frozenset[int]]
    is_head_only: bool


@dataclass(frozen=True)
class Question:
    """One edition of a pull request; an empty name stands for all other paths."""

    hearing: Hearing
    edition: str
    chain: Chain

    @cached_property
    def sections(self) -> Mapping[str, tuple[str, ...]]:
        """Return the sections that somebody has to confirm, with their processes."""
        report = self.hearing.mandates.reports.get(self.edition.partition("/")[0])
        head = self.hearing.contents.get(self.hearing.facts.head, {}).get(self.edition)
        found = head.sections if head else ()
        return sections_to_confirm(report.sections if report else {}, _PROCESSES, found)

    @cached_property
    def binding(self) -> Binding:
        """Return what approvals are compared with."""
        return Binding(
            facts=self.hearing.facts,
            contents=self.hearing.contents,
            edition=self.edition,
            sections=tuple(self.sections),
            is_head_only=self.hearing.is_head_only,
        )

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Return the stages of the chain."""
        return self.chain.stages

    @cached_property
    def needs(self) -> tuple[tuple[Need, ...], ...]:
        """Return what each stage needs."""
        sections = self.sections if self.edition else None
        return tuple(needs_of(stage, self.hearing.mandates, sections) for stage in self.stages)

    @cached_property
    def cases(self) -> tuple[tuple[Case, Refusal | None], ...]:
        """Return everybody who said something, and why they do not count, if so."""
        asked = (
            standing
            for standing in self.hearing.standings
            if standing.newest.about in {None, self.edition} and not self._is_request(standing)
        )
        cases = (self._case(standing) for standing in asked)
        return tuple((case, refusal(case)) for case in cases)

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Return the approvals that may count."""
        accepted = (case for case, refused in self.cases if refused is None)
        return tuple(voice for case in accepted for voice in self._voices(case))

    @cached_property
    def plan(self) -> Plan:
        """Return who fills which need."""
        return plan(self.needs, self.voices)

    def before(self, place: int) -> frozenset[int]:
        """Return the reviews that fill the stages before one."""
        fillings = self.plan[:place]
        return frozenset(each.review.id for filling in fillings for each in filling.values())

    def is_met(self, place: int) -> bool:
        """Tell whether a stage is done; one that needs nobody never is."""
        is_reached = place < len(self.plan)
        return is_reached and 0 < len(self.needs[place]) == len(self.plan[place])

    def _is_request(self, standing: Standing) -> bool:
        """Tell whether it is a request for changes that stands in the way of everything."""
        person = self.hearing.mandates.person_of(standing.account)
        is_request = standing.opinion is Opinion.CHANGES_REQUESTED
        return is_request and person is not None and person.id in self.hearing.mandates.deciders

    def _case(self, standing: Standing) -> Case:
        """Put the question about one account."""
        person = self.hearing.mandates.person_of(standing.account)
        needs = (need for stage in self.needs for need in stage if person in need.people)
        return Case(
            standing=standing,
            person=person,
            roles=frozenset(role for stage in self.stages for role in stage.by.roles),
            needs=tuple(needs),
            authorship=self.hearing.authorship,
            binding=self.binding,
        )

    def _voices(self, case: Case) -> Iterator[Voice]:
        """Give the approvals of somebody who counts."""
        if case.person is None:
            return
        for review in case.standing.approvals:
            seen = self.hearing.seen[review.id]
            kept = self.binding.kept(review)
            yield Voice(person=case.person, review=review, kept=kept, seen=seen)

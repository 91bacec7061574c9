"""What the stages of a chain need: one person for each need, named by role or section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.workspace.model.chains import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.approval.mandates import Mandates
    from generator.workspace.model.chains import Stage
    from generator.workspace.model.organisation import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One approval that a stage needs: of one of some people, who hold one of some roles.

    `section` names the section that has to be confirmed; empty stands for the whole.
    """

    roles: tuple[str, ...]
    people: tuple[Person, ...]
    section: str = ""

    def role_of(self, person: Person) -> str:
        """Return the role in which a person fills the need."""
        return next(role for role in self.roles if role in person.roles)


def needs_of(
    stage: Stage, mandates: Mandates, sections: Mapping[str, tuple[str, ...]] | None
) -> tuple[Need, ...]:
    """Return the needs of a stage.

    `sections` maps the sections of processes to these; None where there are no sections,
    as for changes that are no edition, which everybody decides as a whole.
    """
    if stage.by.of is Scope.SECTIONS and sections is not None:
        return tuple(_of_sections(stage, mandates, sections))
    return tuple(_of_whole(stage, mandates))


def _of_whole(stage: Stage, mandates: Mandates) -> Iterator[Need]:
    """Give `at_least` needs of any role, one of every role of `all_of`, one of each holder."""
    by = stage.by
    for _ in range(by.at_least if by.any_of else 0):
        yield Need(roles=by.any_of, people=mandates.holders(by.any_of))
    for role in by.all_of:
        yield Need(roles=(role,), people=mandates.holders((role,)))
    if by.each:
        # A role that nobody holds still needs somebody.
        for holders in _each_alone(mandates.holders((by.each,))):
            yield Need(roles=(by.each,), people=holders)


def _each_alone(people: tuple[Person, ...]) -> Iterable[tuple[Person, ...]]:
    """Return everybody alone, or nobody at all once."""
    return [(person,) for person in people] or [()]


def _of_sections(
    stage: Stage, mandates: Mandates, sections: Mapping[str, tuple[str, ...]]
) -> Iterator[Need]:
    """Give one need for each section: of a holder who owns one of its processes."""
    holders = mandates.holders(stage.by.roles)
    for section, processes in sections.items():
        owners = (person for person in holders if set(processes) & set(person.processes))
        yield Need(roles=stage.by.roles, people=tuple(owners), section=section)

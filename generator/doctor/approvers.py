"""Whether the people of people.yml can fill the chains at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from generator.approval.binding import Kept
from generator.approval.evidence import Opinion, Review
from generator.approval.forge import UnverifiedError
from generator.approval.github.shapes import Rights
from generator.approval.matching import Voice, plan
from generator.approval.needs import Need, needs_of
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.github.settings import Settings
    from generator.approval.mandates import Mandates
    from generator.workspace.model.organisation import Person

NO_RIGHTS: Final = Rights(push=False)
Stages = tuple[tuple[Need, ...], ...]


def chain_of_others(mandates: Mandates) -> Iterator[Bilingual]:
    """D050: some chain decides about what is no edition."""
    mandates.require()
    if mandates.others is None:
        yield Bilingual(zh="没有写明", en="none")


def enough_people(mandates: Mandates) -> Iterator[Bilingual]:
    """D051: with accounts, or with keys, every chain can be walked to its end."""
    mandates.require()
    ways: tuple[Callable[[Person], bool], ...] = (
        lambda person: person.forge_id is not None,
        lambda person: bool(person.signing_keys),
    )
    groups = [tuple(filter(way, mandates.people)) for way in ways]
    for name, stages in _questions(mandates):
        if not any(_can_fill(stages, people) for people in groups):
            yield Bilingual(
                zh=f"{name or '期次以外的改动'}的审批链无法走完",
                en=f"a chain that cannot be finished: {name or 'changes of no edition'}",
            )


def others_can_approve(mandates: Mandates, authors: Mapping[str, str]) -> Iterator[Bilingual]:
    """D053, an advice: what its author makes, and any other change, others can approve.

    `authors` maps a report to the role that writes it.
    """
    mandates.require()
    for name, stages in _questions(mandates):
        role = authors.get(name)
        makers = (person for person in mandates.people if not role or role in person.roles)
        for person in makers:
            if _is_needed(person, stages, mandates.people):
                yield Bilingual(
                    zh=f"{person.name}编写时无人可以批准：{name or '期次以外的改动'}",
                    en=f"nobody who could approve {name or 'changes of no edition'} when"
                    f" {person.name} makes it",
                )


def approvers_may_write(mandates: Mandates, settings: Settings) -> Iterator[Bilingual]:
    """D052: the forge lets everybody write whose approval a chain asks for."""
    mandates.require()
    rights = {each.id: each.permissions for each in settings.collaborators}
    for person in mandates.people:
        if person.id not in mandates.deciders or person.forge_id is None:
            continue
        known = rights.get(person.forge_id, NO_RIGHTS)
        if known is None:
            raise UnverifiedError(f"the forge does not tell what {person.name} may do")
        if not known.push:
            yield Bilingual(
                zh=f"{person.name}（账号 {person.forge_id}）不能写",
                en=f"{person.name} (account {person.forge_id}), who may not",
            )


def _questions(mandates: Mandates) -> Iterator[tuple[str, Stages]]:
    """Give every report with the needs of its stages; an empty name stands for all other paths."""
    for name, report in mandates.reports.items():
        chain = mandates.chains.get(report.chain)
        stages = chain.stages if chain else ()
        yield name, tuple(needs_of(stage, mandates, report.sections) for stage in stages)
    others = mandates.chains.get(mandates.others or "")
    if others:
        yield "", tuple(needs_of(stage, mandates, None) for stage in others.stages)


def _is_needed(person: Person, stages: Stages, people: tuple[Person, ...]) -> bool:
    """Tell whether a chain can be finished with somebody, and not without."""
    others = tuple(each for each in people if each is not person)
    return _can_fill(stages, people) and not _can_fill(stages, others)


def _can_fill(stages: Stages, people: tuple[Person, ...]) -> bool:
    """Tell whether some people could finish a chain, if all of them approved everything."""
    # Looking for a plan that cannot be takes long where many people hold the other roles.
    if not all(set(need.people) & set(people) for needs in stages for need in needs):
        return False
    sections = frozenset(need.section for needs in stages for need in needs if need.section)
    kept, seen = Kept(whole=True, sections=sections), frozenset(range(len(people)))
    voices = [
        Voice(person=person, review=_approval(number), kept=kept, seen=seen)
        for number, person in enumerate(people)
    ]
    found = plan(stages, voices)
    return len(found) == len(stages) and all(
        needs and len(filling) == len(needs) for needs, filling in zip(stages, found, strict=True)
    )


def _approval(number: int) -> Review:
    """Return an approval, as anybody could give it."""
    return Review(id=number, account=None, opinion=Opinion.APPROVED, commit=None, submitted=None)

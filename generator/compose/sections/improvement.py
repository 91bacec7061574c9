"""What is done: the register, corrections and preventions, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Bullets, Paragraph, Section, plain
from generator.compose.misses import action_text
from generator.compose.register import Register
from generator.measure.answers import actions_for
from generator.measure.due import day_of_edition
from generator.measure.undertaking import State, state_of
from generator.workspace.model.actions import ActionKind
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.measure import Edition

_ONGOING = (State.OVERDUE, State.OPEN)


def improvement(edition: Edition, words: Words) -> Section:
    """Compose the register of all actions as of the edition's due day."""
    register = register_of(edition, words)
    blocks: list[Block] = [Paragraph(line=plain(words.say("as-of", day=register.day)))]
    if register.actions:
        blocks += [register.table(), Paragraph(line=plain(words.say("effect-rule")))]
    else:
        blocks.append(Paragraph(line=plain(words.say("no-actions"))))
    return _section(SectionId.IMPROVEMENT, blocks, words)


def nonconformities(edition: Edition, words: Words) -> Section:
    """Compose what was not as promised: cause, correction and prevention."""
    register = register_of(edition, words, ActionKind.CORRECTIVE, ActionKind.PREVENTIVE)
    empty = Paragraph(line=plain(words.say("no-nonconformities")))
    blocks: list[Block] = [register.causes() if register.actions else empty]
    return _section(SectionId.NONCONFORMITIES, blocks, words)


def plan(edition: Edition, words: Words) -> Section:
    """Compose what is due in the next period, or is late already."""
    return _section(SectionId.PLAN, list(_planned(edition, words)), words)


def register_of(edition: Edition, words: Words, *kinds: ActionKind) -> Register:
    """Return the actions that readers of an edition may see; of some kinds, or all."""
    measures = edition.measures
    day = day_of_edition(measures.workspace, edition.report, edition.period)
    actions = actions_for(measures.workspace, edition.report)
    chosen = (action for action in actions if not kinds or action.kind in kinds)
    return Register.of(measures, day, words, chosen)


def _planned(edition: Edition, words: Words) -> Iterator[Block]:
    """Give the actions that wait, up to the end of the next period."""
    register = register_of(edition, words)
    coming = edition.period.next()
    waiting = [
        action
        for action in register.actions
        if state_of(action, register.day) in _ONGOING and action.due < coming.end
    ]
    period = coming.title(words.language)
    if not waiting:
        yield Paragraph(line=plain(words.say("no-plan", period=period)))
        return
    yield Paragraph(line=plain(words.say("planned", period=period)))
    workspace = edition.measures.workspace
    lines = (
        words.say("aside", text=action_text(workspace, action, words), aside=register.state(action))
        for action in waiting
    )
    yield Bullets(items=tuple(plain(line) for line in lines))


def _section(name: SectionId, blocks: list[Block], words: Words) -> Section:
    """Return a section of blocks."""
    return Section(id=name, title=words.term(name), blocks=tuple(blocks))

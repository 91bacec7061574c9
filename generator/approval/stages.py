"""Stage by stage: who counts, and who counts nowhere because the order was another (R8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.approval.decision import Counted, Refused, StageDecision
from generator.approval.missing import missing
from generator.approval.refusals import does_not_count
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.approval.matching import Voice
    from generator.approval.needs import Need
    from generator.approval.question import Question


def stage_decisions(question: Question) -> tuple[StageDecision, ...]:
    """Return what is decided about every stage of a chain."""
    extras = _extras(question)
    return tuple(
        StageDecision(
            stage=stage.stage,
            name=stage.name,
            is_met=question.is_met(place),
            counted=_counted(question, place, extras.get(place, ())),
            missing=missing(question, place),
        )
        for place, stage in enumerate(question.stages)
    )


def out_of_order(question: Question) -> Iterator[Refused]:
    """Refuse who approved before the stages before were done."""
    placed = _people(question) | {
        voice.person.id for voices in _extras(question).values() for voice in voices
    }
    late = {v.person.id: v for v in question.voices if v.person.id not in placed}
    for voice in late.values():
        stage = _waited_for(question, voice)
        reason = Bilingual(
            en=f"approved before {stage.en} was done", zh=f"批准时“{stage.zh}”尚未完成"
        )
        why = does_not_count("R8", voice.person.name, reason).why
        yield Refused(review=voice.review.id, who=voice.person.name, rule="R8", why=why)


def _waited_for(question: Question, voice: Voice) -> Bilingual:
    """Return the name of the last stage that comes before the first one of an approval."""
    own = (place for place, needs in enumerate(question.needs) if _fills(voice, needs))
    return question.stages[max(next(own, 0) - 1, 0)].name


def _people(question: Question) -> set[str]:
    """Return the people who fill a need."""
    return {voice.person.id for filling in question.plan for voice in filling.values()}


def _extras(question: Question) -> dict[int, list[Voice]]:
    """Return stage -> approvals that are as good as those that fill its needs."""
    placed = _people(question)
    found: dict[int, list[Voice]] = {}
    for place, needs in enumerate(question.needs[: len(question.plan)]):
        before = question.before(place)
        for voice in question.voices:
            is_free = voice.person.id not in placed
            if is_free and before <= voice.seen and _fills(voice, needs):
                placed.add(voice.person.id)
                found.setdefault(place, []).append(voice)
    return found


def _fills(voice: Voice, needs: Sequence[Need]) -> bool:
    """Tell whether an approval fits one of some needs."""
    return any(voice.fills(need) for need in needs)


def _counted(question: Question, place: int, extras: Sequence[Voice]) -> tuple[Counted, ...]:
    """Return the approvals that count for a stage, each once, with the sections they confirm."""
    needs = question.needs[place]
    filling = question.plan[place] if place < len(question.plan) else {}
    voices = {voice.review.id: voice for voice in (*filling.values(), *extras)}
    return tuple(_count(voices[review], needs) for review in sorted(voices))


def _count(voice: Voice, needs: Sequence[Need]) -> Counted:
    """Return one approval, in the first role that a need asks for."""
    filled = [need for need in needs if voice.fills(need)]
    return Counted(
        person=voice.person.id,
        role=filled[0].role_of(voice.person),
        review=voice.review.id,
        commit=voice.review.commit or "",
        sections=tuple(need.section for need in filled if need.section),
    )

"""What the gate decided about one edition, as far as it is about what stands there now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.approval.decision import Decision, EditionDecision, Outcome
from generator.workspace.model.types import Bilingual

_FROM_BAD_TO_GOOD = (Outcome.UNVERIFIED, Outcome.NOT_YET, Outcome.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The decision about an edition within the change that brings it.

    `outcome` is that of the whole change: nothing is issued out of one that is not approved.
    """

    part: EditionDecision
    outcome: Outcome
    is_merged: bool
    missing: tuple[Bilingual, ...] = ()
    """What stands in the way of the change, and what each stage lacks."""
    is_held_up: bool = False
    """Whether more stands in the way than an approval could remove: its author is asked."""
    waiting: tuple[str, str] | None = None
    """Chain and stage that is next; None where nothing waits for one."""

    @property
    def counted(self) -> frozenset[str]:
        """Return the ids of the people whose approvals count."""
        return frozenset(each.person for stage in self.part.stages for each in stage.counted)


def verdict_on(edition: str, content: str, decisions: Iterable[Decision]) -> Verdict | None:
    """Return what was decided about an edition with this fingerprint; None where nobody did.

    A decision about other content is none. Of several the one after the merge counts, then
    the worst: they were made one after the other, and nobody knows in which order.
    """
    found = [
        (decision, part)
        for decision in decisions
        for part in decision.parts
        if part.edition == edition and part.content == content
    ]
    if not found or not content:
        return None
    decision, part = min(found, key=lambda each: _weight(each[0]))
    others = (each for each in decision.parts if each is not part)
    return _verdict(decision, part, [part, *others])


def _verdict(decision: Decision, own: EditionDecision, parts: Iterable[EditionDecision]) -> Verdict:
    """Return a verdict; `parts` are all of the change, its edition first."""
    still = [part for part in parts if part.outcome is not Outcome.APPROVED]
    around = (*decision.doubts, *decision.sentences)
    # Where only what is around a part holds it up, its sentence says that its stages are done.
    told = [part for part in still if _lacking(part) or not around]
    said = (_named(each, part, own) for part in told for each in part.sentences)
    missing = dict.fromkeys((*around, *said))
    lacking = {_named(each, part, own) for part in still for each in _lacking(part)}
    open_stages = ((p.chain, stage.stage) for p in still for stage in p.stages if not stage.is_met)
    return Verdict(
        part=own,
        outcome=decision.outcome,
        is_merged=bool(decision.merge),
        missing=tuple(missing),
        is_held_up=bool(missing.keys() - lacking),
        waiting=next(open_stages, None),
    )


def _named(sentence: Bilingual, part: EditionDecision, own: EditionDecision) -> Bilingual:
    """Say of which part a sentence is, where it is another one than its edition."""
    if part is own:
        return sentence
    zh, en = part.edition or "其他改动", part.edition or "Other changes"
    return Bilingual(zh=f"{zh}：{sentence.zh}", en=f"{en}: {sentence.en}")


def _lacking(part: EditionDecision) -> tuple[Bilingual, ...]:
    """Return what approvals alone could bring."""
    return tuple(sentence for stage in part.stages for sentence in stage.missing)


def _weight(decision: Decision) -> tuple[bool, int]:
    """Sort what is merged before the rest, then from bad to good."""
    return not decision.merge, _FROM_BAD_TO_GOOD.index(decision.outcome)

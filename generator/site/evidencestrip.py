"""The strip of evidence: what is on file today about an edition, from requirement to decision.

The page itself was frozen before it was approved, so it cannot say what came after: the
site does, from tags with their evidence, deliveries and reviews.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from generator.archive.register import register
from generator.compose.sections.evidence import CLAUSES
from generator.measure.schedule import DueEdition

if TYPE_CHECKING:
    from generator.archive.register import RegisterRow
    from generator.compose.words import Words
    from generator.measure.editions import EditionKey
    from generator.site.audience import View
    from generator.site.facts import RepositoryFacts

_DONE: Final = "●"
_OPEN: Final = "○"


def evidence_strip(view: View, key: EditionKey, facts: RepositoryFacts, words: Words) -> str:
    """Return the five steps as HTML; one without proof is unverified."""
    due = DueEdition(key=key, due=None)
    [row] = register(view.workspace, [due], facts.issues, key.period.end)
    proofs = {
        "requirement": key.report.required_by or "",
        "data": _data(row, words),
        "approval": _approval(row, words),
        "delivery": _delivery(row, words),
        "decision": _decision(view, key, words),
    }
    steps = "".join(_step(step, proof, words) for step, proof in proofs.items())
    note = f'<p class="rg-note" data-search-exclude>{escape(words.say("strip-note"))}</p>'
    return f'<ol class="rg-strip" data-search-exclude>{steps}</ol>\n{note}\n'


def _step(step: str, proof: str, words: Words) -> str:
    """Return one step: its sign and name, what proves it, and the clauses it answers."""
    sign, name = _DONE if proof else _OPEN, words.say(f"step-{step}")
    return (
        f"<li><strong>{sign} {escape(name)}</strong>"
        f"<span>{escape(proof or words.say('unverified'))}</span>"
        f"<small>ISO/IEC 20000-1: {CLAUSES[step]}</small></li>"
    )


def _data(row: RegisterRow, words: Words) -> str:
    """Count the exports of its months; there is no edition without records, typed or collected."""
    return words.say("strip-data", exports=row.inputs) if row.inputs else words.say("on-file")


def _approval(row: RegisterRow, words: Words) -> str:
    """Say when the first revision was approved, and what was issued."""
    pieces = []
    if row.approved:
        pieces.append(words.say("strip-approved", day=row.approved))
    if row.issued:
        pieces.append(words.say("strip-issued", day=row.issued, revision=row.revisions))
    return words.say("between").join(pieces)


def _delivery(row: RegisterRow, words: Words) -> str:
    """Say when everybody had a copy, or how many went out."""
    if not row.tag or not row.copies:
        return ""
    if not row.delivered:
        return words.say("strip-copies", copies=row.copies)
    pieces = [words.say("strip-delivered", day=row.delivered)]
    if row.received:
        pieces.append(words.say("strip-received", day=row.received))
    return words.say("between").join(pieces)


def _decision(view: View, key: EditionKey, words: Words) -> str:
    """Name the reviews of the edition with their days."""
    reviews = (
        review
        for file in view.workspace.review_files
        if file.party == key.report.party
        for review in file.reviews
        if key.name in review.editions
    )
    return words.say("between").join(
        words.say("aside", text=review.id, aside=review.date)
        for review in sorted(reviews, key=lambda each: each.date)
    )

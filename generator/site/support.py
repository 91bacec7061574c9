"""What the promises of an agreement rest on, in words; for the provider's own site alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Bullets, Subheading, plain
from generator.compose.values import unit_text
from generator.measure.backing import Backing, backings, bound_text
from generator.measure.feasibility import Outcome
from generator.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.compose.words import Words
    from generator.measure.feasibility import Bound
    from generator.site.audience import View


def backing_of(view: View) -> dict[str, tuple[Backing, ...]]:
    """Return agreement -> the backing of each of its promises at the end of the month.

    A customer must not read what suppliers promise, so on other sites there is nothing.
    """
    if not view.internal:
        return {}
    day = Period.parse(view.version).end - timedelta(days=1)
    # Of one promise the last footing that has begun stands in the place of those before.
    held: defaultdict[str, dict[str | None, Backing]] = defaultdict(dict)
    for backing in backings(view.workspace):
        if backing.first <= day:
            held[backing.agreement.agreement][backing.clause] = backing
    return {name: tuple(found.values()) for name, found in held.items()}


def support(behind: Sequence[Backing], words: Words) -> Iterator[Block]:
    """Say of each promise of an agreement whether what is behind it allows it."""
    if behind:
        yield Subheading(title=words.say("support"), minor=True)
        yield Bullets(items=tuple(plain(_sentence(backing, words)) for backing in behind))


def _sentence(backing: Backing, words: Words) -> str:
    """Say what was promised, what is behind it, and what follows."""
    found = backing.found
    own = [words.say("support-own", amount=_amount(backing, found.own, words))] if found.own else []
    links = (
        words.say(
            "support-link", clause=link.clause, amount=_amount(backing, link.delivered, words)
        )
        for link in found.links
    )
    return words.say(
        "support-of-clause" if backing.clause else "support-of-hours",
        clause=backing.clause or "",
        promised=_amount(backing, found.promised, words),
        allowed=_amount(backing, found.allowed, words),
        links=words.say("between").join([*own, *links]),
        outcome=_outcome(backing, words),
    )


def _outcome(backing: Backing, words: Words) -> str:
    """Say whether the promise can be kept, and which link to mend."""
    weakest = backing.found.weakest
    if backing.found.outcome is Outcome.FEASIBLE or weakest is None:
        return words.say("support-feasible")
    key = f"support-{backing.found.outcome}"
    amount = _amount(backing, weakest.delivered, words)
    return words.say(key, weakest=weakest.clause, amount=amount)


def _amount(backing: Backing, bound: Bound | None, words: Words) -> str:
    """Write a bound in the unit of the promise."""
    if bound is None:
        return words.say("support-unstated")
    number = bound_text(bound, backing.metric).replace(">=", "≥").replace("<=", "≤")
    if backing.metric is None:
        return words.say("hours-of-support", hours=number)
    return f"{number} {unit_text(backing.metric, words)}"

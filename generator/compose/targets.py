"""What a promise held its metric to in a period: one target, or several with their days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.compose.values import target_text

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.measure import Attainment


def targets_text(attainment: Attainment, words: Words) -> str:
    """Return the target; of several in one period each with its days (trap 33)."""
    metric, period = attainment.measured.metric, attainment.measured.figure.period
    if attainment.promised or not attainment.targets:
        target = attainment.promised.target if attainment.promised else None
        return target_text(metric, target, words)
    said = (
        words.say(
            "target-of-days",
            target=target_text(metric, each.target, words),
            first=max(each.first, period.start).isoformat(),
            last=min(each.last or date.max, period.end - timedelta(days=1)).isoformat(),
        )
        for each in attainment.targets
    )
    return words.say("between").join(said)

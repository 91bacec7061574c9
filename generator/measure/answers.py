"""What answers a missed promise: a reason, actions, or a waiver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from generator.prose import Spans, is_placeholder, sentences, speaks_of
from generator.workspace.model.agreements import ALL
from generator.workspace.model.catalogue import INTERNAL, SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.periods import Period
    from generator.workspace.model.actions import Action, Answered, Waiver
    from generator.workspace.model.agreements import Agreement, Clause
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.workspace import Workspace

# Where a reader looks for the reason.
_SECTIONS: Final = (SectionId.SLA, SectionId.SUMMARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a report says about a missed promise."""

    reason: Spans | None
    actions: tuple[Action, ...]
    waiver: Waiver | None

    @property
    def is_enough(self) -> bool:
        """Tell whether there is a reason and an action, or a waiver."""
        return self.waiver is not None or (self.reason is not None and bool(self.actions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A promise of a report that was not kept in a period."""

    report: ReportDefinition
    period: Period
    agreement: Agreement
    clause: Clause
    service: str

    @property
    def promise(self) -> str:
        """Return agreement/clause."""
        return f"{self.agreement.agreement}/{self.clause.id}"


def answer_to(workspace: Workspace, miss: Miss) -> Answer:
    """Return what is said about a miss in its edition."""
    waivers = (each for file in workspace.action_files for each in file.waivers)
    return Answer(
        reason=_reason(workspace, miss),
        actions=tuple(each for each in actions_for(workspace, miss.report) if _fits(each, miss)),
        waiver=next((each for each in waivers if covers(each, miss)), None),
    )


def actions_for(workspace: Workspace, report: ReportDefinition) -> Iterator[Action]:
    """Give the actions about the party of a report that its readers may see."""
    for file in workspace.action_files:
        if file.party == report.party:
            for action in file.actions:
                if report.audience == INTERNAL or not action.internal:
                    yield action


def covers(waiver: Waiver, miss: Miss) -> bool:
    """Tell whether a waiver gives up a promise over all of the period."""
    final_day = miss.period.end - timedelta(days=1)
    holds = waiver.first <= miss.period.start and final_day <= waiver.until
    return holds and _is_about(waiver, miss)


def _fits(action: Action, miss: Miss) -> bool:
    """Tell whether an action answers a promise in some part of the period."""
    return any(_is_about(about, miss) and _overlaps(about, miss) for about in action.answers)


def _overlaps(about: Answered, miss: Miss) -> bool:
    """Tell whether the periods that are answered have a day in common with that of a miss."""
    last = about.last or about.first
    return about.first.start < miss.period.end and miss.period.start < last.end


def _is_about(about: Answered | Waiver, miss: Miss) -> bool:
    """Tell whether something is about the clause and service of a miss."""
    is_service = ALL in about.services or miss.service in about.services
    return about.clause == miss.promise and is_service


def _reason(workspace: Workspace, miss: Miss) -> Spans | None:
    """Return the first sentence that quotes the figure or names the clause."""
    text = workspace.commentaries.get(f"{miss.report.report}/{miss.period.label}")
    metric, clause = miss.clause.metric or "", miss.clause.id
    found = (
        sentence
        for name in _SECTIONS
        for section in (text.section(name) if text else None,)
        if section
        for sentence in sentences(section)
        if not is_placeholder(sentence) and speaks_of(sentence, metric, miss.service, clause)
    )
    return next(found, None)

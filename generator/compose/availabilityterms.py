"""The terms of availability in words: service time, and which maintenance is planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.workspace.model.agreements import Agreement, MaintenanceTerms
    from generator.workspace.workspace import Workspace


def terms_text(workspace: Workspace, agreement: Agreement, words: Words) -> str:
    """Return service time and maintenance of an agreement in two sentences."""
    time = words.say("service-time", time=_service_time(workspace, agreement, words))
    if agreement.maintenance is None:
        rule = words.say("no-maintenance-terms")
    else:
        terms = words.say("between").join(_maintenance(agreement.maintenance, words))
        rule = words.say("maintenance-terms", terms=terms)
    return words.say("two-sentences", one=time, other=rule)


def _service_time(workspace: Workspace, agreement: Agreement, words: Words) -> str:
    """Name the calendar of the agreed service time."""
    if agreement.service_time is None:
        return words.say("around-the-clock")
    calendar = workspace.calendars[agreement.service_time]
    name = calendar.name.of(words.language)
    return words.say("by-calendar", name=name, zone=calendar.zone)


def _maintenance(terms: MaintenanceTerms, words: Words) -> Iterator[str]:
    """Give what the agreement asks of planned maintenance."""
    if terms.notice_seconds:
        yield words.say("notice", length=_length(terms.notice, words))
    else:
        yield words.say("announced-before")
    if terms.approval:
        yield words.say("with-approval")
    if terms.cap is None:
        yield words.say("no-cap")
    else:
        yield words.say("month-cap", length=_length(terms.cap, words))


def _length(length: str, words: Words) -> str:
    """Return a length such as `72 h` in words."""
    number, unit = length.split()
    return words.say(f"length-{unit}", number=number)

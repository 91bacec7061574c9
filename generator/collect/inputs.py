"""What a run starts from: the export, and what the workspace knows of its party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from generator.collect.quality import Quality
from generator.collect.table import LINES, Places
from generator.findings import Finding
from generator.workspace.model.agreements import Agreement
from generator.workspace.model.calendars import Calendar
from generator.workspace.model.metrics import Metric
from generator.workspace.model.parties import Party
from generator.workspace.workspace import Workspace

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """The bytes of an export under the name of its file."""

    name: str
    content: bytes
    places: Places = LINES
    """What its rows are called, once they were read."""

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the bytes, in lower-case hex."""
        return sha256(self.content).hexdigest()

    def finding(  # noqa: PLR0913 - what a finding says
        self, row: int, rule: str, *, expected: str, found: str, action: str, column: str = ""
    ) -> Finding:
        """Return a problem in a row of the export; 0 means the whole file."""
        line, path = self.places.of(row, column)
        return Finding(
            file=self.name,
            line=line,
            path=path,
            rule=rule,
            expected=expected,
            found=found,
            action=action,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the workspace knows: the party's zone, the services in order, the metrics.

    `tool` is the name and version that the records will bear; `calendar` is the party's.
    """

    zone: str
    services: tuple[str, ...]
    metrics: tuple[Metric, ...]
    tool: str
    calendar: str = ""
    calendars: tuple[Calendar, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    salt: bytes = b""
    """What the pseudonyms of persons are made with."""
    ended: Mapping[str, date] = field(default_factory=dict)
    """Last day of the services that ended."""


def ground_of(workspace: Workspace, party: Party, tool: str, salt: bytes = b"") -> Ground:
    """Return what a workspace knows for the exports of a party."""
    return Ground(
        zone=party.zone,
        services=tuple(workspace.services),
        metrics=tuple(workspace.metrics.values()),
        tool=tool,
        salt=salt,
        calendar=party.calendar,
        calendars=tuple(workspace.calendars.values()),
        agreements=tuple(workspace.agreements.values()),
        ended={name: each.last for name, each in workspace.services.items() if each.last},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What a stage returns instead of its value: everything that is wrong."""

    findings: tuple[Finding, ...]
    quality: Quality | None = None


def first_few(findings: Iterable[Finding], what: str) -> tuple[Finding, ...]:
    """Return ten findings at most, the last of which counts those left out.

    A column in another date style is wrong on every line: one sentence says it as well.
    """
    every = tuple(findings)
    if len(every) <= MOST_SHOWN:
        return every
    left = len(every) - MOST_SHOWN + 1
    more = replace(every[MOST_SHOWN - 1], found=f"{left} {what} from this line on")
    return (*every[: MOST_SHOWN - 1], more)

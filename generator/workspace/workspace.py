"""The workspace: everything of report_data/, typed and found by its id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from generator.findings import Finding
from generator.strictyaml import path_text
from generator.workspace.commentary import Commentary
from generator.workspace.model.actions import Action, ActionFile
from generator.workspace.model.agreements import Agreement
from generator.workspace.model.audits import Audit
from generator.workspace.model.calendars import Calendar
from generator.workspace.model.catalogue import ReportDefinition
from generator.workspace.model.chains import Chain, Chains
from generator.workspace.model.deliveries import DeliveryFile
from generator.workspace.model.documents import ControlledDocument, Documents
from generator.workspace.model.events import Event
from generator.workspace.model.feedback import FeedbackFile, ReviewFile
from generator.workspace.model.inspections import Inspection
from generator.workspace.model.metrics import Metric, Metrics
from generator.workspace.model.organisation import Organisation, People, Person, Role
from generator.workspace.model.outages import OutageLog
from generator.workspace.model.parties import Party, Service, Services
from generator.workspace.model.queries import Queries
from generator.workspace.model.records import RecordFile
from generator.workspace.model.retention import Destruction, Retention
from generator.workspace.model.revisions import RevisionFile, RevisionKind
from generator.workspace.model.skills import Skill, SkillFile
from generator.workspace.model.sources import Mapping as SourceMapping
from generator.workspace.workingcalendars import working_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.periods import Period
    from generator.periods.workingtime import WorkingCalendar

T = TypeVar("T")


class Lines(Protocol):
    """Whatever can say on which line of a file a value stands."""

    def line(self, path: tuple[str | int, ...]) -> int:
        """Return the line, counted from 1, of the value at a path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of report_data/ that was read: its place, fingerprint and record."""

    kind: str
    file: str
    sha256: str
    value: Any
    lines: Lines

    def finding(
        self, path: tuple[str | int, ...], rule: str, *, expected: str, found: str, action: str
    ) -> Finding:
        """Return a finding about the value at a path of this file."""
        return Finding(
            file=self.file,
            line=self.lines.line(path),
            path=path_text(path),
            rule=rule,
            expected=expected,
            found=found,
            action=action,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing with an id, and where it was defined."""

    id: str
    value: Any
    entry: Entry
    path: tuple[str | int, ...]


@dataclass(frozen=True)
class Workspace:
    """All entries, and views on them by id.

    `incomplete` names the kinds of which a file could not be read: what refers to
    them cannot be judged, so the reference rules stay silent about it.
    """

    entries: tuple[Entry, ...]
    incomplete: frozenset[str] = frozenset()

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of one file kind, in the order of their names."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    @cached_property
    def organisation(self) -> Organisation:
        """Return the provider."""
        return self._one("organisation", Organisation)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Return the roles by id."""
        return _by_id(self.items("role"), Role)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Return the people."""
        return self._one("people", People).people

    @cached_property
    def calendars(self) -> Mapping[str, Calendar]:
        """Return the calendars by id."""
        return _by_id(self.items("calendar"), Calendar)

    @cached_property
    def working_calendars(self) -> Mapping[str, WorkingCalendar]:
        """Return what counts working days and hours, by id; the calendars passed `check`."""
        return MappingProxyType(
            {name: working_calendar(calendar) for name, calendar in self.calendars.items()}
        )

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """Return the parties by id."""
        return _by_id(self.items("party"), Party)

    def fiscal_year_start(self, party: str) -> int:
        """Return the month in which the years of a party begin, 1 for January."""
        return self.parties[party].fiscal_year_start or self.organisation.fiscal_year_start

    @cached_property
    def services(self) -> Mapping[str, Service]:
        """Return the services by id, in the order of the service catalogue."""
        return _by_id(self.items("service"), Service)

    @cached_property
    def metrics(self) -> Mapping[str, Metric]:
        """Return the metric definitions by id."""
        return _by_id(self.items("metric"), Metric)

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """Return the agreements by id."""
        return _by_id(self.items("agreement"), Agreement)

    @cached_property
    def reports(self) -> Mapping[str, ReportDefinition]:
        """Return the report catalogue by id."""
        return _by_id(self.items("report"), ReportDefinition)

    @cached_property
    def chains(self) -> Mapping[str, Chain]:
        """Return the approval chains by id."""
        return _by_id(self.items("chain"), Chain)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Return the major events by id."""
        return _by_id(self.items("event"), Event)

    @cached_property
    def sources(self) -> Mapping[str, SourceMapping]:
        """Return the mapping files by id."""
        return _by_id(self.items("source"), SourceMapping)

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """Return the actions of all parties by id."""
        return _by_id(self.items("action"), Action)

    @cached_property
    def action_files(self) -> tuple[ActionFile, ...]:
        """Return the actions and waivers, file by file."""
        return tuple(entry.value for entry in self.of_kind("actions"))

    @cached_property
    def feedback_files(self) -> tuple[FeedbackFile, ...]:
        """Return the feedback, file by file."""
        return tuple(entry.value for entry in self.of_kind("feedback"))

    @cached_property
    def review_files(self) -> tuple[ReviewFile, ...]:
        """Return the reviews, file by file."""
        return tuple(entry.value for entry in self.of_kind("reviews"))

    @cached_property
    def commentaries(self) -> Mapping[str, Commentary]:
        """Return the text of editions by report/period."""
        found = (entry.value for entry in self.of_kind("commentary"))
        return MappingProxyType({text.edition: text for text in found})

    @cached_property
    def revisions(self) -> Mapping[str, RevisionFile]:
        """Return what happened to editions after their issue, by report/period."""
        found = (entry.value for entry in self.of_kind("revisions"))
        return MappingProxyType({file.edition: file for file in found})

    def revision_of(self, edition: str) -> int:
        """Return which revision of an edition the workspace is about: 1 until it says more."""
        return self.revisions[edition].newest if edition in self.revisions else 1

    def is_withdrawn(self, edition: str, revision: int) -> bool:
        """Tell whether a revision takes its edition back."""
        file = self.revisions.get(edition)
        entries = file.revisions if file else ()
        wanted = (revision, RevisionKind.WITHDRAWN)
        return any((entry.revision, entry.kind) == wanted for entry in entries)

    def tombstone_of(self, edition: str, revision: int) -> Destruction | None:
        """Return the tombstone of a revision that was destroyed."""
        stones = self.retention.destroyed
        return next((s for s in stones if (s.edition, s.revision) == (edition, revision)), None)

    def is_taken_back(self, edition: str) -> bool:
        """Tell whether nothing of an edition is read any more: withdrawn, or destroyed."""
        revision = self.revision_of(edition)
        is_destroyed = self.tombstone_of(edition, revision) is not None
        return is_destroyed or self.is_withdrawn(edition, revision)

    @cached_property
    def deliveries(self) -> Mapping[str, DeliveryFile]:
        """Return who got copies of editions, by report/period."""
        found = (entry.value for entry in self.of_kind("deliveries"))
        return MappingProxyType({file.edition: file for file in found})

    @cached_property
    def documents(self) -> tuple[ControlledDocument, ...]:
        """Return the controlled documents."""
        return self._one_or("documents", Documents()).documents

    @property
    def skills(self) -> tuple[Skill, ...]:
        """Return the skills that people must have, in the order of their file."""
        return self._one_or("skills", SkillFile(skills=())).skills

    @cached_property
    def retention(self) -> Retention:
        """Return the retention classes, holds and tombstones."""
        return self._one_or("retention", Retention(classes=()))

    @cached_property
    def audits(self) -> tuple[Audit, ...]:
        """Return the audits of figures."""
        return tuple(entry.value for entry in self.of_kind("audit"))

    @cached_property
    def inspections(self) -> tuple[Inspection, ...]:
        """Return the inspections of the archive."""
        return tuple(entry.value for entry in self.of_kind("inspection"))

    @cached_property
    def query_files(self) -> tuple[Queries, ...]:
        """Return the queries of the archive, year by year."""
        return tuple(entry.value for entry in self.of_kind("queries"))

    @cached_property
    def outage_logs(self) -> Mapping[str, OutageLog]:
        """Return the mapping files of outage logs by id."""
        return _by_id(self.items("outages"), OutageLog)

    @cached_property
    def record_files(self) -> tuple[tuple[str, RecordFile], ...]:
        """Return file name and content of every record file."""
        return tuple((entry.file, entry.value) for entry in self.of_kind("records"))

    def recorded_periods(self, report: ReportDefinition) -> Iterator[Period]:
        """Give the periods of a report from its first one to the last that is recorded whole."""
        files = self.files_of(report.party)
        period, last = report.first, report.last
        while files and period.end <= files[-1].period.end and not (last and period > last):
            yield period
            period = period.next()

    def files_of(self, party: str) -> tuple[RecordFile, ...]:
        """Return the record files of a party, the earliest month first."""
        return self._files_of.get(party, ())

    @cached_property
    def _files_of(self) -> Mapping[str, tuple[RecordFile, ...]]:
        """Return party -> record files; whoever asks for each edition cannot read them all."""
        found: dict[str, list[RecordFile]] = {}
        for _, file in self.record_files:
            found.setdefault(file.party, []).append(file)
        return {
            party: tuple(sorted(files, key=lambda file: file.period.end))
            for party, files in found.items()
        }

    @cached_property
    def records_of(self) -> Mapping[str, RecordFile]:
        """Return the content of every record file by its name."""
        return MappingProxyType(dict(self.record_files))

    def items(self, word: str) -> tuple[Item, ...]:
        """Return every definition of a word (`metric`, `party` …), doubles included."""
        return self._items.get(word, ())

    @cached_property
    def _items(self) -> Mapping[str, tuple[Item, ...]]:
        found: dict[str, list[Item]] = {}
        for entry in self.entries:
            for word, item in _items_of(entry):
                found.setdefault(word, []).append(item)
        return MappingProxyType({word: tuple(items) for word, items in found.items()})

    def _one(self, kind: str, model: type[T]) -> T:
        value = self.of_kind(kind)[0].value
        assert isinstance(value, model)  # noqa: S101 - the loader built it from this model
        return value

    def _one_or(self, kind: str, default: T) -> T:
        entries = self.of_kind(kind)
        value = entries[0].value if entries else default
        assert isinstance(value, type(default))  # noqa: S101 - the loader built it from this model
        return value


# Which fields of a file hold a list of things with ids, and what they are called.
_LISTS: Mapping[type[Any], tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        People: (("roles", "role"), ("people", "person")),
        Services: (("services", "service"),),
        Metrics: (("metrics", "metric"),),
        Chains: (("chains", "chain"),),
        ActionFile: (("actions", "action"),),
        FeedbackFile: (("feedback", "feedback"),),
        ReviewFile: (("reviews", "review"),),
        SkillFile: (("skills", "skill"),),
        Retention: (("classes", "retention"), ("destroyed", "destruction")),
    }
)


def _items_of(entry: Entry) -> Iterator[tuple[str, Item]]:
    """Name the things with ids that one file defines."""
    lists = _LISTS.get(type(entry.value), ())
    for field, word in lists:
        for index, value in enumerate(getattr(entry.value, field)):
            key = value.chain if word == "chain" else value.id
            yield word, Item(id=key, value=value, entry=entry, path=(field, index))
    field = "source" if isinstance(entry.value, OutageLog) else entry.kind
    key = getattr(entry.value, field, None)
    if isinstance(key, str):
        yield entry.kind, Item(id=key, value=entry.value, entry=entry, path=(field,))


def _by_id(items: tuple[Item, ...], model: type[T]) -> Mapping[str, T]:
    """Index things by id; of doubles, which rule X009 refuses, the first one stays."""
    index: dict[str, T] = {}
    for item in items:
        assert isinstance(item.value, model)  # noqa: S101 - _items_of sorts them by word
        index.setdefault(item.id, item.value)
    return MappingProxyType(index)

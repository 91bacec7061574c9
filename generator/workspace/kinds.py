"""The kinds of files in report_data/: where they stand and what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from generator.workspace.commentary import Commentary
from generator.workspace.model.actions import ActionFile
from generator.workspace.model.agreements import Agreement
from generator.workspace.model.approvals import ApprovalFile
from generator.workspace.model.audits import Audit
from generator.workspace.model.calendars import Calendar
from generator.workspace.model.catalogue import ReportDefinition
from generator.workspace.model.chains import Chains
from generator.workspace.model.deliveries import DeliveryFile
from generator.workspace.model.documents import Documents
from generator.workspace.model.events import Event
from generator.workspace.model.feedback import FeedbackFile, ReviewFile
from generator.workspace.model.inspections import Inspection
from generator.workspace.model.metrics import Metrics
from generator.workspace.model.organisation import Organisation, People
from generator.workspace.model.outages import OutageLog
from generator.workspace.model.parties import Party, Services
from generator.workspace.model.queries import Queries
from generator.workspace.model.records import RecordFile
from generator.workspace.model.retention import Retention
from generator.workspace.model.revisions import RevisionFile
from generator.workspace.model.skills import SkillFile
from generator.workspace.model.sources import Mapping

DATA_FOLDER: Final = "report_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file: its schema's name, its place and the class that it becomes.

    `place` is a file name or a folder with `*`; `key` names the field that repeats
    the file's name.
    """

    name: str
    place: str
    model: type[Any]
    key: str = ""
    optional: bool = False
    """Whether a workspace may go without this one file."""
    trace: bool = False
    """Whether it notes what was done with editions, and no page of one is made of it."""

    @property
    def required(self) -> bool:
        """Tell whether a workspace must have the file."""
        return "*" not in self.place and not self.optional

    @property
    def prose(self) -> bool:
        """Tell whether it is text, which has no keys and no schema."""
        return self.place.endswith(".md")

    def matches(self, name: str) -> bool:
        """Tell whether a file below report_data/ is of this kind."""
        pattern = re.escape(self.place).replace(r"\*", "[^/]+")
        return re.fullmatch(pattern, name) is not None


FILE_KINDS: Final = (
    FileKind(name="organisation", place="organisation.yml", model=Organisation),
    FileKind(name="people", place="people.yml", model=People),
    FileKind(name="calendar", place="calendars/*.yml", model=Calendar, key="calendar"),
    FileKind(name="party", place="parties/*.yml", model=Party, key="party"),
    FileKind(name="services", place="services.yml", model=Services),
    FileKind(name="metrics", place="metrics/*.yml", model=Metrics),
    FileKind(name="agreement", place="agreements/*.yml", model=Agreement, key="agreement"),
    FileKind(name="chains", place="chains.yml", model=Chains),
    FileKind(name="report", place="catalogue/*.yml", model=ReportDefinition, key="report"),
    FileKind(name="event", place="events/*.yml", model=Event, key="event"),
    FileKind(name="source", place="sources/*.yml", model=Mapping, key="source"),
    FileKind(name="actions", place="actions/*.yml", model=ActionFile),
    FileKind(name="feedback", place="feedback/*.yml", model=FeedbackFile),
    FileKind(name="reviews", place="reviews/*.yml", model=ReviewFile),
    FileKind(name="documents", place="documents.yml", model=Documents, optional=True),
    FileKind(name="skills", place="skills.yml", model=SkillFile, optional=True),
    FileKind(name="retention", place="retention.yml", model=Retention, optional=True),
    FileKind(name="audit", place="audits/*.yml", model=Audit, key="audit", trace=True),
    FileKind(
        name="inspection", place="inspections/*.yml", model=Inspection, key="inspection", trace=True
    ),
    FileKind(name="queries", place="queries/*.yml", model=Queries, key="year", trace=True),
    FileKind(name="commentary", place="commentary/*/*.md", model=Commentary),
    FileKind(name="approval", place="approvals/*/*/*.yml", model=ApprovalFile),
    FileKind(name="revisions", place="revisions/*/*.yml", model=RevisionFile, key="period"),
    FileKind(name="deliveries", place="deliveries/*/*.yml", model=DeliveryFile, key="period"),
    FileKind(name="outages", place="outages/*.yml", model=OutageLog, key="source"),
    FileKind(name="records", place="records/*/*.yml", model=RecordFile, key="period"),
)


def kind_of(name: str) -> FileKind | None:
    """Return the kind of a file below report_data/, or None for a stranger."""
    return next((kind for kind in FILE_KINDS if kind.matches(name)), None)


def is_trace(name: str) -> bool:
    """Tell whether a file, named from the root, notes what was done with editions.

    Whether it is committed yet changes no page, so nothing that is issued waits for it.
    """
    kind = kind_of(name.removeprefix(f"{DATA_FOLDER}/"))
    return kind is not None and kind.trace

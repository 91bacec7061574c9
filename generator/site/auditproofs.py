"""What a year left behind as evidence, counted from the data and the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.archive.register import RegisterRow
from generator.compose.words import Words
from generator.workspace.model.audits import AuditResult
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from generator.workspace.model.catalogue import SectionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One piece of evidence: what it says, whether it is all there, and whether any is."""

    text: str
    is_whole: bool
    is_begun: bool


@dataclass(frozen=True, kw_only=True)
class AuditYear:
    """A year as an auditor looks at it, on a day; `files` are the pages below docs/."""

    workspace: Workspace
    year: int
    day: date
    register: tuple[RegisterRow, ...]
    files: Collection[str]
    words: Words

    @cached_property
    def rows(self) -> tuple[RegisterRow, ...]:
        """Return the editions whose period ends in the year."""
        last = timedelta(days=1)
        return tuple(row for row in self.register if self.holds(row.period_end - last))

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is in the year."""
        return day is not None and day.year == self.year

    def counted(self, key: str, total: int, count: int, **names: str) -> Proof:
        """Return a count: it is evidence when there is something and nothing lacks."""
        text = self.words.say(key, total=total, count=count, **names)
        return Proof(text=text, is_whole=0 < total == count, is_begun=count > 0)

    def there(self, key: str, found: Collection[object]) -> Proof:
        """Return that things are there."""
        return self.counted(key, len(found), len(found))

    def issued(self, key: str, rows: Iterable[RegisterRow], **names: str) -> Proof:
        """Return how many of some editions were issued."""
        listed = tuple(rows)
        issued = sum(row.issued is not None for row in listed)
        return self.counted(key, len(listed), issued, **names)


def _agreements(year: AuditYear) -> Proof:
    first, last = date(year.year, 1, 1), date(year.year, 12, 31)
    in_force = [
        each
        for each in year.workspace.agreements.values()
        if each.effective.first <= last and first <= (each.effective.last or last)
    ]
    reviewed = sum(year.holds(each.reviewed) for each in in_force)
    return year.counted("proof-agreements", len(in_force), reviewed)


def on_time(year: AuditYear) -> Proof:
    """Return how many editions went out by their days."""
    sent = (row for row in year.rows if row.issued and row.delivered)
    count = sum(not row.late for row in sent)
    return year.counted("proof-calendar", len(year.rows), count)


def approved(year: AuditYear) -> Proof:
    """Return how many issued editions have approvals that can be read again."""
    issued = [row for row in year.rows if row.issued]
    known = sum(row.approved is not None for row in issued)
    return year.counted("proof-approved", len(issued), known)


def sampled(year: AuditYear) -> Proof:
    """Return how many figures were counted again."""
    figures = [f for each in year.workspace.audits if year.holds(each.date) for f in each.figures]
    equal = sum(each.result is AuditResult.EQUAL for each in figures)
    return year.counted("proof-about", len(figures), equal)


def inspected(year: AuditYear) -> Proof:
    """Return how many old editions were made again."""
    sheets = (each for each in year.workspace.inspections if year.holds(each.date))
    drawn = [release for sheet in sheets for release in sheet.releases]
    equal = sum(each.rebuilt is AuditResult.EQUAL for each in drawn)
    return year.counted("proof-inspected", len(drawn), equal)


def queries(year: AuditYear) -> Proof:
    """Return how many queries somebody has looked through."""
    files = [each for each in year.workspace.query_files if each.year == year.year]
    spans = [(review.first, review.last) for each in files for review in each.reviews]
    asked = [query for each in files for query in each.queries]
    seen = (q.times for q in asked if any(first <= q.date <= last for first, last in spans))
    return year.counted("proof-queries", sum(query.times for query in asked), sum(seen))


def documents(year: AuditYear) -> Proof:
    """Return how many documents are not past their day of review."""
    found = year.workspace.documents
    in_time = sum(each.review_by >= year.day for each in found)
    return year.counted("proof-documents", len(found), in_time)


def _feedback(year: AuditYear) -> Proof:
    remarks = [each for file in year.workspace.feedback_files for each in file.feedback]
    mine = [each for each in remarks if year.holds(each.received)]
    answered = sum(each.answered is not None for each in mine)
    return year.counted("proof-feedback", len(mine), answered)


def _improvement(year: AuditYear) -> Proof:
    last = date(year.year, 12, 31)
    mine = [
        each
        for each in year.workspace.actions.values()
        if each.opened <= last and (each.closed is None or each.closed.year >= year.year)
    ]
    closed = sum(each.closed is not None for each in mine)
    return year.counted("proof-improvement", len(mine), closed)


def _roles(year: AuditYear) -> Proof:
    held = {role for person in year.workspace.people for role in person.roles}
    roles = year.workspace.roles
    return year.counted("proof-roles", len(roles), len(held & roles.keys()))


OF_PAGES: Final[Mapping[str, Callable[[AuditYear], Proof]]] = MappingProxyType(
    {
        "about": sampled,
        "agreements": _agreements,
        "calendar": on_time,
        "catalogue": lambda year: year.there("proof-catalogue", year.workspace.reports),
        "feedback": _feedback,
        "improvement": _improvement,
        "metrics": lambda year: year.there("proof-metrics", year.workspace.metrics),
        "reports": lambda year: year.issued("proof-reports", year.rows),
        "roles": _roles,
        "services": lambda year: year.there("proof-services", year.workspace.services),
    }
)
"""Generated page of the clause matrix -> what the year left behind for it."""

OF_THE_PROCESS: Final[tuple[tuple[str, Callable[[AuditYear], Proof]], ...]] = (
    ("asks-on-time", on_time),
    ("asks-approved", approved),
    ("asks-sampled", sampled),
    ("asks-inspected", inspected),
    ("asks-queries", queries),
    ("asks-documents", documents),
)
"""What is asked of the reporting process itself, beside the norms -> its evidence."""


def of_section(year: AuditYear, section: SectionId) -> Proof:
    """Return how many editions of the year have a section."""
    reports = year.workspace.reports
    rows = (row for row in year.rows if section in reports[row.report].sections)
    return year.issued("proof-section", rows, title=year.words.term(section))


def of_document(year: AuditYear, name: str) -> Proof:
    """Return whether a document was in force at the end of the year, or by now."""
    path = f"docs/{name}"
    day = min(year.day, date(year.year, 12, 31))
    for each in year.workspace.documents:
        if path in {file.path for version in each.versions for file in version.files}:
            version = each.in_force(day)
            key = "proof-document" if version else "proof-draft"
            number = version.version if version else ""
            text = year.words.say(key, name=each.number, version=number)
            is_there = version is not None
            return Proof(text=text, is_whole=is_there, is_begun=is_there)
    key = "proof-file" if path in year.files else "proof-no-file"
    is_there = path in year.files
    return Proof(text=year.words.say(key, name=name), is_whole=is_there, is_begun=is_there)

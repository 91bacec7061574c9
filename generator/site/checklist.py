"""The yearly checklist of an audit: clause by clause, filled from evidence (R-100)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.blocks import Column, Paragraph, Table, plain
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.auditproofs import (
    OF_PAGES,
    OF_THE_PROCESS,
    AuditYear,
    Proof,
    of_document,
    of_section,
)
from generator.site.clausematrix import Requirement, matrix

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the checklist: what is asked, and what the year has for it."""

    clause: str
    asks: str
    proofs: tuple[Proof, ...]

    @property
    def state(self) -> str:
        """Return `full`, `part` or `open`: what has no evidence is never met."""
        if self.proofs and all(proof.is_whole for proof in self.proofs):
            return "full"
        return "part" if any(proof.is_begun for proof in self.proofs) else "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The lines of one norm."""

    title: str
    items: tuple[Item, ...]

    @property
    def states(self) -> Counter[str]:
        """Return how many lines are in which state."""
        return Counter(item.state for item in self.items)


def parts(year: AuditYear) -> tuple[Part, ...]:
    """Return the checklist of a year: the process itself, then every norm."""
    words = year.words
    own = tuple(
        Item(clause="", asks=words.say(asks), proofs=(proof(year),))
        for asks, proof in OF_THE_PROCESS
    )
    norms = (
        Part(
            title=standard.title.of(words.language),
            items=tuple(_item(year, each) for each in standard.clauses),
        )
        for standard in matrix().standards
    )
    return (Part(title=words.say("audit-process"), items=own), *norms)


def _item(year: AuditYear, requirement: Requirement) -> Item:
    """Return the line of one clause."""
    return Item(
        clause=requirement.clause or "",
        asks=requirement.asks.of(year.words.language),
        proofs=tuple(_proofs(year, requirement)),
    )


def _proofs(year: AuditYear, requirement: Requirement) -> Iterator[Proof]:
    """Give what pages, sections and documents that answer a clause have to show."""
    yield from (OF_PAGES[page](year) for page in requirement.pages)
    yield from (of_section(year, section) for section in requirement.sections)
    yield from (of_document(year, name) for name in requirement.documents)


def checklist_page(year: AuditYear) -> str:
    """Return the checklist as Markdown, with room for the auditor's remarks."""
    words = year.words
    intro = words.say("audit-intro", day=year.day)
    text = [f"# {escaped(words.say('audit-title', year=year.year))}"]
    text += blocks_text([Paragraph(line=plain(intro))])
    for part in parts(year):
        text += [f"## {escaped(part.title)}", *blocks_text([_table(part, year)])]
    return "\n\n".join(text) + "\n"


def _table(part: Part, year: AuditYear) -> Table:
    """Return the lines of one norm."""
    words = year.words
    titles = ("clause", "clause-asks", "audit-evidence", "audit-state", "audit-remark")
    nothing = words.say("proof-clause-open")
    return Table(
        caption=part.title,
        columns=tuple(Column(title=words.say(key)) for key in titles),
        rows=tuple(
            (
                plain(item.clause or words.say("no-value")),
                plain(item.asks),
                plain(words.say("between").join(each.text for each in item.proofs) or nothing),
                plain(words.say(f"audit-{item.state}")),
                plain(""),
            )
            for item in part.items
        ),
    )

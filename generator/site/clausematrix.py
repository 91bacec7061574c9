"""The clause matrix: what norms ask for, and which page, section or document answers it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from generator.compose.blocks import Column, Line, Paragraph, Table, Text, plain
from generator.compose.words import Words
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.links import edition_link
from generator.site.nav import page_title
from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.catalogue import SectionId
from generator.workspace.model.types import Bilingual, Doc, Id, OneOrMany, strict
from generator.workspace.model.types import Line as OneLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.site.survey import Survey

# What the matrix calls a generated page -> its file and the key of its title.
PAGES: Final = MappingProxyType(
    {
        "about": ("about.md", "about-site"),
        "agreements": ("agreements.md", "agreements"),
        "calendar": ("calendar.md", "calendar"),
        "catalogue": ("catalogue.md", "catalogue"),
        "feedback": ("feedback.md", "feedback-page"),
        "improvement": ("improvement.md", "improvement-register"),
        "metrics": ("metrics.md", "dictionary"),
        "reports": ("reports/index.md", "all-reports"),
        "roles": ("roles.md", "roles"),
        "services": ("services.md", "services-page"),
    }
)


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One clause, and what answers it; without an answer it is open."""

    clause: Annotated[OneLine | None, Doc("Number, where we know it.", "条款号。")] = None
    asks: Annotated[Bilingual, Doc("What it asks for, in our words.", "要求，用自己的话。")]
    pages: Annotated[OneOrMany[Id], Doc("Generated pages.", "生成的页面。")] = ()
    sections: Annotated[OneOrMany[SectionId], Doc("Sections of reports.", "报告章节。")] = ()
    documents: Annotated[OneOrMany[OneLine], Doc("Files below docs/.", "docs/ 下的文件。")] = ()


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One norm with the clauses that are about service reports."""

    id: Annotated[Id, Doc("Name of the norm.", "标准编号。")]
    title: Annotated[Bilingual, Doc("Title.", "标准名称。")]
    clauses: Annotated[tuple[Requirement, ...], Field(min_length=1), Doc("Clauses.", "条款。")]


@strict
@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All norms."""

    standards: Annotated[tuple[Standard, ...], Doc("The norms.", "标准。")]


@cache
def matrix() -> Matrix:
    """Return the matrix that the package brings along."""
    file = resources.files("generator.site") / "clauses.yml"
    document = parse(file.read_bytes(), file.name)
    assert isinstance(document, Document), document  # noqa: S101 - our own file
    found = decode(Matrix, document, file.name)
    assert isinstance(found, Matrix), found  # noqa: S101 - our own file
    return found


def clauses_page(survey: Survey, staged: Mapping[str, bytes]) -> str:
    """Return a table a norm; `staged` are the pages that a document can be linked to."""
    words = Words(survey.view.language)
    text = [f"# {escaped(words.say('clause-matrix'))}"]
    text += blocks_text([Paragraph(line=plain(words.say("clause-matrix-intro")))])
    titles = ("clause", "clause-asks", "clause-answers")
    for standard in matrix().standards:
        title = standard.title.of(words.language)
        table = Table(
            caption=title,
            columns=tuple(Column(title=words.say(key)) for key in titles),
            rows=tuple(_row(survey, each, staged, words) for each in standard.clauses),
        )
        text += [f"## {escaped(title)}", *blocks_text([table])]
    return "\n\n".join(text) + "\n"


def _row(
    survey: Survey, requirement: Requirement, staged: Mapping[str, bytes], words: Words
) -> tuple[Line, ...]:
    """Return one clause."""
    answers = [
        *_pages(requirement, words),
        *_sections(survey, requirement, words),
        *_documents(requirement, staged),
    ]
    between = plain(words.say("between"))
    answered = tuple(piece for text in answers for piece in (*between, text))[1:]
    return (
        plain(requirement.clause or words.say("no-value")),
        plain(requirement.asks.of(words.language)),
        answered or plain(words.say("clause-open")),
    )


def _pages(requirement: Requirement, words: Words) -> Iterator[Text]:
    """Give the pages that answer a clause as links."""
    for page in requirement.pages:
        file, title = PAGES[page]
        yield Text(text=words.say(title), link=file)


def _sections(survey: Survey, requirement: Requirement, words: Words) -> Iterator[Text]:
    """Give the sections that answer a clause; each leads to the newest report that has it."""
    for section in requirement.sections:
        title = words.say("section-named", title=words.term(section))
        has_it = (each for each in survey.newest if section in each.report.sections)
        edition = max(has_it, key=lambda each: each.period.end, default=None)
        keys = survey.known[edition.report.report] if edition else ()
        yield Text(text=title, link=edition_link(survey.view, keys[-1]) if keys else "")


def _documents(requirement: Requirement, staged: Mapping[str, bytes]) -> Iterator[Text]:
    """Give the documents that answer a clause; one that is not on the site is no link."""
    for name in requirement.documents:
        page = staged.get(name)
        yield Text(text=page_title(page), link=name) if page else Text(text=name)

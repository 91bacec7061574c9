"""The change record of an edition: what it says and the one before it did not (R-91)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Column, Line, Paragraph, Subheading, Table, plain
from generator.compose.values import service_name, target_text
from generator.measure.revision import Revision, difference, judged, promises

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.compose.blocks import Section
    from generator.compose.words import Words
    from generator.measure.figure import FigureKey
    from generator.measure.measure import Attainment, Edition
    from generator.measure.revision import Difference

Row = tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """An edition and what it says in its sections, annexes apart."""

    edition: Edition
    sections: tuple[Section, ...]


def change_record(now: Composed, before: Composed | None, words: Words) -> Iterator[Block]:
    """Show what was added (A), modified (M) and deleted (D) since the previous edition."""
    if before is None:
        yield Subheading(title=words.say("change-record-first"), minor=True)
        yield Paragraph(line=plain(words.say("first-edition")))
        return
    title = words.say("change-record", edition=before.edition.name)
    yield Subheading(title=title, minor=True)
    rows = (
        *_sections(before, now, words),
        *_promises(before.edition, now.edition, words),
        *_figures(before, now, words),
    )
    if rows:
        titles = ("revision-type", "object", "description")
        columns = tuple(Column(title=words.say(each)) for each in titles)
        yield Table(caption=title, columns=columns, rows=rows)
    else:
        yield Paragraph(line=plain(words.say("nothing-changed")))
    yield Paragraph(line=plain(words.say("change-record-note")))


def _row(revision: Revision, kind: str, text: str, words: Words) -> Row:
    """Return one change."""
    return plain(words.term(revision)), plain(words.say(kind)), plain(text)


def _each(found: Difference[str]) -> tuple[tuple[Revision, tuple[str, ...]], ...]:
    """Return the three types with their keys."""
    return (
        (Revision.ADDED, found.added),
        (Revision.MODIFIED, found.modified),
        (Revision.DELETED, found.deleted),
    )


def _sections(before: Composed, now: Composed, words: Words) -> Iterator[Row]:
    """Give the sections that came, changed and went, one row a type."""
    titles = {each.id.value: each.title for each in (*before.sections, *now.sections)}
    for revision, names in _each(difference(_contents(before), _contents(now))):
        if names:
            text = words.say("listed").join(titles[name] for name in names)
            yield _row(revision, "object-section", text, words)


def _contents(composed: Composed) -> dict[str, tuple[str, ...]]:
    """Return section -> its words; one sentence alone says that there is nothing."""
    return {
        section.id.value: tuple(text.text for line in section.lines() for text in line)
        for section in composed.sections
        if len(section.blocks) > 1 or section.figures()
    }


def _promises(before: Edition, now: Edition, words: Words) -> Iterator[Row]:
    """Give each promise that came, went, or has another target or verdict."""
    old, new = promises(before), promises(now)
    found = difference(
        {key: judged(each) for key, each in old.items()},
        {key: judged(each) for key, each in new.items()},
    )
    for key in found.added:
        yield _row(Revision.ADDED, "object-promise", _name(now, new[key], words), words)
    for key in found.modified:
        text = words.say(
            "pair", name=_name(now, new[key], words), text=_moved(old[key], new[key], words)
        )
        yield _row(Revision.MODIFIED, "object-promise", text, words)
    for key in found.deleted:
        yield _row(Revision.DELETED, "object-promise", _name(before, old[key], words), words)


def _name(edition: Edition, attainment: Attainment, words: Words) -> str:
    """Name a promise: clause, service and metric."""
    measured = attainment.measured
    service = service_name(edition.measures, measured.figure.key.service, words)
    name = measured.metric.name.of(words.language)
    return f"{attainment.clause.id} {service} {name}"


def _moved(before: Attainment, after: Attainment, words: Words) -> str:
    """Say from which target and verdict to which."""
    pairs = (
        tuple(_target(each, words) for each in (before, after)),
        tuple(words.verdict(each.judgement.verdict) for each in (before, after)),
    )
    return words.say("between").join(
        words.say("from-to", before=old, after=new) for old, new in pairs if old != new
    )


def _target(attainment: Attainment, words: Words) -> str:
    """Write the target of a promise."""
    target = attainment.promised.target if attainment.promised else None
    return target_text(attainment.measured.metric, target, words)


def _figures(before: Composed, now: Composed, words: Words) -> Iterator[Row]:
    """Count the figures that came, differ and went; those that came or went by metric."""
    found = difference(_values(before), _values(now))
    if found.added:
        yield _row(Revision.ADDED, "object-figure", _listed(now.edition, found.added, words), words)
    if found.modified:
        text = words.say("modified-figures", count=len(found.modified), same=found.same)
        yield _row(Revision.MODIFIED, "object-figure", text, words)
    if found.deleted:
        text = _listed(now.edition, found.deleted, words)
        yield _row(Revision.DELETED, "object-figure", text, words)


def _values(composed: Composed) -> dict[FigureKey, object]:
    """Return key -> exact value of every figure that the sections show."""
    figures = (figure for section in composed.sections for figure in section.figures())
    return {figure.key: (figure.value, figure.suppressed) for figure in figures}


def _listed(edition: Edition, keys: Sequence[FigureKey], words: Words) -> str:
    """Say how many figures, and of which metrics."""
    metrics = edition.measures.workspace.metrics
    names = dict.fromkeys(metrics[key.metric].name.of(words.language) for key in keys)
    text = words.say("listed").join(names)
    return words.say("some-figures", count=len(keys), metrics=text)

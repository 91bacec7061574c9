"""What an edition says about its revisions: a banner, what is different, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Block,
    Column,
    Line,
    Paragraph,
    Style,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.workspace.model.revisions import RevisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.compose.words import Words
    from generator.measure.measure import Edition
    from generator.workspace.model.revisions import Change, RevisionEntry


def revisions_of(edition: Edition) -> tuple[RevisionEntry, ...]:
    """Return the revisions of an edition after its first."""
    file = edition.measures.workspace.revisions.get(edition.name)
    return file.revisions if file else ()


def is_withdrawn(edition: Edition) -> bool:
    """Tell whether the newest revision takes the edition back."""
    entries = revisions_of(edition)
    return bool(entries) and entries[-1].kind is RevisionKind.WITHDRAWN


def notice(edition: Edition, words: Words) -> Iterator[Block]:
    """Say at the top of a page which revision it is, why, and what is different."""
    entries = revisions_of(edition)
    if not entries:
        return
    newest = entries[-1]
    key = "withdrawn-banner" if is_withdrawn(edition) else "revision-banner"
    text = words.say(
        key,
        revision=newest.revision,
        before=f"r{newest.revision - 1}",
        hash=newest.supersedes,
        reason=newest.reason.of(words.language),
    )
    yield Paragraph(line=(Text(text=text, style=Style.STRONG),))
    if newest.kind is RevisionKind.RESTATED:
        yield from _changes(newest.changes, words)
    yield Subheading(title=words.say("revision-list"), minor=True)
    titles = ("revision", "revision-date", "revision-kind", "reason", "revision-by")
    rows = [_row(entry, edition, words) for entry in entries]
    yield _table(words.say("revision-list"), titles, rows, words)


def _changes(changes: tuple[Change, ...], words: Words) -> Iterator[Block]:
    """Show old and new values."""
    if not changes:
        yield Paragraph(line=plain(words.say("revision-no-changes")))
        return
    title = words.say("revision-changes")
    yield Subheading(title=title, minor=True)
    titles = ("object", "revision-period", "revision-old", "revision-new")
    rows = [
        tuple(plain(text) for text in (each.figure, each.period, each.old, each.new))
        for each in changes
    ]
    yield _table(title, titles, rows, words)


def _row(entry: RevisionEntry, edition: Edition, words: Words) -> tuple[Line, ...]:
    """Return one revision of the list."""
    names = {person.id: person.name for person in edition.measures.workspace.people}
    people = (names.get(each, each) for each in (entry.author, entry.approver))
    texts = (
        f"r{entry.revision}",
        entry.date.isoformat(),
        words.term(entry.kind),
        entry.reason.of(words.language),
        words.say("between").join(people),
    )
    return tuple(plain(text) for text in texts)


def _table(
    caption: str, titles: tuple[str, ...], rows: Sequence[tuple[Line, ...]], words: Words
) -> Table:
    """Return rows under the titles of their columns."""
    columns = tuple(Column(title=words.say(title)) for title in titles)
    return Table(caption=caption, columns=columns, rows=tuple(rows))

"""What an edition says about its revisions: a banner, what is different, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Align,
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
from generator.compose.changewords import ChangeWords
from generator.workspace.model.revisions import RevisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.compose.words import Words
    from generator.measure.measure import Edition
    from generator.workspace.model.retention import Destruction
    from generator.workspace.model.revisions import Change, RevisionEntry


def revisions_of(edition: Edition) -> tuple[RevisionEntry, ...]:
    """Return the revisions of an edition after its first."""
    file = edition.measures.workspace.revisions.get(edition.name)
    return file.revisions if file else ()


def notice(edition: Edition, words: Words) -> Iterator[Block]:
    """Say at the top of a page which revision it is, why, and what is different.

    Of what was destroyed its tombstone alone is said: old and new values went with it.
    """
    workspace = edition.measures.workspace
    stone = workspace.tombstone_of(edition.name, workspace.revision_of(edition.name))
    if stone:
        yield from _tombstone(stone, edition, words)
        return
    entries = revisions_of(edition)
    if not entries:
        return
    newest = entries[-1]
    is_withdrawn = newest.kind is RevisionKind.WITHDRAWN
    key = "withdrawn-banner" if is_withdrawn else "revision-banner"
    text = words.say(
        key,
        revision=newest.revision,
        before=f"r{newest.revision - 1}",
        reason=newest.reason.of(words.language),
    )
    yield Paragraph(line=(Text(text=text, style=Style.STRONG),))
    if newest.kind is RevisionKind.RESTATED:
        yield from _changes(newest.changes, edition, words)
    yield Subheading(title=words.say("revision-list"), minor=True)
    titles = (
        "revision",
        "revision-date",
        "revision-kind",
        "reason",
        "revision-by",
        "revision-supersedes",
    )
    rows = [_row(entry, edition, words) for entry in entries]
    yield _table(words.say("revision-list"), titles, rows, words)


def _tombstone(stone: Destruction, edition: Edition, words: Words) -> Iterator[Block]:
    """Say that an edition was destroyed: when, why, by whom, and the hash that it had."""
    text = words.say(
        "destroyed-banner",
        id=stone.id,
        day=stone.date,
        revision=stone.revision,
        reason=stone.reason.of(words.language),
    )
    yield Paragraph(line=(Text(text=text, style=Style.STRONG),))
    names = {person.id: person.name for person in edition.measures.workspace.people}
    facts = (
        ("destroyed-hash", (Text(text=stone.manifest_sha256, style=Style.CODE),)),
        ("decided-by", plain(names.get(stone.decided_by, stone.decided_by))),
        ("witnessed-by", plain(names.get(stone.witnessed_by, stone.witnessed_by))),
    )
    rows = [(plain(words.say(key)), line) for key, line in facts]
    yield _table(words.say("tombstone"), ("item", "content"), rows, words)


def _changes(changes: tuple[Change, ...], edition: Edition, words: Words) -> Iterator[Block]:
    """Show old and new values."""
    if not changes:
        yield Paragraph(line=plain(words.say("revision-no-changes")))
        return
    title = words.say("revision-changes")
    yield Subheading(title=title, minor=True)
    names = ChangeWords(measures=edition.measures, words=words)
    yield Table(
        caption=title,
        columns=(
            Column(title=words.say("object")),
            Column(title=words.say("revision-period")),
            Column(title=words.say("revision-old"), align=Align.RIGHT),
            Column(title=words.say("revision-new"), align=Align.RIGHT),
        ),
        rows=tuple(tuple(plain(text) for text in names.texts(each)) for each in changes),
    )


def _row(entry: RevisionEntry, edition: Edition, words: Words) -> tuple[Line, ...]:
    """Return one revision of the list."""
    names = {person.id: person.name for person in edition.measures.workspace.people}
    people = (names.get(each, each) for each in (entry.author, entry.approver))
    supersedes = (Text(text=entry.supersedes, style=Style.CODE),)
    texts = (
        f"r{entry.revision}",
        entry.date.isoformat(),
        words.term(entry.kind),
        entry.reason.of(words.language),
        words.say("between").join(people),
    )
    return (*(plain(text) for text in texts), supersedes)


def _table(
    caption: str, titles: tuple[str, ...], rows: Sequence[tuple[Line, ...]], words: Words
) -> Table:
    """Return rows under the titles of their columns."""
    columns = tuple(Column(title=words.say(title)) for title in titles)
    return Table(caption=caption, columns=columns, rows=tuple(rows))

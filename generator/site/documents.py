"""The controlled documents: number, versions, signatures, review, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
from generator.compose.words import Words
from generator.measure.revision import Revision
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.improvement import day_of_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.git import FileHistory
    from generator.site.audience import View
    from generator.workspace.model.documents import (
        ControlledDocument,
        DocumentVersion,
        Signature,
    )

# A change record is read from its newest row on; all rows are in git.
_MOST_CHANGES: Final = 10
_TYPES: Final = {"A": Revision.ADDED, "M": Revision.MODIFIED, "D": Revision.DELETED}


def documents_page(view: View, history: FileHistory) -> str:
    """Return the register of documents, and for each its versions and change record."""
    words, day = Words(view.language), day_of_view(view)
    documents = view.workspace.documents
    text = [f"# {escaped(words.say('documents'))}"]
    text += blocks_text([Paragraph(line=plain(words.say("documents-intro", day=day)))])
    if not documents:
        return "\n\n".join([*text, *blocks_text([_paragraph("documents-none", words)])]) + "\n"
    text += blocks_text([_register(view, documents, day, words)])
    for document in documents:
        text.append(f"## {escaped(f'{document.number} {document.title.of(view.language)}')}")
        text += blocks_text(_document(view, document, history, words))
    return "\n\n".join(text) + "\n"


def _paragraph(key: str, words: Words) -> Paragraph:
    return Paragraph(line=plain(words.say(key)))


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]], words: Words) -> Table:
    """Return rows of plain text under titles."""
    return Table(
        caption="",
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(tuple(plain(cell) for cell in row) for row in rows),
    )


def _register(
    view: View, documents: Sequence[ControlledDocument], day: date, words: Words
) -> Table:
    """Return one row a document: which version is in force, and when it is reviewed."""
    titles = (
        "number",
        "document-title",
        "document-level",
        "version-in-force",
        "newest-version",
        "owner-role",
        "review-by",
    )
    rows = [
        (
            document.number,
            document.title.of(view.language),
            words.say(f"level-{document.level}"),
            _in_force(document, day, words),
            _version(document.versions[-1], words),
            view.workspace.roles[document.owner].name.of(view.language),
            _review(document, day, words),
        )
        for document in documents
    ]
    return _table(titles, rows, words)


def _in_force(document: ControlledDocument, day: date, words: Words) -> str:
    """Return the one version in force."""
    version = document.in_force(day)
    return version.version if version else words.say("no-value")


def _version(version: DocumentVersion, words: Words) -> str:
    """Return a version, and that it is a draft."""
    return (
        words.say("draft-version", version=version.version) if version.is_draft else version.version
    )


def _review(document: ControlledDocument, day: date, words: Words) -> str:
    """Return the day of review, and that it is over."""
    text = document.review_by.isoformat()
    return words.say("overdue-since", day=text) if document.review_by < day else text


def _document(
    view: View,
    document: ControlledDocument,
    history: FileHistory,
    words: Words,
) -> Iterator[Block]:
    """Give the header of a document and its change record."""
    titles = ("version", "in-force-from", "written-by", "reviewed-by", "approved-by", "file-sums")
    yield _versions_table(titles, view, document, words)
    roles = (view.workspace.roles[role].name.of(view.language) for role in document.distribution)
    names = words.say("between").join(roles)
    yield Paragraph(line=plain(words.say("pair", name=words.say("distribution-of"), text=names)))
    yield Subheading(title=words.say("change-record-of-files"), minor=True)
    yield from _changes(document, history, words)


def _versions_table(
    titles: Sequence[str], view: View, document: ControlledDocument, words: Words
) -> Table:
    """Return one row a version, the newest first."""
    people = {person.id: person.name for person in view.workspace.people}
    return Table(
        caption="",
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(
            (
                plain(_version(each, words)),
                plain(each.effective.isoformat() if each.effective else words.say("no-value")),
                *(
                    plain(_signature(signature, people, words))
                    for signature in (each.author, each.reviewed, each.approved)
                ),
                _sums(each),
            )
            for each in reversed(document.versions)
        ),
    )


def _sums(version: DocumentVersion) -> Line:
    """Return the first digits of the fingerprints, which the data file has in full."""
    sums = (Text(text=file.sha256[:12], style=Style.CODE) for file in version.files)
    return tuple(piece for each in sums for piece in (each, Text(text=" ")))[:-1]


def _signature(signature: Signature | None, people: Mapping[str, str], words: Words) -> str:
    """Return person and day."""
    if signature is None:
        return words.say("no-value")
    return f"{people[signature.by]} {signature.date}"


def _changes(
    document: ControlledDocument,
    history: FileHistory,
    words: Words,
) -> Iterator[Block]:
    """Give the change record of the files of the newest version, from git."""
    if history.unverified:
        yield Paragraph(line=plain(words.say("history-unverified", why=history.unverified)))
        return
    ordered = history.of(document.number)
    rows = [
        (each.day, each.commit[:12], each.author, _TYPES[each.type].value, each.subject)
        for each in ordered[:_MOST_CHANGES]
    ]
    titles = ("date-of", "commit", "written-by", "revision-type", "description")
    yield _table(titles, rows, words) if rows else _paragraph("history-none", words)
    if len(ordered) > _MOST_CHANGES:
        more = len(ordered) - _MOST_CHANGES
        yield Paragraph(line=plain(words.say("history-more", more=more)))

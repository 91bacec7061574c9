"""Document control: header, distribution, approvals and the A/M/D change record (R-90 to R-93)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import (
    Block,
    Bullets,
    Column,
    Line,
    Section,
    Style,
    Subheading,
    Table,
    Text,
    plain,
)
from generator.compose.cover import level_text, role_name
from generator.compose.revisions import change_record
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.compose.revisions import Composed
    from generator.compose.words import Words
    from generator.measure.measure import Edition
    from generator.workspace.model.catalogue import ContentWaiver
    from generator.workspace.model.chains import Stage


def document_control(now: Composed, before: Composed | None, words: Words) -> Section:
    """Compose what is known about the document itself, and how it differs from the last one."""
    edition = now.edition
    blocks = (
        *_header(edition, words),
        *_distribution(edition, words),
        *_signatures(edition, words),
        *_waivers(edition, words),
        *change_record(now, before, words),
    )
    title = words.term(SectionId.DOCUMENT_CONTROL)
    return Section(id=SectionId.DOCUMENT_CONTROL, title=title, blocks=blocks)


def _header(edition: Edition, words: Words) -> Iterator[Block]:
    """Show number, version, classification and copyright, and what a version means."""
    document, organisation = edition.report.document, edition.measures.workspace.organisation
    name = organisation.name.of(words.language)
    copyright_line = words.say("copyright-line", name=name)
    if organisation.copyright:
        copyright_line = organisation.copyright.of(words.language)
    facts = (
        ("number", document.number),
        ("version", document.version),
        ("classification", level_text(edition, words)),
        ("edition", edition.name),
        ("copyright", copyright_line),
    )
    yield Subheading(title=words.say("header"), minor=True)
    yield _table(
        words.say("header"),
        ("item", "content"),
        [((Text(text=words.say(key), style=Style.STRONG),), plain(text)) for key, text in facts],
        words,
    )
    rules = ["draft-rule"] if document.version.startswith("0.") else []
    rules.append("validity-rule")
    yield Bullets(items=tuple(plain(words.say(rule)) for rule in rules))


def _distribution(edition: Edition, words: Words) -> Iterator[Block]:
    """Give every copy a number: who gets one, and how."""
    rows = [
        (
            plain(str(number)),
            plain(role_name(edition, each.role, words)),
            plain(words.term(each.by)),
        )
        for number, each in enumerate(edition.report.distribution, start=1)
    ]
    yield Subheading(title=words.say("distribution"), minor=True)
    titles = ("copy-number", "recipient", "delivered-by")
    yield _table(words.say("distribution"), titles, rows, words)


def _signatures(edition: Edition, words: Words) -> Iterator[Block]:
    """List who prepares and approves; nothing on file proves that they have."""
    report, workspace = edition.report, edition.measures.workspace
    unverified = plain(words.say("unverified"))
    author = plain(role_name(edition, report.author, words))
    rows = [(plain(words.say("author")), author, unverified)]
    rows.extend(
        (
            plain(stage.name.of(words.language)),
            plain(words.say("between").join(_deciders(edition, stage, words))),
            unverified,
        )
        for stage in workspace.chains[report.chain].stages
    )
    yield Subheading(title=words.say("signed"), minor=True)
    yield _table(words.say("signed"), ("stage", "role", "state"), rows, words)


def _deciders(edition: Edition, stage: Stage, words: Words) -> Iterator[str]:
    """Name the roles that decide a stage."""
    by = stage.by
    for role in (*by.any_of, *by.all_of, *([by.each] if by.each else [])):
        yield role_name(edition, role, words)


def _waivers(edition: Edition, words: Words) -> Iterator[Block]:
    """Print what the report goes without, the reason and who accepted it."""
    if not edition.report.waivers:
        return
    rows = [
        (
            plain(_waived(waiver, words)),
            plain(waiver.reason.of(words.language)),
            plain(role_name(edition, waiver.accepted_by, words)),
        )
        for waiver in edition.report.waivers
    ]
    yield Subheading(title=words.say("waivers"), minor=True)
    yield _table(words.say("waivers"), ("waived-content", "reason", "accepted-by"), rows, words)


def _waived(waiver: ContentWaiver, words: Words) -> str:
    """Name what is waived."""
    named = (waiver.section, waiver.character)
    return words.say("listed").join(words.term(each) for each in named if each)


def _table(
    caption: str, titles: tuple[str, ...], rows: Sequence[tuple[Line, ...]], words: Words
) -> Table:
    """Return rows under the titles of their columns."""
    columns = tuple(Column(title=words.say(title)) for title in titles)
    return Table(caption=caption, columns=columns, rows=tuple(rows))

"""The cover: one quiet line under the title, and the document control table (R-90)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.blocks import Column, Line, Style, Table, Text, plain
from generator.compose.values import due_rule_text
from generator.measure.due import due_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.measure import Edition


def subtitle(edition: Edition, words: Words) -> Line:
    """Return number, version, classification, edition and due date in one line."""
    document = edition.report.document
    version = document.version
    if version.startswith("0."):
        version = words.say("aside", text=version, aside=words.say("draft"))
    pieces = (
        document.number,
        f"{words.say('version')} {version}",
        f"{words.say('classification')} {level_text(edition, words)}",
        f"{words.say('edition')} {edition.name}",
        f"{words.say('due')} {due_text(edition, words)}",
        *_revision(edition, words),
    )
    return plain(" · ".join(pieces))


def _revision(edition: Edition, words: Words) -> Iterator[str]:
    """Name the revision, from the second on."""
    revision = edition.measures.workspace.revision_of(edition.name)
    if revision > 1:
        yield f"{words.say('revision')} r{revision}"


def level_text(edition: Edition, words: Words) -> str:
    """Return the name of the report's classification."""
    levels = edition.measures.workspace.organisation.classifications
    wanted = edition.report.document.classification
    return next(level.of(words.language) for level in levels if level.id == wanted)


def due_text(edition: Edition, words: Words) -> str:
    """Return the day on which the edition is due; unknown, and the rule, without its calendar."""
    workspace = edition.measures.workspace
    party = workspace.parties[edition.report.party]
    calendar = workspace.working_calendars[party.calendar]
    day = due_date(edition.report.due, edition.period, calendar)
    if day:
        return day.isoformat()
    rule = due_rule_text(edition.report.due, words)
    return words.say("aside", text=words.say("due-unknown"), aside=rule)


def control_table(edition: Edition, words: Words) -> Table:
    """Return what an auditor asks about the report itself."""
    return Table(
        caption=words.say("control"),
        columns=(Column(title=words.say("item")), Column(title=words.say("content"))),
        rows=tuple(
            ((Text(text=words.say(key), style=Style.STRONG),), plain(text))
            for key, text in _facts(edition, words)
        ),
    )


def _facts(edition: Edition, words: Words) -> Iterator[tuple[str, str]]:
    """Give the rows of document control."""
    workspace, report, language = edition.measures.workspace, edition.report, words.language
    party = workspace.parties[report.party]
    yield "kind", words.term(report.kind)
    yield "provider", workspace.organisation.name.of(language)
    yield "party", party.name.of(language)
    yield "purpose", report.purpose.of(language)
    if report.required_by:
        yield "required-by", report.required_by
    yield "owner", role_name(edition, report.owner, words)
    yield "author", role_name(edition, report.author, words)
    chain = workspace.chains[report.chain]
    stages = " → ".join(stage.name.of(language) for stage in chain.stages)
    yield "chain", words.say("pair", name=chain.name.of(language), text=stages)
    yield "distribution", words.say("between").join(_recipients(edition, words))
    if party.origin:
        yield "origin", party.origin.of(language)


def _recipients(edition: Edition, words: Words) -> Iterator[str]:
    """Say who gets the report, and how."""
    for recipient in edition.report.distribution:
        role = role_name(edition, recipient.role, words)
        yield words.say("aside", text=role, aside=words.term(recipient.by))


def role_name(edition: Edition, role: str, words: Words) -> str:
    """Return the name of a role."""
    return edition.measures.workspace.roles[role].name.of(words.language)

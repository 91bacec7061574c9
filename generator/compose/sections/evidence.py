"""The chain of evidence: requirement, data, approval, delivery and decision, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Column, Line, Paragraph, Section, Style, Table, Text, plain
from generator.compose.cover import role_name
from generator.compose.exclusions import sources_of
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.figure import Figure
    from generator.measure.measure import Edition

# The clauses of ISO/IEC 20000-1:2018 that a step answers: 8.3.3 service level management,
# 9.1 monitoring and measurement, 9.4 service reporting, 7.5.3 control of documented information,
# 8.3.2 business relationship management, 9.3 management review, 10.2 continual improvement.
CLAUSES: Final = {
    "requirement": "8.3.3, 9.4",
    "data": "9.1, 9.4",
    "approval": "7.5.3",
    "delivery": "8.3.2, 9.4",
    "decision": "9.3, 9.4, 10.2",
}


def evidence(edition: Edition, words: Words, shown: tuple[Figure, ...]) -> Section:
    """Compose the strip from requirement to decision; what nothing proves is unverified."""
    rests = {
        "requirement": _requirement(edition, words),
        "data": _data(edition, shown, words),
        "approval": _approval(edition, words),
        "delivery": _delivery(edition, words),
        "decision": edition.report.purpose.of(words.language),
    }
    known = {
        "requirement": edition.report.required_by is not None,
        "data": any(figure.records for figure in shown),
    }
    titles = ("step", "rests-on", "state", "iso", "gbt", "itss")
    table = Table(
        caption=words.term(SectionId.EVIDENCE),
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(
            _row(step, text, words, is_known=known.get(step, False)) for step, text in rests.items()
        ),
    )
    blocks = (
        Paragraph(line=plain(words.say("evidence-intro"))),
        table,
        Paragraph(line=plain(words.say("clause-note"))),
    )
    return Section(id=SectionId.EVIDENCE, title=words.term(SectionId.EVIDENCE), blocks=blocks)


def _row(step: str, rests_on: str, words: Words, *, is_known: bool) -> tuple[Line, ...]:
    """Return one step."""
    return (
        (Text(text=words.say(f"step-{step}"), style=Style.STRONG),),
        plain(rests_on),
        plain(words.say("on-file" if is_known else "unverified")),
        plain(CLAUSES[step]),
        plain(words.say(f"gbt-{step}")),
        plain(words.say(f"itss-{step}")),
    )


def _requirement(edition: Edition, words: Words) -> str:
    """Name the clause that demands the report."""
    required = edition.report.required_by
    if required is None:
        return words.say("not-stated-by-clause")
    name, _, clause = required.partition("/")
    agreement = edition.measures.workspace.agreements[name]
    title = agreement.title.of(words.language)
    return words.say(
        "required-by-clause", agreement=title, version=agreement.version, clause=clause
    )


def _data(edition: Edition, shown: tuple[Figure, ...], words: Words) -> str:
    """Count the records behind the figures, their files and the collections that gave them."""
    records = {record for figure in shown for record in figure.records}
    if not records:
        return words.say("no-data")
    return words.say(
        "data-of",
        figures=len(shown),
        records=len(records),
        files=len({record.file for record in records}),
        exports=len(sources_of(edition, shown)),
    )


def _approval(edition: Edition, words: Words) -> str:
    """Name the chain that has to approve."""
    chain = edition.measures.workspace.chains[edition.report.chain]
    stages = " → ".join(stage.name.of(words.language) for stage in chain.stages)
    return words.say("pair", name=chain.name.of(words.language), text=stages)


def _delivery(edition: Edition, words: Words) -> str:
    """Name those who have to get it."""
    roles = (role_name(edition, each.role, words) for each in edition.report.distribution)
    return words.say("between").join(roles)

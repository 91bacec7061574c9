"""The commentary that waits for an author: what has to be written about an edition, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.compose.words import Words
from generator.measure.misses import open_misses
from generator.prose import MARKS
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.measure.answers import Answer, Miss
    from generator.measure.editions import EditionKey
    from generator.measure.ledger import Ledger
    from generator.workspace.workspace import Workspace

COMMENTARY_FOLDER: Final = "report_data/commentary"


def skeleton_name(key: EditionKey) -> str:
    """Return the name of the file that holds the commentary of an edition."""
    return f"{COMMENTARY_FOLDER}/{key.name}.md"


def skeleton(workspace: Workspace, ledger: Ledger, key: EditionKey) -> str:
    """Return a text with a summary to write, and reason and action for each miss without one.

    Every passage to be written begins with a mark that `check` looks for (rule X090).
    """
    words = Words(key.report.language)
    mark = MARKS[1] if key.report.language == "en" else MARKS[0]
    gap = " " if key.report.language == "en" else ""
    texts = {
        SectionId.SUMMARY: [words.say("write-summary")],
        SectionId.SLA: list(_of_misses(workspace, ledger, key, words)),
    }
    parts = (
        f"## {section.value}\n\n" + "".join(f"{mark}{gap}{text}\n\n" for text in written)
        for section, written in texts.items()
        if written and section in key.report.sections
    )
    return "".join(parts).rstrip("\n") + "\n"


def _of_misses(
    workspace: Workspace, ledger: Ledger, key: EditionKey, words: Words
) -> Iterator[str]:
    """Give what is to be said about each missed promise."""
    for miss, answer in open_misses(workspace, ledger, key):
        yield from _of_miss(miss, answer, words)


def _of_miss(miss: Miss, answer: Answer, words: Words) -> Iterator[str]:
    """Give what a missed promise lacks."""
    figure = f"{miss.clause.metric} @ {miss.service}"
    if answer.reason is None:
        yield words.say("write-reason", clause=miss.clause.id, figure=figure)
    if not answer.actions:
        yield words.say("write-action", clause=miss.clause.id, party=miss.report.party)

"""The two files of an edition: the page that people approve, and its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.compose.compose import compose
from generator.compose.words import Words
from generator.measure.measure import measure
from generator.render.figures import figures_text
from generator.render.markdown import page, section_texts

if TYPE_CHECKING:
    from generator.measure.editions import EditionKey
    from generator.measure.ledger import Ledger
    from generator.workspace.workspace import Workspace

REPORTS_FOLDER: Final = "docs/reports"


def edition_files(workspace: Workspace, ledger: Ledger, key: EditionKey) -> dict[str, bytes]:
    """Return name -> content of the page and of the figures of an edition."""
    edition = measure(workspace, ledger, key.report, key.period)
    words = Words(key.report.language)
    report = compose(edition, words)
    generated = words.say("generated", name=key.name)
    sections = section_texts(report)
    contents = (
        page(report, sections, generated),
        figures_text(edition, report, sections, words),
    )
    return {
        name: content.encode() for name, content in zip(edition_names(key), contents, strict=True)
    }


def edition_names(key: EditionKey) -> tuple[str, str]:
    """Return the names of the page and of the figures of an edition."""
    return names_of(key.name)


def names_of(edition: str) -> tuple[str, str]:
    """Return the names of page and figures of an edition that is named `report/period`."""
    return f"{REPORTS_FOLDER}/{edition}.md", f"{REPORTS_FOLDER}/{edition}.json"

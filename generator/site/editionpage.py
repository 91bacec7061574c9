"""The page of an edition on the site: the approved text, with charts where it has markers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from generator.compose.compose import ANNEX_IDS
from generator.site.charts import figures_html
from generator.site.glances import with_glances
from generator.site.search import ANNEXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.compose.words import Words

_MARKER: Final = re.compile(r"^<!-- chart: (?P<id>\S+) -->$", re.MULTILINE)
_RUN: Final = re.compile(r"(?:^<!-- chart: \S+ -->$\n*)+", re.MULTILINE)
# What could end a string of a style sheet, or the style sheet itself.
_UNQUOTED: Final = re.compile(r'["\\<\x00-\x1f]')
# Tables of promises need the room of the side bar.
WIDE: Final = "---\nhide: [navigation]\n---"
# Comment, title, the quiet line and the table of document control, up to the first section.
_COVER: Final = re.compile(r"\A(<!--.*-->\n\n# .*\n\n.*)\n\n((?:\|.*\n)+)")


def edition_page(page: str, figures: bytes, words: Words) -> str:
    """Return the staged text of an edition; its words and numbers stay as they are.

    `page` and `figures` are the committed files. Document control is folded, because
    a manager's minute belongs to the answer; runs of charts stand side by side.
    """
    edition = json.loads(figures)
    drawn = figures_html(figures)
    page = with_glances(page, edition, words)
    page = _RUN.sub(lambda run: _side_by_side(run[0], drawn), page)
    return f"{WIDE}\n\n{_running_head(edition)}{_folded(_marked(page, words), words)}"


def _marked(page: str, words: Words) -> str:
    """Return the page with a mark where its annexes begin, which the search leaves out."""
    titles = "|".join(re.escape(words.term(section)) for section in ANNEX_IDS)
    heading = re.compile(rf"^## (?:{titles})$", re.MULTILINE)
    return heading.sub(rf"{ANNEXES}\n\n\g<0>", page, count=1)


def _folded(page: str, words: Words) -> str:
    """Return the page with its quiet line and its document control as such."""
    summary = f"<summary>{words.say('control')}</summary>"
    control = f'<details class="rg-more rg-control" markdown>\n{summary}\n\n\\2\n</details>\n'
    return _COVER.sub(rf"\1\n{{: .rg-meta }}\n\n{control}", page, count=1)


def _running_head(edition: Mapping[str, Any]) -> str:
    """Return what prints number and classification on every page, as style sheets cannot read.

    Editions of earlier versions do not say it.
    """
    if "subtitle" not in edition:
        return ""
    text = _UNQUOTED.sub(lambda sign: f"\\{ord(sign[0]):x} ", edition["subtitle"])
    content = f'content: "{text}"; font: 8pt sans-serif; color: #454b54;'
    return f"<style>@media print {{ @page {{ @top-left {{ {content} }} }} }}</style>\n\n"


def _side_by_side(run: str, drawn: dict[str, str]) -> str:
    """Put the figures of consecutive markers into one block."""
    figures = [drawn[match["id"]] for match in _MARKER.finditer(run) if match["id"] in drawn]
    if not figures:
        return ""
    block = "\n".join(figures)
    return f'<div class="rg-figures">\n{block}\n</div>\n\n'

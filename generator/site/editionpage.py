"""The page of an edition on the site: the approved text, with charts where it has markers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.compose.compose import ANNEX_IDS
from generator.site.charts import figures_html
from generator.site.search import ANNEXES

if TYPE_CHECKING:
    from generator.compose.words import Words

_MARKER: Final = re.compile(r"^<!-- chart: (?P<id>\S+) -->$", re.MULTILINE)
_RUN: Final = re.compile(r"(?:^<!-- chart: \S+ -->$\n*)+", re.MULTILINE)
# Tables of promises need the room of the side bar.
WIDE: Final = "---\nhide: [navigation]\n---"
# Comment, title, the quiet line and the table of document control, up to the first section.
_COVER: Final = re.compile(r"\A(<!--.*-->\n\n# .*\n\n.*)\n\n((?:\|.*\n)+)")


def edition_page(page: str, figures: bytes, words: Words) -> str:
    """Return the staged text of an edition; its words and numbers stay as they are.

    `page` and `figures` are the committed files. Document control is folded, because
    a manager's minute belongs to the answer; runs of charts stand side by side.
    """
    drawn = figures_html(figures)
    with_charts = _RUN.sub(lambda run: _side_by_side(run[0], drawn), page)
    titles = "|".join(re.escape(words.term(section)) for section in ANNEX_IDS)
    marked = re.sub(
        rf"^## (?:{titles})$", rf"{ANNEXES}\n\n\g<0>", with_charts, count=1, flags=re.MULTILINE
    )
    summary = f"<summary>{words.say('control')}</summary>"
    folded = f'<details class="rg-more" markdown>\n{summary}\n\n\\2\n</details>\n'
    return f"{WIDE}\n\n" + _COVER.sub(rf"\1\n{{: .rg-meta }}\n\n{folded}", marked, count=1)


def _side_by_side(run: str, drawn: dict[str, str]) -> str:
    """Put the figures of consecutive markers into one block."""
    figures = [drawn[match["id"]] for match in _MARKER.finditer(run) if match["id"] in drawn]
    if not figures:
        return ""
    block = "\n".join(figures)
    return f'<div class="rg-figures">\n{block}\n</div>\n\n'

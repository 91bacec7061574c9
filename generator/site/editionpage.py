"""The page of an edition on the site: the approved text, with charts where it has markers."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from generator.compose.compose import ANNEX_IDS
from generator.measure.verdict import Verdict
from generator.render.escape import escaped
from generator.site.charts import figures_html
from generator.site.folds import with_folds
from generator.site.glances import with_glances
from generator.site.language import META
from generator.site.nav import plain_title
from generator.site.search import ANNEXES
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.compose.words import Words

_MARKER: Final = re.compile(r"^<!-- chart: (?P<id>\S+) -->$", re.MULTILINE)
# Charts in a row, and the table behind them.
_RUN: Final = re.compile(r"((?:^<!-- chart: \S+ -->$\n*)+)((?:^\|.*\n)*)", re.MULTILINE)
# What could end a string of a style sheet, or the style sheet itself.
_UNQUOTED: Final = re.compile(r'["\\<\x00-\x1f]')
# Tables of promises need the room of the side bar.
WIDE: Final = "---\nhide: [navigation]\n---"
# Comment, title, the quiet line, the table of document control, and what a revision says first.
_COVER: Final = re.compile(r"\A(<!--.*-->\n\n# .*\n\n.*)\n\n((?:\|.*\n)+)(\n\*\*.*\*\*\n)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around an edition on the site: it is in no navigation (see nav.py)."""

    title: str
    """Title and period, for the tab of the browser: MkDocs does not see the heading."""
    party: str
    """Name of the party, for the way back."""
    place: str
    """Where its reports stand on the list."""
    banner: str = ""
    """Markdown: that the page is a draft, or not in force."""
    watermark: str = ""
    """What stands across every page of a draft, on the screen and on paper."""
    is_superseded: bool = False
    """Kept for reference alone: the search leaves it out."""
    revisions: str = ""
    """Markdown: where the superseded revisions are."""
    evidence: str = ""
    """HTML: how far the chain of evidence reaches today."""
    before: tuple[str, str] | None = None
    """Title and page of the edition before, in the folder of another version."""
    after: tuple[str, str] | None = None


def edition_page(page: str, figures: bytes, around: Surroundings, words: Words) -> str:
    """Return the staged text of an edition; its words and numbers stay as they are.

    `page` and `figures` are the committed files. Document control is folded, because
    a manager's minute belongs to the answer; runs of charts stand side by side.
    """
    edition = json.loads(figures)
    page = with_folds(_answered(with_pictures(page, figures, words), words), words)
    title = json.dumps(plain_title(around.title), ensure_ascii=False)
    search = "search: {exclude: true}\n" if around.is_superseded else ""
    front = WIDE.replace("---\n", f"---\ntitle: {title}\n{META}: {words.language}\n{search}", 1)
    page = _evidenced(_marked(page, words), around.evidence, words)
    body = _folded(page, _above(around, words), words)
    head = f"{_running_head(edition)}{_watermark(around)}"
    return f"{front}\n\n{head}{body}{_below(around, words)}"


def with_pictures(page: str, figures: bytes, words: Words) -> str:
    """Return the committed page with its tiles and charts; runs of charts stand side by side."""
    drawn = figures_html(figures)
    page = with_glances(page, json.loads(figures), words)
    return _RUN.sub(lambda run: _beside(_side_by_side(run[1], drawn), run), page)


def _answered(page: str, words: Words) -> str:
    """Return the page with its answer in one sentence marked as such."""
    names = ("total", *(verdict.name.lower() for verdict in Verdict))
    answer = words.say("answer", **dict.fromkeys(names, "[0-9]+"))
    return re.sub(f"^{answer}$", r"\g<0>\n{: .rg-answer }", page, count=1, flags=re.MULTILINE)


def _marked(page: str, words: Words) -> str:
    """Return the page with a mark where its annexes begin, which the search leaves out."""
    titles = "|".join(re.escape(words.term(section)) for section in ANNEX_IDS)
    heading = re.compile(rf"^## (?:{titles})$", re.MULTILINE)
    return heading.sub(rf"{ANNEXES}\n\n\g<0>", page, count=1)


def _evidenced(page: str, evidence: str, words: Words) -> str:
    """Return the page with the strip of evidence under the heading of its annex."""
    heading = f"## {escaped(words.term(SectionId.EVIDENCE))}\n"
    return page.replace(heading, f"{heading}\n{evidence}\n", 1) if evidence else page


def _folded(page: str, above: str, words: Words) -> str:
    """Return the page with its quiet line, the way back, and its document control as such."""
    summary = f"<summary>{words.say('control')}</summary>"

    def head(cover: re.Match[str]) -> str:
        inside = f"{summary}\n\n{cover[2]}\n"
        control = f'<details class="rg-more rg-control" markdown>\n{inside}</details>\n'
        notice = f"{cover[3]}{{: .rg-banner }}\n" if cover[3] else ""
        return f"{cover[1]}\n{{: .rg-meta }}\n\n{above}{control}{notice}"

    return _COVER.sub(head, page, count=1)


def _above(around: Surroundings, words: Words) -> str:
    """Return the way back to the party's reports, the banner, and the superseded revisions."""
    back = words.say("reports")
    party = f"[{escaped(around.party)}](../index.md#{around.place})"
    path = f"[{escaped(back)}](../index.md) › {party}"
    line = " · ".join(part for part in (path, around.revisions) if part)
    classes = ".rg-banner .rg-superseded" if around.is_superseded else ".rg-banner"
    banner = f"{around.banner}\n{{: {classes} }}\n\n" if around.banner else ""
    return f"{line}\n{{: .rg-path }}\n\n{banner}"


def _below(around: Surroundings, words: Words) -> str:
    """Return the ways to the editions before and after; nothing where there is neither."""
    ways = (("prev", "edition-before", around.before), ("next", "edition-after", around.after))
    links = [_way(rel, words.say(key, title=way[0]), way[1]) for rel, key, way in ways if way]
    if not links:
        return ""
    label = html.escape(words.say("other-editions"))
    return f'\n<nav class="rg-turn" aria-label="{label}">{"".join(links)}</nav>\n'


def _way(rel: str, text: str, page: str) -> str:
    """Return a link to a page of another version, which MkDocs does not know."""
    return f'<a rel="{rel}" href="{html.escape(page)}">{html.escape(text)}</a>'


def _running_head(edition: Mapping[str, Any]) -> str:
    """Return what prints number and classification on every page, as style sheets cannot read.

    Editions of earlier versions do not say it.
    """
    if "subtitle" not in edition:
        return ""
    text = _UNQUOTED.sub(lambda sign: f"\\{ord(sign[0]):x} ", edition["subtitle"])
    content = f'content: "{text}"; font: 8pt sans-serif; color: #454b54;'
    return f"<style>@media print {{ @page {{ @top-left {{ {content} }} }} }}</style>\n\n"


def _watermark(around: Surroundings) -> str:
    """Return the word across the page, which nobody selects, searches or hears."""
    if not around.watermark:
        return ""
    word = html.escape(around.watermark)
    return f'<div class="rg-watermark" data-text="{word}" aria-hidden="true"></div>\n\n'


def _beside(figures: str, run: re.Match[str]) -> str:
    """Put one chart beside the table that has its numbers; several stand above it."""
    charts, table = len(_MARKER.findall(run[1])), run[2]
    if charts > 1 or not figures or not table:
        return figures + table
    return f'<div class="rg-pair" markdown>\n\n{figures}{table}\n</div>\n'


def _side_by_side(run: str, drawn: dict[str, str]) -> str:
    """Put the figures of consecutive markers into one block."""
    figures = [drawn[match["id"]] for match in _MARKER.finditer(run) if match["id"] in drawn]
    if not figures:
        return ""
    block = "\n".join(figures)
    return f'<div class="rg-figures">\n{block}\n</div>\n\n'

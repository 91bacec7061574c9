"""What keeps together on a line: dates, ids, short cells; verdicts in colour inside sentences.

Chinese breaks between any two signs, Latin at any hyphen. Left alone, a narrow column turns
words into towers and dates into halves. The words stay as they are; only classes are added.
"""

from __future__ import annotations

import html
import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX, AtomicString
from typing_extensions import override

from generator.compose.words import Words
from generator.measure.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

VERDICT_CLASSES: Final = MappingProxyType(
    {
        Words(language).verdict(verdict): f"rg-{verdict}"
        for language in ("zh", "en")
        for verdict in Verdict
    }
)
# A Chinese sign counts two: a cell of twelve of them is still no sentence.
_SHORT: Final = 24
# A remark behind a number, long enough to need a line of its own.
_ASIDE: Final = re.compile(r"\s*([(（][^()（）]{6,}[)）])\s*")
# A number and its unit.
_PERCENT: Final = r"[0-9][0-9.,]* %"
# Dates, months and ids: some pieces with a hyphen between them. Bounded, so that it is linear.
_HYPHENATED: Final = (
    r"(?<![A-Za-z0-9./-])(?=[A-Za-z0-9./]{1,24}-)"
    r"[A-Za-z0-9]{1,16}(?:[-./][A-Za-z0-9]{1,16}){1,4}(?![A-Za-z0-9/-])"
)
_PIECES: Final = re.compile(
    f"({'|'.join(map(re.escape, VERDICT_CLASSES))}|{_HYPHENATED}|{_PERCENT})"
)
_DRAWING: Final = "<svg"
_TAG: Final = re.compile("<[a-z/][^>]*>")
_WIDE: Final = frozenset("WFA")
_COLONS: Final = ("：", ": ")
_FEWEST_FACTS: Final = 3


class Typography(Treeprocessor):
    """Give classes to cells, lists and pieces of sentences."""

    @override
    def run(self, root: Element) -> None:
        """Look at every cell and every point of a list."""
        for cell in root.iter("td"):
            _set_cell(cell, self._seen(cell))
        for heading in root.iter("th"):
            _split(heading)
        for points in root.iter("ul"):
            _set_list(points)
        for block in (*root.iter("p"), *root.iter("li")):
            _split(block)

    def _seen(self, cell: Element) -> str:
        """Return the text of a cell with the HTML that stands aside until the end."""
        text = "".join(cell.itertext())
        if STX not in text:
            return text
        kept = self.md.htmlStash.rawHtmlBlocks
        return html.unescape(HTML_PLACEHOLDER_RE.sub(lambda place: str(kept[int(place[1])]), text))


def _set_cell(cell: Element, seen: str) -> None:
    """Give a longer text the room of a sentence; a number's long remark goes below it."""
    if "right" in cell.get("style", ""):
        _lower_aside(cell)
    elif (
        not cell.get("class")
        and _DRAWING not in seen
        and not _is_short(_TAG.sub("", seen) if "<" in seen else seen)
    ):
        cell.set("class", "rg-prose")
        _split(cell)


def _is_short(text: str) -> bool:
    """Tell whether a text is no sentence yet; most cells are so short that nobody must count."""
    if 2 * len(text) <= _SHORT or len(text) > _SHORT:
        return len(text) <= _SHORT
    wide = sum(unicodedata.east_asian_width(sign) in _WIDE for sign in text)
    return len(text) + wide <= _SHORT


def _lower_aside(cell: Element) -> None:
    """Put the remark at the end of a cell into an element of its own."""
    last = cell[-1] if len(cell) else None
    text = (cell.text if last is None else last.tail) or ""
    found = _ASIDE.search(text)
    if not found or found.end() != len(text):
        return
    aside = Element("small", {"class": "rg-aside"})
    aside.text = AtomicString(found[1])
    before = AtomicString(text[: found.start()])
    if last is None:
        cell.text = before
    else:
        last.tail = before
    cell.append(aside)


def _set_list(points: Element) -> None:
    """Mark a list of `name: text` as facts, whose names stand in a column of their own."""
    facts = [point for point in points if _is_fact(point)]
    if len(facts) < _FEWEST_FACTS or len(facts) < len(points) - 1:
        return
    points.set("class", "rg-facts")
    for fact in facts:
        name = fact[0]
        tail = name.tail or ""
        colon = next(colon for colon in _COLONS if tail.startswith(colon))
        name.text = AtomicString(f"{name.text}{colon.strip()}")
        name.tail = AtomicString(tail.removeprefix(colon))


def _is_fact(point: Element) -> bool:
    """Tell whether a point begins with a name and a colon."""
    first = point[0] if len(point) else None
    return (
        first is not None
        and first.tag == "strong"
        and not (point.text or "").strip()
        and (first.tail or "").startswith(_COLONS)
    )


def _split(block: Element) -> None:
    """Wrap verdicts and tokens in the text of a block and of its own pieces."""
    for child in list(block):
        if child.tag not in {"code", "a", "ul", "ol", "p"} and child.text:
            child.text = _put(child, 0, child.text)
    for index in range(len(block) - 1, -1, -1):
        child = block[index]
        if child.tail:
            child.tail = _put(block, index + 1, child.tail)
    if block.text:
        block.text = _put(block, 0, block.text)


def _put(parent: Element, index: int, text: str) -> str:
    """Insert the wrapped pieces of a text into its parent; return what comes before them."""
    if not _PIECES.search(text):
        return text
    before, *rest = _PIECES.split(text)
    spans = list(_spans(rest))
    for place, span in enumerate(spans):
        parent.insert(index + place, span)
    return AtomicString(before)


def _spans(pieces: list[str]) -> Iterator[Element]:
    """Give each piece as an element, followed by the text behind it."""
    for piece, tail in zip(pieces[::2], pieces[1::2], strict=True):
        span = Element("span", {"class": VERDICT_CLASSES.get(piece, "rg-token")})
        span.text, span.tail = AtomicString(piece), AtomicString(tail)
        yield span

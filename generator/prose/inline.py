"""From one line of text to its spans, in time that grows with its length alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.prose.complaint import Complaint, complain
from generator.prose.passages import Span, Spans, SpanStyle
from generator.prose.quote import Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# No part of a token may hold the sign that begins it, so that nothing is read twice.
_TOKEN: Final = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|`(?P<code>[^`]+)`"
    r"|\{\{(?P<quote>[^{}]*)\}\}"
    r"|(?P<image>!\[(?:[^\[\]]*\](?:\([^()]*\))?)?)"
    r"|\[(?P<label>[^\[\]]*)\](?P<target>\([^()]*\)|\[[^\[\]]*\])"
    r"|(?P<address>\]\()"
    r"|\*\*(?P<strong>[^*]+)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*"
    r"|(?P<html><[A-Za-z/!?])"
    r"|(?P<brace>\{\{|\}\}|\{[%#:])"
)


@dataclass(slots=True)
class Joined:
    """Lines that are read as one text, and where in it each of them begins."""

    text: str
    lines: list[int]
    starts: list[int]

    def line_at(self, position: int) -> int:
        """Return the line of a place in the text."""
        return self.lines[bisect_right(self.starts, position) - 1]


@dataclass(slots=True)
class _Reading:
    """The spans of a text so far."""

    joined: Joined
    offset: int
    """Where in the joined lines the text begins that is read."""
    complaints: list[Complaint]
    line: int = 0
    style: SpanStyle = SpanStyle.PLAIN
    spans: list[Span] = field(default_factory=list)

    def add(self, text: str, position: int) -> None:
        """Add text in the style of the whole, one span a line."""
        cuts = [start - self.offset - position for start in self.joined.starts]
        inner = [cut for cut in cuts if 0 < cut < len(text)]
        for start, end in pairwise([0, *inner, len(text)]):
            line = self.joined.line_at(self.offset + position + start)
            if start < end:
                self._join(Span(text=text[start:end], line=line, style=self.style))

    def _join(self, span: Span) -> None:
        """Add a span; one that touches its like becomes one with it."""
        last = self.spans[-1] if self.spans else None
        is_like = last is not None and replace(last, text=span.text) == span
        if last is not None and is_like:
            self.spans[-1] = replace(span, text=last.text + span.text)
        else:
            self.spans.append(span)

    def refuse(self, rule: str, text: str) -> None:
        """Note what may not stand there."""
        self.complaints.append(complain(self.line, rule, text))


def spans_of(joined: Joined, complaints: list[Complaint]) -> Spans:
    """Read lines that are one text; what is refused is added to `complaints`."""
    return tuple(_read(_Reading(joined, 0, complaints), joined.text))


def _read(reading: _Reading, text: str) -> list[Span]:
    """Read a text whose pieces have the style of the reading unless they say otherwise."""
    end = 0
    for match in _TOKEN.finditer(text):
        reading.add(text[end : match.start()], end)
        reading.line = reading.joined.line_at(reading.offset + match.start())
        _TAKE[match.lastgroup or ""](reading, match)
        end = match.end()
    reading.add(text[end:], end)
    return reading.spans


def _escape(reading: _Reading, match: re.Match[str]) -> None:
    reading.add(match["escape"], match.start())


def _code(reading: _Reading, match: re.Match[str]) -> None:
    reading.spans.append(Span(text=match["code"], line=reading.line, style=SpanStyle.CODE))


def _quote(reading: _Reading, match: re.Match[str]) -> None:
    quote = Quote.parse(match["quote"])
    if quote is None:
        reading.refuse("M007", match[0])
        return
    reading.spans.append(Span(text="", line=reading.line, style=reading.style, quote=quote))


def _link(reading: _Reading, match: re.Match[str]) -> None:
    """Take a link to a figure; its text is plain, and lies about no address."""
    quote = Quote.parse(match["target"][1:-1]) if match["target"].startswith("(") else None
    if quote is None or not match["label"].strip():
        reading.refuse("F016" if match["target"].startswith("(") else "F019", match[0])
        return
    span = Span(text=match["label"], line=reading.line, style=reading.style, link=quote)
    reading.spans.append(span)


def _strong(reading: _Reading, match: re.Match[str]) -> None:
    _styled(reading, match, "strong", SpanStyle.STRONG)


def _emphasis(reading: _Reading, match: re.Match[str]) -> None:
    _styled(reading, match, "emphasis", SpanStyle.EMPHASIS)


def _styled(reading: _Reading, match: re.Match[str], group: str, style: SpanStyle) -> None:
    """Read what stands between the signs of a style."""
    offset = reading.offset + match.start(group)
    inner = _Reading(reading.joined, offset, reading.complaints, style=style)
    reading.spans += _read(inner, match[group])


def _refused(rule: str) -> Callable[[_Reading, re.Match[str]], None]:
    """Return what refuses a token by a rule, and shows what follows it."""

    def refuse(reading: _Reading, match: re.Match[str]) -> None:
        reading.refuse(rule, match.string[match.start() :])

    return refuse


def _brace(reading: _Reading, match: re.Match[str]) -> None:
    """Refuse half a reference, and what templates and attributes begin with."""
    is_half = match["brace"] in {"{{", "}}"}
    reading.refuse("M007" if is_half else "F019", match.string[match.start() :])


_TAKE: Final[Mapping[str, Callable[[_Reading, re.Match[str]], None]]] = {
    "escape": _escape,
    "code": _code,
    "quote": _quote,
    "image": _refused("F017"),
    "target": _link,
    "strong": _strong,
    "emphasis": _emphasis,
    "address": _refused("F016"),
    "html": _refused("F015"),
    "brace": _brace,
}

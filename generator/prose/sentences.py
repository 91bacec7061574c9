"""The sentences of a section, and which promise a sentence speaks of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.prose.passages import ProseSection, Span, Spans

_END: Final = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+")
_NUMBER: Final = r"[0-9A-Za-z][0-9A-Za-z.-]*"
_CLAUSES: Final = re.compile(
    rf"(?:条款|clauses?|§)\s*({_NUMBER}(?:\s*(?:、|,|and|or|和|与|及|或)\s*[0-9][0-9A-Za-z.-]*)*)",
    re.IGNORECASE,
)


def sentences(section: ProseSection) -> Iterator[Spans]:
    """Give the sentences of a section, in the order of reading."""
    for spans in section.texts():
        yield from _sentences(spans)


def speaks_of(sentence: Spans, metric: str, service: str, clause: str) -> bool:
    """Tell whether a sentence quotes a metric of a service, or names a clause."""
    quotes = (span.quote or span.link for span in sentence)
    quoted = any(quote and (quote.metric, quote.service) == (metric, service) for quote in quotes)
    return quoted or clause in _clauses(sentence)


def _clauses(sentence: Spans) -> set[str]:
    """Return the clauses that a sentence names: clauses 4.1 and 4.2."""
    text = "".join(" " if span.quote else span.text for span in sentence)
    lists = (match[1] for match in _CLAUSES.finditer(text))
    return {name.rstrip(".") for listed in lists for name in re.findall(_NUMBER, listed)}


def _sentences(spans: Spans) -> Iterator[Spans]:
    """Cut one text behind the signs that end a sentence."""
    sentence: list[Span] = []
    for span in spans:
        if span.quote or span.link:
            sentence.append(span)
            continue
        first, *others = _END.split(span.text)
        if first:
            sentence.append(replace(span, text=first))
        for other in others:
            if sentence:
                yield tuple(sentence)
            sentence = [replace(span, text=other)] if other else []
    if sentence:
        yield tuple(sentence)

"""Text that people write beside the numbers: a small part of Markdown, read into values.

What is not in this part is refused and never dropped. Nothing here is HTML or a template,
and no reader of it has to be trusted: pages are written from the values alone.
"""

from __future__ import annotations

from generator.prose.passages import Passage, PassageKind, ProseSection, Span, Spans, SpanStyle
from generator.prose.placeholder import MARKS, is_placeholder, placeholders
from generator.prose.quote import Quote, Shown
from generator.prose.reader import read_prose
from generator.prose.sentences import sentences, speaks_of
from generator.prose.typed import TypedNumber, typed_numbers

__all__ = [
    "MARKS",
    "Passage",
    "PassageKind",
    "ProseSection",
    "Quote",
    "Shown",
    "Span",
    "SpanStyle",
    "Spans",
    "TypedNumber",
    "is_placeholder",
    "placeholders",
    "read_prose",
    "sentences",
    "speaks_of",
    "typed_numbers",
]

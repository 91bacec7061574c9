"""What the author wrote about a section, with the figures that it quotes filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.compose.blocks import (
    Block,
    Bullets,
    Line,
    Paragraph,
    Style,
    Subheading,
    Text,
    plain,
)
from generator.compose.values import bare_value, figure_line, target_text
from generator.measure.quoted import figure_key
from generator.prose import PassageKind, Shown, Span, Spans, SpanStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.words import Words
    from generator.measure.measure import Edition
    from generator.prose import Passage, Quote
    from generator.workspace.model.catalogue import SectionId

_STYLES: Final = {
    SpanStyle.PLAIN: Style.PLAIN,
    SpanStyle.STRONG: Style.STRONG,
    SpanStyle.EMPHASIS: Style.EMPHASIS,
    SpanStyle.CODE: Style.CODE,
}


def commentary(edition: Edition, section: SectionId, words: Words) -> Iterator[Block]:
    """Give what the author wrote about a section of an edition."""
    text = edition.measures.workspace.commentaries.get(edition.name)
    found = text.section(section) if text else None
    for passage in found.passages if found else ():
        yield _block(edition, passage, words)


def spans_line(edition: Edition, spans: Spans, words: Words) -> Line:
    """Return a text with its figures filled in."""
    return tuple(piece for span in spans for piece in _pieces(edition, span, words))


def _block(edition: Edition, passage: Passage, words: Words) -> Block:
    """Return one passage as a block of the page."""
    lines = tuple(spans_line(edition, item, words) for item in passage.items)
    if passage.kind is PassageKind.HEADING:
        return Subheading(title="".join(text.text for text in lines[0]), minor=True)
    if passage.kind is PassageKind.PARAGRAPH:
        return Paragraph(line=lines[0])
    return Bullets(items=lines, numbered=passage.kind is PassageKind.NUMBERED)


def _pieces(edition: Edition, span: Span, words: Words) -> Line:
    """Return a span as text; a quote as the value that tables show, in its style."""
    style = _STYLES[span.style]
    if span.quote:
        line = _quoted(edition, span.quote, words)
        return tuple(
            Text(text=text.text, style=style, figure=text.figure, disclosed=text.disclosed)
            for text in line
        )
    figure = edition.measures.figure(figure_key(span.link)) if span.link else None
    # A figure without records has no lineage to lead to.
    return (
        Text(text=span.text, style=style, figure=figure if figure and figure.records else None),
    )


def _quoted(edition: Edition, quote: Quote, words: Words) -> Line:
    """Return the side of a figure that is quoted."""
    key = figure_key(quote)
    metric = edition.measures.workspace.metrics[key.metric]
    target = edition.target(key)
    if quote.shown is Shown.TARGET:
        return plain(target_text(metric, target, words))
    if quote.shown is Shown.PREVIOUS:
        before = edition.period.previous()
        figure = edition.measures.figure(key, before)
        return bare_value(metric, figure, words, edition.target(key, before))
    if quote.shown is Shown.YEAR_TO_DATE:
        figure = edition.measures.figure(key, edition.measures.year_to_date)
        return bare_value(metric, figure, words, target)
    return figure_line(metric, edition.measures.figure(key), words, target)

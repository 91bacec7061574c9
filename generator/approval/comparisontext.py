"""A comparison in words: the blocks of the comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.compose.blocks import Align, Block, Column, Line, Paragraph, Subheading, Table, plain
from generator.compose.values import member_name
from generator.measure.figure import ALL_SERVICES, FigureKey
from generator.measure.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.approval.comparison import Change, Comparison, SectionChange
    from generator.compose.words import Words
    from generator.render.written import WrittenFigure, WrittenPromise
    from generator.workspace.workspace import Workspace

# A comment is read, not searched: beyond this the page and its JSON are better.
MOST_FIGURES: Final = 60
_NOTHING: Final = "–"


def comparison_blocks(found: Comparison, workspace: Workspace, words: Words) -> Iterator[Block]:
    """Give verdicts first, then figures, then sections."""
    yield Subheading(title=_title(found, words))
    if found.is_empty:
        yield Paragraph(line=plain(words.say("compare-same", figures=found.same_figures)))
        return
    tables = (
        ("compare-promises", [_promise(each, workspace, words) for each in found.promises]),
        ("compare-figures", [_figure(each, workspace, words) for each in _listed(found)]),
    )
    for caption, rows in tables:
        if rows:
            yield Subheading(title=words.say(caption), minor=True)
            yield _table(caption, rows, words)
    yield Paragraph(line=plain(_counts(found, words)))
    if found.sections:
        yield Subheading(title=words.say("compare-sections"), minor=True)
        yield _sections(found.sections, words)


def _listed(found: Comparison) -> tuple[Change[WrittenFigure], ...]:
    """Return the figures that are listed."""
    return found.figures[:MOST_FIGURES]


def _title(found: Comparison, words: Words) -> str:
    """Say what is compared with what."""
    if not found.against:
        return words.say("compare-new", edition=found.edition)
    return words.say("compare-title", edition=found.edition, against=found.against)


def _counts(found: Comparison, words: Words) -> str:
    """Say how many figures changed, and how many of them are not listed."""
    text = words.say("compare-count", changed=len(found.figures), same=found.same_figures)
    more = len(found.figures) - MOST_FIGURES
    return text + (words.say("compare-more", more=more) if more > 0 else "")


def _table(caption: str, rows: Sequence[tuple[Line, ...]], words: Words) -> Table:
    """Return rows of type, thing, before and after."""
    titles = ("revision-type", "compare-what", "compare-before", "compare-after")
    aligns = (Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT)
    columns = (Column(title=words.say(t), align=a) for t, a in zip(titles, aligns, strict=True))
    return Table(caption=words.say(caption), columns=tuple(columns), rows=tuple(rows))


def _promise(
    change: Change[WrittenPromise], workspace: Workspace, words: Words
) -> tuple[Line, ...]:
    """Return a promise: clause and figure, target and verdict on both sides."""
    some = change.after or change.before
    assert some  # noqa: S101 - a change has a side
    name = f"{some.agreement}/{some.clause} {figure_name(some.figure, workspace, words)}"
    sides = (_judged(change.before, words), _judged(change.after, words))
    return tuple(plain(text) for text in (change.type.value, name, *sides))


def _judged(promise: WrittenPromise | None, words: Words) -> str:
    """Return target and verdict."""
    if promise is None:
        return _NOTHING
    verdict = words.verdict(Verdict(promise.verdict))
    return f"{verdict} ({promise.target})" if promise.target else verdict


def _figure(change: Change[WrittenFigure], workspace: Workspace, words: Words) -> tuple[Line, ...]:
    """Return a figure: its name and id, what is shown on both sides."""
    some = change.after or change.before
    assert some  # noqa: S101 - a change has a side
    name = f"{figure_name(some.id, workspace, words)} · {some.id}"
    is_hidden = bool(change.before and change.after and change.before.shown == change.after.shown)
    sides = (_value(each, exactly=is_hidden) for each in (change.before, change.after))
    return tuple(plain(text) for text in (change.type.value, name, *sides))


def _value(figure: WrittenFigure | None, *, exactly: bool) -> str:
    """Return what is shown, and the exact value where the shown ones are the same."""
    if figure is None:
        return _NOTHING
    return f"{figure.shown} ({figure.value})" if exactly else figure.shown


def figure_name(figure: str, workspace: Workspace, words: Words) -> str:
    """Return metric, service and member in words; ids where they are no longer defined."""
    key = FigureKey.parse(figure)
    metric = workspace.metrics.get(key.metric)
    service = workspace.services.get(key.service)
    names = [
        metric.name.of(words.language) if metric else key.metric,
        words.say("all") if key.service == ALL_SERVICES else "",
        service.name.of(words.language) if service else "",
        member_name(key.member, words) if key.dimension else "",
    ]
    return " · ".join(filter(None, names))


def _sections(changes: Sequence[SectionChange], words: Words) -> Table:
    """Return the sections whose text changed."""
    titles = ("revision-type", "object-section", "compare-lines")
    rows = (
        (plain(each.type.value), plain(each.title), plain(f"+{each.came} −{each.gone}"))
        for each in changes
    )
    return Table(
        caption=words.say("compare-sections"),
        columns=tuple(Column(title=words.say(title)) for title in titles),
        rows=tuple(rows),
    )

"""The exports behind the records: what was read, what counted, and how far the data can be used."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.compose.blocks import Align, Column, Line, Paragraph, Style, Table, Text, plain
from generator.compose.numbers import grouped
from generator.compose.words import Words
from generator.measure.rounding import format_number
from generator.render.escape import escaped
from generator.render.markdown import blocks_text
from generator.site.editionpage import WIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.site.audience import View
    from generator.workspace.model.records import SetAside, Source

# The score stands first: on a narrow screen the numbers behind it are scrolled to.
_COLUMNS = {
    "source": Align.LEFT,
    "quality-score": Align.RIGHT,
    **dict.fromkeys(("system-of", "export-file", "months-of"), Align.LEFT),
    **dict.fromkeys(
        ("rows-read", "cases-used", "set-aside", "without-month", "doubtful"), Align.RIGHT
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What the records of all months say about one export of a source."""

    months: tuple[str, ...]
    source: Source
    """As the first month has it; its export is the same in all of them."""
    used: int
    set_aside: int
    doubtful: int | None
    """Cases that count, of no stated service or impossible order; None where nobody looked."""

    @property
    def unplaced(self) -> int:
        """Return the rows that belong to no month."""
        return _sum(self.source.unplaced)

    @property
    def score(self) -> Fraction | None:
        """Return the share of sound cases among those that ought to count; None for no case.

        What a mapping sets aside for a stated reason ought not to count.
        """
        total = self.used + self.unplaced
        if self.doubtful is None or not total:
            return None
        return Fraction(self.used - self.doubtful, total)


def sources_page(view: View) -> str:
    """Return a row for each export behind the records up to the version, party by party."""
    words = Words(view.language)
    text = [WIDE, f"# {escaped(words.say('sources-page'))}"]
    text += blocks_text([Paragraph(line=plain(words.say("sources-intro")))])
    by_party = _by_party(view)
    for party, exports in by_party.items():
        text.append(f"## {escaped(view.workspace.parties[party].name.of(view.language))}")
        text += blocks_text([_table(exports, words)])
    if not by_party:
        text += blocks_text([Paragraph(line=plain(words.say("sources-none")))])
    return "\n\n".join(text) + "\n"


def _by_party(view: View) -> Mapping[str, list[Export]]:
    """Return the exports of each party of the view, in the order of source and month."""
    found: defaultdict[tuple[str, str, str], list[tuple[str, Source]]] = defaultdict(list)
    for _, file in sorted(view.workspace.records_of.items()):
        if file.party in view.parties and file.period.label <= view.version:
            for source in file.sources:
                found[file.party, source.id, source.sha256].append((file.period.label, source))
    exports: defaultdict[str, list[Export]] = defaultdict(list)
    for (party, _, _), months in sorted(found.items(), key=lambda entry: _order(*entry)):
        exports[party].append(export_of(months))
    return exports


def _order(key: tuple[str, str, str], months: list[tuple[str, Source]]) -> tuple[str, str, str]:
    """Return what exports are sorted by: party, source, first month."""
    return key[0], key[1], months[0][0]


def export_of(months: list[tuple[str, Source]]) -> Export:
    """Join what the months of one export say, the earliest month first."""
    doubtful = [source.doubtful for _, source in months]
    return Export(
        months=tuple(month for month, _ in months),
        source=months[0][1],
        used=sum(source.used for _, source in months),
        set_aside=sum(_sum(source.set_aside) for _, source in months),
        doubtful=None if None in doubtful else sum(filter(None, doubtful)),
    )


def _sum(cases: Iterable[SetAside] | None) -> int:
    """Return how many cases there are, whatever the reason."""
    return sum(each.count for each in cases or ())


def _table(exports: Iterable[Export], words: Words) -> Table:
    """Return one row an export."""
    return Table(
        caption="",
        columns=tuple(Column(title=words.say(name), align=side) for name, side in _COLUMNS.items()),
        rows=tuple(_row(each, words) for each in exports),
    )


def _row(export: Export, words: Words) -> tuple[Line, ...]:
    """Return the cells of an export."""
    source, missing = export.source, words.say("no-value")
    first, last = export.months[0], export.months[-1]
    months = first if first == last else words.say("months-between", first=first, last=last)
    score = export.score
    return (
        (Text(text=source.id, style=Style.CODE),),
        plain(missing if score is None else f"{format_number(score, 1, percent=True)} %"),
        plain(source.system),
        (*plain(f"{source.file} "), Text(text=source.sha256[:12], style=Style.CODE)),
        plain(months),
        plain(grouped(str(source.rows))),
        plain(grouped(str(export.used))),
        plain(grouped(str(export.set_aside))),
        plain(grouped(str(export.unplaced))),
        plain(missing if export.doubtful is None else grouped(str(export.doubtful))),
    )

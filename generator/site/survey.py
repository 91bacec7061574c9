"""What the editions up to a version say, gathered once for all pages of a site."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.measure.measure import measure
from generator.measure.schedule import Schedule
from generator.render.edition import edition_names
from generator.site.audience import editions_for
from generator.site.links import key_of
from generator.site.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.measure.editions import EditionKey
    from generator.measure.ledger import Ledger
    from generator.measure.measure import Edition
    from generator.site.audience import View
    from generator.site.facts import RepositoryFacts

# The name of a figure of all services. Our own canonical JSON is read as text: parsing all of
# it for its names costs more than the rest of the pages. A quote inside a text is escaped.
_FIGURE: Final = re.compile(rb'"id": "([a-z][a-z0-9-]*\.[a-z][a-z0-9-]*)@all"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The editions that an audience knows in a version, and what their newest ones say."""

    view: View
    known: Mapping[str, tuple[EditionKey, ...]]
    """Report -> its editions up to the version, the earliest first."""
    later: Mapping[str, EditionKey]
    """Report -> its first edition after the version, if there is one."""
    newest: tuple[Edition, ...]
    """The newest edition of every report; of other months, too, for a party may end earlier.
    What was withdrawn or destroyed speaks for nothing."""
    shown: Mapping[str, tuple[Edition, ...]]
    """Metric -> the newest editions that show its figure over all services."""
    schedule: Schedule
    progress: Progress

    @property
    def fresh(self) -> tuple[Edition, ...]:
        """Return the newest editions that are of the version itself."""
        return tuple(each for each in self.newest if self.version_of(each) == self.view.version)

    @property
    def versions(self) -> tuple[str, ...]:
        """Return the versions up to this one, the newest first."""
        found = {key.version for keys in self.known.values() for key in keys}
        return tuple(sorted(found, reverse=True))

    def version_of(self, edition: Edition) -> str:
        """Return the version that one of the newest editions is in."""
        return key_of(edition).version

    def around(self, key: EditionKey) -> tuple[EditionKey | None, EditionKey | None]:
        """Return the editions before and after one of this version, in other versions."""
        earlier = [k for k in self.known[key.report.report] if k.version < key.version]
        return (earlier[-1] if earlier else None), self.later.get(key.report.report)


def survey(view: View, ledger: Ledger, docs: Mapping[str, bytes], facts: RepositoryFacts) -> Survey:
    """Gather what the pages of a view are made of; `docs` hold the files of the editions."""
    known: defaultdict[str, list[EditionKey]] = defaultdict(list)
    later: dict[str, EditionKey] = {}
    for key in editions_for(view.workspace, view.audience):
        if key.version <= view.version:
            known[key.report.report].append(key)
        else:
            later.setdefault(key.report.report, key)
    standing = tuple(filter(None, (_standing(view, keys) for keys in known.values())))
    newest = tuple(measure(view.workspace, ledger, key.report, key.period) for key in standing)
    schedule = Schedule(view.workspace)
    return Survey(
        view=view,
        known=MappingProxyType({report: tuple(keys) for report, keys in known.items()}),
        later=MappingProxyType(later),
        newest=newest,
        shown=MappingProxyType(_shown(newest, docs)),
        schedule=schedule,
        progress=Progress.of(view, schedule, facts),
    )


def _standing(view: View, keys: Iterable[EditionKey]) -> EditionKey | None:
    """Return the newest of some editions that was not taken back."""
    found = [key for key in keys if not view.workspace.is_taken_back(key.name)]
    return found[-1] if found else None


def _shown(newest: Iterable[Edition], docs: Mapping[str, bytes]) -> dict[str, tuple[Edition, ...]]:
    """Return which of the newest editions show which metric, by their committed figures."""
    shown: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in newest:
        figures = docs[edition_names(key_of(edition))[1]]
        for metric in sorted({found.decode() for found in _FIGURE.findall(figures)}):
            shown[metric].append(edition)
    return {metric: tuple(editions) for metric, editions in shown.items()}

"""What is not as it was issued, in the words of a reader: names and values of a change.

Changes stand in a file that people may edit: what is not understood is shown as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from generator.compose.values import member_name, service_name, value_text
from generator.measure.figure import ALL_SERVICES
from generator.measure.verdict import Verdict
from generator.periods import Period

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.measure import Measures
    from generator.workspace.model.metrics import Metric
    from generator.workspace.model.revisions import Change

# A chart bears the anchor of its figure, where no id has an underscore.
_CHART: Final = re.compile(r"chart ([^_ ]+)_([^_ ]+)_([^_ ]+?)(?:-outlook)?")
_PROMISE: Final = re.compile(r"(\S+/\S+) (\S+)@(\S+?)(?: (previous|year_to_date))?")
_FIGURE: Final = re.compile(r"(\S+)@([^/ ]+)(?:/[^=]+=(.+))?")
_EXACT: Final = re.compile(r"-?[0-9]+(?:/[1-9][0-9]*)?")
_VERDICTS: Final = frozenset(verdict.value for verdict in Verdict)
_NOTHING: Final = frozenset({"-", str(None)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWords:
    """Name changes as the sections of a report would."""

    measures: Measures
    words: Words

    def texts(self, change: Change) -> tuple[str, str, str, str]:
        """Return object, period, value as issued and value now."""
        values = change.old, change.new
        promise = _PROMISE.fullmatch(change.figure)
        metric = self.measures.workspace.metrics.get(promise[2]) if promise else None
        if metric:
            old, new = (self._exact(text, metric) for text in values)
        else:
            old, new = (self._stated(text) for text in values)
        return self._object(change.figure), self._period(change.period), old, new

    def _object(self, text: str) -> str:
        """Name a figure, the mark of a chart, or a promise and what is said of it."""
        if promise := _PROMISE.fullmatch(text):
            clause, metric, service, aside = promise.groups()
            figure = self._figure(metric, service)
            name = self.words.say("change-in-promise", clause=clause, figure=figure)
            said = (self.words.say(f"change-{aside}"),) if aside else ()
            return self.words.say("listed").join((name, *said))
        if chart := _CHART.fullmatch(text):
            process, name, service = chart.groups()
            figure = self._figure(f"{process}.{name}", service)
            return self.words.say("change-in-chart", figure=figure)
        key = _FIGURE.fullmatch(text)
        return self._figure(*key.groups()) if key else text

    def _figure(self, metric: str, service: str, member: str | None = None) -> str:
        """Name metric, service and part; by id what the workspace does not know any more."""
        workspace, words = self.measures.workspace, self.words
        named = workspace.metrics.get(metric)
        name = named.name.of(words.language) if named else metric
        known = service == ALL_SERVICES or service in workspace.services
        of = service_name(self.measures, service, words) if known else service
        part = words.say("listed") + member_name(member, words) if member else ""
        return words.say("aside", text=name, aside=of + part)

    def _period(self, label: str) -> str:
        """Write a period in words."""
        try:
            return Period.parse(label).title(self.words.language)
        except ValueError:
            return label

    def _stated(self, text: str) -> str:
        """Write a value that was text already."""
        return self.words.say("no-value") if text in _NOTHING else text

    def _exact(self, text: str, metric: Metric) -> str:
        """Write verdicts as words, and exact values with their unit."""
        return " ".join(self._piece(piece, metric) for piece in text.split(" "))

    def _piece(self, piece: str, metric: Metric) -> str:
        """Write a verdict or a value."""
        if piece in _VERDICTS:
            return self.words.verdict(Verdict(piece))
        if _EXACT.fullmatch(piece):
            return value_text(metric, Fraction(piece), self.words)
        return self._stated(piece)

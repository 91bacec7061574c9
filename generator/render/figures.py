"""The figures of an edition as canonical JSON: what approvals and audits are bound to."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.compose.blocks import ChartPlace
from generator.compose.exclusions import sources_of
from generator.compose.glances import courses, tiles
from generator.compose.parts import parts_text
from generator.compose.values import shown_value
from generator.measure.rounding import format_number
from generator.measure.uncertainty import interval_of
from generator.render.canonical import Json, canonical, exact
from generator.render.changes import changes_of
from generator.render.glances import course_json, tile_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.compose.blocks import Report, Section
    from generator.compose.chart import Chart
    from generator.compose.words import Words
    from generator.measure.counted import CountedPromise
    from generator.measure.figure import Figure, FigureKey
    from generator.measure.measure import Attainment, Edition
    from generator.measure.rollup import Parts
    from generator.periods import Period
    from generator.workspace.model.records import SetAside, Source

SCHEMA = "reportgen/edition/1"


def figures_text(edition: Edition, report: Report, sections: tuple[str, ...], words: Words) -> str:
    """Return the JSON beside the page: sorted keys, numbers as text, sha256 per section.

    `sections` are the texts of the sections as they stand on the page.
    """
    return canonical(_edition(edition, report, sections, words), indent=1)


def _edition(edition: Edition, report: Report, sections: tuple[str, ...], words: Words) -> Json:
    """Return everything that is known about an edition."""
    contents = _contents(edition, report, sections, words)
    if report.is_taken_back:
        contents = {name: [] for name in contents}
    return {**_head(edition, report, words), **contents}


def _head(edition: Edition, report: Report, words: Words) -> dict[str, Json]:
    """Return what identifies an edition; its revision from the second on."""
    definition = edition.report
    revision: dict[str, Json] = {"revision": report.revision} if report.revision > 1 else {}
    return {
        "schema": SCHEMA,
        **revision,
        "report": definition.report,
        "period": edition.period.label,
        "title": report.title,
        "subtitle": "".join(text.text for text in report.subtitle),
        "kind": definition.kind.value,
        "party": definition.party,
        "audience": definition.audience,
        "language": words.language,
        "document": {
            "number": definition.document.number,
            "version": definition.document.version,
            "classification": definition.document.classification,
        },
    }


def _contents(
    edition: Edition, report: Report, sections: tuple[str, ...], words: Words
) -> dict[str, Json]:
    """Return what an edition says."""
    shown = _shown(report)
    # Most figures are in several sections.
    known = {
        place: _figure(figure, edition, words)
        for place, figure in {_place(figure): figure for figure in shown}.items()
    }
    return {
        "sections": [
            _section(section, text, known)
            for section, text in zip(report.sections, sections, strict=True)
        ],
        "promises": [_promise(attainment) for attainment in edition.attainments],
        "periods_met": [_counted(promise) for promise in edition.counted],
        **changes_of(edition),
        "sources": [_source(*each) for each in sources_of(edition, shown)],
        "charts": [_chart(chart) for chart in _charts(report)],
        "courses": [course_json(course) for course in courses(edition, words)],
        "tiles": [tile_json(tile) for tile in tiles(edition, words)],
    }


def _place(figure: Figure) -> tuple[FigureKey, Period]:
    """Return what two figures of an edition differ in."""
    return figure.key, figure.period


def _section(section: Section, text: str, known: Mapping[tuple[FigureKey, Period], Json]) -> Json:
    """Return a section's figures, and the fingerprint of its text together with them."""
    figures: list[Json] = [known[_place(figure)] for figure in section.figures()]
    seen = canonical({"text": text, "figures": figures})
    return {
        "id": section.id.value,
        "title": section.title,
        "sha256": hashlib.sha256(seen.encode()).hexdigest(),
        "figures": figures,
    }


def _figure(figure: Figure, edition: Edition, words: Words) -> Json:
    """Return a figure with its parts and the records that it came from."""
    metric = edition.measures.workspace.metrics[figure.key.metric]
    return {
        "id": figure.key.id,
        "period": figure.period.label,
        "version": metric.version,
        "value": exact(figure.value),
        "shown": shown_value(metric, figure, words, edition.target(figure.key)),
        "computed_from": parts_text(figure.parts, words),
        "parts": _parts(figure.parts),
        "interval": _interval(figure),
        "complete": figure.complete,
        "coverage": str(figure.coverage),
        "maturity": figure.maturity.value,
        "by_hand": figure.by_hand,
        "suppressed": figure.suppressed,
        "record_indices": _records(figure),
    }


def _interval(figure: Figure) -> Json:
    """Return the 95 % interval of a share of cases."""
    bounds = interval_of(figure)
    if bounds is None:
        return None
    # Its ends are roots, mostly: no fraction says them exactly.
    return {name: format_number(getattr(bounds, name), 6) for name in ("lower", "upper")}


def _records(figure: Figure) -> Json:
    """Return file -> indices of the records behind a figure."""
    found: dict[str, Json] = {}
    for record in figure.records:
        indices = found.setdefault(record.file, [])
        assert isinstance(indices, list)  # noqa: S101 - set to a list on the line above
        indices.append(record.index)
    return found


def _parts(parts: Parts | None) -> Json:
    """Return the parts by name, with their roll-up class."""
    if parts is None:
        return None
    return {"roll_up": parts.roll_up.value, **parts.texts()}


def _promise(attainment: Attainment) -> Json:
    """Return the verdict on one promise and how it came about."""
    promised = attainment.promised
    return {
        "agreement": attainment.agreement.agreement,
        "agreement_version": attainment.agreement.version,
        "clause": attainment.clause.id,
        "figure": attainment.measured.figure.key.id,
        "target": promised.target.text() if promised else None,
        "at_risk": promised.at_risk.text() if promised and promised.at_risk else None,
        "verdict": attainment.judgement.verdict.value,
        "reason": attainment.judgement.reason.value,
        "interval_over_target": attainment.interval_over_target is not None,
        "previous": exact(attainment.measured.previous.value),
        "year_to_date": exact(attainment.measured.year_to_date.value),
    }


def _counted(promise: CountedPromise) -> Json:
    """Return the verdict on one promise of shorter periods, and every one of these."""
    return {
        "agreement": promise.agreement.agreement,
        "agreement_version": promise.agreement.version,
        "clause": promise.clause.id,
        "figure": promise.periods[0].figure.key.id,
        "per": promise.clause.per.value,
        "parts": _parts(promise.parts),
        "verdict": promise.judgement.verdict.value,
        "reason": promise.judgement.reason.value,
        "periods": [
            {
                "period": each.figure.period.label,
                "value": exact(each.figure.value),
                "target": each.target.text() if each.target else None,
                "verdict": each.judgement.verdict.value,
                "reason": each.judgement.reason.value,
                "record_indices": _records(each.figure),
            }
            for each in promise.periods
        ],
    }


def _shown(report: Report) -> tuple[Figure, ...]:
    """Return every figure that the report shows."""
    return tuple(figure for section in report.sections for figure in section.figures())


def _source(source: Source, month: str) -> Json:
    """Return an export of one month, and the cases of it that do not count."""
    return {
        "source": source.id,
        "period": month,
        "sha256": source.sha256,
        "collected_at": source.collected_at.isoformat(),
        "used": source.used,
        "set_aside": _set_aside(source.set_aside),
        "unplaced": _set_aside(source.unplaced),
    }


def _set_aside(cases: tuple[SetAside, ...] | None) -> Json:
    """Return reasons and counts; None where the source does not say."""
    if cases is None:
        return None
    return [
        {"reason": {"zh": each.reason.zh, "en": each.reason.en}, "count": each.count}
        for each in cases
    ]


def _charts(report: Report) -> Iterator[Chart]:
    """Give the charts of a report in the order of its page."""
    for section in report.sections:
        yield from (block.chart for block in section.blocks if isinstance(block, ChartPlace))


def _chart(chart: Chart) -> Json:
    """Return everything that drawing a chart needs, so that the site needs no records."""
    return {"type": type(chart).__name__, **_plain_fields(chart)}


def _plain_fields(value: object) -> dict[str, Json]:
    """Return the fields of a chart value as JSON."""
    names = [field.name for field in fields(value)]  # type: ignore[arg-type]
    return {name: _plain(getattr(value, name)) for name in names}


def _plain(value: object) -> Json:
    """Return a value of a chart as JSON; bars and marks become lists and objects."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Fraction):
        return str(value)
    if value is None or isinstance(value, str | bool | int):
        return value
    return _plain_fields(value)

"""The files that OpenSLO definitions become: metric definitions, and mappings of Prometheus."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from generator.errors import UsageError
from generator.openslo.counting import Counting, counting
from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.model.metrics import Metrics
from generator.workspace.model.sources import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.openslo.definition import Objective, Slo

M = TypeVar("M", Metrics, Mapping)

METRICS_FILE: Final = f"{DATA_FOLDER}/metrics/openslo.yml"
ADDRESS: Final = "PROMETHEUS"
"""Environment variable that holds the address of Prometheus."""

_NOTE_ZH: Final = "由 OpenSLO 定义转换。计数器的增量由 Prometheus 推算，四舍五入到九位小数。"
_NOTE_EN: Final = (
    "Made from an OpenSLO definition. Prometheus estimates what a counter grew by; "
    "values are rounded to nine decimals."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Whose numbers a mapping reads, and of which months."""

    party: str
    first: str
    extracted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An objective as a metric: its id and how it is counted."""

    id: str
    name: str
    slo: Slo
    objective: Objective
    counting: Counting


def counted(slos: Iterable[Slo]) -> tuple[Counted, ...]:
    """Return every objective as a metric; raises UsageError for two of one id."""
    found = tuple(each for slo in slos for each in _of_slo(slo))
    ids = [each.id for each in found]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise UsageError(f"several objectives would become {', '.join(twice)}; rename the SLOs")
    return found


def _of_slo(slo: Slo) -> Iterator[Counted]:
    """Yield the objectives of an SLO; the first one has the name of the SLO alone."""
    for number, objective in enumerate(slo.spec.objectives, start=1):
        more = f"-{number}" if number > 1 else ""
        title = slo.metadata.title or slo.metadata.name
        yield Counted(
            id=f"openslo.{_id(slo.metadata.name)}{more}",
            name=f"{title}: {objective.title}" if objective.title else title,
            slo=slo,
            objective=objective,
            counting=counting(slo, objective),
        )


def metrics_text(every: Iterable[Counted], origin: str) -> str:
    """Return the file of metric definitions; `origin` names where they come from."""
    head = (
        "# yaml-language-server: $schema=../../generator/schemas/metrics.json\n"
        "process: {zh: 服务级别目标, en: Service level objectives}\nmetrics:\n"
    )
    text = head + "".join(_metric(each, origin) for each in every)
    return _sound(text, METRICS_FILE, Metrics)


def _metric(each: Counted, origin: str) -> str:
    """Return one definition."""
    share = each.objective.share
    is_ratio = each.counting.kind == "ratio"
    lines = [
        f"  - id: {each.id}",
        f"    name: {_both(each.name)}",
        f"    plain: {_both(' '.join(each.slo.spec.description.split()) or each.name)}",
        f"    formula: {{zh: {_quoted(each.counting.zh)}, en: {_quoted(each.counting.en)}}}",
        f"    kind: {each.counting.kind}",
        f"    unit: {'percent' if is_ratio else 'ratio'}",
        "    better: higher",
        "    cohort: event",
        "    procedure: QP-08",
        f"    decimals: {3 if is_ratio else 5}",
    ]
    if share is not None:
        bound = f">= {(share * 100).normalize():f} %" if is_ratio else f">= {share.normalize():f}"
        lines += [
            "    typical:",
            f"      target: {_quoted(bound)}",
            f"      source: {_both(f'OpenSLO {origin}')}",
        ]
    lines += ["    collected:", "      table: samples"]
    lines += [f"      {name}: {_quoted(sql)}" for name, sql in each.counting.parts.items()]
    return "\n".join(lines) + "\n"


def mapping_texts(every: Iterable[Counted], span: Span) -> dict[str, str]:
    """Return the mapping of each objective that Prometheus answers, by the name of its file."""
    files = {
        f"{DATA_FOLDER}/sources/{each.id.replace('.', '-')}.yml": _mapping(each, span)
        for each in every
        if each.counting.query
    }
    return {name: _sound(text, name, Mapping) for name, text in files.items()}


def _mapping(each: Counted, span: Span) -> str:
    """Return one mapping: a row for each sample of the query."""
    service = _id(each.slo.spec.service)
    columns = [
        "  id: sample",
        f"  service: {{text: {_quoted(_sql(service))}}}",
        "  at: {header: time, type: instant}",
        "  value: {header: value, type: number, decimals: 9}",
    ]
    if "item" in "".join(each.counting.parts.values()):
        columns.append("  item: item")
    return "\n".join(
        (
            "# yaml-language-server: $schema=../../generator/schemas/source.json",
            f"source: {each.id.replace('.', '-')}",
            f"system: {_both(f'Prometheus: {each.name}')}",
            f"party: {span.party}",
            f"extracted: {span.extracted}",
            "form:",
            "  kind: prometheus",
            f"  address: {ADDRESS}",
            f"  query: {_quoted(each.counting.query)}",
            f"  first: {span.first}",
            f"  step: {each.counting.step}",
            "columns:",
            *columns,
            "case: {key: id}",
            "table: samples",
            "period: at",
            f"service: {{column: service, map: {{{service}: {service}}}, other: {service}}}",
            f"records: [{each.id}]",
            "note:",
            f"  zh: {_NOTE_ZH}",
            f"  en: {_NOTE_EN}",
            "",
        )
    )


def _sound(text: str, file: str, model: type[M]) -> str:
    """Return a text that reportgen itself reads; raises UsageError for any other."""
    document = parse(text.encode(), file)
    found = decode(model, document, file) if isinstance(document, Document) else document
    if not isinstance(found, tuple):
        return text
    told = "; ".join(map(str, found))
    raise UsageError(f"the definition cannot be written as {file}: {told[:500]}")


def _id(name: str) -> str:
    """Return a name as an id: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _sql(text: str) -> str:
    """Return a text in SQL."""
    return f"'{text}'"


def _quoted(text: str) -> str:
    """Return a text in quotes of YAML."""
    return json.dumps(text, ensure_ascii=False)


def _both(text: str) -> str:
    """Return a text for both languages; OpenSLO has one."""
    return f"{{zh: {_quoted(text)}, en: {_quoted(text)}}}"

"""Ready-made mappings, from `generator/starters/sources`: to copy, or to try on an export."""

from __future__ import annotations

from hashlib import sha256
from importlib import resources
from typing import Final, TypeVar

from generator.collect.inputs import Ground
from generator.strictyaml import Document, parse
from generator.workspace.decode import decode
from generator.workspace.model.metrics import Metric, Metrics
from generator.workspace.model.sources import Mapping
from generator.workspace.workspace import Entry

T = TypeVar("T")

SOURCES_FOLDER: Final = "generator/starters/sources"
# Where metrics may stand that a ready-made mapping asks for.
_METRICS: Final = ("starters/metrics", "library")


def ready_made() -> dict[str, Entry]:
    """Return the ready-made mappings by the name of their source."""
    return {entry.value.source: entry for entry in _entries("source", "starters/sources", Mapping)}


def shared_metrics() -> tuple[Metric, ...]:
    """Return the metrics that ready-made mappings may ask for."""
    return tuple(metric for metrics in _metrics().values() for metric in metrics)


def places_of_metrics(mapping: Mapping) -> tuple[str, ...]:
    """Return the files with the metrics that a ready-made mapping asks for, to be copied, too."""
    asked = {rule.metric for rule in mapping.records}
    return tuple(file for file, known in _metrics().items() if asked & {m.id for m in known})


def _metrics() -> dict[str, tuple[Metric, ...]]:
    """Return file -> the metrics in it that say themselves how they are counted."""
    entries = (entry for folder in _METRICS for entry in _entries("metrics", folder, Metrics))
    return {
        entry.file: tuple(metric for metric in entry.value.metrics if metric.collected)
        for entry in entries
    }


def ground_to_try(mapping: Mapping, zone: str, salt: bytes = b"") -> Ground:
    """Return what a ready-made mapping needs to be tried: its own services, the shared metrics."""
    services = dict.fromkeys((*mapping.service.map.values(), mapping.service.other))
    return Ground(
        zone=zone,
        services=tuple(services),
        metrics=shared_metrics(),
        tool="reportgen",
        salt=salt,
    )


def _entries(kind: str, folder: str, model: type[T]) -> tuple[Entry, ...]:
    """Return the files of a folder of the package in the order of their names."""
    place = resources.files("generator") / folder
    files = sorted(place.iterdir(), key=lambda file: file.name)
    entries: list[Entry] = []
    for file in files:
        content = file.read_bytes()
        name = f"generator/{folder}/{file.name}"
        document = parse(content, name)
        assert isinstance(document, Document), document  # noqa: S101 - our own file
        value = decode(model, document, name)
        assert isinstance(value, model), value  # noqa: S101 - our own file
        entries.append(
            Entry(
                kind=kind,
                file=name,
                sha256=sha256(content).hexdigest(),
                value=value,
                lines=document,
            )
        )
    return tuple(entries)

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
METRICS_FOLDER: Final = "generator/starters/metrics"


def ready_made() -> dict[str, Entry]:
    """Return the ready-made mappings by the name of their source."""
    return {entry.value.source: entry for entry in _entries("source", "sources", Mapping)}


def shared_metrics() -> tuple[Metric, ...]:
    """Return the metrics that the ready-made mappings ask for."""
    entries = _entries("metrics", "metrics", Metrics)
    return tuple(metric for entry in entries for metric in entry.value.metrics)


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
    """Return the files of a folder of starters in the order of their names."""
    place = resources.files("generator") / "starters" / folder
    files = sorted(place.iterdir(), key=lambda file: file.name)
    entries: list[Entry] = []
    for file in files:
        content = file.read_bytes()
        name = f"generator/starters/{folder}/{file.name}"
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

"""Rule R032: whoever is counted over several months or sources has one pseudonym in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pseudonyms import is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.records import Record, RecordFile
    from generator.workspace.workspace import Entry, Workspace


def one_salt_for_persons(workspace: Workspace) -> Iterator[Finding]:
    """Find persons who would count twice, as their pseudonyms were made with two salts."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in sorted(workspace.of_kind("records"), key=_by_month):
        for index, source in enumerate(entry.value.sources):
            metrics = metrics_of_persons(entry.value, source.id) if source.salt_fingerprint else ()
            salt = (source.salt_fingerprint, f"{source.id} of {entry.value.period.label}")
            known = [first.setdefault((entry.value.party, metric), salt) for metric in metrics]
            others = [
                (metric, other)
                for metric, (print_, other) in zip(metrics, known, strict=True)
                if print_ != source.salt_fingerprint
            ]
            if others:
                metric, other = others[0]
                yield entry.finding(
                    ("sources", index, "salt_fingerprint"),
                    "R032",
                    expected=f"the salt of {other}, which counts persons in {metric}, too",
                    found="another one",
                    action="collect again with one salt; where the old one is lost, count with a "
                    "new metric from here on",
                )


def metrics_of_persons(file: RecordFile, source: str) -> tuple[str, ...]:
    """Return the metrics of a source whose records may tell persons apart, in their order."""
    found = (
        record.metric
        for record in file.records
        if _tells_persons(record)
        and (origin := file.source_of(record)) is not None
        and origin.id == source
    )
    return tuple(dict.fromkeys(found))


def _tells_persons(record: Record) -> bool:
    """Tell whether a record has ids, or is about a member that may stand for a person."""
    is_set = record.ids is not None or record.scope is not None
    return is_set or (record.member is not None and is_pseudonym(record.member))


def _by_month(entry: Entry) -> tuple[str, str]:
    """Return what the files of a party are sorted by."""
    return entry.value.period.label, entry.file

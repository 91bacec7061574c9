"""The tombstone of a release: the lines that are added to retention.yml when it is destroyed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.workspace.model.deliveries import DeliveredCopy
    from generator.workspace.model.retention import Copy, Destruction

RETENTION_FILE: Final = "report_data/retention.yml"
_LIST: Final = re.compile(r"^destroyed:[ \t]*(?:\[\])?[ \t]*(?:#.*)?\n", re.MULTILINE)
_NEXT_KEY: Final = re.compile(r"^[a-z_#]", re.MULTILINE)


def with_stone(text: str, stone: Destruction) -> str:
    """Return the retention file with one tombstone more, at the end of their list."""
    lines = "".join(f"{line}\n" for line in _lines(stone))
    found = _LIST.search(text)
    if found is None:
        return f"{text.rstrip()}\ndestroyed:\n{lines}"
    after = _NEXT_KEY.search(text, found.end())
    end = after.start() if after else len(text)
    kept = text[found.end() : end].rstrip()
    held = f"{kept}\n" if kept else ""
    return f"{text[: found.start()]}destroyed:\n{held}{lines}{text[end:]}"


def _lines(stone: Destruction) -> Iterator[str]:
    """Give the lines of a tombstone."""
    yield f"  - id: {stone.id}"
    yield f"    edition: {stone.edition}"
    yield f"    revision: {stone.revision}"
    yield f'    manifest_sha256: "{stone.manifest_sha256}"'
    yield f"    date: {stone.date.isoformat()}"
    yield f"    reason: {{zh: {_quoted(stone.reason.zh)}, en: {_quoted(stone.reason.en)}}}"
    yield f"    decided_by: {stone.decided_by}"
    yield f"    witnessed_by: {stone.witnessed_by}"
    yield "    copies:"
    yield from (f"      - {{{_of_copy(each)}}}" for each in stone.copies)


def _of_copy(copy: Copy) -> str:
    """Return the fields of a copy."""
    note = f", note: {_quoted(copy.note)}" if copy.note else ""
    return f"place: {_quoted(copy.place)}, state: {copy.state.value}{note}"


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever its signs."""
    return json.dumps(text, ensure_ascii=False)


def place_of_copy(copy: DeliveredCopy) -> str:
    """Say where a copy is that was handed over."""
    return f"copy {copy.copy}, {copy.to} ({copy.by.value}, sent {copy.sent})"

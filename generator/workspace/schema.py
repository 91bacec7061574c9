"""JSON Schemas for editors, generated from the model."""

from __future__ import annotations

import json
from typing import Final

from generator.workspace.decode import adapter
from generator.workspace.kinds import FILE_KINDS, FileKind

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FOLDER: Final = "generator/schemas"


def schemas() -> dict[str, str]:
    """Return file name -> text of every schema, in the order of the file kinds."""
    return {
        f"{SCHEMA_FOLDER}/{kind.name}.json": _text(kind) for kind in FILE_KINDS if not kind.prose
    }


def _text(kind: FileKind) -> str:
    """Write the schema of one kind of file; keys sorted, so that differences are small."""
    schema = adapter(kind.model).json_schema()
    head = {"$schema": _DIALECT, "title": f"report_data/{kind.place}", "$comment": "Generated."}
    return json.dumps(schema | head, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

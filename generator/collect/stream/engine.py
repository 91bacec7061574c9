"""The engine that reads one file itself: all processors, bounded memory, nothing else in reach."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

MOST_MEMORY: Final = "600MB"
"""What the engine may take before it goes on in its own folder; a run stays below 1 GB."""


def connect_to(export: Path, scratch: Path) -> duckdb.DuckDBPyConnection:
    """Return a data base that reaches the export, and a folder of its own for what does not fit."""
    engine = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MOST_MEMORY,
            "temp_directory": str(scratch / "spilled"),
        },
    )
    engine.execute("SET allowed_paths = [?]", [str(export)])
    engine.execute("SET allowed_directories = [?]", [str(scratch)])
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")
    return engine

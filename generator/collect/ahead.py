"""Questions to the engine, each asked while the answer before it is looked at."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from generator.collect.engine import Engine


def one_ahead(engine: Engine, queries: Iterable[str]) -> Generator[list[Any]]:
    """Yield the rows that answer each query, at most one answer ahead of who takes them.

    Nobody else may ask the engine before the last answer is taken.
    """
    with ThreadPoolExecutor(1) as beside:
        asked = (beside.submit(_answer, engine, query) for query in queries)
        waiting = next(asked, None)
        while waiting is not None:
            rows, waiting = waiting.result(), next(asked, None)
            yield rows


def _answer(engine: Engine, query: str) -> list[Any]:
    """Return the rows that answer a query."""
    return engine.execute(query).fetchall()

"""The garbage collector, kept out of the way while a large tree grows."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused_gc() -> Iterator[None]:
    """Switch the cycle collector off for a block and back to what it was.

    A tree of plain values has no cycles, yet each of its containers counts towards the
    next collection, which walks all of them again: about half of the time of a load.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

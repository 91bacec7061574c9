"""The forges that the gate can ask: one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from generator.approval.forge import Forge
from generator.approval.github.forge import NAME, github
from generator.errors import UsageError

FORGES: Final[Mapping[str, Callable[[str], Forge]]] = MappingProxyType({NAME: github})
"""Name of a forge -> its adapter for a repository such as `owner/name`."""


def forge_of(name: str, repository: str) -> Forge:
    """Return the adapter of a forge; UsageError when there is none of this name."""
    if name not in FORGES:
        known = ", ".join(FORGES) or "none"
        raise UsageError(f"no adapter for the forge {name!r}; known: {known}. Use --signed")
    return FORGES[name](repository)

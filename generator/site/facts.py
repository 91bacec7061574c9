"""What the repository says about itself, gathered at the edge and given to the pages."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.git import FileHistory


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryFacts:
    """The history of the controlled documents."""

    history: FileHistory


UNASKED: Final = RepositoryFacts(
    history=FileHistory(changes=MappingProxyType({}), unverified="nobody asked git")
)
"""For pages that are made without a repository."""

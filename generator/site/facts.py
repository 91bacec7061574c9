"""What the repository says about itself, gathered at the edge and given to the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.archive.register import Issue
from generator.git import FileHistory

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedRevision:
    """A revision of an edition as it was issued."""

    revision: int
    page: bytes
    figures: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryFacts:
    """The history of the controlled documents, and what was issued."""

    history: FileHistory
    releases: Mapping[str, tuple[ReleasedRevision, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Edition -> its released revisions, oldest first; the last one is in force."""
    issues: tuple[Issue, ...] = ()
    """Every release with the way to its approval."""
    unverified: str = ""
    """Why nobody knows what was issued; empty where it is known."""


UNASKED: Final = RepositoryFacts(
    history=FileHistory(changes=MappingProxyType({}), unverified="nobody asked git"),
    unverified="nobody asked git",
)
"""For pages that are made without a repository."""

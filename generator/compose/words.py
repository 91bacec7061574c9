"""The words of pages in both languages, so that nothing is said in one alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.sentences import SENTENCES
from generator.compose.terms import SIGNS, TERMS
from generator.measure.verdict import Verdict

if TYPE_CHECKING:
    from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Words:
    """Say things in one language."""

    language: str

    def term(self, word: StrEnum) -> str:
        """Return the word for a status, section, kind or unit."""
        return TERMS[type(word)][word][self._side]

    def say(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in."""
        return SENTENCES[key][self._side].format(**values)

    def verdict(self, verdict: Verdict) -> str:
        """Return sign and word of a verdict."""
        return f"{SIGNS[verdict]} {self.term(verdict)}"

    def labels(self) -> tuple[str, ...]:
        """Return sign and word of every verdict, in the order of the enumeration."""
        return tuple(self.verdict(verdict) for verdict in Verdict)

    @property
    def _side(self) -> int:
        return 1 if self.language == "en" else 0

"""What authors write about one edition; read from Markdown, so no schema describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.periods import Period
    from generator.prose import ProseSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Commentary:
    """The text of one edition by section; its place says which edition."""

    report: str
    period: Period
    sections: tuple[ProseSection, ...]

    @property
    def edition(self) -> str:
        """Return report/period, the name of the edition."""
        return f"{self.report}/{self.period.label}"

    def section(self, name: str) -> ProseSection | None:
        """Return the text of a section, if there is one."""
        return next((section for section in self.sections if section.id == name), None)

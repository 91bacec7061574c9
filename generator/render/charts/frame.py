"""The frame of a trend chart: where its plot stands, and where a value stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.render.charts.scale import Scale

# Units of the drawing. At 330 px, the column of a 360 px screen, a text of 12.5 is 11.4 px high.
WIDTH, HEIGHT = 360.0, 190.0
TOP, BOTTOM = 26.0, 156.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Hold the plot's edges, its scale and how many periods share its width."""

    left: float
    right: float
    scale: Scale
    periods: int

    @property
    def band(self) -> float:
        """Return the width that one period takes."""
        return (self.right - self.left) / max(self.periods, 1)

    def x(self, index: int) -> float:
        """Return the middle of a period."""
        return self.left + (index + 0.5) * self.band

    def y(self, value: Fraction) -> float:
        """Return the height of a value."""
        return self.scale.between(value, BOTTOM, TOP)

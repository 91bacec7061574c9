"""Reporting periods: half-open stretches of whole days, written as short labels."""

from generator.periods.cadence import Cadence
from generator.periods.period import Period

__all__ = ["Cadence", "Period"]

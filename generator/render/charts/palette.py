"""Colours and signs of charts, one entry for each role.

The page's stylesheet sets the custom properties for its light and dark schemes. The second value is
what a reader sees where no stylesheet applies: it is the light scheme, for white paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

FALLBACKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "met": "#00705a",
        "at-risk": "#946200",
        "missed": "#8e2400",
        "no-sample": "#5c6470",
        "not-assessed": "#5c6470",
        "series": "#2f5d8c",
        "bar": "#6d93bd",
        "band": "#e6ebf2",
        "fan": "#d3e0ee",
        "muted": "#5c6470",
        "grid": "#e1e4e8",
        "axis": "#7d8590",
        "target": "#454b54",
        "paper": "#ffffff",
    }
)

VERDICT_SIGNS: Final = ("met", "at-risk", "missed", "not-assessed")


def paint(role: str) -> str:
    """Return the colour of a role as a custom property with its fallback."""
    return f"var(--rg-{role}, {FALLBACKS[role]})"


def sign_of(verdict: str | None) -> str:
    """Return the sign to draw for a verdict; "plain" when the series has no verdicts."""
    return verdict if verdict in VERDICT_SIGNS else "plain"

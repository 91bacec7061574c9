"""Strips of availability: which gaps they have, and in what words."""

from __future__ import annotations

from pathlib import Path

from generator.compose.chart import StripChart
from generator.compose.strips import availability_strips
from generator.compose.words import Words
from generator.measure.ledger import Ledger
from generator.measure.measure import measure
from generator.periods import Period
from generator.workspace.load import load
from generator.workspace.workspace import Workspace

SHOP = Path(__file__).parents[1] / "golden" / "availability"


def strips(period: str) -> StripChart:
    """Return the strips of the shop in a month."""
    workspace = load(SHOP)
    assert isinstance(workspace, Workspace)
    [report] = workspace.reports.values()
    edition = measure(workspace, Ledger.of(workspace), report, Period.parse(period))
    return availability_strips(edition, Words("en"))


def test_a_strip_has_the_outages_and_windows_of_its_service() -> None:
    found = strips("2025-01")

    assert [(s.label, s.text, [(g.text, g.counted) for g in s.spans]) for s in found.strips] == [
        (
            "Site",
            "97.619 %",
            [
                ("W-1", False),
                ("O-1", True),
                ("O-2", True),
                ("O-3", False),
                ("W-2", True),
                ("W-3", True),
                ("O-4", True),
            ],
        ),
        ("Data base", "100.000 %", []),
    ]


def test_a_strip_is_cut_where_the_period_ends() -> None:
    spans = [span for strip in strips("2025-02").strips for span in strip.spans]

    assert [(str(span.start), str(span.end)) for span in spans] == [
        ("0", "173/2016"),
        ("89/336", "179/672"),
        ("83/84", "1"),
    ]


def test_the_days_below_the_strips_are_those_of_the_partys_clock() -> None:
    found = strips("2025-01")

    assert [(tick.label, str(tick.at)) for tick in found.ticks] == [
        ("1", "0"),
        ("8", "7/31"),
        ("15", "14/31"),
        ("22", "21/31"),
        ("29", "28/31"),
    ]


def test_the_title_says_how_many_services_were_down() -> None:
    assert strips("2025-01").title == "Downtime that counts in 1 of 2 services"

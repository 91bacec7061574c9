"""Colours: legible in both schemes, the same in stylesheet and drawing."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from generator.render.charts.palette import FALLBACKS, paint, sign_of

VERDICTS = ("met", "at-risk", "missed", "no-sample", "not-assessed")


def properties(scheme: str) -> dict[str, str]:
    """Read the colours that the stylesheet sets for a scheme."""
    stylesheet = files("generator.site") / "assets" / "stylesheets" / "report.css"
    text = stylesheet.read_text(encoding="utf-8")
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] {{(.*?)}}', text, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--rg-([a-z-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_light_scheme_and_the_fallbacks_of_drawings_are_the_same_colours() -> None:
    light = properties("default")

    assert {role: light[role] for role in FALLBACKS} == dict(FALLBACKS)


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("role", [*VERDICTS, "muted", "target"])
def test_texts_have_a_contrast_of_at_least_4_5(scheme: str, role: str) -> None:
    colours = properties(scheme)
    grounds = [colours["paper"]]
    if f"{role}-soft" in colours:
        grounds.append(colours[f"{role}-soft"])

    assert min(contrast(colours[role], ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("role", ["series", "bar"])
def test_lines_and_bars_have_a_contrast_of_at_least_3(scheme: str, role: str) -> None:
    colours = properties(scheme)

    assert contrast(colours[role], colours["paper"]) >= 3


def test_verdicts_differ_in_lightness_too() -> None:
    met, at_risk, missed = (luminance(FALLBACKS[role]) for role in VERDICTS[:3])

    assert at_risk > met > missed


def test_a_colour_is_a_custom_property_with_its_fallback() -> None:
    assert paint("met") == "var(--rg-met, #00705a)"


def test_a_series_without_verdicts_has_plain_marks() -> None:
    assert sign_of(None) == "plain"

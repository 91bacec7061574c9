"""Colours: legible in both schemes, the same in stylesheet and drawing."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations
from math import dist

import pytest

from generator.render.charts.palette import FALLBACKS, paint, sign_of

VERDICTS = ("met", "at-risk", "missed", "no-sample", "not-assessed")
# What is left of linear red, green and blue when one kind of cone is missing
# (Machado, Oliveira and Fernandes 2009, severity 1).
DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
# CIE XYZ of linear sRGB, each row over its part of the white of daylight (D65).
WHITE_PARTS = (
    (0.433953, 0.376219, 0.189828),
    (0.212673, 0.715152, 0.072175),
    (0.017758, 0.109477, 0.872766),
)
Row = tuple[float, float, float]


def properties(scheme: str) -> dict[str, str]:
    """Read the colours that the stylesheet sets for a scheme."""
    stylesheet = files("generator.site") / "assets" / "stylesheets" / "report.css"
    text = stylesheet.read_text(encoding="utf-8")
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] {{(.*?)}}', text, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--rg-([a-z-]+): (#[0-9a-f]{6});", block[1]))


def printed() -> dict[str, str]:
    """Read the colours that the stylesheet sets for paper."""
    stylesheet = files("generator.site") / "assets" / "stylesheets" / "report.css"
    paper = stylesheet.read_text(encoding="utf-8").split("@media print")[1]
    return dict(re.findall(r"--rg-([a-z-]+): (#[0-9a-f]{6});", paper))


def linear(colour: str) -> Row:
    """Return how much red, green and blue light a colour gives."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def times(matrix: tuple[Row, Row, Row], light: Row) -> Row:
    """Return the product, between black and white."""
    first, second, third = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in matrix
    )
    return first, second, third


def seen(colour: str, eye: tuple[Row, Row, Row]) -> Row:
    """Return the place in CIE L*a*b* of a colour as an eye sees it."""
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in times(WHITE_PARTS, times(eye, linear(colour)))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    red, green, blue = linear(colour)
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
@pytest.mark.parametrize("role", ["series", "bar", "axis", "target"])
def test_lines_and_bars_have_a_contrast_of_at_least_3(scheme: str, role: str) -> None:
    colours = properties(scheme)

    assert contrast(colours[role], colours["paper"]) >= 3


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("role", ["series", "target", *VERDICTS[:3]])
def test_lines_and_signs_stand_out_from_limits_and_fans_behind_them(scheme: str, role: str) -> None:
    colours = properties(scheme)

    assert min(contrast(colours[role], colours[ground]) for ground in ("band", "fan")) >= 3


@pytest.mark.parametrize("role", [*VERDICTS, "muted", "target"])
def test_texts_on_paper_have_a_contrast_of_at_least_4_5(role: str) -> None:
    assert contrast(printed()[role], "#ffffff") >= 4.5


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("eye", [DEUTERANOPIA, PROTANOPIA])
def test_verdicts_differ_by_colour_alone_for_those_who_do_not_see_red_or_green(
    scheme: str, eye: tuple[Row, Row, Row]
) -> None:
    colours = properties(scheme)
    places = [seen(colours[role], eye) for role in VERDICTS[:3]]

    # Some 2.3 can just be told apart; signs and words say the same once more.
    assert min(dist(one, other) for one, other in combinations(places, 2)) >= 12


def test_verdicts_differ_in_lightness_too() -> None:
    met, at_risk, missed = (luminance(FALLBACKS[role]) for role in VERDICTS[:3])

    assert at_risk > met > missed


def test_a_colour_is_a_custom_property_with_its_fallback() -> None:
    assert paint("met") == "var(--rg-met, #00705a)"


def test_a_series_without_verdicts_has_plain_marks() -> None:
    assert sign_of(None) == "plain"

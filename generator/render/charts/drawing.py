"""From drawn values to markup: the template environment of charts and its filters."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.render.charts.lettering import FONT_SIZE
from generator.render.charts.palette import paint

# A drawing may stand in a Markdown table cell, so these must not begin emphasis, a link or a cell.
_INERT = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_[]{}|~^$"})


def draw(template: str, **values: object) -> str:
    """Fill a chart template and return it as one line.

    One line, because a blank line would end the HTML block of a Markdown page.
    """
    markup = _environment().get_template(template).render(values)
    return "".join(line.strip() for line in markup.splitlines())


def number(value: float) -> str:
    """Print a coordinate with at most one decimal, the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def inert(text: str) -> Markup:
    """Escape a text for XML and against Markdown; line ends become spaces."""
    return Markup(str(escape(" ".join(text.split()))).translate(_INERT))  # noqa: S704 - escaped


@cache
def _environment() -> Environment:
    """Return the environment; an unknown name in a template is our bug and fails."""
    environment = Environment(
        loader=PackageLoader("generator", "render/templates/charts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(number=number, inert=inert)
    environment.globals.update(paint=paint, font_size=FONT_SIZE)
    return environment

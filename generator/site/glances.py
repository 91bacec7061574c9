"""Tiles above the headline table, and two small charts in each row of the attainment table."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from generator.compose.chart import Bullet
from generator.render.charts import bullet_svg, sparkline_svg
from generator.render.escape import escaped
from generator.render.glances import course_of, tile_of
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.compose.chart import Course, Tile
    from generator.compose.words import Words


def with_glances(page: str, edition: Mapping[str, Any], words: Words) -> str:
    """Return the page of an edition with what its JSON has for one look.

    Editions of earlier versions have nothing; a table that is not the one that was written
    together with the JSON stays as it is.
    """
    tiles = [tile_of(tile) for tile in edition.get("tiles", ())]
    courses = [course_of(course) for course in edition.get("courses", ())]
    page = _with_tiles(page, tiles, words) if tiles else page
    return _with_courses(page, courses, words) if courses else page


def _with_tiles(page: str, tiles: Sequence[Tile], words: Words) -> str:
    """Put tiles under the heading of the headline; its table folds away behind them."""
    items = "\n".join(_tile(tile, words) for tile in tiles)
    # The search finds the same words in the table.
    shown = f'<ul class="rg-tiles" data-search-exclude>\n{items}\n</ul>'
    summary = f"<summary>{escape(words.say('headline-table'))}</summary>"
    return _first_table(f"### {escaped(words.say('headline'))}").sub(
        lambda found: (
            f"{found[1]}{shown}\n\n"
            f'<details class="rg-more" markdown>\n{summary}\n\n{found[2]}\n</details>\n'
        ),
        page,
        count=1,
    )


def _tile(tile: Tile, words: Words) -> str:
    """Return one tile as a line of HTML."""
    value = escape(tile.value)
    linked = f'<a href="#{escape(tile.link)}">{value}</a>' if tile.link else value
    target = words.say("tile-target", target=tile.target) if tile.target else ""
    pieces = (
        ("rg-tile-name", escape(tile.name)),
        ("rg-tile-value", linked),
        (f"rg-tile-verdict rg-{tile.verdict}", escape(tile.judged) if tile.verdict else ""),
        ("rg-tile-target", escape(target)),
        ("rg-tile-spark", sparkline_svg(tile.spark)),
        ("rg-tile-change", escape(tile.change)),
        ("rg-tile-note", escape(tile.note)),
    )
    body = "".join(f'<span class="{name}">{text}</span>' for name, text in pieces if text)
    return f'<li class="rg-{tile.verdict or "plain"}">{body}</li>'


def _with_courses(page: str, courses: Sequence[Course], words: Words) -> str:
    """Put the columns of small charts behind the value in the table of attainment."""
    return _first_table(f"## {escaped(words.term(SectionId.SLA))}").sub(
        lambda found: found[1] + _widened(found[2], courses, words), page, count=1
    )


def _first_table(heading: str) -> re.Pattern[str]:
    """Return what finds the first table behind a heading, and what stands before it."""
    before = r"(?:(?![|#]).*\n)*"
    return re.compile(rf"^({re.escape(heading)}\n{before})((?:\|.*\n)+)", re.MULTILINE)


def _widened(table: str, courses: Sequence[Course], words: Words) -> str:
    """Return the lines of the table with two more cells each, if its rows are the courses."""
    head, rule, *rows = table.splitlines()
    if [row.split(" | ", 1)[0] for row in rows] != [f"| {escaped(c.clause)}" for c in courses]:
        return table
    place = f"{head} ".split(" | ").index(words.say("value")) + 1
    cells = [(words.say("against-target"), words.say("course")), ("---", "---")]
    cells += [(_bullet(course), sparkline_svg(course.spark)) for course in courses]
    lines = zip((head, rule, *rows), cells, strict=True)
    return "".join(f"{_inserted(line, place, added)}\n" for line, added in lines)


def _inserted(line: str, place: int, added: tuple[str, str]) -> str:
    """Return a row of a pipe table with cells more; a pipe inside a cell is escaped."""
    cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
    return f"| {' | '.join((*cells[:place], *added, *cells[place:]))} |"


def _bullet(course: Course) -> str:
    """Return the newest value against its target; a dash where one of them is missing."""
    value = course.spark.marks[-1].value if course.spark.marks else None
    if value is None or course.target is None:
        return "–"
    return bullet_svg(Bullet(value=value, target=course.target))

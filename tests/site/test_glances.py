from __future__ import annotations

import re
from typing import Any

import pytest

from generator.compose.words import Words
from generator.site.glances import with_glances

EN = Words("en")
SPARK = {"id": "s", "description": "d", "marks": [["2013-10", "9/10", "missed"]]}
COURSES = {
    "courses": [
        {"clause": "1.1", "target": "> 95 %", "spark": SPARK},
        {"clause": "1.2", "target": None, "spark": SPARK | {"marks": []}},
    ]
}
TILE = {
    "name": "Solved <in> time",
    "link": "solved_all",
    "value": "90 %",
    "target": "> 95 %",
    "verdict": "missed",
    "judged": "▲ Missed",
    "change": "",
    "note": "9 / 10",
    "spark": SPARK,
}
ATTAINMENT = """\
## Service level attainment

Said by the author.

| Clause | Verdict | Value | Previous |
| --- | --- | --: | --: |
| 1.1 | ▲ Missed | [90 %](#a) | 1 |
| 1.2 | – No sample | – | a \\| b |

After it.
"""
HEADLINE = """\
### Headline metrics

| Metric | Value |
| --- | --: |
| Solved | 90 % |

## Next
"""


def drawn_as(kind: str, text: str) -> str:
    """Replace drawings by their kind."""
    return re.sub(r'<svg[^>]*rg-chart-(\w+)".*?</svg>', rf"{kind}\1", text)


def test_rows_of_attainment_get_a_bullet_and_a_course_behind_the_value() -> None:
    page = drawn_as("~", with_glances(ATTAINMENT, COURSES, EN))

    assert page.split("\n")[4:9] == [
        "| Clause | Verdict | Value | Against target | Recent course | Previous |",
        "| --- | --- | --: | --- | --- | --: |",
        "| 1.1 | ▲ Missed | [90 %](#a) | ~bullet | ~spark | 1 |",
        "| 1.2 | – No sample | – | – | ~spark | a \\| b |",
        "",
    ]


@pytest.mark.parametrize("edition", [{}, {"courses": []}, {"courses": COURSES["courses"][:1]}])
def test_a_table_that_does_not_belong_to_the_courses_stays_as_it_is(
    edition: dict[str, Any],
) -> None:
    assert with_glances(ATTAINMENT, edition, EN) == ATTAINMENT


def test_tiles_stand_before_the_headline_table_which_folds_away() -> None:
    page = drawn_as("~", with_glances(HEADLINE, {"tiles": [TILE]}, EN))

    assert page == (
        "### Headline metrics\n\n"
        '<ul class="rg-tiles" data-search-exclude>\n'
        '<li class="rg-missed"><span class="rg-tile-name">Solved &lt;in&gt; time</span>'
        '<span class="rg-tile-value"><a href="#solved_all">90 %</a></span>'
        '<span class="rg-tile-verdict rg-missed">▲ Missed</span>'
        '<span class="rg-tile-target">Target &gt; 95 %</span>'
        '<span class="rg-tile-spark">~spark</span><span class="rg-tile-note">9 / 10</span></li>\n'
        "</ul>\n\n"
        '<details class="rg-more" markdown>\n<summary>Table of the headline metrics</summary>\n\n'
        "| Metric | Value |\n| --- | --: |\n| Solved | 90 % |\n\n</details>\n\n## Next\n"
    )


def test_a_metric_that_is_not_judged_has_neither_verdict_nor_target_nor_link() -> None:
    bare = TILE | {"verdict": None, "judged": "–", "target": "", "link": ""}

    page = with_glances(HEADLINE, {"tiles": [bare]}, EN)

    assert "rg-tile-verdict" not in page
    assert "rg-tile-target" not in page
    assert '<span class="rg-tile-value">90 %</span>' in page

"""The page of an edition on the site: the approved text, with charts where it has markers."""

from __future__ import annotations

import re
from typing import Final

from generator.site.charts import figures_html

_MARKER: Final = re.compile(r"^<!-- chart: (?P<id>\S+) -->$", re.MULTILINE)
_RUN: Final = re.compile(r"(?:^<!-- chart: \S+ -->$\n*)+", re.MULTILINE)
_TITLE: Final = re.compile(r"\A(<!--.*-->\n\n# .*\n\n.*)\n", re.MULTILINE)


def edition_page(page: str, figures: bytes) -> str:
    """Return the staged text of an edition; its words and numbers stay as they are.

    `page` and `figures` are the committed files. Runs of charts stand side by side.
    """
    drawn = figures_html(figures)
    with_charts = _RUN.sub(lambda run: _side_by_side(run[0], drawn), page)
    return _TITLE.sub(r"\1\n{: .rg-meta }\n", with_charts, count=1)


def _side_by_side(run: str, drawn: dict[str, str]) -> str:
    """Put the figures of consecutive markers into one block."""
    figures = [drawn[match["id"]] for match in _MARKER.finditer(run) if match["id"] in drawn]
    if not figures:
        return ""
    block = "\n".join(figures)
    return f'<div class="rg-figures">\n{block}\n</div>\n\n'

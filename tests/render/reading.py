"""What a browser makes of a page: its elements, and the text of the one looked for."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown
from typing_extensions import override

# Those that the site uses, but for our own.
EXTENSIONS = ["tables", "attr_list", "md_in_html", "toc", "admonition", "pymdownx.details"]


class Reading(HTMLParser):
    """Read a page in Markdown; `text` is that of the first element of the name."""

    def __init__(self, page: str, element: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self._element = element
        self._inside = 0
        self.feed(markdown.markdown(page, extensions=EXTENSIONS))

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += self._inside > 0 or (tag == self._element and tag not in self.elements)
        self.elements.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        self._inside -= self._inside > 0

    @override
    def handle_data(self, data: str) -> None:
        self.text += data if self._inside else ""

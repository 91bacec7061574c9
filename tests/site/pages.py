"""What a browser would do with a page, read off its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from typing_extensions import override

# Attributes by which a page fetches something by itself; a link is followed by a person.
_FETCHING: Final = {"src", "srcset", "poster", "data", "background", "action", "formaction"}
_URL: Final = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
_FOREIGN: Final = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)
Attributes = list[tuple[str, str | None]]


class Page(HTMLParser):
    """A page as its tags, and the addresses that it fetches."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.fetched: list[str] = []
        self.scripts: list[str] = []
        self.inside = ""
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.inside = tag
        self.fetched += [value for name, value in values.items() if name in _FETCHING]
        if tag in {"link", "image", "use"}:
            self.fetched += [values[name] for name in ("href", "xlink:href") if name in values]
        self.fetched += _style_addresses(values.get("style", ""))

    @override
    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    @override
    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts.append(data)
        if self.inside == "style":
            self.fetched += _style_addresses(data)

    @property
    def handlers(self) -> list[str]:
        """Return the attributes that would run a script."""
        return [name for _, values in self.tags for name in values if name.startswith("on")]

    @property
    def links(self) -> list[str]:
        """Return where the links of the page lead."""
        return [values["href"] for tag, values in self.tags if tag == "a" and "href" in values]


def foreign_addresses(site: Path) -> Iterator[tuple[str, str]]:
    """Give page or style sheet -> address on another host that it would load."""
    for path in sorted(site.rglob("*")):
        if path.suffix == ".html":
            fetched = Page(path.read_text(encoding="utf-8")).fetched
        elif path.suffix in {".css", ".svg"}:
            fetched = _style_addresses(path.read_text(encoding="utf-8"))
        else:
            continue
        name = path.relative_to(site).as_posix()
        yield from ((name, address) for address in fetched if _FOREIGN.match(address))


def _style_addresses(text: str) -> list[str]:
    """Return what a style sheet loads."""
    return [first or second for first, second in _URL.findall(text)]

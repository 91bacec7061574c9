"""Text as Markdown that means just that text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Always active in a line, wherever they stand: code, emphasis, links, cells, attributes.
_ACTIVE: Final = re.compile(r"[\\`*\[\]{}|]")
# Emphasis only at the edge of a word; inside one, identifiers stay readable.
_UNDERSCORE: Final = re.compile(r"(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
# Browsers read a numbered one even without its semicolon.
_ENTITY: Final = re.compile(r"&(?=#|[0-9A-Za-z]+;)")
# Would end a heading, and not be shown.
_CLOSING: Final = re.compile(r"#(?=#*$)")
# Would make a picture of a link behind it.
_PICTURE: Final = re.compile(r"!$")
# No backslash helps here: Python-Markdown would print it, and read the tag after it.
_ENTITIES: Final = str.maketrans({"<": "&lt;", "~": "&#126;"})
# Whatever the above look for, and white space that is not one space between two words.
_SPECIAL: Final = re.compile(r"[\\`*\[\]{}|_#&<~]|\s\s|[^\S ]|^\s|\s$|!$")
# What would begin a heading, list, quote, rule, admonition or fold at the start of a block.
_OPENING: Final = re.compile(r"^(?:([-+#>!])|([?:=])|([0-9]+)([.)]))")


@lru_cache(maxsize=8192)
def escaped(text: str) -> str:
    """Return text that Markdown shows as it is inside a line or a table cell.

    Runs of white space, line breaks too, become one space, as every browser shows them.
    """
    if not _SPECIAL.search(text):
        return text
    text = _ACTIVE.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
    text = _UNDERSCORE.sub(r"\\_", text)
    text = _PICTURE.sub(r"\\!", _CLOSING.sub(r"\\#", text))
    return _ENTITY.sub("&amp;", text).translate(_ENTITIES)


@lru_cache(maxsize=8192)
def escaped_block(text: str) -> str:
    """Return escaped text that may also stand at the start of a block."""
    return _OPENING.sub(_opened, escaped(text))


def _opened(match: re.Match[str]) -> str:
    """Take its meaning from the sign that would open a block."""
    sign, unescapable, number, point = match.groups()
    if unescapable:
        return f"&#{ord(unescapable)};"
    return f"\\{sign}" if sign else f"{number}\\{point}"

"""Folds: what a reader of the text skips stands behind its title, one click away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.render.escape import escaped
from generator.workspace.model.catalogue import SectionId

if TYPE_CHECKING:
    from generator.compose.words import Words

_SECTION: Final = re.compile(r"^## (?P<title>.+)\n(?P<body>(?:(?!## ).*\n)*)", re.MULTILINE)
_MINOR: Final = re.compile(r"^#### (?P<title>.+)\n(?P<body>(?:(?!#{2,4} ).*\n)*)", re.MULTILINE)


def with_folds(page: str, words: Words) -> str:
    """Return the page with its minor headings folded, each with what stands under it.

    Document control stays open: it is short, and who turns to it reads all of it.
    """
    control = escaped(words.term(SectionId.DOCUMENT_CONTROL))

    def section(found: re.Match[str]) -> str:
        if found["title"] == control:
            return found[0]
        return f"## {found['title']}\n{_MINOR.sub(_fold, found['body'])}"

    return _SECTION.sub(section, page)


def _fold(found: re.Match[str]) -> str:
    """Return one heading and its text as a fold; Markdown inside is read."""
    summary = f'<summary markdown="span">{found["title"]}</summary>'
    body = found["body"].strip("\n")
    return f'<details class="rg-more" markdown>\n{summary}\n\n{body}\n\n</details>\n\n'

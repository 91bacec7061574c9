"""The language of a page where it is not that of its site, so that it is read aloud right."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.site.nav import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

META: Final = "language"
"""Key of a page's head that names its language."""


def language_of(name: str, head: Mapping[str, object], site: str) -> str:
    """Return the language of a page: as its head says, by its folder, or as the site."""
    by_folder = ENGLISH if PurePosixPath(name).parts[0] == ENGLISH else site
    return str(head.get(META, by_folder))


def in_language(content: str, language: str, site: str) -> str:
    """Return the HTML of a page with its language, unless the site has said it."""
    return content if language == site else f'<div lang="{language}">\n{content}\n</div>'

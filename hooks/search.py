"""MkDocs' search index gets its Chinese words; all logic is in `generator`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import write_if_changed
from generator.site.search import with_words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_post_build(config: MkDocsConfig) -> None:
    """Complete the index that the theme's plugin has just written."""
    index = Path(config.site_dir) / "search" / "search_index.json"
    write_if_changed(index, with_words(index.read_bytes()))

"""MkDocs' search index gets its Chinese words; all logic is in `generator`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.files import write_if_changed
from generator.site.search import index_pages, with_words

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001 - MkDocs calls it so
    """Let the theme's plugin read only what is worth finding."""
    index_pages(config)


def on_post_build(config: MkDocsConfig) -> None:
    """Complete the index that the theme's plugin has just written."""
    index = Path(config.site_dir) / "search" / "search_index.json"
    write_if_changed(index, with_words(index.read_bytes()))

"""MkDocs keeps the pages that did not change; all logic is in `generator`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.site.keep import Keeper
from generator.strictyaml import Cache

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_keepers: list[Keeper] = []


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Open what the last build kept."""
    folder = Path(config.config_file_path).parent / "kept"
    _keepers[:] = [Keeper(Cache(folder), config, files)]


def on_page_markdown(markdown: str, page: Page, **_: object) -> None:
    """Let the keeper render a page that is the same."""
    _keepers[0].take_over(page, markdown)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001 - MkDocs calls it so
    """Let the keeper tell the search about it."""
    _keepers[0].index_pages(config)

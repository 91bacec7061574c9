"""A page in another language than its site says so; all logic is in `generator`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.language import in_language, language_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs calls it so
    """Name the language of a page."""
    site = str(config.theme["language"])
    return in_language(html, language_of(page.file.src_uri, page.meta, site), site)

"""Rendered pages kept from one build to the next, so that only what changed is read again.

Reading Markdown and cutting it up for the search takes nine tenths of MkDocs' time. Both
depend on nothing but a page's text, the settings, the list of files and the versions of the
tools: these are the key. What is published is built without it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.structure.toc import get_toc

from generator.program import program_fingerprint
from generator.site.search import PLUGIN, search_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from material.plugins.search.plugin import SearchIndex
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

    from generator.strictyaml import Cache

Entry = dict[str, Any]
"""What the search knows of one section of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Hold what reading a page's Markdown gave."""

    key: str
    """Fingerprint of all that it was made of."""
    content: str
    title: str | None
    toc: list[dict[str, Any]]
    anchors: list[str]
    links: dict[str, dict[str, str]]
    """File -> anchor -> the link as written: what MkDocs validates at the end."""
    entries: list[Entry]


class Keeper:
    """Hand pages and their search entries to MkDocs, from the last build where it can."""

    def __init__(self, cache: Cache, config: MkDocsConfig, files: Files) -> None:
        """Keep pages in `cache`, whose damage costs time and no more."""
        self._cache = cache
        self._base = _base(config, files)
        self._keys: dict[str, str] = {}
        self._kept: dict[str, Rendered] = {}

    def take_over(self, page: Page, markdown: str) -> None:
        """Let a page be rendered by this keeper, as it was last time if it is the same."""
        name = page.file.src_uri
        seen = json.dumps([self._base, name, page.meta, markdown], default=str)
        self._keys[name] = _fingerprint(seen)
        kept = self._load(name)
        if kept and kept.key == self._keys[name]:
            self._kept[name] = kept
            page.render = partial(_fill, page, kept)  # type: ignore[method-assign]

    def index_pages(self, config: MkDocsConfig) -> None:
        """Let the entries of the search come from this keeper."""
        index = search_of(config)
        add = index.add_entry_from_context
        index.add_entry_from_context = partial(self._index, index, add)

    def _index(self, index: SearchIndex, add: Callable[[Page], None], page: Page) -> None:
        """Enter a page into the search; what is new is kept now that all is known of it."""
        kept = self._kept.get(page.file.src_uri)
        if kept:
            index.entries.extend(kept.entries)
            return
        first = len(index.entries)
        add(page)
        self._store(page, index.entries[first:])

    def _load(self, name: str) -> Rendered | None:
        """Return the page of the last build, None when there is none."""
        found = self._cache.load(_fingerprint(name))
        return Rendered(**json.loads(bytes(found))) if found else None

    def _store(self, page: Page, entries: list[Entry]) -> None:
        """Keep a page that MkDocs has rendered."""
        name, links = page.file.src_uri, page.links_to_anchors or {}
        rendered = Rendered(
            key=self._keys[name],
            content=page.content or "",
            title=page._title_from_render,  # noqa: SLF001 - nothing public tells it
            toc=list(_tokens(page.toc)),
            anchors=sorted(page.present_anchor_ids or ()),
            links={file.src_uri: anchors for file, anchors in links.items()},
            entries=entries,
        )
        text = json.dumps(asdict(rendered), ensure_ascii=False)
        self._cache.store(_fingerprint(name), text.encode())


def _fill(page: Page, kept: Rendered, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001 - in the place of `Page.render`
    """Give a page what its Markdown gave last time."""
    page.content = kept.content
    page.toc = get_toc(kept.toc)  # type: ignore[arg-type]
    page._title_from_render = kept.title  # noqa: SLF001 - as `Page.render` does
    page.present_anchor_ids = set(kept.anchors)
    targets = ((files.get_file_from_path(name), found) for name, found in kept.links.items())
    page.links_to_anchors = {file: found for file, found in targets if file}


def _base(config: MkDocsConfig, files: Files) -> str:
    """Return the fingerprint of what all pages depend on, among it the names of all files."""
    settings = {name: config[name] for name in ("markdown_extensions", "mdx_configs", "validation")}
    search = dict(config.plugins[PLUGIN].config)
    names = sorted(f"{file.src_uri} {file.dest_uri}" for file in files)
    return _fingerprint("\n".join((program_fingerprint(), repr(settings), repr(search), *names)))


def _fingerprint(text: str) -> str:
    """Return the sha256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _tokens(links: Iterable[AnchorLink]) -> Iterator[dict[str, Any]]:
    """Return a table of contents as Python-Markdown gives it."""
    for link in links:
        children = list(_tokens(link.children))
        yield {"name": link.title, "id": link.id, "level": link.level, "children": children}

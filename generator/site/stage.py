"""Stage a site: the Markdown tree of one audience and one version, file by file."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.compose.words import Words
from generator.render.edition import REPORTS_FOLDER
from generator.site.agreements import agreements_page
from generator.site.catalogue import catalogue_page, dictionary_page
from generator.site.editionpage import edition_page
from generator.site.home import home_page, reports_page
from generator.site.improvement import feedback_page, improvement_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from generator.measure.ledger import Ledger
    from generator.site.audience import View

_ASSETS: Final = "assets"
_DOCS: Final = "docs/"
_PAGES: Final = "pages.json"


def stage(view: View, ledger: Ledger, docs: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return path -> content of everything that the audience may see, and nothing else.

    `docs` are the files below docs/, by their names from the repository's root: the
    committed editions, and the hand-written pages, which are for the provider alone.
    """
    tree = {
        "index.md": home_page(view, ledger).encode(),
        "reports/index.md": reports_page(view, ledger).encode(),
        "catalogue.md": catalogue_page(view).encode(),
        "agreements.md": agreements_page(view).encode(),
        "improvement.md": improvement_page(view, ledger).encode(),
        "feedback.md": feedback_page(view).encode(),
        "metrics.md": dictionary_page(view).encode(),
        **dict(_editions(view, docs)),
        **dict(assets()),
    }
    if view.internal:
        tree.update(_written_by_hand(docs))
    tree[_PAGES] = _pages(tree)
    return dict(sorted(tree.items()))


def _pages(tree: Mapping[str, bytes]) -> bytes:
    """Return the names of all pages as JSON: where the switch of versions may lead."""
    names = (PurePosixPath(name) for name in sorted(tree))
    pages = [str(name.with_suffix(".html")) for name in names if name.suffix == ".md"]
    return f"{json.dumps(pages, ensure_ascii=False, indent=0)}\n".encode()


def assets() -> Iterator[tuple[str, bytes]]:
    """Give the style sheet and pictures that the package brings along."""
    folder = resources.files("generator.site") / _ASSETS
    yield from _files_below(folder, PurePosixPath(_ASSETS))


def _files_below(folder: Traversable, name: PurePosixPath) -> Iterator[tuple[str, bytes]]:
    """Give path -> content of every file of a folder of the package."""
    for child in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if child.is_dir():
            yield from _files_below(child, name / child.name)
        else:
            yield str(name / child.name), child.read_bytes()


def _editions(view: View, docs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Give the page of every edition of the version, where every version has it."""
    for key in view.editions:
        page = docs[f"{REPORTS_FOLDER}/{key.name}.md"].decode()
        figures = docs[f"{REPORTS_FOLDER}/{key.name}.json"]
        words = Words(key.report.language)
        yield f"reports/{key.report.report}/index.md", edition_page(page, figures, words).encode()


def _written_by_hand(docs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Give the pages below docs/ that no generator wrote as an edition."""
    for name, content in docs.items():
        if not name.startswith(f"{REPORTS_FOLDER}/"):
            yield name.removeprefix(_DOCS), content

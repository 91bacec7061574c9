"""Stage a site: the Markdown tree of one audience and one version, file by file."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.compose.words import Words
from generator.render.edition import REPORTS_FOLDER
from generator.site.about import about_page
from generator.site.agreements import agreements_page
from generator.site.catalogue import catalogue_page
from generator.site.clausematrix import clauses_page
from generator.site.dictionary import dictionary_page
from generator.site.documents import documents_page
from generator.site.duelist import CALENDAR_FILE, calendar_file, calendar_page
from generator.site.editionpage import Surroundings, edition_page
from generator.site.evidencestrip import evidence_strip
from generator.site.home import home_page
from generator.site.improvement import feedback_page, improvement_page
from generator.site.links import edition_link
from generator.site.register import register_page
from generator.site.reportlist import party_anchor, reports_page
from generator.site.revisionpages import INDEX, Revisions, page_name
from generator.site.roles import roles_page
from generator.site.services import services_page
from generator.site.sources import sources_page
from generator.site.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from generator.measure.editions import EditionKey
    from generator.measure.ledger import Ledger
    from generator.site.audience import View
    from generator.site.facts import ReleasedRevision, RepositoryFacts
    from generator.site.survey import Survey

_ASSETS: Final = "assets"
_DOCS: Final = "docs/"
# As deep as the page of an edition lies.
_IN: Final = "reports/report/"
_PAGES: Final = "pages.json"


def stage(
    view: View, ledger: Ledger, docs: Mapping[str, bytes], facts: RepositoryFacts
) -> dict[str, bytes]:
    """Return path -> content of everything that the audience may see, and nothing else.

    `docs` are the files below docs/, by their names from the repository's root: the
    committed editions, and the hand-written pages, which are for the provider alone;
    `facts` are what the repository says about itself and what was issued.
    """
    found = survey(view, ledger, docs, facts)
    pages = {
        "index.md": home_page(found),
        "reports/index.md": reports_page(found),
        "catalogue.md": catalogue_page(found),
        "services.md": services_page(found),
        "agreements.md": agreements_page(found),
        "metrics.md": dictionary_page(found),
        "calendar.md": calendar_page(found),
        "improvement.md": improvement_page(view, ledger),
        "feedback.md": feedback_page(view),
        "roles.md": roles_page(view),
        "about.md": about_page(view),
        **dict(_editions(found, docs, facts)),
    }
    tree = {name: page.encode() for name, page in pages.items()}
    tree |= {CALENDAR_FILE: calendar_file(found), **dict(assets())}
    if view.internal:
        tree.update(_written_by_hand(docs))
        # Which norm is answered where, and where not yet, is for the provider and its auditor.
        tree["register.md"] = register_page(view, facts).encode()
        tree["sources.md"] = sources_page(view).encode()
        tree["documents.md"] = documents_page(view, facts.history).encode()
        tree["clauses.md"] = clauses_page(found, tree).encode()
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


def _editions(
    found: Survey, docs: Mapping[str, bytes], facts: RepositoryFacts
) -> Iterator[tuple[str, str]]:
    """Give the page of every edition of the version, where every version has it."""
    for key in found.view.editions:
        page = docs[f"{REPORTS_FOLDER}/{key.name}.md"].decode()
        figures = docs[f"{REPORTS_FOLDER}/{key.name}.json"]
        words = Words(key.report.language)
        revisions = Revisions.of(key, found.view, facts.releases.get(key.name, ()))
        strip = evidence_strip(found.view, key, facts, words)
        around = replace(_surroundings(found, key, revisions, words), evidence=strip)
        folder = f"reports/{key.report.report}"
        yield f"{folder}/{INDEX}", edition_page(page, figures, around, words)
        for each in revisions.beside:
            name = f"{folder}/{page_name(each.revision)}"
            yield name, _released_page(each, revisions, around)


def _surroundings(
    found: Survey, key: EditionKey, revisions: Revisions, words: Words
) -> Surroundings:
    """Return what stands around an edition."""
    report = key.report
    before, after = (_way(found, other, words) for other in found.around(key))
    title = report.title.of(words.language)
    is_draft = report.document.version.startswith("0.")
    draft = words.say("draft-banner") if is_draft else ""
    return Surroundings(
        title=words.say("title", title=title, period=key.period.title(words.language)),
        party=found.view.workspace.parties[report.party].name.of(words.language),
        place=party_anchor(report.party),
        banner=revisions.banner(words) or draft,
        watermark=words.say("draft-watermark") if is_draft else "",
        revisions=revisions.links(words),
        before=before,
        after=after,
    )


def _released_page(released: ReleasedRevision, revisions: Revisions, around: Surroundings) -> str:
    """Return the page of a revision as it was issued, in the language that it had then."""
    words = Words(json.loads(released.figures)["language"])
    title = words.say("aside", text=around.title, aside=f"r{released.revision}")
    banner = revisions.banner_of(released.revision, words)
    beside = replace(
        around,
        title=title,
        banner=banner,
        watermark="",
        is_superseded=bool(banner),
        revisions="",
        evidence="",
        before=None,
        after=None,
    )
    return edition_page(released.page.decode(), released.figures, beside, words)


def _way(found: Survey, key: EditionKey | None, words: Words) -> tuple[str, str] | None:
    """Return title and page of another edition as its neighbour names it."""
    if key is None:
        return None
    return key.period.title(words.language), edition_link(found.view, key, inside=_IN)


def _written_by_hand(docs: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Give the pages below docs/ that no generator wrote as an edition."""
    for name, content in docs.items():
        if not name.startswith(f"{REPORTS_FOLDER}/"):
            yield name.removeprefix(_DOCS), content

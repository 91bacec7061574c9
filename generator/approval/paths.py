"""What a pull request touches: editions, what they are made of, and everything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

EDITION_PATH: Final = re.compile(
    r"docs/reports/(?P<report>[a-z0-9-]+)/(?P<period>[0-9A-Z][0-9A-Z.-]*)\.(?:md|json)"
)
# Inputs of every edition, as their files name what they are about inside.
_INPUT_FOLDERS: Final = ("actions", "feedback", "reviews", "events")
_INPUT_PATH: Final = re.compile(
    r"report_data/(?:"
    rf"(?P<any>{'|'.join(_INPUT_FOLDERS)})/[^/]+\.yml"
    r"|records/(?P<party>[^/]+)/[^/]+\.yml"
    r"|commentary/(?P<text>[^/]+/[^/]+)\.md"
    r"|revisions/(?P<revised>[^/]+/[^/]+)\.yml"
    r"|approvals/(?P<approved>[^/]+/[^/]+)/[^/]+\.yml"
    r")"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The editions that are touched, in order, and the paths that no edition answers for."""

    editions: tuple[str, ...]
    others: tuple[str, ...]


def edition_of(path: str) -> str | None:
    """Return the edition that a committed page or file of figures belongs to."""
    match = EDITION_PATH.fullmatch(path)
    return f"{match['report']}/{match['period']}" if match else None


def is_input(path: str) -> bool:
    """Tell whether a path is one that editions are made of."""
    return _INPUT_PATH.fullmatch(path) is not None


def edition_files(edition: str) -> tuple[str, str]:
    """Return the names of page and figures."""
    return f"docs/reports/{edition}.md", f"docs/reports/{edition}.json"


def touched(paths: Iterable[str], party_of: Callable[[str], str | None]) -> Touched:
    """Sort the paths of a change; `party_of` gives the party of a report.

    A path that is an input of none of the touched editions is one of the others.
    """
    listed = sorted(set(paths))
    editions = tuple(sorted({name for path in listed if (name := edition_of(path))}))
    parties = {party_of(name.partition("/")[0]) for name in editions}
    rest = (path for path in listed if edition_of(path) is None)
    others = (path for path in rest if not _is_input(path, editions, parties))
    return Touched(editions=editions, others=tuple(others))


def _is_input(path: str, editions: tuple[str, ...], parties: set[str | None]) -> bool:
    """Tell whether a file is an input of one of some editions."""
    match = _INPUT_PATH.fullmatch(path)
    if match is None or not editions:
        return False
    if match["any"]:
        return True
    edition = match["text"] or match["revised"] or match["approved"]
    return match["party"] in parties or edition in editions

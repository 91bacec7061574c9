"""An Upptime repository on this machine: what its commits say of each site, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Final

from generator import git
from generator.collect.live.address import AnswerError
from generator.errors import ToolError
from generator.strictyaml import Document, parse

FOLDER: Final = "history"
COLUMNS: Final = ("slug", "url", "status", "code", "response_time", "at", "until", "commit")

Seen = tuple[datetime, str, str, str, str, str]
"""When a site was looked at: moment, url, status, code, response time, commit."""


def observations(clone: str) -> Iterator[tuple[object, ...]]:
    """Yield a row for each time that a commit tells of a site; raises AnswerError.

    `until` is when the site was looked at again; it is missing for the last time.
    """
    seen: dict[str, set[Seen]] = defaultdict(set)
    for version, content in _versions(Path(clone)):
        slug = PurePosixPath(version.name).stem
        seen[slug].add(_seen(version, content))
    if not seen:
        raise AnswerError(f"no {FOLDER}/*.yml in the commits")
    for slug in sorted(seen):
        every = sorted(seen[slug])
        for each, following in pairwise([*every, None]):
            if each:
                at, url, status, code, took, commit = each
                until = following[0] if following else None
                yield slug, url, status, code, took, at, until, commit


def _versions(clone: Path) -> list[tuple[git.Version, bytes]]:
    """Return the versions of the files of sites, in the order of the commits."""
    try:
        versions = [each for each in git.versions(clone, FOLDER) if each.name.endswith(".yml")]
        contents = git.contents(clone, (each.object_id for each in versions)) if versions else {}
    except (ToolError, OSError):
        # Git's own words would tell where the clone lies.
        raise AnswerError("no whole repository of git") from None
    return [(each, contents[each.object_id]) for each in versions]


def _seen(version: git.Version, content: bytes) -> Seen:
    """Return what one version of a file tells."""
    document = parse(content, version.name)
    state = document.value if isinstance(document, Document) else None
    try:
        known = {key: str(value) for key, value in state.items()} if state else {}
        at = datetime.fromisoformat(known.get("lastUpdated") or version.when)
        return (
            at,
            known["url"],
            known["status"],
            known["code"],
            known["responseTime"],
            version.commit,
        )
    except (AttributeError, KeyError, ValueError):
        raise AnswerError(
            f"{version.name} of the commit {version.commit[:12]} is no state"
        ) from None

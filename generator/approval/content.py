"""What an approver saw: fingerprints of an edition's page, its figures and each section."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.render.canonical import Json, canonical


class ContentError(ValueError):
    """The two files of an edition do not belong together, or are not of this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """Fingerprints of one edition at one commit.

    `whole` covers both files byte by byte. `sections` maps the id of a section to the
    fingerprint of its part of the page together with its part of the figures.
    """

    whole: str
    sections: Mapping[str, str]


_HEADING: Final = re.compile(rb"^## (.*)$", re.MULTILINE)


def edition_content(page: bytes, figures: bytes) -> EditionContent:
    """Return the fingerprints of an edition; ContentError when its files contradict each other.

    Nothing that the files say about themselves is believed: a sha256 in the figures is
    just one of the things that are hashed here.
    """
    listed = _sections(figures)
    parts = page_parts(page)
    titles = [section.get("title") for section in listed]
    if [title for title, _ in parts] != titles:
        raise ContentError("the page has other sections than its figures")
    digests = {
        str(section.get("id")): _sha256(part, canonical(section).encode())
        for section, (_, part) in zip(listed, parts, strict=True)
    }
    if len(digests) != len(listed):
        raise ContentError("a section is there twice")
    return EditionContent(whole=_sha256(page, figures), sections=MappingProxyType(digests))


def _sections(figures: bytes) -> list[dict[str, Json]]:
    """Return the sections of the figures."""
    try:
        listed = json.loads(figures)["sections"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ContentError("the figures are not those of an edition") from error
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise ContentError("the figures are not those of an edition")
    return listed


def page_parts(page: bytes) -> list[tuple[str, bytes]]:
    """Cut a page at its headings of the second level: title and bytes of each section."""
    headings = [(match.start(), match[1]) for match in _HEADING.finditer(page)]
    ends = [start for start, _ in headings[1:]] + [len(page)]
    spans = zip(headings, ends, strict=True)
    return [(title.decode("utf-8", "replace"), page[start:end]) for (start, title), end in spans]


def _sha256(*parts: bytes) -> str:
    """Return the sha256 of some byte strings, each preceded by its length."""
    seen = hashlib.sha256()
    for part in parts:
        seen.update(b"%d\n" % len(part) + part)
    return seen.hexdigest()

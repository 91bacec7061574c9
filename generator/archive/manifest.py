"""The manifest of a release: what was issued, made of what, approved by whom, after what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Final

import msgspec

from generator.archive.names import ReleaseName
from generator.archive.objects import PLAIN_MODES
from generator.archive.verifier import BEGIN, END, SCHEMA, canonical, manifest_text, sha256
from generator.periods import Period
from generator.render.edition import names_of

MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_OBJECT: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """Mode and content of one file."""

    mode: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFacts:
    """How many inputs there are, and the sha256 of their list."""

    files: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A review that counted: for which stage, in which role, at which commit."""

    stage: str
    role: str
    person: str
    review: int
    commit: str
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """What was decided on the evidence: pull request, its commits, who counted."""

    outcome: str
    pull_request: int
    base: str
    head: str
    chain: str
    counted: tuple[Approval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What made the edition."""

    version: str
    fingerprint: str
    packages: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything that a release vouches for."""

    tag: str
    edition: str
    revision: int
    title: str
    audience: str
    commit: str
    tree: str
    issued: str
    """When it was issued, in UTC: 2014-01-10T09:00:00Z."""
    due: str | None
    """The day it was due; None where its calendar does not say."""
    outputs: Mapping[str, FileFacts]
    """Page and figures, as they are in the commit."""
    copies: Mapping[str, str]
    """What is made of these for both copies: name -> sha256."""
    inputs: InputFacts
    evidence: Mapping[str, str]
    """Files that were kept beside the tag: name -> sha256."""
    content: str
    sections: Mapping[str, str]
    approvals: Approvals
    program: Program
    previous: str | None
    """sha256 of the manifest before it in the chain of its report; None for the first."""
    schema: str = SCHEMA

    @property
    def name(self) -> ReleaseName:
        """Return edition and revision."""
        return ReleaseName(edition=self.edition, revision=self.revision)

    @property
    def text(self) -> str:
        """Return the one form of the manifest."""
        return canonical(asdict(self))

    @property
    def sha256(self) -> str:
        """Return the hash of the report."""
        return sha256(self.text.encode())

    @property
    def issued_at(self) -> datetime:
        """Return when it was issued."""
        return datetime.strptime(self.issued, MOMENT).replace(tzinfo=UTC)


def read(message: str) -> Manifest | None:
    """Return the manifest in the message of a tag; None when it is not in its one form.

    It has no key too many and none too few, and what it says can be true: a name that its tag
    has, times of the calendar, page and figures of its edition and nothing else.
    """
    text = manifest_text(message)
    try:
        found = msgspec.json.decode(text, type=Manifest)
        is_sound = found.text == text and found.schema == SCHEMA and _is_sound(found)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return found if is_sound else None


def _is_sound(found: Manifest) -> bool:
    """Tell whether what a manifest says can be true; ValueError for what is no time at all."""
    name, issued = found.name, found.issued_at
    period = found.edition.partition("/")[2]
    return (
        ReleaseName.of_tag(name.reference) == name
        and found.tag == name.tag
        and Period.parse(period).label == period
        and (issued.timestamp() >= 0 and issued.strftime(MOMENT) == found.issued)
        and (found.due is None or date.fromisoformat(found.due).isoformat() == found.due)
        and set(found.outputs) == set(names_of(found.edition))
        and all(facts.mode in PLAIN_MODES for facts in found.outputs.values())
        and all(map(_DIGEST.fullmatch, _digests(found)))
        and all(map(_OBJECT.fullmatch, (found.commit, found.tree)))
    )


def _digests(found: Manifest) -> Iterator[str]:
    """Give every sha256 that a manifest names."""
    yield from (facts.sha256 for facts in found.outputs.values())
    yield from (found.inputs.sha256, *found.copies.values(), *found.evidence.values())
    yield from ((found.previous,) if found.previous is not None else ())


def message_of(manifest: Manifest) -> str:
    """Return the message of a tag: a summary for people, then the manifest."""
    approved = ", ".join(
        f"{each.stage} {each.person} ({each.role})" for each in manifest.approvals.counted
    )
    lines = [
        f"{manifest.title} r{manifest.revision}",
        "",
        f"issued / 签发: {manifest.issued}",
        f"approved / 批准: {approved or '-'}",
        f"commit / 提交: {manifest.commit}",
        f"previous / 上一发布: {manifest.previous or '-'}",
        f"manifest / 清单 sha256: {manifest.sha256}",
        "",
        f"{BEGIN}{manifest.text}{END}",
    ]
    return "\n".join(lines)


def input_list(files: Mapping[str, tuple[str, bytes]]) -> bytes:
    """Return the list of inputs: name -> mode and sha256, of name -> mode and content."""
    listed = {name: {"mode": m, "sha256": sha256(content)} for name, (m, content) in files.items()}
    return canonical(listed).encode()

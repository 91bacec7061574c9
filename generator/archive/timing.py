"""The time of issue against what must come before it: the period, and the reviews that count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from generator.approval.evidencefile import read_evidence
from generator.approval.forge import UnverifiedError
from generator.approval.forms import facts_of
from generator.archive.proof import APPROVALS_FILE
from generator.archive.verifier import Trouble
from generator.periods import Period

if TYPE_CHECKING:
    from pathlib import Path

    from generator.approval.evidence import PullRequest
    from generator.archive.repository import Release

# Clocks of two machines differ by so much without anybody's doing.
SKEW: Final = timedelta(minutes=5)
# Where a day ends first. The zone of a party may be corrected later, and no release be wrong by it.
_FIRST: Final = "Etc/GMT-14"


def untimely(
    at: datetime, period: Period, facts: PullRequest | None, counted: Collection[int]
) -> Iterator[str]:
    """Say what happened only after a time of issue: the end of the period, a review that counts."""
    end = period.bounds(_FIRST)[1]
    if at < end:
        yield f"{_shown(at)} is before the end of the period {period.label}"
    reviews = facts.reviews if facts else ()
    times = [each.submitted for each in reviews if each.submitted and each.id in counted]
    if times and at + SKEW < max(times):
        yield f"{_shown(at)} is before the last review that counts, {_shown(max(times))}"


def _shown(moment: datetime) -> str:
    """Return a time for people, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def facts_in(root: Path, evidence: bytes) -> PullRequest | None:
    """Return the facts of raw evidence; None for what nobody here can read."""
    try:
        return facts_of(root, read_evidence(evidence, APPROVALS_FILE))
    except UnverifiedError:
        return None


def time_layer(root: Path, release: Release, kept: Mapping[str, bytes]) -> Iterator[Trouble]:
    """Check that a release was not issued before what it is about, and what it stands on."""
    counted = {each.review for each in release.manifest.approvals.counted}
    try:
        period = Period.parse(release.name.edition.partition("/")[2])
    except ValueError:
        return
    facts = facts_in(root, kept.get(APPROVALS_FILE, b""))
    for reason in untimely(release.manifest.issued_at, period, facts, counted):
        yield Trouble(release.tag.name, "V44", reason)

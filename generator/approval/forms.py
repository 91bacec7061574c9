"""The forms of evidence that a decision can rest on: one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.approval.commits import contents_of, mandates_at
from generator.approval.decision import Decision
from generator.approval.evaluate import decide
from generator.approval.evidence import PullRequest
from generator.approval.forge import Forge, RawEvidence, UnverifiedError
from generator.approval.github.forge import NAME as GITHUB
from generator.approval.github.forge import github
from generator.approval.signedevidence import SIGNED, signed_facts
from generator.errors import ToolError, UsageError

if TYPE_CHECKING:
    from generator.approval.mandates import Mandates


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How facts are read from evidence, and how a forge is asked for it.

    `ask` is None where nobody is asked, because the repository holds everything.
    """

    read: Callable[[Path, RawEvidence], PullRequest]
    ask: Callable[[str, int], RawEvidence] | None = None


def form_of(adapter: Callable[[str], Forge]) -> Form:
    """Return the form of a forge; `adapter` speaks for a repository such as `owner/name`."""
    return Form(
        read=lambda _, evidence: adapter(evidence.repository).pull_request(evidence),
        ask=lambda repository, number: adapter(repository).gather(number),
    )


FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {GITHUB: form_of(github), SIGNED: Form(read=signed_facts)}
)
"""What evidence calls its form -> how it is read; gate, release and verify know no others."""


def asked(name: str, repository: str, number: int) -> RawEvidence:
    """Ask a forge about a pull request; UsageError when there is none of this name."""
    form = FORMS.get(name)
    if form is None or form.ask is None:
        known = ", ".join(each for each, form in FORMS.items() if form.ask) or "none"
        raise UsageError(f"no adapter for the forge {name!r}; known: {known}. Use --signed")
    return form.ask(repository, number)


def facts_of(root: Path, evidence: RawEvidence) -> PullRequest:
    """Return the facts that evidence contains; UnverifiedError when nobody here reads it."""
    form = FORMS.get(evidence.forge)
    if form is None:
        known = ", ".join(FORMS)
        raise UnverifiedError(
            f"nobody here reads this evidence: its form is {evidence.forge!r}; known: {known}"
        )
    try:
        return form.read(root, evidence)
    except ToolError as error:
        raise UnverifiedError(f"this repository does not say enough: {error}") from error


def decided(root: Path, facts: PullRequest) -> tuple[Decision, Mandates]:
    """Decide about facts, with contents and mandates of the commits that they name.

    Raises UnverifiedError when these cannot be read.
    """
    try:
        known = mandates_at(root, facts.base)
        return decide(facts, contents_of(root, facts, known), known), known
    except ToolError as error:
        raise UnverifiedError(f"this repository does not say enough: {error}") from error

"""Answers as values: one object, or all pages of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import msgspec

from generator.approval.forge import Answer, RawEvidence, UnverifiedError
from generator.approval.github.address import Api, is_next_page, next_target
from generator.approval.github.client import Client

T = TypeVar("T")
MOST_PAGES: Final = 60
"""GitHub lists at most 3,000 files; with a hundred on a page this is twice as much."""
FOUND: Final = frozenset({200})
"""The answers that say something."""


def ask_all(client: Client, request: str, *, accepted: frozenset[int] = FOUND) -> Iterator[Answer]:
    """Ask for a list to its end; UnverifiedError when its links lead in circles or away."""
    asked: list[str] = []
    while request:
        asked.append(request)
        answer = client.ask(request, accepted=accepted)
        yield answer
        request = following(client.api, answer)
        if request in asked or len(asked) >= MOST_PAGES:
            raise UnverifiedError(f"{asked[0]}: the pages of the list have no end")


def following(api: Api, answer: Answer) -> str:
    """Return the request for the next page, empty at the end of the list."""
    target = next_target(answer.link)
    if not target:
        return ""
    found = api.request(target, seen_from=answer.request)
    if not is_next_page(answer.request, found):
        raise UnverifiedError(f"{answer.request}: the next page is of another list: {found}")
    return found


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers by their requests, as they are read."""

    api: Api
    by_request: Mapping[str, tuple[Answer, ...]]

    @classmethod
    def of(cls, api: Api, evidence: RawEvidence) -> Answers:
        """Sort the answers of a file."""
        found: dict[str, tuple[Answer, ...]] = {}
        for answer in evidence.answers:
            found[answer.request] = (*found.get(answer.request, ()), answer)
        return cls(api, found)

    def every(self, request: str, shape: type[T]) -> tuple[T, ...]:
        """Return what was answered each time when the same was asked; never nothing."""
        answers = self.by_request.get(request, ())
        if not answers:
            raise UnverifiedError(f"the evidence has no answer to {request}")
        return tuple(decoded(answer, shape) for answer in answers)

    def one(self, request: str, shape: type[T]) -> T:
        """Return the newest answer."""
        return self.every(request, shape)[-1]

    def listed(self, request: str, shape: type[T]) -> tuple[T, ...]:
        """Return the items of all pages of a list, in their order."""
        items: list[T] = []
        seen: set[str] = set()
        while request:
            seen.add(request)
            items += self.one(request, list[shape])  # type: ignore[valid-type]
            request = following(self.api, self.by_request[request][-1])
            if request in seen:
                raise UnverifiedError(f"{request}: the pages of the list have no end")
        return tuple(items)


def decoded(answer: Answer, shape: type[T]) -> T:
    """Return what an answer says; UnverifiedError when it has another shape."""
    if answer.status not in FOUND:
        raise UnverifiedError(f"{answer.request}: status {answer.status}")
    try:
        return msgspec.json.decode(answer.body, type=shape)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnverifiedError(f"{answer.request}: the answer has another shape: {error}") from error


def twice(keys: Iterable[object]) -> bool:
    """Tell whether a list names something twice, as when items moved between its pages."""
    listed = list(keys)
    return len(set(listed)) < len(listed)

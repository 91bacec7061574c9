"""Everything that is asked about a pull request, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from generator.approval.evidence import USER
from generator.approval.forge import Answer
from generator.approval.github.pages import ask_all, decoded
from generator.approval.github.requests import Requests
from generator.approval.github.shapes import OpenPull, Pull, PullReview, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.approval.github.client import Client

MOST_RIVALS: Final = 50
T = TypeVar("T")
_PERMISSION: Final = frozenset({200, 404})


def gather(client: Client, requests: Requests, number: int) -> Iterator[Answer]:
    """Ask for all facts about a pull request.

    The pull request itself is asked for again at the end: whatever happened in between
    shows there.
    """
    first = client.ask(requests.pull(number))
    yield first
    pull = decoded(first, Pull)
    yield client.ask(requests.tip(pull.base.ref))
    reviews = list(ask_all(client, requests.reviews(number)))
    yield from reviews
    yield from ask_all(client, requests.commits(number))
    yield from ask_all(client, requests.files(number))
    yield from ask_all(client, requests.timeline(number))
    yield from _permissions(client, requests, reviews)
    if pull.merged:
        yield from _merge(client, requests, pull)
    else:
        yield from _rivals(client, requests, pull)
    yield client.ask(requests.pull(number))


def _items(answers: list[Answer], shape: type[T]) -> Iterator[T]:
    """Give the items of all pages."""
    for answer in answers:
        yield from decoded(answer, list[shape])  # type: ignore[valid-type]


def _permissions(client: Client, requests: Requests, reviews: list[Answer]) -> Iterator[Answer]:
    """Ask what each human reviewer may do; nobody special is told as 404."""
    users = (review.user for review in _items(reviews, PullReview))
    logins = {user.login for user in users if user and user.type == USER}
    for login in sorted(logins):
        yield client.ask(requests.permission(login), accepted=_PERMISSION)


def _rivals(client: Client, requests: Requests, pull: Pull) -> Iterator[Answer]:
    """Ask what the other open pull requests into the same branch change."""
    listed = list(ask_all(client, requests.open_pulls(pull.base.ref)))
    yield from listed
    others = [each.number for each in _items(listed, OpenPull) if each.number != pull.number]
    for number in others[:MOST_RIVALS]:
        yield from ask_all(client, requests.files(number))


def _merge(client: Client, requests: Requests, pull: Pull) -> Iterator[Answer]:
    """Ask what the rules said to the merge, and what they are."""
    if pull.merge_commit_sha:
        yield from ask_all(client, requests.pulls_of(pull.merge_commit_sha))
    yield from ask_all(client, requests.suites(pull.base.ref))
    rules = list(ask_all(client, requests.rules(pull.base.ref)))
    yield from rules
    sets = {rule.ruleset_id for rule in _items(rules, Rule) if rule.ruleset_id is not None}
    for number in sorted(sets):
        yield client.ask(requests.ruleset(number))

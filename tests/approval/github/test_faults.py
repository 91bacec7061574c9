"""Whatever a forge or the network does wrong, nothing is approved by it (F40 to F50)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from generator.approval.decision import Outcome
from generator.approval.evaluate import decide
from generator.approval.github.transport import NoAnswerError, Reply, UnboundedError
from generator.errors import ExitCode, ReportgenError
from tests.approval.github.fakeforge import API, JSON, TOKEN, FakeForge, Watch, forge_at
from tests.approval.github.test_contract import SCENARIOS, world_of
from tests.approval.history import base_mandates, history

Json = dict[str, object]
Fault = Callable[[str, Reply, int], Reply]
APPROVED = next(each for each in SCENARIOS if each.id == "external-approved")
CODES = {Outcome.APPROVED: ExitCode.FINE, Outcome.NOT_YET: ExitCode.PROBLEMS}
# One of every kind of request that is made about an open pull request.
KINDS = (
    *("/pulls/7", "/ref/heads/main", "/reviews", "/commits", "/files", "/timeline", "/permission"),
    "/pulls?",
)


@dataclass(slots=True)
class Faulty:
    """A forge that does something wrong to one kind of request, the first `times` times."""

    fault: Fault
    kind: str
    times: int = 1000
    forge: FakeForge = field(
        default_factory=lambda: FakeForge(world_of(history(APPROVED).facts), per_page=1)
    )
    tries: int = 0

    def get(self, url: str, headers: Mapping[str, str]) -> Reply:
        """Answer, or do what is wrong."""
        reply = self.forge.get(url, headers)
        is_meant = (
            self.kind in url if "?" in self.kind else url.partition("?")[0].endswith(self.kind)
        )
        if not is_meant or self.tries >= self.times:
            return reply
        self.tries += 1
        return self.fault(url, reply, self.tries)


def code(transport: Faulty | FakeForge, watch: Watch | None = None) -> ExitCode:
    """Return the exit code of the gate on this forge."""
    forge = forge_at(transport, watch)
    try:
        facts = forge.pull_request(forge.gather(7))
    except ReportgenError as error:
        return error.exit_code
    decision = decide(facts, history(APPROVED).contents, base_mandates(APPROVED))
    return CODES.get(decision.outcome, ExitCode.UNVERIFIED)


def raising(error: Exception) -> Fault:
    def fault(_url: str, _reply: Reply, _tries: int) -> Reply:
        raise error

    return fault


def status(number: int, headers: Mapping[str, str] | None = None, body: bytes = b"{}") -> Fault:
    return lambda _url, _reply, _tries: Reply(
        status=number, headers={**JSON, **(headers or {})}, body=body
    )


def body(change: Callable[[bytes], bytes], **headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _url, reply, _tries: replace(
        reply, body=change(reply.body), headers={**reply.headers, **named}
    )


def link(target: Callable[[str], str]) -> Fault:
    def fault(url: str, reply: Reply, _tries: int) -> Reply:
        return replace(reply, headers={**reply.headers, "link": f'<{target(url)}>; rel="next"'})

    return fault


def test_the_forge_without_a_fault_approves() -> None:
    assert code(FakeForge(world_of(history(APPROVED).facts), per_page=1)) is ExitCode.FINE


BROKEN: dict[str, Fault] = {
    "F40 no connection": raising(NoAnswerError("refused")),
    "F41 500": status(500),
    "F41 503": status(503),
    "F42 429": status(429),
    "F42 429 for a day": status(429, {"retry-after": "86400"}),
    "F42 429 with words": status(429, {"retry-after": "soon"}),
    "F42 secondary": status(403, body=b'{"message": "You have exceeded a secondary rate limit"}'),
    "F42 remaining 0, reset past": status(
        403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}
    ),
    "F42 remaining 0, reset far": status(
        403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999"}
    ),
    "F43 401": status(401),
    "F43 403": status(403),
    "F44 301 to another host": status(301, {"location": "https://evil.test/repos"}),
    "F44 301 to plain http": status(301, {"location": "http://forge.test/repos"}),
    "F44 301 without a place": status(301),
    "F44 302 in circles": lambda url, _reply, _tries: status(302, {"location": url})(
        url, _reply, 0
    ),
    "F45 truncated": body(lambda text: text[: len(text) // 2]),
    "F45 empty": body(lambda _text: b""),
    "F45 page of a proxy": body(lambda _text: b"<html>Sign in</html>", content_type="text/html"),
    "F45 page that says it is JSON": body(lambda _text: b"<html>Sign in</html>"),
    "F45 compressed": body(lambda _text: b"\x1f\x8b\x08\x00", content_encoding="gzip"),
    "F45 compressed in secret": body(lambda _text: b"\x1f\x8b\x08\x00garbage"),
    "F45 other charset": body(bytes, content_type="application/json; charset=gbk"),
    "F45 bytes of another charset": body(lambda text: text + b'"\xff"'),
    "F45 deeply nested": body(lambda _text: b"[" * 100_000),
    "F45 not a number": body(lambda _text: b"NaN"),
    "F45 204": status(204, body=b""),
    "F46 next in a circle": link(lambda url: url),
    "F46 next on another host": link(lambda _url: "https://evil.test/repos/example/reports"),
    "F46 next of another list": link(lambda _url: f"{API}/repos/example/reports/labels?page=2"),
    "F47 304 to a first question": status(304),
    "F48 too large": raising(UnboundedError("more than 50 MB")),
    "F49 null": body(lambda _text: b"null"),
    "F49 a text": body(lambda _text: b'"ok"'),
    "F49 other fields": body(lambda text: b'[{"unknown": 1}]' if text[:1] == b"[" else b"{}"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_that_stays_is_unverified(fault: str, kind: str) -> None:
    # A single object has no next page; a timeline of unknown events says nothing.
    is_one = kind in {"/pulls/7", "/ref/heads/main", "/permission"}
    is_nothing = fault.startswith("F46") and is_one
    is_silent = fault == "F49 other fields" and kind == "/timeline"

    expected = ExitCode.FINE if is_nothing or is_silent else ExitCode.UNVERIFIED
    assert code(Faulty(BROKEN[fault], kind)) is expected


PASSING = {
    "F40 refused once": raising(NoAnswerError("refused")),
    "F41 502 once": status(502),
    "F42 429 for two seconds": status(429, {"retry-after": "2"}),
    "F42 secondary without a number": status(403, body=b'{"message": "secondary rate limit"}'),
    "F42 reset in a second": status(
        403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1400000001"}
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_is_waited_for(fault: str, kind: str) -> None:
    watch = Watch()

    assert code(Faulty(PASSING[fault], kind, times=1), watch) is ExitCode.FINE
    assert watch.slept != []


@pytest.mark.parametrize("fault", BROKEN)
def test_nobody_waits_longer_than_two_minutes(fault: str) -> None:
    watch = Watch()

    code(Faulty(BROKEN[fault], "/reviews"), watch)
    assert sum(watch.slept) <= 120


def test_the_clock_of_the_forge_decides_how_long_to_wait() -> None:
    fault = status(403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1400000005"})
    watch = Watch(now=0.0)

    code(Faulty(fault, "/reviews", times=1), watch)

    assert watch.slept == [5.0]


def test_without_a_clock_of_the_forge_ours_decides() -> None:
    fault = status(
        403, {"date": "?", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1400000009"}
    )
    watch = Watch()

    code(Faulty(fault, "/reviews", times=1), watch)

    assert watch.slept == [9.0]


def test_a_repository_that_moved_is_followed_on_its_host() -> None:
    def moved(url: str, _reply: Reply, _tries: int) -> Reply:
        return Reply(status=301, headers={**JSON, "location": url}, body=b"")

    assert code(Faulty(moved, "/files", times=1)) is ExitCode.FINE


@pytest.mark.parametrize("fault", [name for name in BROKEN if "host" in name or "plain" in name])
def test_the_token_goes_to_no_other_place(fault: str) -> None:
    transport = Faulty(BROKEN[fault], "/reviews")

    code(transport)

    assert {url.split("/repos/")[0] for url in transport.forge.asked} == {API}
    assert all(sent["Authorization"] == f"Bearer {TOKEN}" for sent in transport.forge.headers)


def test_a_pull_request_that_did_not_change_is_told_by_304() -> None:
    def tagged(_url: str, reply: Reply, tries: int) -> Reply:
        if tries > 1:
            return Reply(status=304, headers=JSON, body=b"")
        return replace(reply, headers={**reply.headers, "etag": '"one"'})

    transport = Faulty(tagged, "/pulls/7")

    assert code(transport) is ExitCode.FINE
    assert transport.forge.headers[-1]["If-None-Match"] == '"one"'


def told(**values: object) -> Fault:
    """Tell other values of one object."""
    return body(lambda text: json.dumps(json.loads(text) | values).encode())


def changed(**values: object) -> Fault:
    """Tell other values the second time that the pull request is asked for."""

    return lambda url, reply, tries: told(**values)(url, reply, 0) if tries > 1 else reply


CHANGES: dict[str, Fault] = {
    "F46 pushed meanwhile": changed(head={"sha": "f" * 40}),
    "F46 reviewed meanwhile": changed(updated_at="2013-11-06T09:00:00Z"),
    "F49 closed": told(state="closed"),
    "F49 other number": told(number=8),
    "F46 251 commits": told(commits=251),
    "F46 3001 files": told(changed_files=3001),
}


@pytest.mark.parametrize("fault", CHANGES)
def test_a_pull_request_that_does_not_stand_still_is_unverified(fault: str) -> None:
    assert code(Faulty(CHANGES[fault], "/pulls/7")) is ExitCode.UNVERIFIED


def dropped(_url: str, reply: Reply, tries: int) -> Reply:
    """Leave out the items of the first page: what was there moved to another one."""
    return replace(reply, body=b"[]") if tries == 1 else reply


def repeated(_url: str, reply: Reply, _tries: int) -> Reply:
    return replace(reply, body=json.dumps(json.loads(reply.body) * 2).encode())


@pytest.mark.parametrize("kind", ["/files", "/pulls?"])
def test_a_list_without_one_of_its_pages_is_unverified(kind: str) -> None:
    assert code(Faulty(dropped, kind)) is ExitCode.UNVERIFIED


@pytest.mark.parametrize("kind", ["/reviews", "/commits", "/files", "/pulls?"])
def test_a_list_that_names_something_twice_is_unverified(kind: str) -> None:
    assert code(Faulty(repeated, kind)) is ExitCode.UNVERIFIED


def reviewed(**values: object) -> Fault:
    """Tell other values of every review."""

    def change(text: bytes) -> bytes:
        return json.dumps([each | values for each in json.loads(text)]).encode()

    return body(change)


DRIFT = {
    "unknown state": (reviewed(state="SUPER_APPROVED"), ExitCode.UNVERIFIED),
    "state in small letters": (reviewed(state="approved"), ExitCode.FINE),
    "no commit": (reviewed(commit_id=None), ExitCode.PROBLEMS),
    "no account": (reviewed(user=None), ExitCode.PROBLEMS),
    "a bot": (
        reviewed(user={"id": 1, "login": "b", "type": "Bot"}),
        ExitCode.PROBLEMS,
    ),
    "number as a text": (reviewed(id="1"), ExitCode.UNVERIFIED),
    "time as a number": (reviewed(submitted_at=1), ExitCode.UNVERIFIED),
    "time without a zone": (reviewed(submitted_at="yesterday"), ExitCode.UNVERIFIED),
    "null for a state": (reviewed(state=None), ExitCode.UNVERIFIED),
}


@pytest.mark.parametrize("drift", DRIFT)
def test_a_review_of_another_shape_never_counts(drift: str) -> None:
    fault, expected = DRIFT[drift]

    assert code(Faulty(fault, "/reviews")) is expected


POWERLESS: dict[str, Fault] = {
    "reader": told(permission="read"),
    "unknown right": told(permission="superuser"),
    "nobody": told(user=None),
    "login of somebody else": told(user={"id": 999, "login": "he", "type": "User"}),
    "no collaborator": status(404),
}


@pytest.mark.parametrize("right", POWERLESS)
def test_an_account_that_may_not_write_does_not_count(right: str) -> None:
    assert code(Faulty(POWERLESS[right], "/permission")) is ExitCode.PROBLEMS

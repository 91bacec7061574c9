"""Asking GitHub: retries and waiting with limits, and nothing believed that looks odd."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final

import msgspec

from generator import __version__
from generator.approval.forge import Answer, UnverifiedError
from generator.approval.github.address import Api
from generator.approval.github.transport import NoAnswerError, Reply, Transport, UnboundedError
from generator.errors import UsageError

_TRIES: Final = 4
_MOST_REDIRECTIONS: Final = 3
_PATIENCE: Final = 120.0
_SHORTEST_WAIT: Final = 1.0
_TOKEN: Final = re.compile(r"[\x21-\x7e]*")
_CHARSET: Final = re.compile(r"charset=\"?([\w-]+)", re.IGNORECASE)
_REDIRECTIONS: Final = frozenset({301, 302, 307, 308})
_FAILURES: Final = frozenset({500, 502, 503, 504})
_ADVICE: Final[Mapping[int, str]] = {
    401: "the token is missing, wrong or expired: set GITHUB_TOKEN",
    403: "the token may not read this: give it the permission that the guide lists",
    404: "there is nothing, or the token may not see it: check the name and the token",
    410: "it was deleted",
}


@dataclass(slots=True, kw_only=True)
class Client:
    """Somebody who asks one API, and remembers how long there was to wait.

    `clock` gives seconds since 1970, `sleep` waits for seconds. The token is sent to `api`
    alone and is never shown.
    """

    api: Api
    transport: Transport
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    token: str = field(default="", repr=False)
    _waited: float = 0.0
    _known: dict[str, tuple[str, Answer]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a token that no header can carry, without showing it."""
        if not _TOKEN.fullmatch(self.token):
            raise UsageError("GITHUB_TOKEN holds blanks or other signs that no token has")

    def ask(self, request: str, *, accepted: frozenset[int] = frozenset({200})) -> Answer:
        """Return the answer to a request; UnverifiedError when none can be had or believed."""
        asked = request
        for _ in range(_MOST_REDIRECTIONS + 1):
            reply = self._reply(asked)
            if reply.status not in _REDIRECTIONS:
                return self._answer(request, reply, accepted)
            asked = self.api.request(reply.headers.get("location", ""), seen_from=asked)
        raise UnverifiedError(f"{request} leads from one place to the next without an end")

    def _reply(self, request: str) -> Reply:
        """Return a reply that is no passing failure, after some tries."""
        trouble, pause = "", 0.0
        for attempt in range(_TRIES):
            if attempt:
                self._wait(pause, request, trouble)
            try:
                reply = self.transport.get(self.api.url(request), self._headers(request))
            except UnboundedError as error:
                raise UnverifiedError(f"{request}: {error}") from error
            except NoAnswerError as error:
                trouble, pause = str(error), 2.0**attempt
                continue
            needed = self._pause(reply, attempt)
            if needed is None:
                return reply
            trouble, pause = f"status {reply.status}", needed
        raise UnverifiedError(f"{request}: no answer after {_TRIES} tries ({trouble})")

    def _headers(self, request: str) -> dict[str, str]:
        """Return what is sent along."""
        known = self._known.get(request)
        return {
            "Accept": "application/vnd.github+json",
            "Accept-Encoding": "identity",
            "User-Agent": f"reportgen/{__version__}",
            "X-GitHub-Api-Version": "2022-11-28",
            **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            **({"If-None-Match": known[0]} if known else {}),
        }

    def _pause(self, reply: Reply, attempt: int) -> float | None:
        """Return how long to wait before asking again; None when the reply is final."""
        if reply.status in _FAILURES:
            return 2.0**attempt
        if not _is_rate_limit(reply):
            return None
        told = _seconds(reply.headers.get("retry-after"))
        if told is None and reply.headers.get("x-ratelimit-remaining") == "0":
            reset = _seconds(reply.headers.get("x-ratelimit-reset"))
            told = None if reset is None else reset - self._now(reply)
        # A secondary limit may come without any number: GitHub asks for a minute then.
        return max(60.0 if told is None else told, _SHORTEST_WAIT)

    def _now(self, reply: Reply) -> float:
        """Return the time by the forge's clock, by ours where it does not say."""
        try:
            return parsedate_to_datetime(reply.headers["date"]).timestamp()
        except (KeyError, ValueError):
            return self.clock()

    def _wait(self, seconds: float, request: str, trouble: str) -> None:
        """Wait; UnverifiedError when all waiting together would take too long."""
        self._waited += seconds
        if self._waited > _PATIENCE:
            raise UnverifiedError(
                f"{request}: {trouble}; it would take {seconds:.0f} seconds or more of waiting,"
                " run this again later"
            )
        self.sleep(seconds)

    def _answer(self, request: str, reply: Reply, accepted: frozenset[int]) -> Answer:
        """Return a reply as an answer that can be kept."""
        known = self._known.get(request)
        if reply.status == 304 and known is not None:  # noqa: PLR2004 - Not Modified
            return known[1]
        if reply.status not in accepted:
            advice = _ADVICE.get(reply.status, "this is no answer to such a question")
            raise UnverifiedError(f"{request}: status {reply.status}; {advice}")
        answer = Answer(
            request=request,
            status=reply.status,
            body=_text(request, reply),
            link=reply.headers.get("link", ""),
        )
        if "etag" in reply.headers:
            self._known[request] = (reply.headers["etag"], answer)
        return answer


def _seconds(value: str | None) -> float | None:
    """Return a number of seconds; None when there is none."""
    return float(value) if value is not None and re.fullmatch(r"[0-9]{1,12}", value) else None


def _is_rate_limit(reply: Reply) -> bool:
    """Tell whether GitHub asks to wait; it says so in several ways."""
    if reply.status == 429:  # noqa: PLR2004 - Too Many Requests
        return True
    named = (
        "retry-after" in reply.headers or reply.headers.get("x-ratelimit-remaining") == "0"
    ) or b"rate limit" in reply.body.lower()
    return reply.status == 403 and named  # noqa: PLR2004 - Forbidden


def _text(request: str, reply: Reply) -> str:
    """Return the body as text of JSON; UnverifiedError for anything else."""
    kind = reply.headers.get("content-type", "")
    charset = _CHARSET.search(kind)
    encoding = reply.headers.get("content-encoding", "identity")
    if "json" not in kind.partition(";")[0] or encoding != "identity":
        raise UnverifiedError(f"{request}: the answer is no JSON ({kind or 'unknown'}, {encoding})")
    if charset and charset[1].lower() != "utf-8":
        raise UnverifiedError(f"{request}: the answer is in {charset[1]}, not in UTF-8")
    try:
        text = reply.body.decode()
        msgspec.json.decode(text)
    except (UnicodeDecodeError, msgspec.MsgspecError, RecursionError) as error:
        raise UnverifiedError(f"{request}: the answer is no whole JSON: {error}") from error
    return text

"""One host, asked by GET: no other is ever reached, and no answer is too long or too slow."""

from __future__ import annotations

import base64
import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import unquote, urlencode, urlsplit

from typing_extensions import override

from generator.collect.live.address import AnswerError
from generator.errors import UsageError

MOST_BYTES: Final = 256 * 1024**2
_CONNECT_SECONDS: Final = 15
_PIECE: Final = 65_536
# An interface says in its answer what is wrong with a question.
_TELLING: Final = frozenset({200, 400, 422})
_REDIRECTS: Final = range(300, 400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A host as the environment names it; it is not shown."""

    is_secure: bool
    host: str
    port: int | None
    prefix: str
    authorization: str | None

    @override
    def __repr__(self) -> str:
        """Tell nothing of the address, also where a value is printed by mistake."""
        return "Site(…)"


def site_of(variable: str, address: str, token: str | None = None) -> Site:
    """Return the site of an address; UsageError for one that cannot be used.

    Credentials go over TLS, or stay on this machine.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise UsageError(f"{variable} holds no address of a host") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"{variable} holds no address such as https://host/path")
    authorization = f"Bearer {token}" if token else _basic(parts.username, parts.password)
    is_secure = parts.scheme == "https"
    if authorization and not is_secure and not _is_here(parts.hostname):
        raise UsageError(f"{variable}: credentials are sent over https alone")
    return Site(
        is_secure=is_secure,
        host=parts.hostname,
        port=port,
        prefix=parts.path.rstrip("/"),
        authorization=authorization,
    )


def _basic(user: str | None, password: str | None) -> str | None:
    """Return the header of a user and password, as they stand in an address."""
    if user is None:
        return None
    both = f"{unquote(user)}:{unquote(password or '')}"
    return f"Basic {base64.b64encode(both.encode()).decode()}"


def _is_here(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def get_json(site: Site, path: str, parameters: Mapping[str, str], seconds: float) -> Any:  # noqa: ANN401
    """Return the JSON that a host answers; raises AnswerError."""
    end = time.monotonic() + seconds
    kind = http.client.HTTPSConnection if site.is_secure else http.client.HTTPConnection
    connection = kind(site.host, site.port, timeout=min(_CONNECT_SECONDS, seconds))
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if site.authorization:
        headers["Authorization"] = site.authorization
    query = f"?{urlencode(parameters)}" if parameters else ""
    try:
        connection.request("GET", f"{site.prefix}{path}{query}", headers=headers)
        content = _body(connection.getresponse(), end)
    except (OSError, http.client.HTTPException, ValueError) as wrong:
        # The words of a library may tell the host.
        raise AnswerError(f"no answer ({type(wrong).__name__})") from None
    finally:
        connection.close()
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise AnswerError("an answer that is no JSON") from None


def _body(response: http.client.HTTPResponse, end: float) -> bytes:
    """Return the body of an answer that is one, within size and time."""
    if response.status in _REDIRECTS:
        raise AnswerError(f"HTTP {response.status}, which leads to another place")
    if response.status not in _TELLING:
        raise AnswerError(f"HTTP {response.status}")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise AnswerError("a packed answer that was not asked for")
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise AnswerError(f"more than {MOST_BYTES:,} bytes")
        if time.monotonic() > end:
            raise AnswerError("an answer that takes too long")
    if response.length:
        raise AnswerError("an answer that was cut")
    return b"".join(pieces)

"""One GET over HTTP: time, size and redirections are bounded, nothing else is decided."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_BYTES: Final = 50 * 1024 * 1024
_PIECE: Final = 64 * 1024


class NoAnswerError(Exception):
    """No whole answer came; asking again does no harm."""


class UnboundedError(Exception):
    """An answer is larger than anything that GitHub sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came over the line; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport(Protocol):
    """Something that asks for one address."""

    def get(self, url: str, headers: Mapping[str, str]) -> Reply:
        """Return the answer; NoAnswerError or UnboundedError when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpTransport:
    """The network. It follows no redirection and asks no proxy.

    `pause` is the longest silence in seconds, `whole` the longest time for an answer: one
    that trickles in is never silent.
    """

    pause: float = 10
    whole: float = 60
    most_bytes: int = MOST_BYTES

    def get(self, url: str, headers: Mapping[str, str]) -> Reply:
        """Return the answer to one GET."""
        place = urlsplit(url)
        connection = self._connection(place)
        try:
            connection.connect()
            with _cut_after(self.whole, connection.sock) as is_cut:
                reply = self._exchange(connection, place, headers)
            # Without a length, an answer that was cut off looks like one that is over.
            if is_cut.is_set():
                raise NoAnswerError(f"the answer took longer than {self.whole:g} seconds")
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError(f"{type(error).__name__}: {error}") from error
        finally:
            connection.close()
        return reply

    def _connection(self, place: SplitResult) -> http.client.HTTPConnection:
        """Return a connection that is not open yet; certificates are verified."""
        host = place.hostname or ""
        if place.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(
                host, place.port, timeout=self.pause, context=context
            )
        return http.client.HTTPConnection(host, place.port, timeout=self.pause)

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        place: SplitResult,
        headers: Mapping[str, str],
    ) -> Reply:
        """Ask, and read what comes."""
        query = f"?{place.query}" if place.query else ""
        connection.request("GET", f"{place.path}{query}", headers=dict(headers))
        response = connection.getresponse()
        body = self._body(response)
        named = {name.lower(): value for name, value in response.getheaders()}
        if int(named.get("content-length", len(body))) != len(body):
            raise http.client.IncompleteRead(body)
        return Reply(status=response.status, headers=named, body=body)

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        """Read piece by piece, and no more than is bearable."""
        pieces: list[bytes] = []
        size = 0
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > self.most_bytes:
                raise UnboundedError(f"more than {self.most_bytes} bytes")
        return b"".join(pieces)


@contextlib.contextmanager
def _cut_after(seconds: float, line: socket.socket) -> Iterator[threading.Event]:
    """Hang up after a time, whatever still comes; the event tells that it was done."""
    is_cut = threading.Event()
    timer = threading.Timer(seconds, _hang_up, [line, is_cut])
    timer.daemon = True
    timer.start()
    try:
        yield is_cut
    finally:
        timer.cancel()


def _hang_up(line: socket.socket, is_cut: threading.Event) -> None:
    """End both directions; whoever reads is told at once."""
    is_cut.set()
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)

"""The network itself: a server on this machine that answers well, badly, slowly or never."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest

from generator.approval.github.transport import HttpTransport, NoAnswerError, UnboundedError
from tests.approval.github.fakeforge import FakeForge, approved_world, forge_at
from tests.approval.github.served import served

FAST = HttpTransport(pause=0.3, whole=0.8, most_bytes=10_000)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def line(speak: Callable[[socket.socket], None]) -> Iterator[str]:
    """Open a port that says what it is told to, once, and give its address."""
    server = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        with suppress(OSError), server.accept()[0] as caller:
            caller.recv(65536)
            speak(caller)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.close()
        thread.join(timeout=3)


def trickle(caller: socket.socket) -> None:
    caller.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
    for _ in range(50):
        caller.sendall(b" ")
        time.sleep(0.05)


def trickle_of_headers(caller: socket.socket) -> None:
    for number in range(50):
        caller.sendall(HEAD[:17] if not number else b"X: 1\r\n")
        time.sleep(0.05)


SPOKEN: dict[str, Callable[[socket.socket], None]] = {
    "nothing at all": lambda caller: caller.close(),
    "silence": lambda _caller: time.sleep(0.6),
    "half an answer": lambda c: c.sendall(HEAD + b"Content-Length: 100\r\n\r\n{"),
    "half a piece": lambda c: c.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{"),
    "another protocol": lambda caller: caller.sendall(b"220 mail.example.org ESMTP\r\n"),
    "a drop at a time": trickle,
    "a header at a time": trickle_of_headers,
}


@pytest.mark.parametrize("spoken", SPOKEN)
def test_what_is_no_whole_answer_is_told_in_time(spoken: str) -> None:
    start = time.monotonic()

    with line(SPOKEN[spoken]) as address, pytest.raises(NoAnswerError):
        FAST.get(f"{address}/repos", {})

    assert time.monotonic() - start < 2


def test_nobody_listening_is_no_answer() -> None:
    with line(lambda _caller: None) as address:
        pass

    with pytest.raises(NoAnswerError):
        FAST.get(f"{address}/repos", {})


def test_a_name_that_nobody_knows_is_no_answer() -> None:
    with pytest.raises(NoAnswerError):
        FAST.get("https://forge.invalid/repos", {})


def test_a_server_without_a_certificate_is_no_answer() -> None:
    with line(lambda caller: caller.sendall(b"plain")) as address, pytest.raises(NoAnswerError):
        FAST.get(f"https{address.removeprefix('http')}/repos", {})


def test_an_answer_that_is_too_large_is_not_read_to_its_end() -> None:
    def flood(caller: socket.socket) -> None:
        caller.sendall(HEAD + b"\r\n" + b" " * 100_000)

    with line(flood) as address, pytest.raises(UnboundedError):
        FAST.get(f"{address}/repos", {})


def test_the_whole_conversation_over_http_gives_the_facts() -> None:
    fake = FakeForge(approved_world(), per_page=1)

    with served(fake) as here:
        forge = forge_at(HttpTransport(), api=here)
        facts = forge.pull_request(forge.gather(7))

    assert facts == fake.world.facts
    assert {urlsplit(each).path.split("/")[1] for each in fake.asked} == {"repos"}
    assert json.loads(json.dumps(fake.headers[0]))["User-Agent"].startswith("reportgen/")

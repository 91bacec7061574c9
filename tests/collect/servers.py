"""Real servers on the loopback, started by the tests that need them and stopped after."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from typing_extensions import override

PASSWORD = "s3cret/w:rd@x"  # noqa: S105 - of a server that lives as long as the test
_NOT_ROOT = "postgres"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(*patterns: str) -> str:
    """Return the path of an installed program; the test is passed over without it."""
    for pattern in patterns:
        found = sorted(Path("/").glob(pattern.removeprefix("/")))
        if found:
            return str(found[-1])
    pytest.skip(f"{patterns[0]} is not installed")


@contextmanager
def postgresql() -> Iterator[int]:
    """Run PostgreSQL with an empty data base; it refuses to be run by root."""
    binaries = Path(program("/usr/lib/postgresql/*/bin/initdb", "/usr/local/bin/initdb")).parent
    user = _NOT_ROOT if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="reportgen-postgresql-"))
    secret = folder / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    if user:
        shutil.chown(folder, user)
        shutil.chown(secret, user)
    port = free_port()
    place = ("-D", str(folder / "data"))
    user_and_password = ("-U", "reporter", "--pwfile", str(secret), "-A", "scram-sha-256")
    _run([str(binaries / "initdb"), *place, *user_and_password, "--no-sync", "-E", "UTF8"], user)
    settings = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
    arguments = [option for each in settings for option in ("-c", each)]
    server = subprocess.Popen(
        [str(binaries / "postgres"), *place, *arguments],
        user=user,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        wait_for(port)
        # An open port may still answer that the data base is starting.
        ready = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        for _ in range(100):
            if subprocess.run(ready, check=False).returncode == 0:
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def prometheus(samples: str) -> Iterator[str]:
    """Run Prometheus on samples in the form of OpenMetrics; give its address."""
    server, tool = program("/usr/bin/prometheus"), program("/usr/bin/promtool")
    with tempfile.TemporaryDirectory(prefix="reportgen-prometheus-") as name:
        folder = Path(name)
        (folder / "samples").write_text(samples, encoding="utf-8")
        (folder / "config.yml").write_text("global: {}\n", encoding="utf-8")
        make = (tool, "tsdb", "create-blocks-from", "openmetrics", "samples", "data")
        subprocess.run(make, cwd=folder, check=True, capture_output=True, timeout=120)
        port = free_port()
        options = (
            f"--web.listen-address=127.0.0.1:{port}",
            "--config.file=config.yml",
            "--storage.tsdb.path=data",
            "--storage.tsdb.retention.time=100y",
        )
        running = subprocess.Popen(
            [server, *options], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_ready(f"{address}/-/ready")
            yield address
        finally:
            running.terminate()
            running.wait(timeout=30)


def _wait_until_ready(address: str, seconds: float = 30) -> None:
    """Wait until a server says that it is ready."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310 - loopback
            if answer.status == http.client.OK:
                return
        time.sleep(0.1)
    raise TimeoutError("the server is not ready")


@contextmanager
def answering(*answers: bytes) -> Iterator[str]:
    """Run a host that gives one answer after another to whatever is asked, then the last again."""
    left = list(answers)

    class Handler(socketserver.StreamRequestHandler):
        @override
        def handle(self) -> None:
            while self.rfile.readline().strip():
                pass
            self.wfile.write(left.pop(0) if len(left) > 1 else left[0])

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def wait_for(port: int, seconds: float = 30) -> None:
    """Wait until somebody listens on a port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on port {port}")


def _run(command: list[str], user: str | None) -> None:
    """Run a program to its end."""
    subprocess.run(command, user=user, check=True, capture_output=True, cwd="/", timeout=120)

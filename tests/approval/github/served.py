"""The fake forge behind a port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override

from generator.approval.github.transport import Transport
from tests.approval.github.fakeforge import API


@contextmanager
def served(forge: Transport) -> Iterator[str]:
    """Serve a fake forge over HTTP and give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = forge.get(self.path, dict(self.headers))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value.replace(API, here))
            self.end_headers()
            self.wfile.write(reply.body)

        @override
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()

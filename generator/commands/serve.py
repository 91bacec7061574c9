"""`reportgen serve`: a preview that follows edits in report_data/."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import click

from generator.commands.options import root_option
from generator.errors import UsageError
from generator.site.mkdocs import CONFIG


@click.command(epilog="Example: reportgen serve --address 127.0.0.1:8001")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@root_option
def serve(root: Path, address: str) -> NoReturn:
    """Preview the newest month of the internal site; it follows edits in report_data/.

    Pages in docs/reports/ are written anew after each edit. Only for this machine: the
    preview server is not made for others to reach.
    """
    host, _, port = address.rpartition(":")
    if not port.isdecimal() or _is_taken(host, int(port)):
        raise UsageError(f"cannot listen on {address}; name another with --address")
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / CONFIG)]
    os.chdir(root)
    # MkDocs takes the place of this process, so that whatever stops one leaves no other.
    os.execve(
        sys.executable,
        [*command, "--dev-addr", address],
        {**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def _is_taken(host: str, port: int) -> bool:
    """Tell whether a socket cannot be bound, before MkDocs says so in a traceback."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return True
    return False

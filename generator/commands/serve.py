"""`reportgen serve`: a preview that follows edits in report_data/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from generator.commands.options import root_option
from generator.errors import ExitCode
from generator.site.mkdocs import CONFIG


@click.command(epilog="Example: reportgen serve --address 127.0.0.1:8001")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@root_option
def serve(root: Path, address: str) -> ExitCode:
    """Preview the newest month of the internal site; it follows edits in report_data/.

    Pages in docs/reports/ are written anew after each edit. Only for this machine: the
    preview server is not made for others to reach.
    """
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / CONFIG)]
    subprocess.run([*command, "--dev-addr", address], cwd=root, check=False)
    return ExitCode.FINE

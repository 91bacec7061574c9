"""MkDocs at the repository's root shows the staged site; all logic is in `generator`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import Abort

from generator.commands.preview import stage_preview
from generator.errors import ReportgenError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

_FOLLOWED = ("report_data", "docs")
_serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: FBT001, ARG001 - MkDocs calls it so
    """Remember whether somebody is watching: only then pages are written anew."""
    global _serving  # noqa: PLW0603 - hooks are modules; MkDocs gives them no other memory
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the staged tree in the place of docs/."""
    root = Path(config.config_file_path).parent
    try:
        folder, settings = stage_preview(root, regenerate=_serving)
    except ReportgenError as error:
        raise Abort(str(error)) from error
    config.docs_dir = str(folder)
    config.nav = settings["nav"]
    config.site_name = settings["site_name"]
    config.copyright = settings["copyright"]
    config.watch = [str(root / name) for name in _FOLLOWED]
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Do not watch the staged tree: it changes because of what is watched."""
    server.unwatch(config.docs_dir)
    return server

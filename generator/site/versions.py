"""The versions of a site: a folder a month, mike's list of them, and a door to the newest."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Final

from mike.versions import Versions

from generator import git
from generator.errors import ToolError
from generator.files import write_if_changed
from generator.site.mkdocs import run_tool

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.site.audience import View

_OTHER_ENGINE: Final = "properdocs"
_DOOR = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={target}">
<title>{target}</title></head>
<body><p><a href="{target}">{target}</a></p></body></html>
"""


def write_versions(folder: Path, versions: Sequence[str]) -> None:
    """Write versions.json as mike does, and pages that lead to the newest version.

    `versions` come newest first; the version switch of the theme reads the list.
    """
    listed = Versions()
    for version in versions:
        listed.add(version, aliases=["latest"] if version == versions[0] else [])
    write_if_changed(folder / "versions.json", (listed.dumps() + "\n").encode())
    for name, target in (("index.html", ""), ("latest/index.html", "../")):
        door = _DOOR.format(target=f"{target}{versions[0]}/index.html")
        write_if_changed(folder / name, door.encode())


def deploy(root: Path, config: Path, view: View, *, latest: bool, push: bool) -> None:
    """Build a version and commit it to the branch of its audience with mike.

    Raises ToolError with the words of mike or MkDocs when that fails, and when mike would
    build with another engine: it takes ProperDocs without a word where that is installed.
    """
    if any(metadata.distributions(name=_OTHER_ENGINE)):
        raise ToolError(f"mike would build with {_OTHER_ENGINE}; remove it from this environment")
    git.free_reference(root, f"refs/heads/site/{view.audience}")
    names = [view.version, "latest"] if latest else [view.version]
    options = ["--config-file", str(config), "--branch", f"site/{view.audience}"]
    aliases = ["--update-aliases", "--alias-type", "redirect"]
    run_tool(
        "mike",
        ["-q", "deploy", *options, *aliases, *(["--push"] if push else []), *names],
        folder=root,
        version=view.version,
    )
    if latest:
        door = ["set-default", *options, *(["--push"] if push else []), "latest"]
        run_tool("mike", ["-q", *door], folder=root, version=view.version)

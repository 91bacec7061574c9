"""The only module that knows MkDocs: its configuration, and how it is run."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from generator.compose.words import Words
from generator.errors import ToolError
from generator.files import clear_torn, write_if_changed
from generator.periods import Period
from generator.site.nav import navigation, plain_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.site.audience import View

CONFIG: Final = "mkdocs.yml"
# What stages the preview must not run in a staged site; what completes its search must.
_HOOKS: Final = ("hooks/search.py", "hooks/language.py")
# What spares a build the pages of the last one; what is published does without.
_KEEPING: Final = "hooks/keep.py"
_KEPT: Final = "kept"
_STARTS: Final = {
    "mkdocs": ("-m", "mkdocs"),
    # mike has no __main__; its script may not be on the PATH.
    "mike": ("-c", "from mike.driver import main; main()"),
}
_QUIET: Final = {"core.hooksPath": os.devnull, "core.fsmonitor": "false"}
_SECONDS: Final = 900


def settings(view: View, staged: Mapping[str, bytes]) -> dict[str, Any]:
    """Return what differs from the mkdocs.yml at the root for one site."""
    words = Words(view.language)
    party = view.workspace.parties.get(view.audience)
    name = party or view.workspace.organisation
    return {
        "site_name": plain_title(f"{words.say('site')} · {name.name.of(view.language)}"),
        "theme": {"language": str(view.language)},
        "nav": navigation(view, staged),
        "copyright": _copyright(view),
    }


def write_tree(folder: Path, tree: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly a tree; files that are the same are not touched."""
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif name not in tree:
            path.unlink()
    for name, content in tree.items():
        write_if_changed(folder / name, content)


def write_site_source(
    root: Path, folder: Path, view: View, staged: Mapping[str, bytes], *, keeping: bool = False
) -> Path:
    """Write docs/ and mkdocs.yml of one site below `folder`; return the configuration.

    With `keeping` pages that are the same as in the last build are not rendered again.
    """
    write_tree(folder / "docs", staged)
    base = os.path.relpath(root / CONFIG, folder)
    names = (*_HOOKS, _KEEPING) if keeping else _HOOKS
    hooks = [os.path.relpath(root / name, folder) for name in names]
    config = {"INHERIT": base, "docs_dir": "docs", "site_dir": "site", "strict": True}
    whole = config | {"hooks": hooks} | settings(view, staged)
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
    clear_torn(folder / CONFIG)
    write_if_changed(folder / CONFIG, text.encode())
    return folder / CONFIG


def build_site(config: Path, target: Path, version: str) -> None:
    """Build a site in a fresh process; `target` is replaced only by a whole one.

    Raises ToolError with MkDocs' own words when it fails or warns.
    """
    fresh = target.with_name(f".{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    options = ["--config-file", str(config), "--site-dir", str(fresh.absolute())]
    try:
        run_tool("mkdocs", ["build", *options], config.parent, version)
    except ToolError:
        shutil.rmtree(fresh, ignore_errors=True)
        # MkDocs warns of a page where it renders it: kept, it would be silent next time.
        shutil.rmtree(config.parent / _KEPT, ignore_errors=True)
        raise
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def run_tool(tool: str, arguments: list[str], folder: Path, version: str) -> None:
    """Run MkDocs or mike in a fresh process, at the time of a version.

    Raises ToolError with the tool's own words when it fails or warns.
    """
    result = subprocess.run(
        [sys.executable, *_STARTS[tool], *arguments],
        cwd=folder,
        env=_environment(version),
        capture_output=True,
        check=False,
        text=True,
        timeout=_SECONDS,
    )
    if result.returncode:
        raise ToolError(f"{tool} failed:\n{result.stderr.strip() or result.stdout.strip()}")


def _environment(version: str) -> dict[str, str]:
    """Return an environment in which MkDocs knows no other day than the version's last."""
    end = datetime.combine(Period.parse(version).end, time.min, UTC)
    fixed = {"SOURCE_DATE_EPOCH": str(int(end.timestamp()))}
    # mike calls mkdocs by its name, which is found beside our interpreter.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    given = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PATH": path}
    return {**fixed, **os.environ, **given, **_git_settings()}


def _git_settings() -> dict[str, str]:
    """Return settings for the git that mike runs by itself: no hook, beside what is given."""
    count = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    found = {"GIT_CONFIG_COUNT": str(count + len(_QUIET))}
    for place, (key, value) in enumerate(_QUIET.items(), count):
        found |= {f"GIT_CONFIG_KEY_{place}": key, f"GIT_CONFIG_VALUE_{place}": value}
    return found


def _copyright(view: View) -> str:
    """Return the line at the foot of every page."""
    text = view.workspace.organisation.copyright
    return html.escape(text.of(view.language)) if text else ""

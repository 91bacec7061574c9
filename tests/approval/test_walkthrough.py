"""The guide's way from an empty branch to an approved edition can be typed as it stands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = ("docs/guides/approval.md", "docs/en/guides/approval.md")
BLOCK = re.compile(r"^```(console|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "--- block"


def walk(guide: str) -> list[tuple[str, str]]:
    """Return the blocks of the walk: what is typed, and what it must say, in turn."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    return BLOCK.findall(text[text.index("git init") - len("```console\n") :])


def typed(guide: str) -> str:
    """Return everything that is typed, with a mark after each block."""
    blocks = [text for kind, text in walk(guide) if kind == "console"]
    program = f'reportgen() {{ "{sys.executable}" -m generator "$@"; }}\n'
    return program + "".join(f"{block}echo '{MARK}'\n" for block in blocks)


def run(script: str, folder: Path) -> list[str]:
    """Type a script into a shell; return what it says, block by block."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["bash"],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull},
        input=script,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return done.stdout.split(f"{MARK}\n")


def expected(guide: str) -> list[list[str]]:
    """Return, for each block that is typed, the lines that must be said."""
    lines: list[list[str]] = []
    for kind, text in walk(guide):
        if kind == "console":
            lines.append([])
        else:
            lines[-1] += text.splitlines()
    return lines


@pytest.mark.slow
@pytest.mark.parametrize("guide", GUIDES)
def test_the_walk_of_the_guide_ends_with_an_approved_edition(guide: str, tmp_path: Path) -> None:
    here = tmp_path / "reports"
    here.mkdir()
    shutil.copytree(ROOT / "report_data", here / "report_data")

    said = run(typed(guide), here)

    wanted = expected(guide)
    assert len(said) == len(wanted) + 1
    for lines, block in zip(wanted, said, strict=False):
        assert [line for line in lines if line not in block.splitlines()] == [], block


def test_both_guides_type_the_same() -> None:
    chinese, english = (typed(guide) for guide in GUIDES)

    assert chinese == english

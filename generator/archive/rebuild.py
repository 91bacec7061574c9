"""Make an edition again from its commit alone, with the program of that commit where it has one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import git
from generator.archive.verifier import Trouble, sha256
from generator.files import write_if_changed
from generator.program import program_fingerprint
from generator.render.edition import REPORTS_FOLDER
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.model.audits import AuditResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.archive.manifest import Manifest
    from generator.archive.repository import Release

_PROGRAM: Final = "generator"
_MAIN: Final = f"{_PROGRAM}/__main__.py"
_SECONDS: Final = 600
# Programs of other days get no token and no setting of today.
_INHERITED: Final = frozenset({"PATH", "TMPDIR", "TEMP", "SYSTEMROOT"})
_INSTALLED: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """Page and figures that a program made of a commit; nothing where it could not."""

    files: Mapping[str, bytes]
    fingerprint: str
    """The fingerprint of the program."""

    def result(self, manifest: Manifest) -> AuditResult:
        """Compare with what was issued, byte for byte.

        Another program may have other words: what it makes differently proves nothing.
        """
        sums = {name: facts.sha256 for name, facts in manifest.outputs.items()}
        if {name: sha256(text) for name, text in self.files.items()} == sums:
            return AuditResult.EQUAL
        is_same_program = self.fingerprint == manifest.program.fingerprint
        return AuditResult.DIFFERENT if is_same_program else AuditResult.UNVERIFIED


def rebuild_layer(root: Path, mainline: frozenset[str], release: Release) -> Iterator[Trouble]:
    """Compare the issued files with what the program of their own commit makes of them."""
    where, made = release.tag.name, rebuilt(root, release.manifest, mainline)
    result = made.result(release.manifest)
    if result is not AuditResult.EQUAL:
        check = "V70" if result is AuditResult.DIFFERENT else "V71"
        yield Trouble(where, check, f"made again by the program {made.fingerprint}")


def rebuilt(root: Path, manifest: Manifest, mainline: frozenset[str]) -> Rebuilt:
    """Take the inputs of an edition out of its commit and let the program make it.

    `mainline` are the commits that the main branch itself has made: anybody can push a tag, so
    the program of another commit is never run, and this one takes its place.
    """
    kept = git.files_at(root, manifest.commit, DATA_FOLDER, _PROGRAM)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in kept.items():
            write_if_changed(folder / file, text)
        is_merged = manifest.commit in mainline
        program = folder if _MAIN in kept and is_merged else _INSTALLED
        _generate(folder, program, manifest)
        made = folder / REPORTS_FOLDER
        return Rebuilt(
            files={
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in sorted(made.rglob("*.*"))
            },
            fingerprint=program_fingerprint(program / _PROGRAM),
        )


def _generate(folder: Path, program: Path, manifest: Manifest) -> None:
    """Run the program in a process of its own; what it says is seen in what it makes."""
    report, period = manifest.edition.split("/")
    inherited = {key: text for key, text in os.environ.items() if key in _INHERITED}
    subprocess.run(
        [sys.executable, "-P", "-m", _PROGRAM, "generate", report, period, "--root", str(folder)],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(program), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )

"""What surrounds a run and must not show in its work: clock, zone, words, rights, place, person."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.site.plain import ROOT

# Python runs this before anything else, in MkDocs' process as well.
_CUSTOM = """\
import datetime, os, time

SHIFT, CPUS = {shift}, {cpus}
_time, _time_ns, _gmtime, _localtime = time.time, time.time_ns, time.gmtime, time.localtime
_class = datetime.datetime


class Later(type):
    def __instancecheck__(cls, each):
        return isinstance(each, _class)


class Shifted(_class, metaclass=Later):
    @classmethod
    def now(cls, tz=None):
        return _class.now(tz) + datetime.timedelta(seconds=SHIFT)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


if SHIFT:
    time.time = lambda: _time() + SHIFT
    time.time_ns = lambda: _time_ns() + SHIFT * 10**9
    time.gmtime = lambda secs=None: _gmtime(time.time() if secs is None else secs)
    time.localtime = lambda secs=None: _localtime(time.time() if secs is None else secs)
    datetime.datetime = Shifted
if CPUS:
    os.cpu_count = lambda: CPUS
"""
_AS_ANOTHER = ("unshare", "--user", "--map-user=12345", "--map-group=12345")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """One set of them."""

    place: str
    variables: dict[str, str]
    umask: int
    shift: int = 0
    """Seconds by which the clock is wrong."""
    cpus: int = 0
    """Processors that the program sees; as many as there are when left out."""
    another_user: bool = False
    is_reversed: bool = False
    """Whether the files come into being in the reverse order of their names."""

    def copy(self, source: Path, folder: Path) -> Path:
        """Copy a folder to the place; folders tell their files in the order of their making."""
        target = folder / self.place
        found = sorted(source.rglob("*"), reverse=self.is_reversed)
        for path in found:
            if path.is_file():
                (target / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target / path.relative_to(source))
        for path in found:
            if path.is_dir():
                (target / path.relative_to(source)).mkdir(parents=True, exist_ok=True)
        return target

    def run(self, folder: Path, *arguments: str) -> None:
        """Run the program in a folder; it must succeed."""
        custom = folder.parent / "custom"
        custom.mkdir(exist_ok=True)
        text = _CUSTOM.format(shift=self.shift, cpus=self.cpus)
        (custom / "sitecustomize.py").write_text(text, encoding="utf-8")
        program = [sys.executable, "-m", "tests.archive.onpaper", *arguments]
        done = subprocess.run(
            [*(_AS_ANOTHER if self.another_user and can_be_another() else ()), *program],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": f"{custom}:{ROOT}", **self.variables},
            umask=self.umask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done


def can_be_another() -> bool:
    """Tell whether a process may be another user here."""
    if shutil.which(_AS_ANOTHER[0]) is None:
        return False
    done = subprocess.run([*_AS_ANOTHER, "true"], capture_output=True, check=False)
    return done.returncode == 0

"""Stop a command at a call to the system: kill it there, or let the disk be full there.

`strace` injects it, into the program itself or into a git that it runs. A git is told by its
words, and by which of those with the same words it is: some run at the same time. Where git
or a git that it runs itself is killed, the program that waits for it is killed as well, as when a
machine stops.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.site.plain import ROOT

STRACE = shutil.which("strace")
_CALLS = (
    *("open", "openat", "creat", "write", "pwrite64", "writev", "ftruncate", "truncate"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink"),
    *("unlinkat", "mkdir", "mkdirat", "rmdir", "fsync", "fdatasync", "chmod", "fchmod"),
)
_TRACE = ",".join(f"?{each}" for each in _CALLS)
# Calls for which a disk can be too full.
_GROWING = frozenset({"open", "openat", "creat", "write", "pwrite64", "mkdir", "mkdirat", "fsync"})
_LINE = re.compile(r"(?:(?P<pid>\d+) +)?(?P<call>\w+)\((?P<rest>.*)")
# strace tells the folder even where the path does not begin there.
_ELSEWHERE = re.compile(r'AT_FDCWD<[^>]*>, (?="/)')
_OPENED = frozenset({"open", "openat"})
_GIT = """\
#!/bin/sh
words=$(printf '%s' "$*" | cksum | cut -d ' ' -f 1)
n=1
until mkdir "$CRASH_FOLDER/git.$words.$n" 2>/dev/null; do n=$((n + 1)); done
me=git.$words.$n
if [ -z "$CRASH_GIT" ]; then
  exec strace -f -qq -y -e trace="$CRASH_TRACE" -o "$CRASH_FOLDER/$me/calls" "$REAL_GIT" "$@"
elif [ "$me" = "$CRASH_GIT" ]; then
  strace -f -qq -e trace="$CRASH_TRACE" -e inject="$CRASH_INJECT" -o "$CRASH_FOLDER/hit" \\
    "$REAL_GIT" "$@"
  code=$?
  if grep -q 'killed by SIGKILL' "$CRASH_FOLDER/hit"; then kill -KILL $PPID; fi
  exit $code
fi
exec "$REAL_GIT" "$@"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A call that changes something: of the program itself (no git) or of a git that it runs."""

    git: str
    call: str
    count: int
    """Which of the process' calls of this name it is."""

    @property
    def kind(self) -> tuple[bool, str]:
        """Return whose call of which name it is."""
        return bool(self.git), self.call


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command of the program, and the folder that everything happens in."""

    arguments: tuple[str, ...]
    folder: Path

    def points(self) -> tuple[Point, ...]:
        """Run it to its end; return every call below the folder that changes something."""
        beside = self._beside()
        watch = ["-y", "-e", f"trace={_TRACE}", "-o", str(beside / "main")]
        assert self._run(watch, {"CRASH_GIT": ""}) == 0
        logs = [("", beside / "main")]
        logs += [(log.parent.name, log) for log in sorted(beside.glob("git.*/calls"))]
        return tuple(point for git, log in logs for point in self._changing(git, log))

    def stop(self, point: Point, *, full: bool) -> int:
        """Run it and stop it there; return its exit code, which is negative when it was killed."""
        what = "error=ENOSPC" if full else "signal=SIGKILL"
        inject = f"{point.call}:{what}:when={point.count}"
        mine = ["-e", f"trace={point.call}", "-e", f"inject={inject}"] if not point.git else []
        watch = [*(mine or ["-e", "trace=none"]), "-o", os.devnull]
        git = {"CRASH_INJECT": inject, "CRASH_TRACE": point.call}
        self._beside()
        return self._run(watch, {"CRASH_GIT": point.git or "none", **git})

    def _beside(self) -> Path:
        """Empty the folder of logs; put a git into it that is watched."""
        beside = self.folder.parent / "crash"
        shutil.rmtree(beside, ignore_errors=True)
        (beside / "bin").mkdir(parents=True)
        git = beside / "bin" / "git"
        git.write_text(_GIT)
        git.chmod(0o755)
        return beside

    def _run(self, watch: list[str], crash: dict[str, str]) -> int:
        """Run it in a process of its own, under strace."""
        beside = self.folder.parent / "crash"
        environment = {
            **os.environ,
            "CRASH_TRACE": _TRACE,
            **crash,
            "CRASH_FOLDER": str(beside),
            "REAL_GIT": shutil.which("git") or "git",
            "PATH": f"{beside / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        program = [sys.executable, "-m", "tests.archive.onpaper", *self.arguments]
        done = subprocess.run(
            [STRACE or "strace", "-qq", *watch, *program],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            check=False,
        )
        return done.returncode

    def _changing(self, git: str, log: Path) -> Iterator[Point]:
        """Give the calls of a log that change something below the folder."""
        seen: Counter[tuple[str, str]] = Counter()
        found: list[Point] = []
        for line in log.read_text(errors="replace").splitlines():
            said = _LINE.match(line)
            if said is None:
                continue
            # strace counts each process by itself, as git runs some of its verbs in another one.
            seen[said["pid"] or "", said["call"]] += 1
            count = seen[said["pid"] or "", said["call"]]
            if self._is_ours(said["call"], said["rest"]):
                found.append(Point(git=git, call=said["call"], count=count))
        yield from dict.fromkeys(found)

    def _is_ours(self, call: str, rest: str) -> bool:
        """Tell whether a call changes something below the folder."""
        if call in _OPENED and not re.search(r"O_(?:CREAT|WRONLY|RDWR|TRUNC)", rest):
            return False
        is_inside = str(self.folder.parent) in _ELSEWHERE.sub("", rest) and "/crash/" not in rest
        return is_inside or re.search(r'"(?:\./)?\.git/', rest) is not None


def sampled(points: Iterable[Point], count: int, seed: int) -> list[Point]:
    """Return some points: of each kind the first and the last, drawn when these are too many."""
    kinds: dict[tuple[bool, str], list[Point]] = {}
    for point in points:
        kinds.setdefault(point.kind, []).append(point)
    ends = [point for found in kinds.values() for point in dict.fromkeys((found[0], found[-1]))]
    if "REPORTGEN_EVERY_CRASH" in os.environ:
        return [point for found in kinds.values() for point in found]
    return random.Random(seed).sample(ends, min(count, len(ends)))  # noqa: S311 - the same ones


def growing(points: Iterable[Point]) -> list[Point]:
    """Return the points at which a disk can be too full."""
    return [point for point in points if point.call in _GROWING]

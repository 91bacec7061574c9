"""The only module that runs git, by small verbs."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SECONDS: Final = 30
# A repository can carry configuration and replaced objects that change what git says.
_SETTINGS: Final = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "blame.ignoreRevsFile=",
    "-c",
    "core.attributesFile=/dev/null",
)
_ENVIRONMENT: Final = {
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_SHA1_DIGITS: Final = 40
# Full names and ids only: short names can mean a branch and a tag.
_REVISION: Final = re.compile(r"HEAD|[0-9a-f]{40}|[0-9a-f]{64}|refs/[A-Za-z0-9][A-Za-z0-9._/-]*")
_BRANCH: Final = re.compile(r"[a-z0-9][a-z0-9._/-]{0,99}")
_FACTS_OF_AN_OBJECT: Final = 3
_PLAIN_FILES: Final = frozenset({"100644", "100755"})


def uncommitted(root: Path, contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the files that are not in the last commit with just these bytes.

    `contents` maps names from `root` to what was read. Bytes are compared, because what
    git calls changed can be switched off by its settings. Raises ToolError when git
    cannot say, as outside a repository.
    """
    known = {name: object_id for name, (_, object_id) in listing(root, "HEAD").items()}
    return tuple(sorted(n for n, text in contents.items() if not _is_blob(known.get(n), text)))


def commit_id(root: Path, revision: str) -> str:
    """Return the id of the commit that a full name such as `refs/heads/main` or an id means.

    Raises ToolError when there is none.
    """
    if not _REVISION.fullmatch(revision):
        raise ToolError(f"no name of a commit: {revision!r}")
    wanted = f"{revision}^{{commit}}"
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).strip()


def revision(root: Path, name: str) -> str:
    """Return the commit that a short name means to people: an id, a branch or a tag.

    Raises ToolError where it means nothing, or several things.
    """
    names = [name, *(f"refs/{kind}/{name}" for kind in ("heads", "remotes", "tags"))]
    found: dict[str, str] = {}
    for each in names:
        with suppress(ToolError):
            found[each] = commit_id(root, each)
    if len(set(found.values())) > 1:
        raise ToolError(f"{name!r} means {' and '.join(found)}; give the full name")
    if not found:
        raise ToolError(f"git knows no commit {name!r}")
    return next(iter(found.values()))


def references(root: Path, prefix: str) -> tuple[str, ...]:
    """Return the full names of the references below a prefix such as `refs/tags/report/`."""
    return tuple(_git(root, "for-each-ref", "--format=%(refname)", prefix).split())


def switch(root: Path, branch: str) -> None:
    """Go to a branch, or begin it here.

    Raises ToolError when changes that are not committed are in the way.
    """
    changed = _git(root, "status", "--porcelain", "--untracked-files=no")
    if changed:
        raise ToolError("commit or put away your changes first; git status lists them")
    if not _BRANCH.fullmatch(branch):
        raise ToolError(f"no name of a branch: {branch!r}")
    known = _git(root, "for-each-ref", "--format=%(refname)", f"refs/heads/{branch}")
    _git(root, "switch", "--quiet", *([] if known else ["--create"]), branch)


def commit(root: Path, names: Iterable[str], message: str) -> bool:
    """Commit some files as they are; False when they are all committed already."""
    chosen = tuple(names)
    _git(root, "add", "--", *chosen)
    if not _git(root, "diff", "--cached", "--name-only", "--", *chosen):
        return False
    _git(root, "commit", "--quiet", "--message", message, "--", *chosen)
    return True


def listing(root: Path, commit: str, *folders: str) -> dict[str, tuple[str, str]]:
    """Return name -> (mode, object id) of every file of a commit below some folders, or of all.

    Raises ToolError when git does not know the commit.
    """
    found = _git(root, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit, *folders)
    entries = (entry.split("\t", 1) for entry in found.split("\0") if entry)
    return {name: (facts.split()[0], facts.split()[2]) for facts, name in entries}


def contents(root: Path, objects: Iterable[str]) -> dict[str, bytes]:
    """Return object id -> bytes of some files; ToolError when one is not there.

    The bytes are counted against the id, because git does not do so for loose objects.
    """
    wanted = tuple(dict.fromkeys(objects))
    answer = _run(
        root, "cat-file", "--batch", given="".join(f"{each}\n" for each in wanted).encode()
    )
    found, place = {}, 0
    for each in wanted:
        end = answer.index(b"\n", place)
        facts = answer[place:end].split()
        if len(facts) != _FACTS_OF_AN_OBJECT or facts[1] != b"blob":
            raise ToolError(f"git has no file {each}")
        place = end + 1 + int(facts[2])
        found[each] = answer[end + 1 : place]
        if not _is_blob(each, found[each]):
            raise ToolError(f"the object {each} was changed on the disk")
        place += 1
    return found


def files_at(root: Path, commit: str, *folders: str) -> dict[str, bytes]:
    """Return name -> bytes of the plain files of a commit below some folders.

    Raises ToolError for what is not a plain file (a link, a submodule), and when git
    cannot say.
    """
    listed = listing(root, commit, *folders)
    for name, (mode, _) in listed.items():
        if mode not in _PLAIN_FILES:
            raise ToolError(f"{name} of {commit} is no plain file (mode {mode})")
    found = contents(root, (each for _, each in listed.values()))
    return {name: found[each] for name, (_, each) in listed.items()}


def _is_blob(object_id: str | None, content: bytes) -> bool:
    """Tell whether an object id is that of a file with this content."""
    if object_id is None:
        return False
    # Ids of 64 digits are those of a repository that counts with SHA-256.
    digest = hashlib.sha1 if len(object_id) == _SHA1_DIGITS else hashlib.sha256
    return digest(b"blob %d\0" % len(content) + content).hexdigest() == object_id


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """That a commit added (A), modified (M) or deleted (D) a file, by day and author.

    Day and author are what the commit says of itself: anybody can write them.
    """

    commit: str
    day: str
    author: str
    type: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHistory:
    """The changes of things made of files, the newest first.

    `unverified` says why git cannot tell.
    """

    changes: Mapping[str, tuple[FileChange, ...]]
    unverified: str = ""

    def of(self, name: str) -> tuple[FileChange, ...]:
        """Return the changes of one thing."""
        return self.changes.get(name, ())


def history(root: Path, things: Mapping[str, Sequence[str]]) -> FileHistory:
    """Return which commits changed the files of some things, by the names of the things.

    What git cannot say is unverified.
    """
    try:
        _require_whole_history(root)
        return FileHistory(changes={name: _changes(root, files) for name, files in things.items()})
    except ToolError as error:
        return FileHistory(changes={}, unverified=" ".join(str(error).split()))


def _changes(root: Path, files: Sequence[str]) -> tuple[FileChange, ...]:
    """Return the commits that changed one of some files."""
    fields = ("%H", "%cs", "%an", "%s")
    style = f"--format=%x00{'%x00'.join(fields)}%x00"
    options = (style, "--name-status", "--no-renames", "--no-show-signature")
    parts = _git(root, "log", *options, "--end-of-options", "HEAD", "--", *files).split("\0")
    count = len(fields) + 1
    rows = (parts[place : place + count] for place in range(1, len(parts) - 1, count))
    return tuple(
        FileChange(commit=sha, day=day, author=author, type=status.strip()[:1], subject=subject)
        for sha, day, author, subject, status in rows
        if status.strip()
    )


_BLAMED: Final = re.compile(r"^([0-9a-f]{40,64}) [0-9]+ ([0-9]+)", re.MULTILINE)


def commits_of_lines(root: Path, file: str, lines: Sequence[int]) -> dict[int, str]:
    """Return line -> commit that wrote it; lines that are not committed are left out.

    Raises ToolError when git cannot say, as outside a repository, or would not say the
    truth: where its history was cut off or rewritten.
    """
    _require_whole_history(root)
    ranges = [part for line in sorted(set(lines)) for part in ("-L", f"{line},{line}")]
    output = _git(root, "blame", "--porcelain", *ranges, "--", file)
    found = {int(line): commit for commit, line in _BLAMED.findall(output)}
    return {line: commit for line, commit in found.items() if commit.strip("0")}


def _require_whole_history(root: Path) -> None:
    """Raise ToolError where blame would name the wrong commit instead of none.

    At the edge of a shallow clone every older line seems to be of the last commit that is
    there; grafts and replaced objects put other parents or contents under a commit's name.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise ToolError("a shallow clone does not know who wrote a line")
    folder = Path(_git(root, "rev-parse", "--git-common-dir").removesuffix("\n"))
    grafts = root / folder / "info" / "grafts"
    if grafts.exists() and grafts.read_bytes().strip():
        raise ToolError("the history is grafted")
    if _git(root, "for-each-ref", "--count=1", "refs/replace/"):
        raise ToolError("objects of the history are replaced")


def _git(root: Path, *arguments: str) -> str:
    """Run git and return what it prints as text."""
    return _run(root, *arguments).decode("utf-8", "replace")


def _run(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git and return what it prints; raise ToolError with its own words."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        result = subprocess.run(
            ["git", *_SETTINGS, *arguments],
            cwd=root,
            env=inherited | _ENVIRONMENT,
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        message = f"git did not answer: {error}"
        raise ToolError(message) from error
    if result.returncode:
        message = f"git {arguments[0]}: {result.stderr.decode(errors='replace').strip()}"
        raise ToolError(message)
    return result.stdout

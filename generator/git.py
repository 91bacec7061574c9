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
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
# By default git does not wait until loose objects and references are on the disk.
_DURABLE: Final = ("-c", "core.fsync=all")
# Files of a repository that change what git says about its history or contents.
_HAZARDOUS_FILES: Final = MappingProxyType(
    {
        "grafted": "info/grafts",
        "borrowed": "objects/info/alternates",
        "attributes": "info/attributes",
    }
)


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


def is_repository(root: Path) -> bool:
    """Tell whether a folder is in a repository, and git is there to say so."""
    try:
        return bool(_git(root, "rev-parse", "--git-dir"))
    except ToolError:
        return False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCommit:
    """Who made a commit, by the e-mail addresses that it claims; `parent` is the first one."""

    sha: str
    parent: str
    author: str
    committer: str
    co_authors: tuple[str, ...]


_LOGGED: Final = "%H%n%P%n%ae%n%ce%n%(trailers:key=Co-authored-by,valueonly,separator=%x09)"
_ADDRESS: Final = re.compile(r"<([^<>\s]+)>")


def merge_base(root: Path, one: str, other: str) -> str:
    """Return the commit at which two histories part; ToolError when they share none."""
    return _git(root, "merge-base", "--end-of-options", one, other).strip()


def is_ancestor(root: Path, old: str, new: str) -> bool:
    """Tell whether a commit is part of the history of another."""
    try:
        return merge_base(root, old, new) == old
    except ToolError:
        return False


def commits_between(root: Path, base: str, head: str) -> tuple[LoggedCommit, ...]:
    """Return the commits of `head` that `base` does not have, the oldest first."""
    chosen = ("--no-show-signature", "--no-mailmap", "--reverse", "--topo-order", "-z")
    text = _git(root, "log", *chosen, f"--format={_LOGGED}", "--end-of-options", f"{base}..{head}")
    return tuple(_logged(entry) for entry in text.split("\0") if entry)


def _logged(entry: str) -> LoggedCommit:
    """Read one entry of the log."""
    sha, parents, author, committer, others = entry.split("\n", 4)
    return LoggedCommit(
        sha=sha,
        parent=(parents.split() or [""])[0],
        author=author,
        committer=committer,
        co_authors=tuple(_ADDRESS.findall(others)),
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """Objects of git that were read and counted: id -> kind and content."""

    found: Mapping[str, tuple[str, bytes]]
    missing: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    """Those whose bytes on the disk are not the ones that their ids stand for."""


def objects(root: Path, ids: Iterable[str]) -> Objects:
    """Read objects of any kind and count each against its id; no answer stops the others."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, tuple[str, bytes]] = {}
    missing, changed = set(), set()
    while wanted:
        answer = _start(
            root, "cat-file", "--batch", given="".join(f"{each}\n" for each in wanted).encode()
        )
        read = list(_answers(answer.stdout, wanted))
        for each, (kind, content) in zip(wanted, read, strict=False):
            if kind == "missing":
                missing.add(each)
            elif _is_object(each, kind, content):
                found[each] = kind, content
            else:
                changed.add(each)
        # What git cannot unpack ends its answers: that object is broken, the rest is asked again.
        changed.update(wanted[len(read) : len(read) + 1])
        wanted = wanted[len(read) + 1 :]
    return Objects(found=found, missing=frozenset(missing), changed=frozenset(changed))


def _answers(output: bytes, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Give kind and content of each object in the output of `cat-file --batch`."""
    place = 0
    for _ in wanted:
        end = output.find(b"\n", place)
        if end < 0:
            return
        facts = output[place:end].split()
        place = end + 1
        if len(facts) != _FACTS_OF_AN_OBJECT:
            yield "missing", b""
            continue
        content = output[place : place + int(facts[2])]
        if len(content) != int(facts[2]):
            return
        yield facts[1].decode(), content
        place += len(content) + 1


def tips(root: Path, *prefixes: str) -> dict[str, str]:
    """Return full name -> object id of the references below some prefixes."""
    listed = _git(root, "for-each-ref", "--format=%(objectname) %(refname)", *prefixes)
    return {name: each for each, _, name in (line.partition(" ") for line in listed.splitlines())}


def broken_references(root: Path) -> tuple[str, ...]:
    """Return the references that git passes over because they hold no id."""
    said = _start(root, "for-each-ref", "--format=").stderr.decode("utf-8", "replace")
    return tuple(re.findall(r"broken ref (\S+)", said))


def ancestry(root: Path, commit: str) -> tuple[str, ...]:
    """Return the ids of a commit and of all its ancestors, the newest first."""
    return tuple(
        _git(root, "-c", "core.commitGraph=false", "rev-list", "--end-of-options", commit).split()
    )


def setting(root: Path, name: str) -> str:
    """Return a setting such as `user.signingKey`; empty where it is not set."""
    return _start(root, "config", "--get", name).stdout.decode("utf-8", "replace").strip()


def hazards(root: Path) -> Mapping[str, str]:
    """Return what makes git tell another history or other contents: its name -> where."""
    found: dict[str, str] = {}
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
        found["shallow"] = "the clone is shallow"
    if replaced := tips(root, "refs/replace/"):
        found["replaced"] = ", ".join(replaced)
    folder = root / _git(root, "rev-parse", "--git-common-dir").removesuffix("\n")
    files = {name: folder / place for name, place in _HAZARDOUS_FILES.items()}
    return found | {
        name: _HAZARDOUS_FILES[name]
        for name, file in files.items()
        if file.exists() and file.read_bytes().strip()
    }


def keep_files(root: Path, reference: str, contents: Mapping[str, bytes]) -> str:
    """Store files as a tree under a new reference; return the id of the tree.

    A reference that is there already must hold just these files. Raises ToolError when
    it does not.
    """
    lines = []
    for name, content in sorted(contents.items()):
        blob = _run(root, *_DURABLE, "hash-object", "-w", "--stdin", given=content).decode().strip()
        lines.append(f"100644 blob {blob}\t{name}\0")
    tree = _run(root, *_DURABLE, "mktree", "-z", given="".join(lines).encode()).decode().strip()
    if tips(root, reference).get(reference) != tree:
        _free(root, reference)
        _git(root, *_DURABLE, "update-ref", "--end-of-options", reference, tree, "0" * len(tree))
    return tree


@dataclass(frozen=True, slots=True, kw_only=True)
class TagText:
    """What an annotated tag says, and when."""

    message: str
    seconds: int
    """Its date, in UTC, as git counts."""


def make_tag(root: Path, name: str, commit: str, text: TagText, key: str = "") -> None:
    """Make an annotated tag in one step, signed where git has a key or one is named.

    Raises ToolError when the name is taken.
    """
    is_signed = bool(key or setting(root, "user.signingKey"))
    chosen = ("-c", f"user.signingKey={key}", "-c", "gpg.format=ssh") if key else ()
    style = "--sign" if is_signed else "--no-sign"
    words = ("--annotate", style, "--cleanup=verbatim", "--file=-", "--end-of-options")
    _free(root, f"refs/tags/{name}")
    _run(
        root,
        *(*_DURABLE, *chosen, "tag", *words, name, commit),
        given=text.message.encode(),
        also={"GIT_COMMITTER_DATE": f"{text.seconds} +0000"},
    )


def push(root: Path, remote: str, references: Iterable[str]) -> None:
    """Push some references, all or none of them."""
    specs = [f"{name}:{name}" for name in references]
    _run(root, "push", "--quiet", "--atomic", "--end-of-options", remote, *specs)


def back_up(root: Path, file: Path) -> None:
    """Write everything that the references reach into one file that git can clone from."""
    _run(root, "bundle", "create", "--quiet", str(file), "--all")


def restore(root: Path, file: Path, folder: Path) -> None:
    """Make a whole repository of a backup, with every reference, and let git look at it."""
    words = ("clone", "--quiet", "--mirror", "--no-local", "--end-of-options")
    _run(root, *words, str(file), str(folder))
    _run(folder, "fsck", "--full", "--strict", "--no-progress")


def _free(root: Path, reference: str) -> None:
    """Remove the lock of a reference that only we make, left by a run that was killed."""
    folder = root / _git(root, "rev-parse", "--git-common-dir").removesuffix("\n")
    (folder / f"{reference}.lock").unlink(missing_ok=True)


def _is_blob(object_id: str | None, content: bytes) -> bool:
    """Tell whether an object id is that of a file with this content."""
    return object_id is not None and _is_object(object_id, "blob", content)


def _is_object(object_id: str, kind: str, content: bytes) -> bool:
    """Tell whether an id is that of an object with this content."""
    # Ids of 64 digits are those of a repository that counts with SHA-256.
    digest = hashlib.sha1 if len(object_id) == _SHA1_DIGITS else hashlib.sha256
    return digest(f"{kind} {len(content)}\0".encode() + content).hexdigest() == object_id


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a commit made of a file: its bytes by their object id, and when."""

    commit: str
    when: str
    name: str
    object_id: str


def versions(root: Path, folder: str) -> tuple[Version, ...]:
    """Return every version of the files below a folder, the oldest first.

    Raises ToolError when git cannot say, or would not tell the whole history.
    """
    _require_whole_history(root)
    options = ("--reverse", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "-m")
    style = "--format=%x00%H%x00%cI%x00"
    told = _git(root, "log", *options, style, "--end-of-options", "HEAD", "--", folder).split("\0")
    commits = zip(told[1::3], told[2::3], told[3::3], strict=True)
    return tuple(
        Version(commit=commit, when=when, name=name, object_id=facts.split()[3])
        for commit, when, changes in commits
        for facts, _, name in (line.partition("\t") for line in changes.splitlines() if line)
        if facts.split()[1] in _PLAIN_FILES
    )


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
    reasons = {
        "shallow": "a shallow clone does not know who wrote a line",
        "grafted": "the history is grafted",
        "replaced": "objects of the history are replaced",
    }
    for name in hazards(root):
        if name in reasons:
            raise ToolError(reasons[name])


def _git(root: Path, *arguments: str) -> str:
    """Run git and return what it prints as text."""
    return _run(root, *arguments).decode("utf-8", "replace")


def _run(
    root: Path, *arguments: str, given: bytes = b"", also: Mapping[str, str] | None = None
) -> bytes:
    """Run git and return what it prints; raise ToolError with its own words."""
    result = _start(root, *arguments, given=given, also=also)
    if result.returncode:
        verb = next(word for word in arguments if not word.startswith("-") and "=" not in word)
        message = f"git {verb}: {result.stderr.decode(errors='replace').strip()}"
        raise ToolError(message)
    return result.stdout


def _start(
    root: Path, *arguments: str, given: bytes = b"", also: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in an environment of our own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(
            ["git", *_SETTINGS, *arguments],
            cwd=root,
            env=inherited | _ENVIRONMENT | dict(also or {}),
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        message = f"git did not answer: {error}"
        raise ToolError(message) from error

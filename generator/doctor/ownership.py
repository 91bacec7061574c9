"""Whether CODEOWNERS gives every file to somebody whom its chain knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from generator.approval.forge import UnverifiedError
from generator.doctor.codeowners import MOST_BYTES, CodeOwners, Line, parse
from generator.workspace.model.types import Bilingual

_MOST_NAMED: Final = 3


@dataclass(frozen=True)
class Ownership:
    """The files that GitHub could take for CODEOWNERS, the first of which it reads.

    `paths` are all files of the last commit, None where git does not say.
    """

    files: Mapping[str, bytes]
    paths: tuple[str, ...] | None

    @cached_property
    def known(self) -> CodeOwners:
        """Return what the file says; UnverifiedError without a file."""
        if not self.files:
            raise UnverifiedError("there is no CODEOWNERS")
        return parse(next(iter(self.files.values())).decode("utf-8", "replace"))

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """Return the files of the last commit; UnverifiedError without one."""
        if self.paths is None:
            raise UnverifiedError("git does not list the files of the last commit")
        return self.paths

    @cached_property
    def matches(self) -> Mapping[str, tuple[Line, ...]]:
        """Return path -> the lines that match it, in their order."""
        return {path: self.known.lines_of(path) for path in self.listed}

    @cached_property
    def decided(self) -> Mapping[Line | None, tuple[str, ...]]:
        """Return line -> the files that it decides about; under None those that none matches."""
        found: defaultdict[Line | None, list[str]] = defaultdict(list)
        for path, lines in self.matches.items():
            found[lines[-1] if lines else None].append(path)
        return {line: tuple(paths) for line, paths in found.items()}

    @property
    def matched(self) -> Mapping[Line, int]:
        """Return line -> how many files it matches, whether it decides about them or not."""
        counts = Counter(line for lines in self.matches.values() for line in lines)
        return {line: counts[line] for line in self.known.lines}


def one_file(owners: Ownership) -> Iterator[Bilingual]:
    """D040: one file, so that nobody reads another one than GitHub."""
    if not owners.files:
        yield Bilingual(zh="没有该文件", en="none")
    first, *others = owners.files or ("",)
    for other in others:
        yield Bilingual(
            zh=f"另有 {other}，GitHub 只读 {first}",
            en=f"{other} beside it, while GitHub reads {first} alone",
        )


def readable_file(owners: Ownership) -> Iterator[Bilingual]:
    """D041: a text that GitHub loads."""
    if not owners.files:
        raise UnverifiedError("there is no CODEOWNERS")
    for name, text in owners.files.items():
        if len(text) > MOST_BYTES:
            yield Bilingual(zh=f"{name} 有 {len(text)} 字节", en=f"{name} with {len(text)} bytes")
        try:
            text.decode("utf-8")
        except UnicodeDecodeError:
            yield Bilingual(zh=f"{name} 不是 UTF-8", en=f"{name}, which is not UTF-8")


def whole_lines(owners: Ownership) -> Iterator[Bilingual]:
    """D042: no line that GitHub passes over."""
    for bad in owners.known.bad:
        yield Bilingual(
            zh=f"第 {bad.number} 行：{bad.reason.zh}", en=f"line {bad.number}: {bad.reason.en}"
        )


def owned_files(owners: Ownership) -> Iterator[Bilingual]:
    """D043: no file without an owner."""
    decided = owners.decided.items()
    lacking = [path for line, paths in decided if not (line and line.owners) for path in paths]
    if lacking:
        listed = ", ".join(lacking[:_MOST_NAMED])
        yield Bilingual(
            zh=f"{len(lacking)} 个文件没有所有者，例如 {listed}",
            en=f"{len(lacking)} without one, such as {listed}",
        )


def deciding_lines(owners: Ownership) -> Iterator[Bilingual]:
    """D044: no line whose files are all taken by later ones."""
    for line, count in owners.matched.items():
        if count and line not in owners.decided:
            yield Bilingual(
                zh=f"第 {line.number} 行 {line.pattern}：它的 {count} 个文件都归后面的行",
                en=f"line {line.number} {line.pattern}, whose {count} files all belong to later"
                " lines",
            )


def matching_lines(owners: Ownership) -> Iterator[Bilingual]:
    """D045, an advice: no line that is about nothing."""
    for line, count in owners.matched.items():
        if not count:
            yield Bilingual(
                zh=f"第 {line.number} 行 {line.pattern} 不匹配任何文件",
                en=f"line {line.number} {line.pattern}, which matches none",
            )

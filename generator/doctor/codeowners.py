"""CODEOWNERS as GitHub reads it: the last line that matches counts, a bad line is passed over."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.doctor.patterns import of_paths
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PLACES: Final = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks, in this order; it reads the first one alone."""
MOST_BYTES: Final = 3 * 1024 * 1024
"""A larger file is not loaded, without a word."""
_LINE: Final = re.compile(r"(?P<pattern>(?:\\.|[^\s\\])+)(?P<owners>.*)", re.DOTALL)
_SPECIAL: Final = re.compile(r"[*?\\]")
_OWNER: Final = re.compile(
    r"@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]+)?(?:/[A-Za-z0-9._-]+)?"
    r"|[^@\s]+@[^@\s]+\.[^@\s]+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that counts; without owners it takes them away from what it matches."""

    number: int
    pattern: str
    owners: tuple[str, ...]

    def matches(self, path: str) -> bool:
        """Tell whether the line is about a path; capital letters matter."""
        return of_paths(self.pattern).fullmatch(path) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """One line that GitHub passes over, and why."""

    number: int
    reason: Bilingual


@dataclass(frozen=True, kw_only=True)
class CodeOwners:
    """A whole file."""

    lines: tuple[Line, ...]
    bad: tuple[BadLine, ...] = ()

    def lines_of(self, path: str) -> tuple[Line, ...]:
        """Return the lines that match a path; the last of them decides."""
        parts = path.split("/")
        above = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
        likely = [*self._by_folder[""], *(line for name in above for line in self._by_folder[name])]
        return tuple(sorted(filter(lambda line: line.matches(path), likely), key=_number))

    @cached_property
    def _by_folder(self) -> Mapping[str, list[Line]]:
        """Return file or folder -> the lines that name just it; under no name all others.

        A catalogue of a thousand reports has thousands of lines, nearly all of them such.
        """
        found: defaultdict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            is_plain = line.pattern.startswith("/") and not _SPECIAL.search(line.pattern)
            found[line.pattern.strip("/") if is_plain else ""].append(line)
        return found


def _number(line: Line) -> int:
    """Return the place of a line in its file."""
    return line.number


def parse(text: str) -> CodeOwners:
    """Read a file."""
    found = [_line(number, line) for number, line in enumerate(text.splitlines(), start=1)]
    return CodeOwners(
        lines=tuple(each for each in found if isinstance(each, Line)),
        bad=tuple(each for each in found if isinstance(each, BadLine)),
    )


def owners_named(files: Mapping[str, bytes]) -> frozenset[str]:
    """Return everybody whom the file that GitHub reads names."""
    text = next(iter(files.values()), b"").decode("utf-8", "replace")
    return frozenset(owner for line in parse(text).lines for owner in line.owners)


def _line(number: int, text: str) -> Line | BadLine | None:
    """Read one line; None for one that says nothing."""
    match = _LINE.fullmatch(text.strip())
    if match is None or text.lstrip().startswith("#"):
        return None
    pattern, owners = match["pattern"], tuple(_without_comment(match["owners"]))
    reason = next(_complaints(pattern, owners), None)
    if reason:
        return BadLine(number=number, reason=reason)
    return Line(number=number, pattern=pattern, owners=owners)


def _without_comment(owners: str) -> Iterator[str]:
    """Give the words up to a comment."""
    for word in owners.split():
        if word.startswith("#"):
            return
        yield word


def _complaints(pattern: str, owners: tuple[str, ...]) -> Iterator[Bilingual]:
    """Say what is wrong with a line."""
    if pattern.startswith("!"):
        yield Bilingual(zh="不支持以 ! 取反", en="a pattern cannot be negated with !")
    if "[" in pattern or "]" in pattern:
        yield Bilingual(zh="不支持 [ ] 字符范围", en="ranges in [ ] do not work")
    if pattern.startswith("\\#"):
        yield Bilingual(zh="不支持用 \\# 转义", en="\\# does not escape a number sign")
    if not pattern.strip("/") or "//" in pattern:
        yield Bilingual(zh=f"{pattern} 不匹配任何文件", en=f"{pattern} matches no file at all")
    for owner in owners:
        if not _OWNER.fullmatch(owner):
            yield Bilingual(
                zh=f"{owner} 不是 @账号、@组织/团队或邮箱",
                en=f"{owner} is no @user, @organisation/team or e-mail address",
            )

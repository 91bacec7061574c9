"""The two kinds of patterns that GitHub reads: of CODEOWNERS, and of sets of rules."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_PIECE: Final = re.compile(r"\\(?P<escaped>.)|(?P<stars>\*+)|(?P<one>\?)|(?P<plain>.)", re.DOTALL)


@cache
def of_paths(pattern: str) -> re.Pattern[str]:
    """Return what a pattern of CODEOWNERS matches: like .gitignore, but `docs/*` is no tree."""
    is_anchored = "/" in pattern.rstrip("/")
    segments = pattern.strip("/").split("/")
    start = "" if is_anchored else "(?:.*/)?"
    return re.compile(f"{start}{_joined(segments)}{_below(pattern, segments[-1])}", re.DOTALL)


def _joined(segments: list[str]) -> str:
    """Return the expression of all segments; `**` stands for any number of folders."""
    last = len(segments) - 1
    parts = []
    for place, segment in enumerate(segments):
        if segment == "**":
            parts.append(".+" if place == last else "(?:.*/)?")
        else:
            parts.append(_segment(segment) + ("" if place == last else "/"))
    return "".join(parts)


def _segment(segment: str) -> str:
    """Return the expression of one name between slashes."""
    if segment == "*":
        return "[^/]+"
    return "".join(_piece(found) for found in _PIECE.finditer(segment))


def _piece(found: re.Match[str]) -> str:
    """Return the expression of one sign."""
    if found["stars"]:
        return "[^/]*"
    if found["one"]:
        return "[^/]"
    return re.escape(found["escaped"] or found["plain"])


def _below(pattern: str, last: str) -> str:
    """Return what may follow the last segment."""
    if pattern.endswith("/"):
        return "/.+"
    return "" if last == "**" or pattern.endswith("/*") else "(?:/.+)?"


@cache
def of_references(pattern: str) -> re.Pattern[str]:
    """Return what a pattern of a set of rules matches: fnmatch in which `*` stops at a slash."""
    pieces = _REFERENCE.findall(pattern)
    return re.compile("".join(_reference_piece(piece) for piece in pieces), re.DOTALL)


_REFERENCE: Final = re.compile(r"(?:(?<=/)|^)\*\*/|\*+|\?|\[[!^]?[^\]/]+\]|.", re.DOTALL)


def _reference_piece(piece: str) -> str:
    """Return the expression of one of them; a backslash quotes nothing there."""
    if piece == "**/":
        return "(?:[^/]+/)*"
    if piece.startswith("*"):
        return "[^/]*"
    if piece == "?":
        return "[^/]"
    if piece.startswith("[") and len(piece) > 1:
        negated = piece[1] in "!^"
        inside = re.sub(r"([\\^\[])", r"\\\1", piece[1 + negated : -1])
        return f"(?!/)[{'^' if negated else ''}{inside}]"
    return re.escape(piece)

"""One problem of the input, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """Say where a problem is, what was expected, what was found and what to do.

    `file` is relative to the repository's root; `line` counts from 1, and 0 means
    the whole file or folder; `path` leads to the value (`records[3].numerator`);
    `rule` is the id of a row in `generator.rules`.
    """

    file: str
    line: int
    path: str
    rule: str
    expected: str
    found: str
    action: str

    @property
    def place(self) -> str:
        """Return `file:line` for editors that jump to it, or the file alone."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def sentence(self) -> str:
        """Return the finding on one line, as people read it in a terminal."""
        subject = f"{self.path}: " if self.path else ""
        return (
            f"{self.place}: {subject}expected {self.expected}, "
            f"found {self.found}; {self.action} ({self.rule})"
        )

"""What a text may not hold, and what to write in its place."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.findings import Finding
from generator.strictyaml.text import printable

MAX_FILE: Final = 65_536
MAX_SECTION: Final = 16_384
"""Bytes of a section."""
MAX_LINE: Final = 4_000
"""Characters of a line."""
MAX_RUN: Final = 12
"""The same sign of markup in a row."""
MAX_SIGNS: Final = 1_000
"""Signs of markup in a section; more than the longest text needs."""

# Rule -> what was expected, and what to do.
_WORDS: Final = MappingProxyType(
    {
        "F013": (
            f"at most {MAX_FILE:,} bytes, {MAX_SECTION:,} a section, {MAX_LINE:,} signs a line",
            "shorten it",
        ),
        "F014": (
            f"flat lists, and at most {MAX_RUN} equal signs in a row and {MAX_SIGNS:,} a section",
            "write it without nesting and without rows of signs",
        ),
        "F015": ("text without HTML", "remove the tag; write < 4 with a space"),
        "F016": (
            "a link to a figure such as [text](incident.closed@all)",
            "link to a figure, or write the address of the document in words",
        ),
        "F017": ("text without pictures", "remove it; charts are made from the records"),
        "F018": (
            "headings `## <section-id>` and below them `###`",
            "lower the heading, or make it a sentence",
        ),
        "F019": (
            "paragraphs, flat lists, strong, emphasis, code and links",
            "write it as a sentence or a list",
        ),
        "M006": ("one `## <section-id>` for each section, before any text", "add or merge it"),
        "M007": (
            "a figure such as {{ incident.closed @ all / priority=2 previous }}",
            "correct the reference",
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Complaint:
    """A line that breaks a rule, and what stands there."""

    line: int
    rule: str
    found: str

    def finding(self, file: str) -> Finding:
        """Return the complaint as a finding of a file."""
        expected, action = _WORDS[self.rule]
        return Finding(
            file=file,
            line=self.line,
            path="",
            rule=self.rule,
            expected=expected,
            found=self.found,
            action=action,
        )


def complain(line: int, rule: str, text: str) -> Complaint:
    """Return a complaint that shows the text in question, short and printable."""
    return Complaint(line=line, rule=rule, found=printable(text))

"""From the bytes of a file to the sections of a text, or everything that is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.findings import Finding
from generator.prose.complaint import (
    MAX_FILE,
    MAX_LINE,
    MAX_RUN,
    MAX_SECTION,
    MAX_SIGNS,
    Complaint,
    complain,
)
from generator.prose.inline import Joined, spans_of
from generator.prose.passages import Passage, PassageKind, ProseSection
from generator.strictyaml.text import oddities, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SIGNS: Final = r"\[\](){}*_`!<>~#=|+:^$\\-"
_RUN: Final = re.compile(rf"([{_SIGNS}])\1{{{MAX_RUN}}}")
_SIGN: Final = re.compile(r"[\[*_`<{]")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ITEM: Final = re.compile(r"(?P<indent> *)(?:[-*+]|(?P<number>[0-9]{1,3})[.)]) +(?P<text>\S.*)")
_UNDERLINE: Final = re.compile(r"=+|-+")
# What begins a quote, table, rule, fence, definition, admonition, fold, include or indented code.
_FOREIGN: Final = re.compile(
    r">|\||```|~~~|\[[^\[\]]*\]:|\*\[[^\[\]]*\]:|!!!|\?\?\?|===|:::|-{2,8}8<|;--8<| {4}"
    r"|(?:[-*_] *){3,}$|\+\+\+|:\s"
)


@dataclass(slots=True)
class _Draft:
    """A passage while its lines come in."""

    kind: PassageKind
    items: list[Joined]


@dataclass(slots=True)
class _Part:
    """A section while its passages come in."""

    id: str
    line: int
    drafts: list[_Draft] = field(default_factory=list)
    size: int = 0
    signs: int = 0
    closed: bool = True
    """Whether the next line of text begins a passage of its own."""


@dataclass(slots=True)
class _Reading:
    """What was read of a file so far."""

    parts: list[_Part] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)

    def refuse(self, line: int, rule: str, text: str) -> None:
        """Note what may not stand on a line."""
        self.complaints.append(complain(line, rule, text))


def read_prose(source: bytes, file: str) -> tuple[ProseSection, ...] | tuple[Finding, ...]:
    """Read a file into its sections; findings, when there is any.

    Size and characters come first: what fails them is not looked at any closer.
    """
    text = _decoded(source, file)
    if isinstance(text, tuple):
        return text
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), start=1):
        _take_line(reading, number, line.rstrip())
    sections = tuple(_section(part, reading.complaints) for part in reading.parts)
    _check_sizes(reading)
    if not reading.parts:
        reading.complaints.append(Complaint(line=1, rule="M006", found="no heading"))
    found = tuple(sorted({complaint.finding(file) for complaint in reading.complaints}))
    return found or sections


def _decoded(source: bytes, file: str) -> str | tuple[Finding, ...]:
    """Return the text of a file of clean characters, or what is wrong with it."""
    if len(source) > MAX_FILE:
        return (Complaint(line=0, rule="F013", found=f"{len(source):,} bytes").finding(file),)
    try:
        text = source.decode()
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return (_character(file, line, "Y001", "text in UTF-8", "other bytes"),)
    text = text.replace("\r\n", "\n")
    odd = tuple(
        _character(file, each.line, each.rule, "no such character", printable(each.character))
        for each in oddities(text)
    )
    return odd or text


def _character(file: str, line: int, rule: str, expected: str, found: str) -> Finding:
    """Return a finding about characters, by the rules that hold for all files."""
    return Finding(
        file=file,
        line=line,
        path="",
        rule=rule,
        expected=expected,
        found=found,
        action="remove it, or save the file as UTF-8",
    )


def _take_line(reading: _Reading, number: int, line: str) -> None:
    """Take one line: a heading, a blank, a point or a piece of a paragraph."""
    if len(line) > MAX_LINE:
        reading.complaints.append(
            Complaint(line=number, rule="F013", found=f"{len(line):,} characters")
        )
        return
    if _RUN.search(line):
        reading.refuse(number, "F014", line)
        return
    heading = _HEADING.fullmatch(line)
    if heading:
        _take_heading(reading, number, len(heading[1]), heading[2])
    elif line and not reading.parts:
        reading.refuse(number, "M006", line)
    elif reading.parts:
        part = reading.parts[-1]
        part.size += len(line.encode()) + 1
        part.signs += len(_SIGN.findall(line))
        _take_text(reading, part, number, line)


def _take_heading(reading: _Reading, number: int, level: int, title: str) -> None:
    """Begin a section, or a heading inside it."""
    if level == 2:  # noqa: PLR2004 - two signs begin a section
        if title in {part.id for part in reading.parts}:
            reading.refuse(number, "M006", f"## {title} for the second time")
        reading.parts.append(_Part(id=title, line=number))
    elif level == 3 and reading.parts:  # noqa: PLR2004 - one level below
        part = reading.parts[-1]
        part.closed = True
        part.drafts.append(_Draft(PassageKind.HEADING, [_first(number, title)]))
    else:
        reading.refuse(number, "F018", f"{'#' * level} {title}")


def _take_text(reading: _Reading, part: _Part, number: int, line: str) -> None:
    """Take a line of a section that is no heading."""
    item = _ITEM.fullmatch(line)
    if not line:
        part.closed = True
    elif _UNDERLINE.fullmatch(line):
        # Below a paragraph it would be a heading of level 1 or 2, else a rule.
        reading.refuse(number, "F019" if part.closed else "F018", line)
    elif item and not _is_rule(line):
        _take_item(reading, part, number, item)
    elif not part.closed and line.startswith(" ") and _in_list(part):
        _append(part, number, line.strip())
    elif _FOREIGN.match(line):
        reading.refuse(number, "F019", line)
    elif part.closed or _in_list(part) or _in_heading(part):
        part.drafts.append(_Draft(PassageKind.PARAGRAPH, [_first(number, line.strip())]))
        part.closed = False
    else:
        _append(part, number, line.strip())


def _is_rule(line: str) -> bool:
    """Tell whether a line that begins like a point is a rule across the page."""
    return len(set(line.replace(" ", ""))) == 1


def _in_list(part: _Part) -> bool:
    """Tell whether the last passage is a list."""
    kinds = (PassageKind.POINTS, PassageKind.NUMBERED)
    return bool(part.drafts) and part.drafts[-1].kind in kinds


def _in_heading(part: _Part) -> bool:
    """Tell whether the last passage is a heading, which has one line only."""
    return bool(part.drafts) and part.drafts[-1].kind is PassageKind.HEADING


def _take_item(reading: _Reading, part: _Part, number: int, item: re.Match[str]) -> None:
    """Take a point: of the list that is open, or of a new one."""
    text = item["text"]
    # A point in a point, whether by its indent or on the same line.
    if len(item["indent"]) > 1 or _ITEM.fullmatch(text) or _FOREIGN.match(text):
        reading.refuse(number, "F014", item[0])
        return
    kind = PassageKind.NUMBERED if item["number"] else PassageKind.POINTS
    if part.drafts and part.drafts[-1].kind is kind:
        part.drafts[-1].items.append(_first(number, text))
    else:
        part.drafts.append(_Draft(kind, [_first(number, text)]))
    part.closed = False


def _first(number: int, text: str) -> Joined:
    """Return a text that begins with a line."""
    return Joined(text, [number], [0])


def _append(part: _Part, number: int, text: str) -> None:
    """Join a line to the text before it, as a browser would."""
    item = part.drafts[-1].items[-1]
    # Chinese is written without spaces, so a line break between two signs is none.
    both = f"{item.text[-1]}{text[0]}"
    if not all(map(_is_wide, both)) and not any(map(_is_wide_mark, both)):
        item.text += " "
    item.lines.append(number)
    item.starts.append(len(item.text))
    item.text += text


def _is_wide(character: str) -> bool:
    """Tell Chinese characters and signs from others."""
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _is_wide_mark(character: str) -> bool:
    """Tell full-width punctuation, which brings its own space."""
    return "\u3000" <= character <= "\u303f" or character in "！（），．：；？"


def _section(part: _Part, complaints: list[Complaint]) -> ProseSection:
    """Read the spans of a section, once all of its lines are there."""
    if part.signs > MAX_SIGNS or part.size > MAX_SECTION:
        return ProseSection(id=part.id, line=part.line, passages=())
    passages = tuple(_passages(part.drafts, complaints))
    return ProseSection(id=part.id, line=part.line, passages=passages)


def _passages(drafts: Iterable[_Draft], complaints: list[Complaint]) -> Iterator[Passage]:
    """Give the passages of a section."""
    for draft in drafts:
        items = tuple(spans_of(item, complaints) for item in draft.items)
        yield Passage(kind=draft.kind, items=items)


def _check_sizes(reading: _Reading) -> None:
    """Refuse sections that are too long or mostly markup."""
    for part in reading.parts:
        if part.size > MAX_SECTION:
            found = f"{part.size:,} bytes in {printable(part.id)}"
            reading.complaints.append(Complaint(line=part.line, rule="F013", found=found))
        if part.signs > MAX_SIGNS:
            found = f"{part.signs:,} signs of markup in {printable(part.id)}"
            reading.complaints.append(Complaint(line=part.line, rule="F014", found=found))

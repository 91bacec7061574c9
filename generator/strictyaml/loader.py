"""From the bytes of a file to its document, or to everything that is wrong with it."""

from __future__ import annotations

import re
from typing import Final

import yaml

from generator.findings import Finding
from generator.pause import paused_gc
from generator.strictyaml.builder import TreeBuilder
from generator.strictyaml.complaints import Complaints, Enough
from generator.strictyaml.document import Document
from generator.strictyaml.events import parser_events
from generator.strictyaml.grammar import RECORD_GRAMMAR, Grammar
from generator.strictyaml.limits import FILE_LIMITS, Limits
from generator.strictyaml.syntax import syntax_words
from generator.strictyaml.text import blocks, oddities, printable

_BOM: Final = b"\xef\xbb\xbf"
_WIDE_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_DIRECTIVE: Final = re.compile(r"^%.*", re.MULTILINE)


def parse(
    source: bytes, file: str, limits: Limits = FILE_LIMITS, grammar: Grammar = RECORD_GRAMMAR
) -> Document | tuple[Finding, ...]:
    """Read strict YAML; `file` names it in findings. Bad input never raises.

    All problems are told, as far as the file can be read: characters first, then
    structure; a syntax error, a directive or a bound that is passed ends the reading.
    """
    complaints = Complaints(file, limits.findings)
    builder = TreeBuilder(complaints, limits, grammar, has_escapes=b"\\" in source)
    try:
        _check_size(source, complaints, limits)
        _check_text(source, complaints)
        _build(source, builder, complaints)
    except Enough:
        pass
    if complaints.found:
        return tuple(sorted(complaints.found, key=_by_line))
    return builder.document()


def _by_line(finding: Finding) -> tuple[bool, int]:
    """Order findings by line, with the one that says there are more at the end."""
    return finding.rule == "Y009", finding.line


def _check_size(source: bytes, complaints: Complaints, limits: Limits) -> None:
    """Stop at a file that is too large before anything is made of it."""
    if len(source) > limits.size:
        complaints.add("Y010", 0, f"{len(source):,} bytes", limit=limits.size)
        raise Enough


def _check_text(source: bytes, complaints: Complaints) -> None:
    """Complain about characters; stop where the bytes are no text or the parser is at risk."""
    if source.startswith(_BOM):
        complaints.add("Y002", 1, "a byte order mark")
    line = 1
    for block in blocks(source.removeprefix(_BOM)):
        text = _decoded(block, line, complaints).replace("\r\n", "\n")
        for odd in oddities(text):
            complaints.add(odd.rule, line - 1 + odd.line, printable(odd.character))
        _check_directives(text, line, complaints)
        line += block.count(b"\n")


def _decoded(block: bytes, line: int, complaints: Complaints) -> str:
    """Return the text of a block that starts on a line, or stop at the first wrong byte."""
    try:
        return block.decode()
    except UnicodeDecodeError as error:
        line += block.count(b"\n", 0, error.start)
        is_wide = block.startswith(_WIDE_BOMS)
        found = "UTF-16" if is_wide else f"byte 0x{block[error.start]:02x}"
        complaints.add("Y001", line, found)
        raise Enough from error


def _check_directives(text: str, line: int, complaints: Complaints) -> None:
    """Stop at directives before the parser sees them.

    It compares each %TAG with all before it: two megabytes of them would take minutes.
    """
    directive = _DIRECTIVE.search(text) if text.startswith("%") or "\n%" in text else None
    if directive:
        line += text.count("\n", 0, directive.start())
        complaints.add("Y024", line, printable(directive.group()))
        raise Enough


def _build(source: bytes, builder: TreeBuilder, complaints: Complaints) -> None:
    """Let the events of the parser grow the tree, up to the first syntax error."""
    try:
        with paused_gc():
            builder.build(parser_events(source.removeprefix(_BOM)))
    except yaml.YAMLError as error:
        # A character that was already told about is what the parser stumbles over, too.
        if not (isinstance(error, yaml.reader.ReaderError) and complaints.found):
            complaints.say("Y020", *syntax_words(error))

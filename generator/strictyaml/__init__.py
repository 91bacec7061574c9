"""Strict YAML: a small part of the language, read fast, every problem a finding.

It knows no model of ours: bytes come in, plain values with line numbers go out.
"""

from __future__ import annotations

from generator.strictyaml.cache import Cache
from generator.strictyaml.document import Document, Tree, path_text
from generator.strictyaml.grammar import EXPORT_GRAMMAR, RECORD_GRAMMAR, Grammar
from generator.strictyaml.limits import FILE_LIMITS, RECORD_LIMITS, Limits
from generator.strictyaml.lines import CanonicalReader, canonical_reader, write_lines
from generator.strictyaml.loader import parse
from generator.strictyaml.recordfile import RecordLines, load_lines

__all__ = [
    "EXPORT_GRAMMAR",
    "FILE_LIMITS",
    "RECORD_GRAMMAR",
    "RECORD_LIMITS",
    "Cache",
    "CanonicalReader",
    "Document",
    "Grammar",
    "Limits",
    "RecordLines",
    "Tree",
    "canonical_reader",
    "load_lines",
    "parse",
    "path_text",
    "write_lines",
]

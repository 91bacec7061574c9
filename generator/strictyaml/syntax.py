"""The parser's complaints in the words of somebody who edits a file."""

from __future__ import annotations

from typing import Final

import yaml

# A part of libyaml's message → what was found, what to do.
_WORDS: Final = (
    ("mapping values are not allowed", ("a second `: `", "put a text with `: ` in quotes")),
    ("could not find expected ':'", ("a line without `: `", "write it as `key: value`")),
    ("cannot start any token", ("a character with a meaning of its own", "put the text in quotes")),
    ("did not find expected key", ("a line that fits no key", "indent it like its neighbours")),
    ("did not find expected '-' indicator", ("a line that is no list item", "start it with `- `")),
    ("',' or ']'", ("a list that is not closed", "add a comma or `]`")),
    ("',' or '}'", ("a mapping that is not closed", "add a comma or `}`")),
    ("unexpected end of stream", ("a quotation that is not closed", "add the closing quote")),
    (
        "expected comment or line break",
        ("text behind a sign with a meaning of its own", "put the whole value in quotes"),
    ),
    ("a tab character", ("a tab that should be spaces", "indent with spaces")),
    ("escape", ("an escape that YAML has not", "write \\\\ for one backslash")),
    ("node content", ("nothing where a value is wanted", "complete the line")),
    ("document start", ("data outside the document", "bring all data to one mapping")),
    ("block sequence entries", ("a list item in a wrong place", "put it on a line of its own")),
)


def syntax_words(error: yaml.YAMLError) -> tuple[int, tuple[str, str, str]]:
    """Return the line, from 1, of a syntax error, and what to say about it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    found, action = next(
        (words for part, words in _WORDS if part in problem),
        (problem, "correct the line"),
    )
    return (mark.line + 1 if mark else 0), ("YAML that can be read", found, action)

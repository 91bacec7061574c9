"""The words of each rule, and the list that gathers what is wrong with a file."""

from __future__ import annotations

from typing import Final

from generator.findings import Finding

# Rule id → what was expected, what to do.
WORDING: Final = {
    "Y001": ("text in UTF-8", "save the file as UTF-8 without a byte order mark"),
    "Y002": ("no byte order mark", "save the file as UTF-8 without a byte order mark"),
    "Y003": ("lines that end with LF or CRLF", "save the file with LF line ends"),
    "Y004": ("no control characters", "delete the character"),
    "Y005": ("no characters that turn the direction of writing", "delete the character"),
    "Y006": ("no invisible characters", "delete the character, or type the word again"),
    "Y007": ("characters that Unicode gives a public meaning", "delete the character"),
    "Y008": ("spaces", "replace the tab; inside double quotes it may be written \\t"),
    "Y009": ("fewer problems", "correct those above and check again"),
    "Y010": ("a file of at most {limit} bytes", "split the file"),
    "Y011": ("at most {limit} levels of nesting", "flatten the data"),
    "Y012": ("at most {limit} values in a file", "split the file"),
    "Y013": ("a text of at most {limit} characters", "shorten the text"),
    "Y020": ("YAML that can be read", "correct the line"),
    "Y021": ("keys with values", "fill the file or delete it"),
    "Y022": ("keys with values at the top of the file", "write it as `key: value`"),
    "Y023": ("one document in a file", "delete `---` and `...` after the first line of data"),
    "Y024": ("no directives", "delete the line; put a text that starts with % in quotes"),
    "Y025": ("no anchors", "delete the anchor; put a text that starts with & in quotes"),
    "Y026": ("no aliases", "write the value out; put a text that starts with * in quotes"),
    "Y027": ("no merge keys", "write the keys out"),
    "Y028": ("no tags", "delete the tag; put a text that starts with ! in quotes"),
    "Y029": ("each key once", "delete or rename one of the two"),
    "Y030": ("a key that is text", "put the key in quotes; a number has no comma: 1875, 3.5"),
    "Y031": ("a key that is a single word", "rewrite the mapping with plain keys"),
    "Y032": ("a key in composed form (Unicode NFC)", "type the key again"),
    "Y033": ("a value", 'write a value or delete the key; an empty text is ""'),
    "Y034": ("letters of one alphabet in a key", "type the key again in one alphabet"),
    "Y040": ("true or false", "write true or false, or put the text in quotes"),
    "Y041": ("a plain decimal number such as 12 or 99.95", "write it so, or put it in quotes"),
    "Y042": ("no colons between plain digits", "put the time or ratio in quotes"),
    "Y043": ("a value", "delete the key, or put the text in quotes"),
    "Y044": (
        "at most 18 digits before and after the point",
        "shorten the number, or put it in quotes if it is an identifier",
    ),
    "Y045": ("the digits 0 to 9", "type the number again with the input method switched off"),
    "Y046": ("a day that exists", "correct the date"),
}


class Enough(Exception):  # noqa: N818 - not an error of ours: it ends the reading of a file
    """Nothing more of this file can or should be read."""


class Complaints:
    """Gather the findings of one file, up to a limit."""

    __slots__ = ("_file", "_limit", "found")

    def __init__(self, file: str, limit: int) -> None:
        """Start with none."""
        self._file = file
        self._limit = limit
        self.found: list[Finding] = []

    def add(self, rule: str, line: int, found: str, *, path: str = "", limit: int = 0) -> None:
        """Add a finding in the words of its rule; `line` counts from 1.

        Raises `Enough` beyond the limit, after a last finding that says so.
        """
        expected, action = WORDING[rule]
        self.say(rule, line, (expected.format(limit=f"{limit:,}"), found, action), path=path)

    def say(self, rule: str, line: int, words: tuple[str, str, str], *, path: str = "") -> None:
        """Add a finding in its own words: what was expected, what was found, what to do."""
        if len(self.found) >= self._limit:
            words = (WORDING["Y009"][0], f"more than {self._limit:,}", WORDING["Y009"][1])
            self._append("Y009", line, words, "")
            raise Enough
        self._append(rule, line, words, path)

    def _append(self, rule: str, line: int, words: tuple[str, str, str], path: str) -> None:
        """Put one finding at the end."""
        expected, found, action = words
        finding = Finding(
            file=self._file,
            line=line,
            path=path,
            rule=rule,
            expected=expected,
            found=found,
            action=action,
        )
        self.found.append(finding)

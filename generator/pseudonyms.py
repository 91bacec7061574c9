"""Pseudonyms of persons: without the salt, which stays outside git, nobody is found again."""

from __future__ import annotations

import hmac
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.errors import UsageError
from generator.files import read_once

if TYPE_CHECKING:
    from collections.abc import Mapping

SALT: Final = "REPORTGEN_SALT"
"""Environment variable of the salt."""
SALT_FILE: Final = "REPORTGEN_SALT_FILE"
"""Environment variable of the file that holds the salt."""
LEAST_SALT: Final = 16
"""Bytes of a salt; fewer could be tried out."""
_DIGITS: Final = 32
_MOST_SALT: Final = 4096
_PSEUDONYM: Final = re.compile(f"[0-9a-f]{{{_DIGITS}}}")
# No party has this for its name: what stands for a person is never the mark of a salt.
_MARKED: Final = b"reportgen: which salt this is"


def pseudonym(person: str, salt: bytes, party: str) -> str:
    """Return what stands for a person: the same in all exports of a party, and no other's."""
    return hmac.new(salt, f"{party}\0{person}".encode(), "sha256").hexdigest()[:_DIGITS]


def is_pseudonym(text: str) -> bool:
    """Tell whether a text may stand for a person."""
    return _PSEUDONYM.fullmatch(text) is not None


def salt_fingerprint(salt: bytes) -> str:
    """Return what tells two salts apart, and neither of them."""
    return hmac.new(salt, _MARKED, "sha256").hexdigest()


def salt_of(root: Path, environment: Mapping[str, str]) -> bytes:
    """Return the salt of pseudonyms, nothing when none is set.

    Raises UsageError when its file cannot be read, or lies where git would take it.
    """
    if environment.get(SALT):
        return environment[SALT].encode()
    name = environment.get(SALT_FILE)
    if not name:
        return b""
    place = Path(name).resolve()
    if place.is_relative_to(root.resolve()):
        raise UsageError(f"{SALT_FILE}: {name} lies in the workspace; keep it outside git")
    content = read_once(place, _MOST_SALT)
    if content is None:
        raise UsageError(f"{SALT_FILE}: cannot read {name}")
    return content.strip()

"""What a key may be."""

from __future__ import annotations

import unicodedata
from typing import Final

from generator.strictyaml.plain import resolve
from generator.strictyaml.text import printable

_JOINER: Final = "\u200d"

# Alphabets with letters that look like Latin ones.
_ALPHABETS: Final = ("LATIN", "CYRILLIC", "GREEK", "FULLWIDTH", "MATHEMATICAL")


def key_problem(key: str, *, plain: bool) -> tuple[str, str]:
    """Return the rule that a key breaks and what was found, or two empty texts.

    `plain` tells a key without quotes, which YAML could read as a number or as true.
    """
    if key == "<<":
        return "Y027", "'<<'"
    if plain and not isinstance(resolve(key), str):
        return "Y030", f"{printable(key)}, which is not plain text" if key else "an empty key"
    return ("", "") if key.isascii() else _letter_problem(key)


def _letter_problem(key: str) -> tuple[str, str]:
    """Find two keys that look like one: other compositions, joiners, mixed alphabets."""
    if not unicodedata.is_normalized("NFC", key):
        return "Y032", f"{printable(key)} in decomposed form"
    if _JOINER in key:
        return "Y006", printable(_JOINER)
    alphabets = {unicodedata.name(char, "").partition(" ")[0] for char in key if char.isalpha()}
    mixed = sorted(alphabets.intersection(_ALPHABETS))
    return (
        ("Y034", f"{printable(key)} with {' and '.join(mixed)} letters") if mixed[1:] else ("", "")
    )

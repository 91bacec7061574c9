"""What a file may be made of: our own records say every value, exports what their systems say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The two things in which a file of another system differs from one of ours.

    `nulls` tells whether a value may be left out or called null; `roots` are the types that
    the whole file may have.
    """

    nulls: bool
    roots: tuple[type, ...]


RECORD_GRAMMAR: Final = Grammar(nulls=False, roots=(dict,))
EXPORT_GRAMMAR: Final = Grammar(nulls=True, roots=(dict, list))

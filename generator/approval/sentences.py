"""Sentences of a decision, in both languages; each ends with the rule that it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.approval.rules import APPROVAL_RULES
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable


OR: Final = (" or ", "或")
AND: Final = (" and ", "和")


def say(rule: str, *, en: str, zh: str) -> Bilingual:
    """Return a sentence with the id of its rule."""
    known = APPROVAL_RULES[rule].id
    return Bilingual(zh=f"{printable(zh)}（{known}）。", en=f"{printable(en)} ({known}).")


def printable(text: str) -> str:
    """Return a text that a terminal shows as it is: names and paths of a change are hostile."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)


def names(people: Iterable[str], *, last: tuple[str, str] = OR) -> Bilingual:
    """Join names: `A, B or C`, `A、B或C`."""
    listed = list(people)
    head, tail = listed[:-1], listed[-1:]
    return Bilingual(
        zh=last[1].join(filter(None, ("、".join(head), *tail))) or "-",
        en=last[0].join(filter(None, (", ".join(head), *tail))) or "-",
    )


def short(commit: str) -> str:
    """Return the first digits of a commit, enough to find it."""
    return commit[:10]

"""Where a source lives: told by the environment alone, and shown to nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.errors import UsageError

LONGEST: Final = 4000


class AnswerError(Exception):
    """Say why a source did not answer, without anything of its address."""


def from_environment(name: str, environment: Mapping[str, str]) -> str:
    """Return the value of a variable that a mapping names; UsageError when it is not set.

    The message names the variable, never what it holds.
    """
    value = environment.get(name, "").strip()
    if not value:
        raise UsageError(f"the environment variable {name} is not set; the mapping reads from it")
    if len(value) > LONGEST or not value.isprintable():
        raise UsageError(f"the environment variable {name} holds no address or credential")
    return value


def without_secrets(text: str, secrets: tuple[str | None, ...]) -> str:
    """Return a message on one line in which nothing of an address can be read."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "…")
    return " ".join(text.split())

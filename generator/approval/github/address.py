"""Addresses of the API: where the token may go, and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from generator.approval.forge import UnverifiedError
from generator.errors import UsageError

PUBLIC_API: Final = "https://api.github.com"
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_REPOSITORY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
_NEXT: Final = re.compile(r'<([^<>]*)>\s*;[^<]*?\brel="?next"?(?:[\s;,]|$)')
_NUMBERED: Final = re.compile(r"/repositories/[0-9]+(?=/|$)")


@dataclass(frozen=True, slots=True)
class Api:
    """The address of an API such as `https://api.github.com`, without a slash at the end."""

    root: str

    @classmethod
    def at(cls, address: str) -> Api:
        """Return an API; UsageError where a token would travel in the open."""
        place = urlsplit(address)
        is_safe = place.scheme == "https" or (
            place.scheme == "http" and place.hostname in _LOOPBACK
        )
        is_plain = place.hostname and not (place.username or place.query or place.fragment)
        if not is_safe or not is_plain:
            raise UsageError(f"the address of the API must be https://host/path, not {address!r}")
        return cls(address.rstrip("/"))

    def url(self, request: str) -> str:
        """Return the whole address of a request such as `/repos/o/n/pulls/1`."""
        return f"{self.root}{request}"

    def request(self, target: str, *, seen_from: str) -> str:
        """Return a link or redirection as a request; UnverifiedError when it leaves the API."""
        whole = urljoin(self.url(seen_from), target)
        here, there = urlsplit(self.root), urlsplit(whole)
        is_same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        is_below = whole.startswith(f"{self.root}/") and ".." not in there.path.split("/")
        if not is_same or not is_below or there.fragment:
            raise UnverifiedError(
                f"the answer to {seen_from} leads to another place: {there.netloc or target!r}"
            )
        return whole.removeprefix(self.root)


def repository_of(name: str) -> str:
    """Return a name such as `owner/name`; UsageError when it is none."""
    if not _REPOSITORY.fullmatch(name) or name.endswith(("/.", "/..")):
        raise UsageError(f"a repository is named owner/name, not {name!r}")
    return name


def next_target(link: str) -> str:
    """Return where the header `Link` says that the list goes on; empty at its end."""
    found = _NEXT.findall(link)
    return found[0] if found else ""


def is_next_page(request: str, following: str) -> bool:
    """Tell whether a link goes on in the same list: GitHub may name the repository by number."""
    here, there = urlsplit(request), urlsplit(following)
    same_end = here.path.split("/")[4:] == _NUMBERED.sub("/repos/o/n", there.path).split("/")[4:]
    return here.path == there.path or (bool(_NUMBERED.match(there.path)) and same_end)

"""The program itself as an input: other code may give other bytes."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
# The packages whose answers go into pages: dates, zones, numbers as text, HTML.
_PACKAGES: Final = (
    "holidays",
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "msgspec",
    "pymdown-extensions",
    "tzdata",
)


def package_versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that have a say in pages."""
    found = {package: version(package) for package in _PACKAGES}
    return {"python": platform.python_version(), **found}


@cache
def program_fingerprint(folder: Path = _FOLDER) -> str:
    """Return the sha256 of our code, or of that in a folder, and of the versions it works with."""
    seen = hashlib.sha256(platform.python_version().encode())
    for package in _PACKAGES:
        seen.update(f"{package} {version(package)}\n".encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            seen.update(f"{path.relative_to(folder)}\n".encode())
            seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()

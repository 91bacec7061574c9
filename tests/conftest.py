"""Fixtures and settings that every test shares."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# No deadline: a loaded machine is no reason to fail. Derandomised: the same run everywhere.
settings.register_profile("reportgen", deadline=None, derandomize=True)
settings.load_profile("reportgen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one way in which golden files are written."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        default=False,
        help="write the golden files anew; read the diff before you commit it",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to write golden files where nobody would read the diff."""
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden writes what it should test; not in CI")

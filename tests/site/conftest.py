from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.plain import ROOT
from tests.site.sample import built_sample


@pytest.fixture(autouse=True)
def _program_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's repository with its built site."""
    return built_sample(tmp_path_factory)

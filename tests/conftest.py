"""Fixtures and settings that every test shares."""

from __future__ import annotations

from hypothesis import settings

# No deadline: a loaded machine is no reason to fail. Derandomised: the same run everywhere.
settings.register_profile("reportgen", deadline=None, derandomize=True)
settings.load_profile("reportgen")

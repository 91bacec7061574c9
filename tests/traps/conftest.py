"""What the traps share with the tests of collect."""

from tests.collect.conftest import desk

__all__ = ["desk"]

"""What the traps share with the tests of collect and of commands."""

from tests.collect.conftest import desk
from tests.commands.conftest import reportgen, school

__all__ = ["desk", "reportgen", "school"]

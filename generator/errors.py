"""The exceptions that reach the command line, and the exit codes they mean."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command tells the shell; documented in the reference of commands."""

    FINE = 0
    PROBLEMS = 1
    USAGE = 2
    BUG = 3
    UNVERIFIED = 4


class ReportgenError(Exception):
    """Stop a command with one sentence that says what to do."""

    exit_code: ExitCode = ExitCode.PROBLEMS


class UsageError(ReportgenError):
    """The command was called for something that is not there."""

    exit_code = ExitCode.USAGE


class ToolError(ReportgenError):
    """A tool that the command needs is missing or answered with an error."""

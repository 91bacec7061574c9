"""The command line: a table of verbs, and the one boundary that catches errors."""

from __future__ import annotations

import importlib
import sys
import traceback
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

import click
from typing_extensions import override

from generator import __version__
from generator.errors import ExitCode, ReportgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

# A verb and what it does; its module is generator.commands.<verb>, its function has the
# verb's name. Modules are imported when called: collecting needs pandas, checking does not.
VERBS: Final = MappingProxyType(
    {
        "check": "Check report_data/ and say everything that is wrong with it.",
        "collect": "Turn an export into monthly records.",
        "generate": "Write the pages and figures of the editions.",
        "draft": "Start or refresh the editions of a month, with commentary to fill in.",
        "status": "Say who has to do what by when.",
        "diff": "Say which figures, verdicts and texts changed.",
        "build": "Build the site of every audience and month.",
        "serve": "Preview the site; it follows edits in report_data/.",
        "approve": "Sign an approval of an edition, for the gate without a forge.",
        "gate": "Say whether a change is approved: who counts, and what is missing.",
        "doctor": "Say what the repository leaves open that approvals and releases need.",
        "publish": "Put a built month into the branch that hosts an audience's site.",
        "release": "Issue an approved edition as a signed tag.",
        "restate": "Answer for what is different from what was issued.",
        "archive": "Make copies of releases and backups, and test that they restore.",
        "retention": "Say what may be destroyed, and write tombstones.",
        "verify": "Check releases and copies, layer by layer.",
        "register": "Say of every edition when it was due, approved, issued and received.",
        "openslo": "Turn OpenSLO definitions into metric definitions.",
        "trace": "Lead from a figure to its records and exports.",
        "audit": "Draw figures and count them again; fill the yearly checklist.",
        "schema": "Write what is generated from the model: schemas and reference pages.",
    }
)


class Verbs(click.Group):
    """A group that imports a command when it is called for."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which people use them."""
        return list(VERBS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"generator.commands.{cmd_name}")
        return cast("click.Command", getattr(module, cmd_name))

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportgen")
def reportgen() -> None:
    """Make IT service reports like software: records in git, pages, approvals, releases.

    Exit codes: 0 fine, 1 the data have problems or an approval is missing, 2 wrong usage,
    3 a bug of reportgen, 4 something could not be verified.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; no exception gets past this place."""
    try:
        return int(reportgen.main(list(arguments), "reportgen", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except click.Abort:
        return _complain("interrupted; nothing half was left behind", ExitCode.PROBLEMS)
    except ReportgenError as error:
        return _complain(str(error), error.exit_code)
    except OSError as error:
        return _complain(f"{error.filename or 'output'}: {error.strerror}", ExitCode.PROBLEMS)
    except Exception:  # noqa: BLE001 - the one boundary: whatever comes here is our bug
        traceback.print_exc()
        return _complain(
            f"this is a bug of reportgen {__version__}; please report it", ExitCode.BUG
        )


def _complain(sentence: str, code: ExitCode) -> ExitCode:
    """Say why a command stops."""
    click.secho(f"reportgen: {sentence}", fg="red", err=True)
    return code

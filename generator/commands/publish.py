"""`reportgen publish`: put a built month into the branch that hosts an audience's site."""

from __future__ import annotations

from pathlib import Path

import click

from generator import git
from generator.commands.known import known_editions
from generator.commands.options import root_option
from generator.commands.output import done, progress
from generator.commands.staging import (
    BUILD_FOLDER,
    Stager,
    documents,
    listed,
    place,
    refuse_stale,
    sources,
)
from generator.commands.workspace import ProblemsError, workspace_of
from generator.errors import ExitCode, UsageError
from generator.files import only_one, refuse_links
from generator.measure.ledger import Ledger
from generator.plurals import plural
from generator.site.audience import views
from generator.site.mkdocs import write_site_source
from generator.site.versions import deploy
from generator.workspace.kinds import is_trace


@click.command(epilog="Example: reportgen publish bank --version 2013-12")
@click.argument("audience")
@click.option("--version", help="Only this month; by default every month that has an edition.")
@click.option("--push", is_flag=True, help="Push the branch to origin as well.")
@root_option
def publish(root: Path, audience: str, version: str | None, *, push: bool) -> ExitCode:
    """Put the months of one AUDIENCE into the branch site/AUDIENCE with mike.

    The branch holds a folder a month and the list for the version switch; the newest
    month is also called latest. Other months in the branch are left as they are.
    """
    refuse_links(root, f"{BUILD_FOLDER}/{audience}")
    workspace = workspace_of(root, cached=False)
    ledger, docs = Ledger.of(workspace), documents(root)
    mine = [view for view in views(workspace) if view.audience == audience]
    chosen = [view for view in mine if version in (None, view.version)]
    if not chosen:
        there = ", ".join(f"{view.audience} {view.version}" for view in views(workspace))
        raise UsageError(f"nothing to publish for {audience} {version or ''}; there is: {there}")
    # Other months were recounted when they were published: a month costs the same in each year.
    recounted = [key for view in chosen for key in view.editions]
    known = known_editions(root, workspace, ledger, cached=False)
    refuse_stale(known, docs, recounted)
    waiting = git.uncommitted(root, sources(root) | docs)
    if changed := [name for name in waiting if not is_trace(name)]:
        raise ProblemsError(
            f"commit first, so that the commit tells what is published:{listed(changed)}"
        )
    # Oldest first, so that a branch that is cut off half-way is right as far as it goes.
    with only_one(root / BUILD_FOLDER):
        stager = Stager.of(root, workspace, ledger, docs, known)
        for view in progress(chosen[::-1], "Publishing"):
            config = write_site_source(root, place(root, view), view, stager.staged(view))
            deploy(root, config, view, latest=view.version == mine[0].version, push=push)
    months = plural(len(chosen), "month")
    done(f"{months} of {audience} in the branch site/{audience}.")
    return ExitCode.FINE

"""`reportgen build`: the site of every audience and month."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import click

from generator.commands.known import known_editions
from generator.commands.options import root_option
from generator.commands.output import done, progress
from generator.commands.staging import BUILD_FOLDER, Stager, documents, place, refuse_stale
from generator.commands.workspace import workspace_of
from generator.errors import ExitCode, UsageError
from generator.files import only_one, refuse_links
from generator.measure.ledger import Ledger
from generator.plurals import plural
from generator.site.audience import View, views
from generator.site.mkdocs import build_site, write_site_source
from generator.site.versions import write_versions

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace


@click.command(epilog="Example: reportgen build --audience bank --version 2013-12")
@click.option("--audience", help="Only the site of this audience: internal, or a party.")
@click.option("--version", help="Only this month, such as 2013-12.")
@root_option
def build(root: Path, audience: str | None, version: str | None) -> ExitCode:
    """Build the site of every audience and month below build/site/.

    The pages are the committed ones in docs/reports/; a page that is not what
    report_data/ gives today stops the build.
    """
    workspace = workspace_of(root, cached=False)
    ledger, docs = Ledger.of(workspace), documents(root)
    known = known_editions(root, workspace, ledger)
    refuse_stale(known, docs)
    chosen = _chosen(workspace, audience, version)
    refuse_links(root, BUILD_FOLDER)
    with only_one(root / BUILD_FOLDER):
        _build(root, chosen, Stager.of(root, workspace, ledger, docs, known))
        _list_versions(root, workspace)
    if not chosen:
        done("There is no edition yet: collect records first.")
        return ExitCode.FINE
    first = f"{BUILD_FOLDER}/site/{chosen[0].audience}/index.html"
    done(f"{plural(len(chosen), 'site')} built; open {first}")
    return ExitCode.FINE


def _build(root: Path, chosen: tuple[View, ...], stager: Stager) -> None:
    """Build sites side by side: MkDocs is a process of its own for each of them."""
    staging = Lock()

    def build_one(view: View) -> None:
        with staging:
            tree = stager.staged(view)
        config = write_site_source(root, place(root, view), view, tree, keeping=True)
        refuse_links(root, f"{BUILD_FOLDER}/site/{view.audience}/{view.version}")
        build_site(config, _site(root, view), view.version)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(build_one, view) for view in chosen]
        try:
            for job in progress(jobs, "Sites"):
                job.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _list_versions(root: Path, workspace: Workspace) -> None:
    """Write the list of versions of every site that is there."""
    for name, group in groupby(views(workspace), key=lambda view: view.audience):
        built = [view.version for view in group if _site(root, view).is_dir()]
        if built:
            write_versions(root / BUILD_FOLDER / "site" / name, built)


def _site(root: Path, view: View) -> Path:
    """Return where the site of a view is built."""
    return root / BUILD_FOLDER / "site" / view.audience / view.version


def _chosen(workspace: Workspace, audience: str | None, version: str | None) -> tuple[View, ...]:
    """Return the views that the options name; UsageError when there is none."""
    found = tuple(
        view
        for view in views(workspace)
        if audience in (None, view.audience) and version in (None, view.version)
    )
    if not found and (audience or version):
        known = ", ".join(f"{view.audience} {view.version}" for view in views(workspace))
        wanted = f"{audience or 'for any audience'} {version or 'of any month'}"
        raise UsageError(f"no site {wanted}; there is: {known or 'none'}")
    return found

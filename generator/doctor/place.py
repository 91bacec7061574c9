"""Reading what doctor needs of a folder: git's own facts, CODEOWNERS, the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import git, sshkeygen
from generator.approval.mandates import MANDATE_PATHS, mandates
from generator.doctor.clone import HUB_SETTINGS, SETTINGS, Clone, Hub
from generator.doctor.codeowners import PLACES
from generator.doctor.examine import Appointed
from generator.errors import ToolError
from generator.files import read_once, read_tree
from generator.workspace.kinds import DATA_FOLDER
from generator.workspace.load import assemble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.findings import Finding

# Larger than GitHub reads, so that doctor can say so.
_LARGEST: Final = 16 * 1024 * 1024


def clone_at(root: Path, branch: str) -> Clone:
    """Return what git says about a folder, or that it says nothing."""
    can_sign = sshkeygen.can_sign()
    try:
        settings = {name: git.setting(root, name) for name in SETTINGS}
        return Clone(
            version=_version(root),
            can_sign=can_sign,
            has_branch=bool(git.tips(root, *_names(branch))),
            hazards=git.hazards(root),
            settings=settings,
            hub=_hub(root),
            signers=_signers(root, settings["gpg.ssh.allowedSignersFile"]),
        )
    except ToolError as error:
        trouble = " ".join(str(error).split())
        return Clone(
            trouble=trouble, version=_version(root), can_sign=can_sign, hazards={}, settings={}
        )


def _version(root: Path) -> tuple[int, ...]:
    """Return the version of git; nothing without git."""
    try:
        return git.version(root)
    except ToolError:
        return ()


def _names(branch: str) -> tuple[str, str]:
    """Return the full names that the branch has here, or where it was cloned from."""
    return f"refs/heads/{branch}", f"refs/remotes/origin/{branch}"


def _hub(root: Path) -> Hub | None:
    """Return the repository that others push to; None where it is on another machine."""
    addresses = git.remotes(root)
    places = [root / address.removeprefix("file://") for address in addresses]
    here = [place for place in places if place.is_dir()] if addresses else [root]
    if not here:
        return None
    settings = {name: git.setting(here[0], name) for name in HUB_SETTINGS}
    return Hub(settings=settings, hooks=git.hooks(here[0]))


def _signers(root: Path, file: str) -> str | None:
    """Return the text of the allowed signers; None without a file that can be read."""
    found = read_once(root / Path(file).expanduser(), _LARGEST) if file else None
    return found.decode("utf-8", "replace") if found is not None else None


def owners_files(root: Path) -> dict[str, bytes]:
    """Return name -> bytes of the files that GitHub could take for CODEOWNERS."""
    found = {name: read_once(root / name, _LARGEST) for name in PLACES}
    return {name: text for name, text in found.items() if text is not None}


def paths_at(root: Path) -> tuple[str, ...] | None:
    """Return every file of the last commit; None where git does not say."""
    try:
        return tuple(sorted(git.listing(root, git.commit_id(root, "HEAD"))))
    except ToolError:
        return None


def appointed_in(root: Path) -> Appointed:
    """Return who is asked by the files of a folder."""
    contents, findings = read_tree(root, DATA_FOLDER)
    chosen = {name: text for name, text in contents.items() if name.startswith(MANDATE_PATHS)}
    return appointed(chosen, findings)


def appointed(contents: Mapping[str, bytes], findings: tuple[Finding, ...] = ()) -> Appointed:
    """Return who is asked by people, chains and catalogue."""
    workspace, more = assemble(contents)
    return Appointed(
        mandates=mandates(workspace, (*findings, *more)),
        authors={name: report.author for name, report in workspace.reports.items()},
        codeowners={name: role.codeowners for name, role in workspace.roles.items()},
    )

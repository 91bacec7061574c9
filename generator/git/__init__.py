"""The only package that runs git, by small verbs."""

from __future__ import annotations

from generator.git.commits import (
    LoggedCommit,
    ancestry,
    commit_id,
    commits_between,
    is_ancestor,
    mainline,
    merge_base,
    parents,
    revision,
)
from generator.git.filehistory import (
    FileChange,
    FileHistory,
    Version,
    commits_of_lines,
    history,
    versions,
)
from generator.git.refs import broken_references, free_reference, references, tips
from generator.git.repository import (
    back_up,
    hazards,
    hooks,
    is_partial,
    is_repository,
    push,
    remotes,
    restore,
    setting,
    version,
)
from generator.git.store import Objects, contents, objects
from generator.git.tags import Seal, TagText, drop, keep_files, make_tag
from generator.git.trees import PLAIN_FILES, files_at, is_name, listing, uncommitted
from generator.git.worktree import commit, switch

__all__ = [
    "PLAIN_FILES",
    "FileChange",
    "FileHistory",
    "LoggedCommit",
    "Objects",
    "Seal",
    "TagText",
    "Version",
    "ancestry",
    "back_up",
    "broken_references",
    "commit",
    "commit_id",
    "commits_between",
    "commits_of_lines",
    "contents",
    "drop",
    "files_at",
    "free_reference",
    "hazards",
    "history",
    "hooks",
    "is_ancestor",
    "is_name",
    "is_partial",
    "is_repository",
    "keep_files",
    "listing",
    "mainline",
    "make_tag",
    "merge_base",
    "objects",
    "parents",
    "push",
    "references",
    "remotes",
    "restore",
    "revision",
    "setting",
    "switch",
    "tips",
    "uncommitted",
    "version",
    "versions",
]

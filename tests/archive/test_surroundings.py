"""The same data give the same pages, bundles, tags and site, whatever surrounds the run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.archive.issued import OCTOBER, TIMES, Issued
from tests.archive.surroundings import Surroundings
from tests.site.plain import git, tree

HERE = Surroundings(
    place="here/reports",
    variables={"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "USER": "lin"},
    umask=0o022,
)
ELSEWHERE = Surroundings(
    place="别处 and far away/reports",
    variables={
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "zh_CN.GB18030",
        "PYTHONHASHSEED": "2",
        "USER": "qin",
        "LOGNAME": "qin",
        "HOME": "/nonexistent",
    },
    umask=0o077,
    shift=300_000_000,
    cpus=1,
    another_user=True,
    is_reversed=True,
)


def made_in(surroundings: Surroundings, approved: Issued, folder: Path) -> dict[str, bytes | str]:
    """Write the pages anew, release one, and build the site; return everything that came of it."""
    root = surroundings.copy(approved.root, folder)
    shutil.copy2(approved.root.parent / "evidence-1.json", root.parent)
    # ssh-keygen signs only for people whom the machine knows.
    git(root, "config", "--unset", "user.signingKey")
    shutil.rmtree(root / "docs" / "reports")
    surroundings.run(root, "generate")
    evidence = ("--evidence", str(root.parent / "evidence-1.json"))
    surroundings.run(root, "release", OCTOBER, *evidence, "--at", TIMES[OCTOBER])
    surroundings.run(root, "build", "--audience", "school", "--version", "2013-10")
    anchors = root.parent / f"{root.name}.anchors.jsonl"
    tags = git(root, "for-each-ref", "--format=%(refname) %(objectname)", "refs/tags")
    return {**_files(root), "anchors": anchors.read_bytes(), "tags": tags}


def _files(root: Path) -> dict[str, bytes | str]:
    """Return the pages, figures, bundles and built files."""
    found = {**tree(root / "docs"), **tree(root / "build")}
    return {name: content for name, content in found.items() if not name.endswith(".lock")}


@pytest.mark.slow
def test_nothing_around_a_run_shows_in_pages_bundles_tags_or_site(
    approved: Issued, tmp_path: Path
) -> None:
    here, elsewhere = (made_in(each, approved, tmp_path) for each in (HERE, ELSEWHERE))

    assert [name for name in here if here[name] != elsewhere.get(name)] == []
    assert here.keys() == elsewhere.keys()
    kinds = {Path(name).suffix for name in here}
    assert {".md", ".json", ".html", ".gz", ".svg", ".css"} <= kinds

"""Pages that a build keeps from the one before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.site.plain import copy_plain, replace, run_program, tree

pytestmark = pytest.mark.slow

SITE = "build/site/internal/2013-11"
KEPT = "build/internal/2013-11/kept"
OPTIONS = ("build", "--audience", "internal", "--version", "2013-11")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Return the small workspace with a site."""
    folder = copy_plain(tmp_path / "school")
    assert run_program(folder, *OPTIONS).returncode == 0
    return folder


def test_a_build_with_kept_pages_is_byte_for_byte_one_without(school: Path) -> None:
    replace(school / "report_data/metrics/incident.yml", "{zh: 按时解决率, ", "{zh: 及时解决率, ")
    run_program(school, "generate")
    run_program(school, *OPTIONS)
    kept = tree(school / SITE)

    shutil.rmtree(school / KEPT)
    run_program(school, *OPTIONS)

    assert tree(school / SITE) == kept


def test_only_pages_that_changed_are_rendered_again(school: Path) -> None:
    before = tree(school / KEPT)
    (school / "docs/guide.md").write_text("# A guide\n", encoding="utf-8")
    run_program(school, *OPTIONS)
    with_guide = tree(school / KEPT)
    replace(school / "docs/guide.md", "A guide", "The guide")

    run_program(school, *OPTIONS)

    after = tree(school / KEPT)
    changed = [name for name, content in after.items() if with_guide[name] != content]
    assert (len(before) + 1, len(changed)) == (len(after), 1)


def test_a_page_that_mkdocs_warned_of_is_not_kept(school: Path) -> None:
    (school / "docs/guide.md").write_text("# A guide\n\n[nowhere](nowhere.md)\n")

    answers = [run_program(school, *OPTIONS) for _ in range(2)]

    assert [answer.returncode for answer in answers] == [1, 1]
    assert all("nowhere.md" in answer.stderr for answer in answers)


def test_a_damaged_page_is_rendered_again(school: Path) -> None:
    built = tree(school / SITE)
    for path in (school / KEPT).rglob("*.msgpack"):
        path.write_bytes(path.read_bytes()[:-9])

    run_program(school, *OPTIONS)

    assert tree(school / SITE) == built


def test_the_search_knows_kept_pages(school: Path) -> None:
    index = school / SITE / "search" / "search_index.json"
    first = json.loads(index.read_bytes())

    run_program(school, *OPTIONS)

    assert json.loads(index.read_bytes()) == first

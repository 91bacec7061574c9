from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.pages import Page, foreign_addresses
from tests.site.plain import ENVIRONMENT, run_program, tree
from tests.site.sample import NEWEST, build, copy_sample, months_of

pytestmark = pytest.mark.slow

STRANGE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "zh_CN.GB18030",
    "PYTHONHASHSEED": "7",
    "HOME": "/nonexistent",
}


def test_every_audience_gets_its_months_and_a_door_to_the_newest(sample: Path) -> None:
    site = sample / "build" / "site"

    audiences = ("bank", "city", "hospital", "internal", "status")
    doors = {"index.html", "latest", "versions.json"}
    assert {path.name: {each.name for each in path.iterdir()} for path in site.iterdir()} == {
        audience: {*months_of(audience), *doors} for audience in audiences
    }


def test_no_page_loads_anything_from_another_host(sample: Path) -> None:
    assert list(foreign_addresses(sample / "build" / "site")) == []


def test_no_page_carries_a_handler_or_a_link_that_runs_a_script(sample: Path) -> None:
    pages = [
        Page(path.read_text(encoding="utf-8"))
        for path in (sample / "build" / "site").rglob("*.html")
    ]

    assert [handler for page in pages for handler in page.handlers] == []
    links = [link for page in pages for link in page.links]
    assert [link for link in links if link.lower().lstrip().startswith("javascript:")] == []


def test_the_site_of_the_party_holds_nothing_of_the_providers_own(sample: Path) -> None:
    built = tree(sample / "build" / "site" / "bank")

    assert {name for name in built if "operations" in name or "/process/" in name} == set()
    title = "运维月度内部报告".encode()
    assert {name for name, content in built.items() if title in content} == set()


def test_nothing_around_the_program_changes_a_byte_of_the_site(
    sample: Path, tmp_path: Path
) -> None:
    other = copy_sample(tmp_path / "另一个 checkout")
    old = os.umask(0o077)

    try:
        build(other, "--version", NEWEST, environment={**ENVIRONMENT, **STRANGE})
    finally:
        os.umask(old)

    for audience in ("internal", "bank"):
        place = Path("build", "site", audience, NEWEST)
        assert tree(other / place) == tree(sample / place)


def test_two_builds_at_a_given_time_are_the_same(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "SOURCE_DATE_EPOCH": "86400"}
    first, second = (copy_sample(tmp_path / name) for name in ("first", "second"))

    for folder in (first, second):
        build(folder, "--audience", "bank", "--version", NEWEST, environment=environment)

    place = Path("build", "site", "bank", NEWEST)
    assert tree(first / place) == tree(second / place)


def test_mkdocs_at_the_root_builds_the_newest_month(sample: Path, tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "root")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    environment = {**ENVIRONMENT, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1388534400"}

    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)

    staged = tree(sample / "build" / "site" / "internal" / months_of("internal")[0])
    built = tree(root / "build" / "mkdocs")
    assert built.keys() == staged.keys()
    assert built["index.html"] == staged["index.html"]


def test_mkdocs_at_the_root_refuses_stale_pages(tmp_path: Path) -> None:
    root = copy_sample(tmp_path)
    page = root / "docs" / "reports" / "bank-monthly" / "2013-10.md"
    page.write_text("# edited by hand\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]

    run = subprocess.run(
        command, cwd=root, env=ENVIRONMENT, check=False, capture_output=True, text=True
    )

    assert run.returncode == 1
    said = run.stdout + run.stderr
    assert "run reportgen generate:\n  docs/reports/bank-monthly/2013-10.md" in said
    assert "Traceback" not in said


def test_a_page_that_mkdocs_warns_of_leaves_the_old_site_in_place(
    sample: Path, tmp_path: Path
) -> None:
    root = copy_sample(tmp_path)
    place = Path("build", "site", "internal", NEWEST)
    shutil.copytree(sample / place, root / place)
    before = tree(root / "build" / "site")
    (root / "docs" / "process" / "torn.md").write_text("# A\n\n[b](none.md)\n", encoding="utf-8")

    run = run_program(root, "build", "--audience", "internal", "--version", NEWEST)

    assert (run.returncode, tree(root / "build" / "site")) == (1, before)
    assert "Doc file 'process/torn.md' contains a link 'none.md'" in run.stderr


def test_the_search_index_knows_words_inside_sentences(sample: Path) -> None:
    index = sample / "build" / "site" / "internal" / NEWEST / "search" / "search_index.json"

    entries = json.loads(index.read_bytes())["docs"]

    found = {entry["location"] for entry in entries if "按时解决率\u2060" in entry["grams"].split()}
    assert any(place.startswith("reports/bank-monthly/index.html") for place in found)

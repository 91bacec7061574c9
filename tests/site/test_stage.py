from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.site import about
from generator.site.stage import assets
from tests.site.plain import ROOT, copy_plain, replace, tree
from tests.site.school import staged_tree

GOLDEN = Path(__file__).parent / "golden"
ASSETS = ROOT / "generator" / "site"
HAND_WRITTEN = "# 流程\n\n[指南](../guides/index.md)\n"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Return the small workspace with a page that was written by hand."""
    root = copy_plain(tmp_path / "school")
    (root / "docs" / "process").mkdir()
    (root / "docs" / "process" / "index.md").write_text(HAND_WRITTEN, encoding="utf-8")
    return root


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Mapping[str, bytes]], object]:
    """Return the committed tree of an audience, written anew first with `--update-golden`."""

    def read(audience: str, actual: Mapping[str, bytes]) -> dict[str, bytes]:
        folder = GOLDEN / audience
        if request.config.getoption("--update-golden"):
            shutil.rmtree(folder, ignore_errors=True)
            for name, content in actual.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        return tree(folder)

    return read


@pytest.mark.parametrize("audience", ["internal", "school"])
def test_an_audience_gets_just_the_pages_that_are_expected(
    school: Path,
    audience: str,
    golden: Callable[[str, Mapping[str, bytes]], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # New versions of the tools are no news of the pages.
    versions = (("reportgen", "1.2.3"), ("mkdocs", "1.6"))
    monkeypatch.setattr(about, "tool_versions", lambda: versions)

    staged = staged_tree(school, audience, "2013-11")

    pages = {name: content for name, content in staged.items() if not name.startswith("assets/")}
    assert pages == golden(audience, pages)


def test_the_assets_of_the_package_come_along(school: Path) -> None:
    staged = staged_tree(school, "school", "2013-10")

    brought = {name: content for name, content in staged.items() if name.startswith("assets/")}
    expected = {f"assets/{name}": text for name, text in tree(ASSETS / "assets").items()}
    assert brought == dict(assets()) == expected


def test_pages_written_by_hand_are_for_the_provider_alone(school: Path) -> None:
    internal, party = (staged_tree(school, name, "2013-11") for name in ("internal", "school"))

    assert internal.keys() - party.keys() == {
        *("process/index.md", "clauses.md", "documents.md", "register.md", "sources.md"),
    }
    assert internal["process/index.md"] == HAND_WRITTEN.encode()


@pytest.mark.parametrize(("version", "marks"), [("0.9", 1), ("1.0", 0), ("10.0", 0)])
def test_a_draft_says_so_across_its_page_and_above_it(
    school: Path, version: str, marks: int
) -> None:
    catalogue = school / "report_data/catalogue/monthly.yml"
    replace(catalogue, 'version: "1.0"', f'version: "{version}"')

    page = staged_tree(school, "school", "2013-11")["reports/monthly/index.md"].decode()

    mark = '<div class="rg-watermark" data-text="草案" aria-hidden="true"></div>\n'
    assert (page.count(mark), page.count("草案：文件版本小于 1.0")) == (marks, marks)


def test_every_version_has_the_edition_of_its_month(school: Path) -> None:
    october, november = (staged_tree(school, "school", f"2013-{month}") for month in (10, 11))

    page = "reports/monthly/index.md"
    assert october.keys() == november.keys()
    assert "2013 年 10 月".encode() in october[page]
    assert "2013 年 11 月".encode() in november[page]


def test_a_site_lists_its_pages_for_the_switch_of_versions(school: Path) -> None:
    staged = staged_tree(school, "school", "2013-10")

    listed = json.loads(staged["pages.json"])

    assert listed == [
        name.replace(".md", ".html") for name in sorted(staged) if name.endswith(".md")
    ]

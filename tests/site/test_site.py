from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.errors import ToolError
from generator.site.audience import views
from generator.site.catalogue import catalogue_page
from generator.site.mkdocs import build_site, run_tool, settings, write_site_source, write_tree
from generator.site.nav import navigation, plain_title
from generator.site.versions import write_versions
from tests.site.plain import copy_plain, replace, tree
from tests.site.school import generate, survey_of, view_of, workspace_at

REASON = "{zh: 示例, en: An example}"
STAGED = {
    "index.md": b"# Home",
    "guides/a.md": b"# A",
    "guides/b.md": b"# B",
    "guides/index.md": b"<!-- made -->\n\n# Guides <all>\n\n[b](b.md), [a](a.md)",
    "guides/c.md": b"no heading",
    "guides/picture.svg": b"<svg/>",
    "en/process/index.md": b"# Process",
    "decisions/0001-a.md": b"# First",
    "benchmarks.md": b"# Benchmarks",
}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Return the small workspace."""
    return copy_plain(tmp_path / "school")


def test_there_is_a_view_for_every_audience_and_month_newest_first(school: Path) -> None:
    found = [(view.audience, view.version, view.language) for view in views(workspace_at(school))]

    assert found == [
        ("internal", "2013-11", "zh"),
        ("internal", "2013-10", "zh"),
        ("school", "2013-11", "zh"),
        ("school", "2013-10", "zh"),
    ]


def test_what_a_view_has_is_looked_for_once_however_many_rows_ask(school: Path) -> None:
    view = view_of(school, "internal", "2013-11")

    assert view.editions is view.editions
    assert view.recorded is view.recorded
    assert workspace_at(school).files_of("nobody") == ()


def test_an_internal_report_is_in_no_site_of_a_party(school: Path) -> None:
    replace(school / "report_data/catalogue/monthly.yml", "audience: school", "audience: internal")
    replace(school / "report_data/catalogue/monthly.yml", "kind: external", "kind: internal")
    # The kind asks for less, so that these need no waiver.
    for section in ("major-events", "satisfaction", "outlook"):
        needless = f"  - section: {section}\n    reason: {REASON}\n    accepted_by: manager\n"
        replace(school / "report_data/catalogue/monthly.yml", needless, "")

    assert {view.audience for view in views(workspace_at(school))} == {"internal"}


def test_the_site_of_a_party_speaks_its_language(school: Path) -> None:
    replace(school / "report_data/parties/school.yml", "kind:", "language: en\nkind:")

    view = view_of(school, "school", "2013-11")

    assert settings(view, {})["site_name"] == "Service reports · Sample school"
    assert settings(view, {})["theme"] == {"language": "en"}


def test_the_line_at_the_foot_is_text_and_not_markup(school: Path) -> None:
    line = "copyright: {zh: 甲 & <b>乙</b>, en: A}\nzone:"
    replace(school / "report_data/organisation.yml", "zone:", line)

    view = view_of(school, "internal", "2013-11")

    assert settings(view, {})["copyright"] == "甲 &amp; &lt;b&gt;乙&lt;/b&gt;"


def test_titles_of_the_configuration_cannot_become_markup() -> None:
    assert plain_title('<b onclick="x">R&D</b>') == "‹b onclick=”x”›R&D‹/b›"
    assert plain_title("&lt;b&gt &#60;b") == "＆lt;b＆gt ＆#60;b"


def test_the_navigation_follows_the_index_of_a_folder_and_puts_english_behind(school: Path) -> None:
    nav = navigation(view_of(school, "internal", "2013-11"), STAGED)

    assert nav == [
        {"首页": "index.md"},
        {"报告": [{"全部报告": "reports/index.md"}, {"交付日历": "calendar.md"}]},
        {
            "目录与指标": [
                {"服务报告清单": "catalogue.md"},
                {"服务": "services.md"},
                {"协议与条款": "agreements.md"},
                {"指标词典": "metrics.md"},
            ]
        },
        {
            "改进": [
                {"改进登记表": "improvement.md"},
                {"反馈与答复": "feedback.md"},
            ]
        },
        {
            "流程": [
                {"角色与人员": "roles.md"},
                {"关于本站点": "about.md"},
                {"服务报告统计表": "register.md"},
                {"数据来源": "sources.md"},
                {"受控文件": "documents.md"},
                {"标准条款对照": "clauses.md"},
                {
                    "使用指南": [
                        {"Guides ‹all›": "guides/index.md"},
                        {"B": "guides/b.md"},
                        {"A": "guides/a.md"},
                        {"–": "guides/c.md"},
                    ]
                },
                {"系统说明": [{"Benchmarks": "benchmarks.md"}]},
                {"决策记录": [{"First": "decisions/0001-a.md"}]},
                {"流程文件 (English)": [{"Process": "en/process/index.md"}]},
            ]
        },
    ]


def test_a_party_sees_roles_and_the_inputs_but_no_documents_and_no_matrix(school: Path) -> None:
    nav = navigation(view_of(school, "school", "2013-11"), {"index.md": b"# A"})

    assert nav[4:] == [{"流程": [{"角色与人员": "roles.md"}, {"关于本站点": "about.md"}]}]


def test_a_report_without_an_edition_this_month_is_listed_but_no_link(school: Path) -> None:
    catalogue = school / "report_data" / "catalogue" / "monthly.yml"
    text = catalogue.read_text(encoding="utf-8").replace("report: monthly", "report: later")
    later = text.replace("first: 2013-10", "first: 2013-11").replace("月度", "后来的")
    (catalogue.parent / "later.yml").write_text(later, encoding="utf-8")
    generate(school)

    page = catalogue_page(survey_of(school, "school", "2013-10"))

    assert "| [月度服务报告](reports/monthly/index.md) |" in page
    assert "| 后来的服务报告 |" in page


def test_a_folder_is_made_to_hold_just_a_tree(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a/b.md": b"1", "c.md": b"2"})
    write_tree(tmp_path, {"c.md": b"3", "d/e/f.md": b"4"})
    write_tree(tmp_path, {"c.md": b"3"})
    write_tree(tmp_path, {"c.md": b"3"})

    assert tree(tmp_path) == {"c.md": b"3"}
    assert not (tmp_path / "a").exists()


def test_the_same_source_is_not_written_again(school: Path, tmp_path: Path) -> None:
    view = view_of(school, "school", "2013-11")
    config = write_site_source(school, tmp_path / "site", view, {"index.md": b"# A\n"})
    os.utime(config, (0, 0))

    write_site_source(school, tmp_path / "site", view, {"index.md": b"# A\n"})

    assert config.stat().st_mtime == 0


def test_the_newest_version_is_also_called_latest_and_has_two_doors(tmp_path: Path) -> None:
    write_versions(tmp_path, ["2013-12", "2013-11"])

    assert json.loads((tmp_path / "versions.json").read_text(encoding="utf-8")) == [
        {"version": "2013-12", "title": "2013-12", "aliases": ["latest"]},
        {"version": "2013-11", "title": "2013-11", "aliases": []},
    ]
    assert 'url=2013-12/index.html"' in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'url=../2013-12/index.html"' in (tmp_path / "latest" / "index.html").read_text("utf-8")


def test_a_tool_that_fails_is_an_error_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match=r"(?s)mkdocs failed:.*No such command 'nope'"):
        run_tool("mkdocs", ["nope"], tmp_path, "2013-12")


def test_a_build_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [none]\n", encoding="utf-8")

    with pytest.raises(ToolError):
        build_site(tmp_path / "mkdocs.yml", tmp_path / "site", "2013-12")

    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]

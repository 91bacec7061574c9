from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site.plain import Answer, Reportgen, replace, tree

STALE = """\
reportgen: not what report_data/ gives today; run reportgen generate:
  docs/reports/monthly/2013-10.md
"""


@pytest.mark.slow
def test_the_party_gets_a_site_a_month_and_a_list_of_them(
    school: Path, reportgen: Reportgen
) -> None:
    answer = reportgen("build", "--audience", "school")

    site = school / "build" / "site"
    assert answer == Answer(code=0, err="2 sites built; open build/site/school/index.html\n")
    assert [path.name for path in site.iterdir()] == ["school"]
    assert json.loads((site / "school" / "versions.json").read_text(encoding="utf-8")) == [
        {"version": "2013-11", "title": "2013-11", "aliases": ["latest"]},
        {"version": "2013-10", "title": "2013-10", "aliases": []},
    ]
    assert 'url=../2013-11/index.html"' in (site / "school/latest/index.html").read_text("utf-8")
    assert 'url=2013-11/index.html"' in (site / "school" / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_month_built_later_joins_the_list(school: Path, reportgen: Reportgen) -> None:
    for version in ("2013-10", "2013-11"):
        reportgen("build", "--audience", "school", "--version", version)

    listed = json.loads((school / "build/site/school/versions.json").read_text(encoding="utf-8"))

    assert [item["version"] for item in listed] == ["2013-11", "2013-10"]


def test_a_page_that_was_edited_by_hand_is_never_built(school: Path, reportgen: Reportgen) -> None:
    replace(school / "docs" / "reports" / "monthly" / "2013-10.md", "96.0", "99.0")
    before = tree(school)

    answer = reportgen("build")

    assert answer == Answer(code=1, err=STALE)
    assert tree(school) == before


def test_a_link_in_docs_is_refused(school: Path, reportgen: Reportgen) -> None:
    (school / "docs" / "secret.md").symlink_to("/etc/passwd")

    answer = reportgen("build")

    assert answer == Answer(
        code=1,
        err="docs/secret.md: expected a file or folder, found a symbolic link; "
        "put the file itself there (F004 plain-file)\n"
        "1 problem in 1 file.\n"
        "reportgen: correct docs/ first; nothing was written\n",
    )
    assert not (school / "build").exists()


@pytest.mark.usefixtures("school")
def test_only_what_exists_can_be_built(reportgen: Reportgen) -> None:
    answer = reportgen("build", "--audience", "school", "--version", "2013-12")

    assert answer == Answer(
        code=2,
        err="reportgen: no site school 2013-12; there is: "
        "internal 2013-11, internal 2013-10, school 2013-11, school 2013-10\n",
    )

"""Patterns mean what they mean to GitHub."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.doctor.patterns import of_paths, of_references

FILES = (
    *("a.md", "Makefile", "docs/a.md", "docs/b.txt", "docs/en/a.md", "docs/en/x/y.md"),
    *("en/docs/a.md", "src/docs/a b.md", "src/en/docs/c.md", "docs.md", "x/docs", "docs-old/a.md"),
)
# Where GitHub and .gitignore agree: everything but ranges, negations, and what ends with /*.
COMMON = (
    *("*", "*.md", "docs", "docs/", "/docs", "/docs/", "/docs/en", "docs/en/", "/docs/*.md"),
    *("**/docs", "**/docs/", "docs/**", "/src/**/docs/", "src/**/docs", "*/docs", "Makefile"),
    *("do?s/", "docs*/", "/docs/**/*.md", "src/docs/a\\ b.md", "**", "**/a.md", "/*.md", "en/"),
)


def matched(pattern: str) -> list[str]:
    return [file for file in FILES if of_paths(pattern).fullmatch(file)]


@pytest.mark.parametrize("pattern", COMMON)
def test_a_pattern_matches_the_files_that_git_would_ignore_by_it(
    pattern: str, tmp_path: Path
) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text(f"{pattern}\n")

    asked = ["git", "check-ignore", "--no-index", "--stdin", "-z"]
    answer = subprocess.run(
        asked, cwd=tmp_path, input="\0".join(FILES), capture_output=True, text=True, check=False
    )
    assert matched(pattern) == answer.stdout.split("\0")[:-1]


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("docs/*", ["docs/a.md", "docs/b.txt"]),
        ("/*", ["a.md", "Makefile", "docs.md"]),
        ("/docs/en/*", ["docs/en/a.md"]),
        ("MAKEFILE", []),
        ("/a.md", ["a.md"]),
    ],
)
def test_a_star_at_the_end_is_no_tree_and_capital_letters_matter(
    pattern: str, files: list[str]
) -> None:
    assert matched(pattern) == files


@pytest.mark.parametrize(
    ("pattern", "tags"),
    [
        ("refs/tags/report/**/*", ["report/r1", "report/bank/2013-10/r1"]),
        ("refs/tags/report/*", ["report/r1"]),
        ("refs/tags/report/*/*/r?", ["report/bank/2013-10/r1"]),
        ("refs/tags/**/*", ["report/r1", "report/bank/2013-10/r1", "reports/x", "v1"]),
        ("refs/tags/v[0-9]", ["v1"]),
        ("refs/tags/[!r]1", ["v1"]),
        ("refs/tags/report/", []),
        ("report/**/*", []),
        ("refs/tags/v\\1", []),
    ],
)
def test_a_pattern_of_rules_stops_at_a_slash_and_quotes_nothing(
    pattern: str, tags: list[str]
) -> None:
    known = ("report/r1", "report/bank/2013-10/r1", "reports/x", "v1")

    assert [t for t in known if of_references(pattern).fullmatch(f"refs/tags/{t}")] == tags

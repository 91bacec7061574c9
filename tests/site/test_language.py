from __future__ import annotations

import pytest

from generator.site.language import in_language, language_of


@pytest.mark.parametrize(
    ("name", "head", "site", "language"),
    [
        ("index.md", {}, "zh", "zh"),
        ("en/guides/index.md", {}, "zh", "en"),
        ("english/index.md", {}, "zh", "zh"),
        ("reports/q/index.md", {"language": "en"}, "zh", "en"),
        ("reports/q/index.md", {"language": "zh"}, "en", "zh"),
    ],
)
def test_a_page_has_the_language_of_its_head_its_folder_or_its_site(
    name: str, head: dict[str, object], site: str, language: str
) -> None:
    assert language_of(name, head, site) == language


def test_another_language_is_named_and_that_of_the_site_is_not() -> None:
    assert in_language("<p>a</p>", "en", "zh") == '<div lang="en">\n<p>a</p>\n</div>'
    assert in_language("<p>a</p>", "zh", "zh") == "<p>a</p>"

"""What an approval is bound to."""

import json
from collections.abc import Mapping

import pytest

from generator.approval.content import ContentError, EditionContent, edition_content

PAGE = b"# Report\n\n## Summary\n\nAll kept.\n\n### Misses\n\nNone.\n\n## Workload\n\n8 cases.\n"
SECTIONS = [{"id": "summary", "title": "Summary"}, {"id": "workload", "title": "Workload"}]


def figures(*sections: Mapping[str, object]) -> bytes:
    return json.dumps({"sections": sections or SECTIONS}).encode()


def content(page: bytes = PAGE, text: bytes | None = None) -> EditionContent:
    return edition_content(page, figures() if text is None else text)


def changed(other: EditionContent) -> list[str]:
    now = content()
    return [name for name, digest in now.sections.items() if other.sections[name] != digest]


def test_text_of_one_section_changes_that_section_and_the_whole() -> None:
    other = content(PAGE.replace(b"8 cases", b"9 cases"))

    assert (changed(other), other.whole == content().whole) == (["workload"], False)


def test_subheadings_belong_to_their_section() -> None:
    assert changed(content(PAGE.replace(b"None.", b"One."))) == ["summary"]


def test_a_figure_changes_its_section_although_its_own_sha256_stays() -> None:
    text = figures({**SECTIONS[0], "figures": ["95 %"]}, SECTIONS[1])

    assert changed(content(text=text)) == ["summary"]


def test_lines_above_the_first_section_change_the_whole_alone() -> None:
    other = content(PAGE.replace(b"# Report", b"# Report r2"))

    assert (changed(other), other.whole == content().whole) == ([], False)


def test_bytes_cannot_move_from_the_page_to_the_figures_unseen() -> None:
    assert edition_content(PAGE + b" ", figures()) != edition_content(PAGE, b" " + figures())


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b'{"sections": 1}',
        b'{"sections": [1, 2]}',
        b"[" * 100_000,
        figures(SECTIONS[0]),
        figures(*reversed(SECTIONS)),
        figures(SECTIONS[0], {"id": "summary", "title": "Workload"}),
    ],
)
def test_files_that_do_not_belong_together_are_refused(text: bytes) -> None:
    with pytest.raises(ContentError):
        content(text=text)

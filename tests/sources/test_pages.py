"""The guides of the ready-made mappings say what the mappings say, and what they come to."""

from __future__ import annotations

import pytest

from tests.sources.exports import ROOT, TRIALS, Trial
from tests.sources.pages import exports_of, head_of, index_of, page_name, page_of

DOCS = ROOT / "docs"
HERE = [trial for trial in TRIALS if all(path.is_file() for path in exports_of(trial))]


def source_of(trial: Trial) -> str:
    return trial.source


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("trial", TRIALS, ids=source_of)
def test_a_guide_shows_the_mapping_as_it_is(trial: Trial, language: str) -> None:
    page = (DOCS / page_name(trial, language)).read_text("utf-8")

    assert page.startswith(head_of(trial, language))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("trial", HERE, ids=source_of)
def test_a_guide_shows_the_quality_and_the_figures_of_its_exports(
    trial: Trial, language: str, request: pytest.FixtureRequest
) -> None:
    place = DOCS / page_name(trial, language)

    page = page_of(trial, language)

    if request.config.getoption("--update-golden"):
        place.write_text(page, encoding="utf-8")
    assert place.read_text("utf-8") == page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_of_ready_made_mappings_is_whole(language: str) -> None:
    folder = "en/guides" if language == "en" else "guides"

    assert index_of(language) in (DOCS / folder / "sources.md").read_text("utf-8")

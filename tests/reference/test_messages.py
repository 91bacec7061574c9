"""The catalogues of texts, as Babel and gettext read them."""

from __future__ import annotations

import io
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from generator.compose.sentences import SENTENCES
from generator.compose.terms import TERMS
from generator.reference.messages import LANGUAGES, catalogues, messages
from tests.site.plain import ROOT, run_program

# Their values stand alone.
SILENT = {"Unit.count", "Unit.ratio"}


def catalogue(language: str) -> Catalog:
    """Return a catalogue as Babel reads it."""
    text = catalogues()[f"{language}.po"]
    return read_po(io.BytesIO(text.encode()), locale=language, abort_invalid=True)


def texts(language: str) -> dict[str, str]:
    """Return key -> text of a catalogue."""
    return {str(each.context): str(each.string) for each in catalogue(language) if each.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_untranslated_or_doubtful(language: str) -> None:
    terms = {f"{t.__name__}.{m}": pair for t, words in TERMS.items() for m, pair in words.items()}
    found = [each for each in catalogue(language) if each.id]

    assert {each.context for each in found} == {*SENTENCES, *terms} - SILENT
    assert [each for each in found if each.fuzzy or not each.string] == []
    # A per cent sign before a letter looks to Babel like a place for a value.
    plain = [each for each in found if "%" not in str(each.id)]
    assert [error for each in plain for error in each.check()] == []


def test_no_two_texts_share_a_key() -> None:
    every = len(SENTENCES) + sum(len(terms) for terms in TERMS.values())

    assert len(messages()) == every - len(SILENT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_gettext_says_from_the_compiled_catalogue_is_what_pages_say(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    said = GNUTranslations(compiled)

    actual = {key: said.pgettext(key, pair[1]) for key, pair in messages().items()}

    half = LANGUAGES[language]
    assert actual == {key: pair[half] for key, pair in messages().items()}


def test_the_catalogues_are_written_below_the_folder_that_is_named(tmp_path: Path) -> None:
    run_program(ROOT, "schema", "--check", "--messages", str(tmp_path / "texts"))

    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("texts/*")}
    assert written == catalogues()

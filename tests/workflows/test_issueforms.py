"""Whoever fills in a form reads it in their own language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from generator.approval.requesttexts import FORMS
from tests.workflows.files import ROOT, Json

CHINESE, LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]")
FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"


def shown(content: Json) -> Iterator[str]:
    """Give the texts that somebody reads; examples are no texts."""
    yield from (content["name"], content["description"])
    for field in content["body"]:
        words = field["attributes"]
        yield from (words[key] for key in ("label", "description", "value") if key in words)
        options = words.get("options", ())
        yield from (each["label"] if isinstance(each, dict) else each for each in options)


def in_one_language(texts: Iterator[str]) -> list[str]:
    return [text for text in texts if not (CHINESE.search(text) and LATIN.search(text))]


@pytest.mark.parametrize("name", ["figure-feedback", "report-request"])
def test_an_issue_form_speaks_both_languages(name: str) -> None:
    content = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))

    # The names of languages stand for themselves.
    assert in_one_language(shown(content)) == ["English en"] * (name == "report-request")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_of_a_pull_request_speaks_both_languages(form: Json) -> None:
    texts = (form.heading, *form.questions, *form.author, *form.approvers)

    assert in_one_language(iter(texts)) == []


def test_feedback_asks_for_what_is_kept_of_it() -> None:
    content = yaml.safe_load((FOLDER / "figure-feedback.yml").read_text(encoding="utf-8"))
    asked = {field.get("id"): field.get("validations", {}) for field in content["body"]}

    assert [asked[name] for name in ("edition", "figure")] == [{"required": True}] * 2

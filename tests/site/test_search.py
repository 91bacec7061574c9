from __future__ import annotations

import json

from generator.site.search import searchable, with_words

END = "\u2060"


def completed(title: str, text: str) -> dict[str, object]:
    """Return the completed entry of one section, and the fields that are searched."""
    index = {
        "config": {"lang": ["en"], "fields": {"title": {"boost": 1000.0}}},
        "docs": [{"location": "a.html", "title": title, "text": text}],
    }
    made = json.loads(with_words(json.dumps(index).encode()))
    assert made["config"]["fields"] == {"title": {"boost": 1000.0}, "grams": {"boost": 1.0}}
    return dict(made["docs"][0])


def test_every_place_of_a_phrase_begins_a_word_but_its_first_and_last() -> None:
    entry = completed("", "按时解决率")

    assert entry["grams"] == f"时解决率{END} 解决率{END} 决率{END}"


def test_words_are_cut_to_a_length_and_named_once() -> None:
    entry = completed("一二三四五六七八九", "<p>一二三四五六七八九</p>")

    assert str(entry["grams"]).replace(END, "").split() == [
        "二三四五六七",
        "三四五六七八",
        "四五六七八九",
        "五六七八九",
        "六七八九",
        "七八九",
        "八九",
    ]


def test_what_is_shown_gets_only_invisible_signs() -> None:
    entry = completed("达标", "<p>2013 年达标 met</p>")

    assert entry["title"] == f"达标{END}"
    assert entry["text"] == f"<p>2013 年达标{END} met</p>"


def test_english_text_stays_as_it_is() -> None:
    assert completed("Met", "<p>The promise was kept</p>") == {
        "location": "a.html",
        "title": "Met",
        "text": "<p>The promise was kept</p>",
        "grams": "",
    }


def test_tags_end_a_phrase() -> None:
    assert completed("", "<li>达标</li><li>预警</li>")["grams"] == ""


def test_annexes_and_charts_are_not_searched() -> None:
    content = "<h2>一</h2><figure><svg>图</svg></figure><p>文</p><!-- annexes --><h2>附录</h2>"

    assert searchable(content) == "<h2>一</h2><p>文</p>"

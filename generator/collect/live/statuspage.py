"""A public status page, asked for its incidents and its maintenance."""

from __future__ import annotations

import json
from typing import Final

from generator.collect.forms.statusfeed import LISTS
from generator.collect.live.address import AnswerError
from generator.collect.live.http import Site, get_json

_PATHS: Final = {
    "incidents": "/api/v2/incidents.json",
    "scheduled_maintenances": "/api/v2/scheduled-maintenances.json",
}


def feed(site: Site, seconds: int) -> bytes:
    """Return one document of both lists, the same for the same items; raises AnswerError."""
    answers = {name: get_json(site, _PATHS[name], {}, seconds) for name in LISTS}
    lists = {name: _items(answer, name) for name, answer in answers.items()}
    return (json.dumps(lists, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


def _items(answer: object, name: str) -> list[object]:
    """Return the items of an answer in the order of their ids."""
    items = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise AnswerError(f"an answer without {name}")
    return sorted(items, key=lambda item: str(item.get("id")))

"""GitHub's own description of its answers: what is valid, and the smallest valid example."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FOLDER = Path(__file__).parents[2] / "fixtures" / "github"
Schema = dict[str, Any]
Json = Any


def _plain(node: Json) -> Json:
    """Turn OpenAPI's `nullable` into JSON Schema."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _plain(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [{"type": "null"}, plain]} if node.get("nullable") is True else plain


@cache
def components() -> Schema:
    whole = json.loads((FOLDER / "openapi-shape.json").read_text(encoding="utf-8"))
    found: Schema = _plain(whole["components"]["schemas"])
    return found


@cache
def _paths() -> dict[str, Schema]:
    """Return path -> schema of its answer."""
    whole = json.loads((FOLDER / "openapi-shape.json").read_text(encoding="utf-8"))
    extra = json.loads((FOLDER / "extra-shape.json").read_text(encoding="utf-8"))
    known = {
        path: verbs["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for path, verbs in whole["paths"].items()
    }
    return _plain(known | extra["paths"])  # type: ignore[no-any-return]


@cache
def _validator(template: str) -> Draft202012Validator:
    return Draft202012Validator(
        {**_paths()[template], "components": {"schemas": components()}},
    )


def template_of(path: str) -> str:
    """Return the path of the description that a path belongs to: the one with most fixed words."""
    fitting = [t for t in _paths() if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", t), path)]
    if "/git/ref/" in path:
        return "/repos/{owner}/{repo}/git/ref/{ref}"
    return min(fitting, key=lambda template: template.count("{"))


def validate(path: str, body: object) -> None:
    """Raise ValidationError when GitHub would not answer so."""
    _validator(template_of(path)).validate(body)


def smallest(schema: str, /, **values: object) -> dict[str, Any]:
    """Return the smallest object of a schema, with some values of ours."""
    described = components()[schema]
    found: dict[str, Any] = _example(described.get("anyOf", [described])[-1])
    return found | values


def _example(schema: Schema) -> Json:
    """Return the smallest value of a schema."""
    if "$ref" in schema:
        return _example(components()[schema["$ref"].rsplit("/", 1)[1]])
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return _example(schema[choice][0])
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        wanted = schema.get("required", ())
        return {key: _example(schema["properties"][key]) for key in wanted}
    return {"array": [], "string": "", "integer": 0, "number": 0, "boolean": False, "null": None}[
        schema.get("type", "string")
    ]

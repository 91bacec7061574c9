"""From the plain values of a document to a frozen record of the model."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from generator.findings import Finding
from generator.strictyaml import path_text
from generator.workspace.model.types import PATTERN_WORDS

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from generator.strictyaml import Document

T = TypeVar("T")

_SHOWN: Final = 60
# The last step of pydantic's path when a key of a mapping is wrong, not its value.
_KEY: Final = "[key]"
_UNKNOWN_KIND: Final = "union_tag_invalid"
_EXTRA = frozenset({"unexpected_keyword_argument", "extra_forbidden"})
_MISSING = frozenset({"missing_argument", "missing_keyword_only_argument", "missing"})

# What pydantic calls a wrong value, in the words of somebody who edits YAML.
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "decimal_type": "a plain decimal number such as 12 or 99.95",
    "decimal_parsing": "a plain decimal number such as 12 or 99.95",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "dataclass_type": "keys with values",
    "enum": "one of {expected}",
    "union_tag_invalid": "one of {expected_tags}",
    "model_attributes_type": "keys with values",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "at least {min_length} character",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "too_short": "at least {min_length} entry",
    "too_long": "at most {max_length} entries",
}


# What frames the sentence of a value class; a finding says both in its own words.
_RAISED: Final = re.compile(r"^expected |[;,] got .*$", re.DOTALL)

_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def adapter(model: type[T]) -> TypeAdapter[T]:
    """Return the validator of a model class, built once."""
    if model not in _adapters:
        _adapters[model] = TypeAdapter(model)
    return _adapters[model]


def decode(model: type[T], document: Document, file: str) -> T | tuple[Finding, ...]:
    """Build the record of a file, or say everything that is wrong with it."""
    try:
        return adapter(model).validate_python(document.value)
    except ValidationError as error:
        details = filter(_is_cause, error.errors(include_url=False))
        return tuple(_finding(model, detail, document, file) for detail in details)


def _is_cause(detail: ErrorDetails) -> bool:
    """Tell a complaint from one that follows: a list seems short when its items are wrong."""
    return detail["type"] != "too_short" or len(detail["input"]) < detail["ctx"]["min_length"]


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return `; did you mean …?` for a word that is nearly a known one, else nothing."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}? " if near else ""


def shown(value: object) -> str:
    """Return a value as one short line for a finding."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = repr(value) if isinstance(value, str) else text
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _finding(model: type[Any], detail: ErrorDetails, document: Document, file: str) -> Finding:
    """Translate one complaint of pydantic."""
    path = _path(detail, document.value)
    rule, expected, found, action = _words(model, detail)
    return Finding(
        file=file,
        line=document.line(path),
        path=path_text(path),
        rule=rule,
        expected=expected,
        found=found,
        action=action,
    )


def _path(detail: ErrorDetails, value: object) -> tuple[str | int, ...]:
    """Return where the value stands in the file: without pydantic's own steps.

    Such a step is the kind by which pydantic chose between several classes.
    """
    steps = [step for step in detail["loc"] if step != _KEY]
    path: list[str | int] = []
    for place, step in enumerate(steps):
        is_last = place == len(steps) - 1
        if isinstance(value, dict) and step not in value and not is_last:
            continue
        path.append(step)
        value = _item(value, step)
    if detail["type"] == _UNKNOWN_KIND:
        path.append(detail["ctx"]["discriminator"].strip("'"))
    return tuple(path)


def _item(value: object, step: str | int) -> object:
    """Return what one step leads to, None where there is nothing."""
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _words(model: type[Any], detail: ErrorDetails) -> tuple[str, str, str, str]:
    """Return rule, expected, found and action for one complaint."""
    kind, key = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    if kind in _EXTRA:
        known = _keys(model, tuple(detail["loc"][:-1]))
        hint = did_you_mean(key, known)
        return "M001", "a known key", repr(key), f"{hint}known keys: {', '.join(known)}"
    if kind in _MISSING:
        return "M002", f"the key {key!r}", "nothing", "add it"
    found = detail["ctx"]["tag"] if kind == _UNKNOWN_KIND else detail["input"]
    return "M003", _expected(detail), shown(found), "correct the value"


def _expected(detail: ErrorDetails) -> str:
    """Say what would have been right."""
    context = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return _RAISED.sub("", str(context["error"]))
    if detail["type"] == "string_pattern_mismatch":
        return PATTERN_WORDS.get(context["pattern"], f"text of the form {context['pattern']}")
    wording = _EXPECTED.get(detail["type"])
    return wording.format(**context) if wording else detail["msg"].lower()


def _keys(model: type[Any], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that the model knows at a path, read from its JSON Schema."""
    schema = adapter(model).json_schema()
    node = schema
    for step in path:
        node = _resolved(node, schema)
        kinds = {_kind(each, schema): each for each in node.get("oneOf", ())}
        node = kinds[str(step)] if kinds else _child(node, step)
    return tuple(sorted(_resolved(node, schema).get("properties", {})))


def _kind(node: dict[str, Any], schema: dict[str, Any]) -> str:
    """Return the kind that chooses this one of several objects."""
    return str(_resolved(node, schema)["properties"]["kind"]["const"])


def _child(node: dict[str, Any], step: str | int) -> dict[str, Any]:
    """Go one step down a schema; where keys are free, all their values are alike."""
    if isinstance(step, int):
        return cast("dict[str, Any]", node.get("items", node))
    free: dict[str, Any] = next(iter(node.get("patternProperties", {}).values()), {})
    return cast("dict[str, Any]", node.get("properties", {}).get(step, free))


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow references and choices to the part of a schema that has keys or items."""
    if "anyOf" in node:
        # A text may be short for an object: the object is what has keys.
        objects = [choice for choice in node["anyOf"] if choice.get("type") != "string"]
        return _resolved(objects[0], schema) if objects else node
    if "$ref" in node:
        return _resolved(schema["$defs"][node["$ref"].rpartition("/")[2]], schema)
    return node

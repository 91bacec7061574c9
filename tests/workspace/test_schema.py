from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.workspace.kinds import FILE_KINDS, kind_of
from generator.workspace.schema import schemas

ROOT = Path(__file__).parents[2]
DATA = sorted((ROOT / "report_data").rglob("*.yml"))
SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}

# The words of JSON Schema 2020-12 that the schemas may use; a misspelt one means nothing.
WORDS = {
    *("$comment", "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "const"),
    *("default", "description", "enum", "examples", "exclusiveMinimum", "format", "items"),
    *("maxItems", "maxLength", "maximum", "minItems", "minLength", "minProperties"),
    *("minimum", "oneOf", "pattern"),
    *("patternProperties", "properties", "propertyNames", "required", "title", "type"),
}
TYPES = {"array", "boolean", "integer", "null", "number", "object", "string"}


def parts_of(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a schema and all schemas inside it."""
    yield schema
    inside = [
        *schema.get("anyOf", ()),
        *schema.get("oneOf", ()),
        *(part for part in (schema.get("items"), schema.get("propertyNames")) if part),
        *(
            part
            for word in ("$defs", "properties", "patternProperties")
            for part in schema.get(word, {}).values()
        ),
    ]
    for part in inside:
        yield from parts_of(part)


def property_of(kind: str, *path: str) -> dict[str, Any]:
    part = SCHEMAS[f"generator/schemas/{kind}.json"]
    found: dict[str, Any] = (part["$defs"][path[0]] if path[1:] else part)["properties"][path[-1]]
    return found


def test_every_kind_of_file_has_a_schema_of_its_name() -> None:
    assert list(SCHEMAS) == [
        f"generator/schemas/{kind.name}.json" for kind in FILE_KINDS if not kind.prose
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_the_one_that_the_model_gives(name: str) -> None:
    assert (ROOT / name).read_text() == schemas()[name]


def test_the_folder_of_schemas_holds_no_other_files() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "generator/schemas").iterdir()}

    assert files == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_uses_only_words_and_types_of_json_schema_2020_12(name: str) -> None:
    parts = list(parts_of(SCHEMAS[name]))

    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {word for part in parts for word in part} <= WORDS
    assert {part["type"] for part in parts if "type" in part} <= TYPES


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_reference_of_a_schema_leads_to_one_of_its_definitions(name: str) -> None:
    schema = SCHEMAS[name]
    references = {part["$ref"] for part in parts_of(schema) if "$ref" in part}

    assert references <= {f"#/$defs/{word}" for word in schema.get("$defs", {})}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_explains_every_key_and_allows_no_other(name: str) -> None:
    objects = [part for part in parts_of(SCHEMAS[name]) if "properties" in part]

    assert {part["additionalProperties"] for part in objects} == {False}
    assert all(field["description"] for part in objects for field in part["properties"].values())


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_pattern_of_a_schema_holds_from_the_start_to_the_end_of_a_text(name: str) -> None:
    patterns = {part["pattern"] for part in parts_of(SCHEMAS[name]) if "pattern" in part}

    assert {(pattern[0], pattern[-1]) for pattern in patterns} <= {("^", "$")}
    assert all(re.compile(pattern).pattern == pattern for pattern in patterns)


def test_the_brackets_of_a_list_of_one_may_be_left_out_in_editors_too() -> None:
    item, array = property_of("people", "Person", "roles")["anyOf"]

    assert array == {"items": item, "type": "array"}


def test_a_role_alone_may_stand_for_the_approvers_of_a_stage_in_editors_too() -> None:
    assert property_of("chains", "Stage", "by")["anyOf"] == [
        {"type": "string"},
        {"$ref": "#/$defs/Approvers"},
    ]


def test_the_bounds_of_a_number_reach_the_editor() -> None:
    decimals = property_of("metrics", "Metric", "decimals")

    assert (decimals["type"], decimals["minimum"], decimals["maximum"]) == ("integer", 0, 6)


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_of_the_sample_names_the_schema_of_its_kind_in_its_first_two_lines(
    path: Path,
) -> None:
    head = "\n".join(path.read_text().splitlines()[:2])
    named = re.search(r"^# yaml-language-server: \$schema=(\S+)$", head, re.MULTILINE)
    kind = kind_of(path.relative_to(ROOT / "report_data").as_posix())

    assert named
    assert kind
    assert (path.parent / named[1]).resolve() == ROOT / f"generator/schemas/{kind.name}.json"

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.strictyaml import Document, Tree, parse, path_text

SOURCE = dedent(
    """\
    # A comment.
    party: bank
    records:
      - metric: a
        parts: [1, 2,
          3]
      - {metric: b,
         value: 4}
    last:
      block: |
        one
        two
      after: true
    """
)


def document(source: str) -> Document:
    parsed = parse(source.encode(), "a.yml")

    assert isinstance(parsed, Document)
    return parsed


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("party",), 2),
        (("records",), 3),
        (("records", 0), 4),
        (("records", 0, "parts", 2), 6),
        (("records", 1), 7),
        (("records", 1, "value"), 8),
        (("last", "after"), 13),
        (("records", 1, "missing"), 7),
        (("records", 7), 3),
        (("party", "deeper"), 2),
        (("nowhere", 0), 2),
    ],
)
def test_a_value_knows_its_line_and_a_missing_one_that_of_its_parent(
    path: tuple[str | int, ...], line: int
) -> None:
    assert document(SOURCE).line(path) == line


def test_a_path_is_written_with_dots_and_brackets() -> None:
    assert path_text(("records", 3, "numerator")) == "records[3].numerator"


TREES = st.recursive(
    st.integers(0, 9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4)
    ),
    max_leaves=12,
)


def written(
    node: Tree, lines: list[tuple[tuple[str | int, ...], int]], path: tuple[str | int, ...]
) -> str:
    """Write a tree in flow style with each value on a line of its own, and note the lines."""
    if not isinstance(node, dict | list):
        return str(node)
    entries = node.items() if isinstance(node, dict) else enumerate(node)
    shown = []
    for step, child in entries:
        lines.append(((*path, step), len(lines) + 2))
        key = f"{step}: " if isinstance(node, dict) else ""
        shown.append(f"\n {key}{written(child, lines, (*path, step))}")
    return f"{{{','.join(shown)}}}" if isinstance(node, dict) else f"[{','.join(shown)}]"


@given(st.dictionaries(st.sampled_from("abcd"), TREES, min_size=1))
def test_every_value_of_every_tree_knows_its_line(tree: dict[str, Tree]) -> None:
    lines: list[tuple[tuple[str | int, ...], int]] = []

    parsed = document(written(tree, lines, ()))

    assert [(path, parsed.line(path)) for path, _ in lines] == lines

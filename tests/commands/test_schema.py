from __future__ import annotations

from pathlib import Path

from tests.site.plain import ROOT, Answer, Reportgen, tree

FILES = {
    f"docs/reference/{name}.md"
    for name in ("canonical", "commands", "doctor", "files", "library", "rules", "starters")
} | {f"generator/schemas/{path.name}" for path in (ROOT / "generator" / "schemas").iterdir()}


def test_the_committed_schemas_and_reference_pages_are_fresh(reportgen: Reportgen) -> None:
    answer = reportgen("schema", "--check", "--source", str(ROOT))

    assert answer == Answer(code=0, err=f"0 of {len(FILES)} files are stale.\n")


def test_everything_is_written_where_nothing_is(tmp_path: Path, reportgen: Reportgen) -> None:
    (tmp_path / "generator").mkdir()

    answer = reportgen("schema", "--source", str(tmp_path))

    assert answer == Answer(code=0, err=f"{len(FILES)} of {len(FILES)} files written.\n")
    assert tree(tmp_path) == {name: (ROOT / name).read_bytes() for name in FILES}


def test_the_check_names_what_is_stale_and_writes_nothing(
    tmp_path: Path, reportgen: Reportgen
) -> None:
    (tmp_path / "generator").mkdir()

    answer = reportgen("schema", "--check", "--source", str(tmp_path))

    lines = {f"{name} is not up to date; run reportgen schema" for name in FILES}
    assert (answer.code, set(answer.out.splitlines())) == (1, lines)
    assert tree(tmp_path) == {}


def test_a_folder_without_the_programs_source_is_wrong_usage(
    tmp_path: Path, reportgen: Reportgen
) -> None:
    answer = reportgen("schema", "--source", str(tmp_path))

    said = f"reportgen: {tmp_path} holds no generator/; name reportgen's source\n"
    assert answer == Answer(code=2, err=said)
    assert tree(tmp_path) == {}

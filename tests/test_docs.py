"""The documentation says what the program does: commands, links, examples, records of decisions."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click
import pytest

from generator.cli import VERBS, reportgen
from generator.commands.staging import documents
from generator.measure.ledger import Ledger
from generator.rules import RULE_BY_ID
from generator.site.audience import views
from generator.site.facts import UNASKED
from generator.site.stage import stage
from generator.workspace.check import check
from generator.workspace.load import assemble, load
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
# Folders with a page in each language; the reference holds both on one page.
TWINS = ("guides", "process", ".")
# Of each command the guide that explains it.
GUIDES = {
    "build": "site",
    "serve": "site",
    "publish": "site",
    "archive": "release",
    "draft": "drafting",
    "status": "drafting",
    "diff": "drafting",
    "approve": "approval",
    "gate": "approval",
    "audit": "auditing",
    "retention": "auditing",
}
HEADINGS = ["Context", "Decision", "Figures", "Consequences"]

FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
SHOWN = re.compile(r"^(?:\$ )?(?:\w+=\S+ )*(?:\.venv/bin/)?reportgen (.+)$", re.MULTILINE)
TEST = re.compile(r"^def (test_\w+)", re.MULTILINE)
RULE = re.compile(r"\b[YFMXRCA]0[0-9]{2}\b")
EXAMPLE = re.compile(r"# (report_data/\S+)( \(append\))?\n(.*)", re.DOTALL)


def written_pages() -> list[Path]:
    """Give every page that no edition is."""
    return sorted(page for page in DOCS.rglob("*.md") if DOCS / "reports" not in page.parents)


def name_of(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def place_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands_shown(text: str) -> Iterator[list[str]]:
    """Give the arguments of each line of a code block that calls the program."""
    for _, block in FENCE.findall(text):
        for line in SHOWN.findall(block):
            yield shlex.split(line, comments=True)


@cache
def workspace() -> Workspace:
    loaded = load(ROOT)
    assert isinstance(loaded, Workspace)
    return loaded


@cache
def staged() -> frozenset[str]:
    """Name every file of the internal site's newest month, where the pages are read."""
    return frozenset(
        stage(next(views(workspace())), Ledger.of(workspace()), documents(ROOT), UNASKED)
    )


def command(name: str) -> click.Command:
    found = reportgen.get_command(click.Context(reportgen), name)
    assert found is not None, f"there is no command {name}"
    return found


@pytest.mark.parametrize("folder", ["guides", "en/guides"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_a_guide_that_names_it(verb: str, folder: str) -> None:
    text = text_of(f"{folder}/{GUIDES.get(verb, verb)}.md")

    assert f"`reportgen {verb}" in text or f"\nreportgen {verb}" in text


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_command_is_on_the_reference_page(verb: str) -> None:
    section = text_of("reference/commands.md").split(f"\n## {verb}\n")[1].split("\n## ")[0]

    options = [p for p in command(verb).params if isinstance(p, click.Option)]
    missing = [option.opts[0] for option in options if f"| `{option.opts[0]}` |" not in section]
    assert missing == []


@pytest.mark.parametrize("folder", TWINS)
def test_every_page_has_its_twin_in_the_other_language(folder: str) -> None:
    chinese = {page.name for page in (DOCS / folder).glob("*.md")}
    english = {page.name for page in (DOCS / "en" / folder).glob("*.md")}

    # Written by a benchmark, in English and only once.
    assert chinese - {"benchmarks.md"} == english


@pytest.mark.parametrize("folder", TWINS)
def test_a_page_begins_with_its_title_and_a_link_to_its_twin(folder: str) -> None:
    # MkDocs takes a page's title from a heading only when that comes first.
    for page in (DOCS / "en" / folder).glob("*.md"):
        name = name_of(page)
        twin = name.removeprefix("en/")
        up = "../" * name.count("/")
        english, chinese = text_of(name).split("\n")[:3], text_of(twin).split("\n")[:3]
        assert [english[0][:2], chinese[0][:2]] == ["# ", "# "], name
        assert f"]({up}{twin})" in english[2], name
        assert f"]({'../' * twin.count('/')}{name})" in chinese[2], twin


@pytest.mark.parametrize("page", written_pages(), ids=name_of)
def test_every_relative_link_leads_to_a_staged_page(page: Path) -> None:
    folder = page.parent.relative_to(DOCS)
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if ":" not in link]

    assert [link for link in links if plain(folder / link) not in staged()] == []


def plain(path: PurePosixPath) -> str:
    """Take the steps upwards out of a path."""
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


@pytest.mark.parametrize("page", [*written_pages(), *READMES], ids=place_of)
def test_every_command_line_that_is_shown_is_one_that_click_takes(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    for verb, *arguments in commands_shown(page.read_text(encoding="utf-8")):
        if verb != "--help":
            command(verb).make_context(verb, [stand_in(part) for part in arguments])


def stand_in(argument: str) -> str:
    """Put something that exists in the place of the paths that only an example has."""
    if argument.endswith((".csv", ".json", ".jsonl", ".parquet")):
        return __file__
    return str(ROOT) if argument.startswith("../") else argument


@pytest.mark.parametrize("page", written_pages(), ids=name_of)
def test_every_rule_that_a_page_names_exists(page: Path) -> None:
    named = set(RULE.findall(page.read_text(encoding="utf-8")))

    assert named <= set(RULE_BY_ID)


@pytest.mark.parametrize("page", ["guides/report-data.md", "en/guides/report-data.md"])
def test_the_examples_of_data_files_fit_into_the_sample_workspace(page: str) -> None:
    files = {entry.file: (ROOT / entry.file).read_bytes() for entry in workspace().entries}
    for _, block in FENCE.findall(text_of(page)):
        for file, append, text in EXAMPLE.findall(block):
            files[file] = (files[file] if append else b"") + text.encode()

    assembled, findings = assemble(dict(sorted(files.items())))

    assert (findings, tuple(check(assembled))) == ((), ())


@pytest.mark.parametrize("page", ["guides/trace.md", "en/guides/trace.md"])
def test_a_line_that_the_guide_greps_stands_where_the_guide_says(page: str) -> None:
    records = (ROOT / "report_data/records/bank/2013-10.yml").read_text(encoding="utf-8")
    number, line = re.findall(r"^([0-9]+):(- .*)$", text_of(page), re.MULTILINE)[0]

    assert records.split("\n")[int(number) - 1] == line


@pytest.mark.parametrize("page", ["guides/getting-started.md", "en/guides/getting-started.md"])
def test_the_record_that_a_newcomer_changes_is_there(page: str) -> None:
    records = (ROOT / "report_data/records/bank/2013-10.yml").read_text(encoding="utf-8")
    line = re.findall(r"^- .*$", text_of(page), re.MULTILINE)[0]

    assert f"\n{line}\n" in records


def names_of_tests(folder: str) -> set[str]:
    """Name every test of a folder."""
    files = sorted((ROOT / folder).rglob("test_*.py"))
    return {name for file in files for name in TEST.findall(file.read_text(encoding="utf-8"))}


def named_of_traps(page: str) -> dict[int, set[str]]:
    """Return trap -> the tests of traps that a page names in its row."""
    rows = re.findall(r"^\| ([0-9]+) \|(.*)$", text_of(page), re.MULTILINE)
    return {int(trap): set(re.findall(r"`(test_trap_\w+)`", row)) for trap, row in rows}


@pytest.mark.parametrize("page", ["guides/correctness.md", "en/guides/correctness.md"])
def test_the_guide_to_correctness_names_every_test_of_each_of_the_forty_traps(page: str) -> None:
    shown = named_of_traps(page)

    wanted: dict[int, set[str]] = {trap: set() for trap in range(1, 41)}
    for name in names_of_tests("tests/traps"):
        wanted[int(name.split("_")[2])].add(name)
    assert shown == wanted
    assert all(shown.values())


@pytest.mark.parametrize("page", ["guides/correctness.md", "en/guides/correctness.md"])
def test_every_test_that_the_guide_to_correctness_names_is_there(page: str) -> None:
    named = set(re.findall(r"`(test_\w+)`", text_of(page)))

    assert named - names_of_tests("tests") == set()


def decisions() -> list[Path]:
    return sorted((DOCS / "decisions").glob("*.md"))


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in decisions()]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", decisions(), ids=name_of)
def test_a_decision_has_its_headings_and_fits_on_a_page(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").split("\n")
    headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]

    assert lines[0].startswith(f"# {int(page.name[:4])}. ")
    assert re.fullmatch(r"Date: \d{4}-\d\d-\d\d · Status: \w.*", lines[2])
    # Figures may stand in the context, where they are the reason.
    assert headings in (HEADINGS, [name for name in HEADINGS if name != "Figures"])
    assert len(lines) <= 81


def test_every_dependency_has_its_reason_in_the_record_of_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = text_of("decisions/0008-dependencies.md")

    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    names = [re.split(r"[><=]", line)[0] for line in [*project["dependencies"], *extras]]
    assert [name for name in names if f"`{name}`" not in text] == []

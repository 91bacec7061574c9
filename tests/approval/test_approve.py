from __future__ import annotations

from pathlib import Path
from unittest.mock import ANY

import pytest
from click.testing import CliRunner

from generator.cli import reportgen, run
from generator.errors import ExitCode
from generator.strictyaml import Document, parse
from tests.approval.branches import EDITION, PAGE, SIGNED, Branch
from tests.site.plain import git


def approve(branch: Branch, *options: str, who: str = "he", edition: str = EDITION) -> int:
    """Run the command with the key of somebody."""
    return run(["approve", edition, "--key", str(branch.keys / who), *options])


def test_what_is_signed_is_shown_first(branch: Branch, capsys: pytest.CaptureFixture[str]) -> None:
    code = approve(branch, "--yes")

    said = capsys.readouterr()
    head, base = (git(branch.root, "rev-parse", each).strip() for each in ("HEAD", "main"))
    assert code == ExitCode.FINE
    assert "incident.in-target@all" in said.out
    assert said.out.splitlines()[-2:] == [f"commit {head}, base {base}", "he (confirmer): approve"]
    assert said.err == (
        f"{SIGNED}/1-he.yml written; commit it on this branch. 已写入，请提交到本分支。\n"
    )


def test_the_file_says_what_was_signed(branch: Branch) -> None:
    approve(branch, "--yes", "--request-changes")

    document = parse((branch.root / SIGNED / "1-he.yml").read_bytes(), "1-he.yml")
    assert isinstance(document, Document)
    assert document.value == {
        "number": 1,
        "person": "he",
        "edition": EDITION,
        "revision": 1,
        "opinion": "request-changes",
        "chain": "two",
        "roles": ["confirmer"],
        "content": ANY,
        "sections": ANY,
        "base": git(branch.root, "rev-parse", "main").strip(),
        "commit": git(branch.root, "rev-parse", "HEAD").strip(),
        "time": ANY,
        "signature": ANY,
    }


def test_who_does_not_say_yes_signs_nothing(branch: Branch) -> None:
    arguments = ["approve", EDITION, "--key", str(branch.keys / "he")]

    answer = CliRunner().invoke(reportgen, arguments, input="n\n")

    assert answer.exit_code == 1
    assert "Sign as he?" in answer.output
    assert not (branch.root / SIGNED).exists()


@pytest.mark.parametrize(
    ("who", "edition", "said"),
    [
        ("stranger", EDITION, "the key stands beside no person, or two, in people.yml of the base"),
        ("lin", EDITION, "lin holds no role of the chain 'two'"),
        (
            "he",
            "monthly/2013-11",
            f"the branch does not bring monthly/2013-11 whole; its editions: {EDITION}",
        ),
        ("he", "others", "the branch changes nothing but editions and their inputs"),
    ],
)
def test_who_has_nothing_to_say_is_told_so(
    branch: Branch, capsys: pytest.CaptureFixture[str], who: str, edition: str, said: str
) -> None:
    code = approve(branch, "--yes", who=who, edition=edition)

    assert (code, capsys.readouterr().err) == (ExitCode.USAGE, f"reportgen: {said}\n")


def test_an_edition_that_is_not_committed_is_not_signed(
    branch: Branch, capsys: pytest.CaptureFixture[str]
) -> None:
    branch.edit("## 摘要", "## 摘要\n\n另一句。", PAGE)

    code = approve(branch, "--yes")

    said = f"{EDITION} here is not what was committed; commit or restore it first"
    assert (code, capsys.readouterr().err) == (ExitCode.USAGE, f"reportgen: {said}\n")


def test_a_link_in_the_place_of_the_file_is_not_followed(branch: Branch) -> None:
    (branch.root / SIGNED).parent.mkdir(parents=True)
    (branch.root / SIGNED).symlink_to(branch.keys)

    assert approve(branch, "--yes") == ExitCode.PROBLEMS
    assert not (branch.keys / "1-he.yml").exists()


@pytest.mark.usefixtures("branch")
def test_a_key_without_its_public_part_cannot_sign(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("no key")

    assert run(["approve", EDITION, "--key", str(key), "--yes"]) == ExitCode.PROBLEMS

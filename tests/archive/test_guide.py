from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.archive.checks import CHECKS
from tests.archive.issued import Issued

ROOT = Path(__file__).parents[2]
GUIDES = [ROOT / "docs" / folder / "verify.md" for folder in ("guides", "en/guides")]
FOLDER = "monthly-2013-10-r1"


def by_hand(page: Path) -> list[str]:
    """Return the blocks of commands of a guide, about the edition of these tests."""
    text = page.read_text(encoding="utf-8").replace("bank-monthly/2013-12", "monthly/2013-10")
    return re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def run(block: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run commands as a shell that stops at the first that fails."""
    shell = ["bash", "-euo", "pipefail", "-c", block]
    return subprocess.run(shell, cwd=folder, capture_output=True, text=True, check=False)


def signers_in(folder: Path, issued: Issued) -> Path:
    """Write the list of signers that the guide speaks of."""
    key = issued.key.with_suffix(".pub").read_text()
    (folder / "signers").write_text(f"lin@example.invalid {key}")
    return folder


@pytest.fixture
def copy(issued: Issued, tmp_path: Path) -> Path:
    """Return a copy of the customer, unpacked."""
    folder = issued.root / "build" / "release" / FOLDER
    shutil.unpack_archive(folder / f"{FOLDER}-customer.tar.gz", tmp_path / "copy", filter="data")
    return signers_in(tmp_path / "copy" / f"{FOLDER}-customer", issued)


@pytest.mark.parametrize("page", GUIDES, ids=["zh", "en"])
def test_the_commands_of_the_guide_find_nothing_wrong_with_a_copy(page: Path, copy: Path) -> None:
    *blocks, _repository = by_hand(page)

    results = [run(block, copy) for block in blocks]

    assert [(done.returncode, done.stderr) for done in results] == [(0, "")] * 3


@pytest.mark.parametrize("page", GUIDES, ids=["zh", "en"])
def test_the_commands_of_the_guide_find_what_was_changed_in_a_copy(page: Path, copy: Path) -> None:
    (copy / "report.html").write_text("<p>99.9 %</p>")
    (copy / "tag.txt").write_bytes((copy / "tag.txt").read_bytes().replace(b"qin", b"lin"))

    codes = [run(block, copy).returncode for block in by_hand(page)[:-1]]

    assert 0 not in codes


@pytest.mark.parametrize("page", GUIDES, ids=["zh", "en"])
def test_the_commands_of_the_guide_look_through_a_repository(page: Path, issued: Issued) -> None:
    signers_in(issued.root, issued)

    done = run(by_hand(page)[-1], issued.root)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "false"
    assert done.stdout.splitlines()[-3] in issued.anchors.read_text()


@pytest.mark.parametrize(("page", "side"), list(zip(GUIDES, (2, 1), strict=True)), ids=["zh", "en"])
def test_the_guide_lists_every_check(page: Path, side: int) -> None:
    rows = re.findall(r"^\| (V[0-9]{2}) \| [^|]+ \| ([^|]+) \|$", page.read_text(), re.MULTILINE)

    assert rows == [(number, said[side]) for number, said in CHECKS.items()]

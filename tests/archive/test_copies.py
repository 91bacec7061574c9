from __future__ import annotations

import io
import json
import random
import re
import shutil
import tarfile
from pathlib import Path

import pytest

from generator.archive import verifier
from generator.archive.checks import CHECKS
from tests.archive.conftest import FOLDER, alone, reportgen
from tests.archive.issued import NEXT_TAG, OCTOBER, TAG, Issued, head
from tests.archive.tampering import CASES
from tests.site.plain import Answer

ASKER = ("--by", "cai", "--purpose", "lost", "--allowed-by", "manager")


@pytest.mark.parametrize("side", ["customer", "provider"])
def test_a_copy_checks_itself_with_python_alone(copies: Path, given: str, side: str) -> None:
    answer = alone(copies / f"{FOLDER}-{side}", "--manifest", given)

    assert answer == Answer(code=0, out="fine / 无误\n")


def test_a_copy_without_a_witness_is_unverified(customer: Path) -> None:
    answer = alone(customer)

    assert (answer.code, answer.out.count("V83")) == (4, 1)


def test_anchors_and_signers_are_witnesses_as_well(two_issued: Issued, customer: Path) -> None:
    key = two_issued.key.with_suffix(".pub").read_text()
    signers = customer.parent / "signers"
    signers.write_text(f"lin@example.invalid {key}")

    answer = alone(customer, "--anchors", str(two_issued.anchors), "--signers", str(signers))

    assert answer == Answer(code=0, out="fine / 无误\n")


@pytest.mark.parametrize(
    ("file", "check"),
    [
        ("HEAD:report_data/people.yml", "V20"),
        ("HEAD:report_data", "V20"),
        (f"refs/tags/evidence/{OCTOBER}/r1:inputs.json", "V37"),
    ],
)
def test_a_copy_is_refused_when_something_of_the_release_cannot_be_read(
    issued: Issued, file: str, check: str
) -> None:
    shutil.rmtree(issued.root / "build")
    lost = head(issued.root, file)
    (issued.root / ".git" / "objects" / lost[:2] / lost[2:]).unlink()

    answer = reportgen("archive", "bundle", TAG, *ASKER, "--root", issued.root)

    assert (answer.code, f"{TAG}: {check} " in answer.err) == (1, True), answer
    assert not list(issued.root.glob("build/release/*"))


def test_a_list_of_signers_with_a_pattern_is_refused(two_issued: Issued, customer: Path) -> None:
    signers = customer.parent / "signers"
    signers.write_text(f"* {two_issued.key.with_suffix('.pub').read_text()}")

    answer = alone(customer, "--signers", str(signers))

    assert (answer.code, "V06" in answer.out, "the line * ssh-ed25519" in answer.out) == (
        1,
        True,
        True,
    )


TAMPERED = {
    # t32: the printed form swapped. The copy has one file for reading and for print.
    "V30": lambda folder: (folder / "report.html").write_text("<p>99.9 %</p>"),
    # t31: one file more in what was delivered.
    "V33": lambda folder: (folder / "report.pdf").write_bytes(b"%PDF-1.7"),
    "V32": lambda folder: (folder / "README.txt").unlink(),
    "V34": lambda folder: (folder / "link").symlink_to("/etc/hostname"),
    "V02": lambda folder: (folder / "tag.txt").write_text("tag"),
    "V82": lambda folder: (folder / "tag.txt").write_bytes(
        (folder / "tag.txt").read_bytes().replace(b'"due": "2013', b'"due": "2014')
    ),
}


@pytest.mark.parametrize("check", TAMPERED)
def test_tampering_with_a_copy_is_found_and_named(customer: Path, given: str, check: str) -> None:
    TAMPERED[check](customer)

    answer = alone(customer, "--manifest", given, "--json")

    assert (answer.code, check in {each["check"] for each in json.loads(answer.out)}) == (1, True)


def test_the_program_says_the_same_as_the_verifier_of_the_copy(
    customer: Path, two_issued: Issued
) -> None:
    (customer / "report.html").write_text("<p>99.9 %</p>")

    answer = reportgen("verify", "--bundle", customer, "--root", two_issued.root)

    assert answer.out == alone(customer).out


def test_each_of_the_forty_ways_to_tamper_is_tried_here_or_on_a_repository() -> None:
    of_a_copy = set(re.findall(r"# (t\d\d)\b", Path(__file__).read_text(encoding="utf-8")))
    of_a_repository = {case.name.partition(" ")[0] for case in CASES}

    assert {f"t{number:02}" for number in range(1, 41)} <= of_a_copy | of_a_repository


def test_every_check_has_a_way_to_tamper() -> None:
    # V10: OpenPGP, or no ssh-keygen; V75: among the proofs; V80 and V81 are the flipped bits
    # below; V84: bombs among the forged copies.
    elsewhere = {*TAMPERED, "V06", "V10", "V75", "V80", "V81", "V83", "V84"}
    tested = {check for case in CASES for check in case.checks.split()}

    assert tested | elsewhere == set(CHECKS)


def test_both_copies_carry_the_same_hash_and_the_customers_names_nobody_else(copies: Path) -> None:
    sides = [copies / f"{FOLDER}-{side}" for side in ("customer", "provider")]

    manifests = [(side / "manifest.json").read_bytes() for side in sides]
    names = [path.relative_to(sides[0]).as_posix() for path in sides[0].rglob("*")]

    assert manifests[0] == manifests[1]
    assert not [name for name in names if name.startswith(("report_data", "evidence"))]
    assert b"report_data/" not in manifests[0]


def test_the_page_of_a_copy_asks_nothing_of_anybody(customer: Path) -> None:
    page = (customer / "report.html").read_text()

    assert re.findall(r"""(?:src|href)=["'](?!#)[^"']*|url\([^)]*\)|@import|<script""", page) == []
    assert "default-src 'none'" in page


# t35
def test_a_hundred_flipped_bits_are_a_hundred_found(copies: Path, tmp_path: Path) -> None:
    packed = copies / f"{FOLDER}-provider.tar.gz"
    beside = packed.with_name(f"{packed.name}.sha256")
    file = tmp_path / packed.name
    shutil.copy(beside, tmp_path)
    random_bits = random.Random(1)  # noqa: S311 - the same bits every time
    found = 0
    for _ in range(100):
        flipped = bytearray(packed.read_bytes())
        flipped[random_bits.randrange(len(flipped))] ^= 1 << random_bits.randrange(8)
        file.write_bytes(flipped)
        found += reportgen("verify", "--bundle", file, "--root", Path.cwd()).code == 1

    assert found == 100


def test_flipped_bits_are_found_without_the_sum_beside_the_copy(copies: Path) -> None:
    packed = (copies / f"{FOLDER}-customer.tar.gz").read_bytes()
    random_bits = random.Random(2)  # noqa: S311 - the same bits every time
    missed = []
    for _ in range(100):
        flipped = bytearray(packed)
        place = random_bits.randrange(len(flipped))
        flipped[place] ^= 1 << random_bits.randrange(8)
        files, troubles = verifier.unpacked(bytes(flipped))
        if not troubles and not [*verifier.copy_troubles(files)]:
            missed.append(place)

    assert missed == []


def test_a_copy_is_made_again_byte_for_byte(copies: Path, issued: Issued) -> None:
    shutil.rmtree(issued.root / "build")

    answer = reportgen("archive", "bundle", TAG, *ASKER, "--root", issued.root)

    again = issued.root / "build" / "release" / FOLDER
    names = [f"{FOLDER}-{side}.tar.gz" for side in ("customer", "provider")]
    assert answer.code == 0, answer
    assert [(again / n).read_bytes() for n in names] == [(copies / n).read_bytes() for n in names]


def test_members_of_a_copy_belong_to_nobody_and_have_the_time_of_issue(copies: Path) -> None:
    packed = (copies / f"{FOLDER}-customer.tar.gz").read_bytes()
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        facts = {(m.uid, m.gid, m.uname, m.gname, m.mode, m.mtime) for m in archive.getmembers()}

    assert facts == {(0, 0, "", "", 0o644, 1389344400)}


def test_a_backup_restores_and_verifies(issued: Issued) -> None:
    file = issued.root.parent / "reports.bundle"

    made = reportgen("archive", "backup", file, "--root", issued.root)
    answer = reportgen("archive", "restore-test", file, "--root", issued.root)

    assert (made.code, answer.code, answer.out) == (0, 0, "")
    assert "2 releases restored and verified" in answer.err


def test_a_backup_with_a_flipped_bit_is_refused(issued: Issued) -> None:
    file = issued.root.parent / "reports.bundle"
    reportgen("archive", "backup", file, "--root", issued.root)
    spoilt = bytearray(file.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    file.write_bytes(spoilt)

    with_sum = reportgen("archive", "restore-test", file, "--root", issued.root)
    file.with_name(f"{file.name}.sha256").unlink()
    without = reportgen("archive", "restore-test", file, "--root", issued.root)

    assert (with_sum.code, without.code) == (1, 1)


def test_a_copy_of_an_unknown_release_is_wrong_usage(two_issued: Issued) -> None:
    answer = reportgen("archive", "bundle", NEXT_TAG[:-1] + "7", *ASKER, "--root", two_issued.root)

    assert (answer.code, "no release" in answer.err) == (2, True)


# t101
def test_a_program_that_lies_in_the_current_folder_does_not_check_signatures(
    customer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = customer / "ssh-keygen"
    fake.write_text("#!/bin/sh\n")
    fake.chmod(0o755)
    monkeypatch.chdir(customer)
    monkeypatch.setenv("PATH", ".")

    with pytest.raises(FileNotFoundError, match="ssh-keygen"):
        verifier._program("ssh-keygen")  # noqa: SLF001 - the copy is one file on purpose

"""Copies that others made or changed, and witnesses that are none."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.archive import verifier
from generator.archive.bundle import packed
from generator.archive.verifier import BEGIN, END, GZIP_HEAD, canonical, read_tag, seconds
from tests.archive.conftest import FOLDER, alone, reportgen
from tests.archive.issued import Issued, make_key
from tests.archive.tampering import manifest_of, sha
from tests.site.plain import Answer

TOP = f"{FOLDER}-customer"
FINE = Answer(code=0, out="fine / 无误\n")


def member(name: str, content: bytes, **facts: object) -> bytes:
    """Return one member of a tar file."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o644
    for key, value in facts.items():
        setattr(entry, key, value)
    return entry.tobuf(tarfile.USTAR_FORMAT) + content + b"\0" * (-len(content) % 512)


def end_of(plain: bytes) -> int:
    """Return where the last member of a tar file ends."""
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        last = archive.getmembers()[-1]
    return last.offset_data + last.size + -last.size % 512


def renamed(plain: bytes, old: str, new: str) -> bytes:
    """Return a tar file in which a member has another name."""
    made = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(plain)) as archive,
        tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as again,
    ):
        for entry in archive.getmembers():
            content = archive.extractfile(entry)
            entry.name = entry.name.replace(old, new)
            again.addfile(entry, content)
    return made.getvalue()


def compressed(plain: bytes) -> bytes:
    """Return a gzip file with the head that copies have."""
    return GZIP_HEAD + gzip.compress(plain, mtime=0)[10:]


FORGED = member(f"{TOP}/report.html", b"FORGED REPORT")
ODD: dict[str, Callable[[bytes], bytes]] = {
    "t80 a bad header, then a second report": lambda plain: (
        plain[: end_of(plain)] + b"X" * 512 + FORGED + b"\0" * 10240
    ),
    "t80 an empty block, then a second report": lambda plain: (
        plain[: end_of(plain)] + b"\0" * 512 + FORGED + b"\0" * 10240
    ),
    "t80 two empty blocks, then a second report": lambda plain: (
        plain[: end_of(plain)] + b"\0" * 1024 + FORGED + b"\0" * 10240
    ),
    "t80 the report twice": lambda plain: plain[: end_of(plain)] + FORGED + b"\0" * 10240,
    "t80 a link": lambda plain: (
        member(f"{TOP}/a", b"", type=b"2", linkname="/etc") + plain[: end_of(plain)] + b"\0" * 10240
    ),
    "t81 above its folder": lambda plain: renamed(plain, f"{TOP}/report.html", "../report.html"),
    "t81 from the root": lambda plain: renamed(plain, f"{TOP}/report.html", "/report.html"),
    "t81 another folder": lambda plain: renamed(plain, f"{TOP}/report.html", "other/report.html"),
    "t81 all of it above": lambda plain: renamed(plain, f"{TOP}/", "../"),
    "t81 no folder": lambda plain: renamed(plain, f"{TOP}/", ""),
    "t82 another owner": lambda plain: plain.replace(
        b"0000000\x000000000", b"0001750\x000000000", 1
    ),
    "t82 cut off": lambda plain: plain[:-512],
    "t82 longer": lambda plain: plain + b"\0" * 512,
}


@pytest.mark.parametrize("way", ODD)
def test_a_packed_copy_is_read_in_one_way_alone(copies: Path, way: str) -> None:
    plain = gzip.decompress((copies / f"{TOP}.tar.gz").read_bytes())
    odd = ODD[way](plain)

    _, troubles = verifier.unpacked(compressed(odd))

    assert odd != plain
    assert {each.check for each in troubles} in ({"V80"}, {"V34"})


def test_a_copy_packed_by_another_zlib_is_the_same_copy(copies: Path) -> None:
    content = (copies / f"{TOP}.tar.gz").read_bytes()

    again = GZIP_HEAD + gzip.compress(gzip.decompress(content), 1, mtime=0)[10:]

    assert again != content
    assert verifier.unpacked(again) == verifier.unpacked(content)
    assert verifier.unpacked(content)[1] == []


def test_what_is_packed_is_read_again_with_long_names_too() -> None:
    files = {"docs/" + "a" * 80 + "/" + "b" * 90 + ".md": b"text", "empty": b""}

    # Without a manifest the time is that of no release.
    found, troubles = verifier.unpacked(packed(files, "top", "1970-01-01T00:00:00Z"))

    assert (found, troubles) == (files, [])


def forged(made: Issued, copy: Path) -> None:
    """Make the copy of a release that nobody issued, whose files agree with each other."""
    (copy / "report.html").write_text("forged")
    name = "report/monthly/2013-10/r2"
    manifest = manifest_of(made) | {"tag": name, "revision": 2}
    manifest["copies"]["report.html"] = sha(b"forged")
    text = canonical(manifest)
    (copy / "manifest.json").write_text(text)
    head = f"object {manifest['commit']}\ntype commit\ntag {name}\n"
    tagger = f"tagger Lin <lin@example.invalid> {seconds(manifest['issued'])} +0000\n\n"
    (copy / "tag.txt").write_text(f"{head}{tagger}x\n{BEGIN}{text}{END}")


# t83
@pytest.mark.parametrize("witness", ["the anchors", "no anchors at all"])
def test_anchors_that_do_not_know_a_copy_are_no_witness(
    two_issued: Issued, customer: Path, tmp_path: Path, witness: str
) -> None:
    forged(two_issued, customer)
    anchors = two_issued.anchors if witness == "the anchors" else tmp_path / "anchors"
    anchors.touch()

    answer = alone(customer, "--anchors", str(anchors))
    program = reportgen("verify", "--bundle", customer, "--anchors", anchors)

    assert (answer.code, answer.out.count("(V83)")) == (4, 1), answer
    assert (program.code, program.out) == (4, answer.out)


def test_anchors_that_are_not_there_are_wrong_usage(customer: Path, given: str) -> None:
    where = ("--anchors", customer / "nowhere")

    answer = reportgen("verify", "--bundle", customer, "--manifest", given, *where)

    assert (answer.code, "there are no anchors" in answer.err) == (2, True), answer


def signed_by(made: Issued, copy: Path, key: Path) -> None:
    """Sign the tag of a copy with another key."""
    tag = read_tag((copy / "tag.txt").read_bytes())
    assert tag is not None
    payload = made.root.parent / "payload"
    file = copy.parent / payload.name
    file.write_bytes(tag.signed)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", str(key), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    (copy / "tag.txt").write_bytes(tag.signed + file.with_suffix(".sig").read_bytes())


# t84
@pytest.mark.parametrize(
    "line",
    [
        '"x ,*" KEY',
        '"*" KEY',
        "* KEY",
        "lin@example.invalid,eve@example.invalid KEY",
        "*@example.invalid KEY",
        "#x\r* KEY",
        "eve@example.invalid cert-authority KEY",
        "lin@example.invalid",
    ],
)
def test_a_line_that_is_not_one_address_and_one_key_is_no_signer(
    two_issued: Issued, customer: Path, line: str
) -> None:
    eve = make_key(customer.parent / "eve")
    signed_by(two_issued, customer, customer.parent / "eve")
    mine = two_issued.key.with_suffix(".pub").read_text()
    signers = customer.parent / "signers"
    signers.write_text(f"lin@example.invalid {mine}{line.replace('KEY', eve)}\n", newline="")

    answer = alone(customer, "--signers", str(signers))

    assert answer.code == 1, answer
    assert "(V05)" in answer.out or "(V06)" in answer.out


@pytest.mark.parametrize(
    "text",
    [
        "\ufefflin@example.invalid KEY\n",
        "lin@example.invalid\tKEY\r\n",
        "# ours\n\nlin@example.invalid KEY a comment\n",
        'lin@example.invalid namespaces="git",valid-after="20130101" KEY',
    ],
)
def test_lists_of_signers_as_editors_leave_them_are_read(
    two_issued: Issued, customer: Path, text: str
) -> None:
    key = two_issued.key.with_suffix(".pub").read_text().strip()
    signers = customer.parent / "signers"
    signers.write_text(text.replace("KEY", key), newline="")

    assert alone(customer, "--signers", str(signers)) == FINE


def test_a_key_that_was_not_valid_yet_is_refused(two_issued: Issued, customer: Path) -> None:
    key = two_issued.key.with_suffix(".pub").read_text()
    signers = customer.parent / "signers"
    signers.write_text(f'lin@example.invalid valid-after="20150101" {key}')

    answer = alone(customer, "--signers", str(signers))

    assert (answer.code, "(V05)" in answer.out) == (1, True), answer


# t85: files that stop a program; none may read as tampered with, or as fine.
@pytest.mark.parametrize(
    ("option", "content", "code"),
    [
        ("--anchors", b"[" * 100_000 + b"\n", 1),
        ("--anchors", b'{"tag":["x"],"object":1,"manifest":2,"previous":""}\n', 1),
        ("--anchors", b'{"tag":"x","object":"1","manifest":"2","previous":3}\n', 1),
        ("--anchors", b"\xff\n", 1),
        ("--signers", b"lin@example.invalid \xff\n", 2),
    ],
)
def test_a_witness_that_cannot_be_read_is_said_so(
    customer: Path, given: str, option: str, content: bytes, code: int
) -> None:
    file = customer.parent / "witness"
    file.write_bytes(content)

    answer = alone(customer, "--manifest", given, option, str(file))
    program = reportgen("verify", "--bundle", customer, "--manifest", given, option, file)

    assert (answer.code, program.code, "Traceback" in answer.err) == (code, code, False)
    assert ("(V50)" in answer.out) == (code == 1)


def zeros(size: int) -> bytes:
    """Return a gzip file of that many zeros, made in little memory."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * 2**24
    body = b"".join(press.compress(block) for _ in range(size // len(block)))
    return GZIP_HEAD + body + press.flush() + b"\0" * 8


def odd_head(name: str, kind: bytes, size: bytes = b"00000000000\0") -> bytes:
    """Return the header of a member as only an attacker writes it."""
    head = bytearray(member(name, b"", type=kind))
    head[124:136] = size
    head[148:156] = b" " * 8
    head[148:156] = f"{sum(head):06o}\0 ".encode()
    return bytes(head)


BOMBS = {
    "names of names": lambda: compressed(
        (odd_head("././@LongLink", b"L", b"00000000001\0") + b"a" + b"\0" * 511) * 3000
    ),
    "a size of 2^60": lambda: compressed(
        odd_head("t/a", b"0", b"\x80" + (1 << 60).to_bytes(11, "big")) + b"\0" * 1024
    ),
    "a size below zero": lambda: compressed(odd_head("t/a", b"0", b"-0000000777\0")),
    "zeros": lambda: zeros(2 * 2**30),
}


# t86
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_bounded_memory(copies: Path, tmp_path: Path, bomb: str) -> None:
    file = tmp_path / "copy.tar.gz"
    file.write_bytes(BOMBS[bomb]())
    command = [sys.executable, "-I", "-S", str(copies / TOP / "verify.py"), str(file)]

    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)),
    )

    assert (done.returncode in {1, 4}, done.stderr) == (True, ""), done
    assert done.returncode == 4 or "(V80)" in done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_a_terminal_of_another_encoding_changes_no_exit_code(
    customer: Path, given: str, encoding: str
) -> None:
    command = [sys.executable, "-S", str(customer / "verify.py"), "--manifest", given]

    done = subprocess.run(
        command, capture_output=True, check=False, env={"PYTHONIOENCODING": encoding}
    )

    assert (done.returncode, done.stdout.decode()) == (0, "fine / 无误\n")


# t87
def test_a_name_of_a_file_moves_no_cursor_and_begins_no_line(customer: Path, given: str) -> None:
    (customer / "z\x1b[2J\x1b[Hfine \n无误\u2028\u202e").write_text("")
    (customer / os.fsdecode(b"bad\xff")).write_text("")

    answer = alone(customer, "--manifest", given)
    machine = alone(customer, "--manifest", given, "--json")

    assert (answer.code, machine.code) == (1, 1)
    assert [line.rpartition(" ")[2] for line in answer.out.split("\n")] == ["(V33)", "(V33)", ""]
    assert "z\\x1b[2J\\x1b[Hfine \\n无误\\u2028\\u202e" in answer.out
    assert len(json.loads(machine.out)) == 2


def test_a_hash_in_capitals_is_the_same_hash(customer: Path, given: str) -> None:
    assert alone(customer, "--manifest", f" {given.upper()} ") == FINE


def test_a_copy_is_checked_where_there_are_no_reports(
    customer: Path, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(customer)

    answer = reportgen("verify", "--bundle", customer, "--manifest", given)
    without = reportgen("verify", "--all")

    assert (answer.code, answer.out) == (0, "")
    assert (without.code, "no report_data/" in without.err) == (2, True)


def test_a_tag_of_the_year_three_trillion_is_none(two_issued: Issued, customer: Path) -> None:
    text = (customer / "tag.txt").read_text()
    (customer / "tag.txt").write_text(text.replace("> 1389344400", "> 99999999999999999999"))
    signers = customer.parent / "signers"
    signers.write_text(f"lin@example.invalid {two_issued.key.with_suffix('.pub').read_text()}")

    answer = alone(customer, "--signers", str(signers))

    assert (answer.code, "(V02)" in answer.out, answer.err) == (1, True, "")


def test_a_copy_that_is_not_there_is_wrong_usage(copies: Path, tmp_path: Path) -> None:
    shutil.copy(copies / TOP / "verify.py", tmp_path)

    assert alone(tmp_path, "nowhere.tar.gz").code == 2

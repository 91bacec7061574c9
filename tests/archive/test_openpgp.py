"""Releases that are signed with an OpenPGP key: made by git, checked by gpg and the people file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.conftest import issue, reportgen, verify
from tests.archive.issued import OCTOBER, TAG, Issued, commit, merged
from tests.archive.tampering import raw_tag
from tests.site.plain import git, replace

pytestmark = pytest.mark.skipif(not shutil.which("gpg"), reason="gpg is not installed")
MAIL = "lin@example.invalid"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a keyring with a key of lin's; its agent does not outlive the test."""
    # The path of an agent's socket has a hundred characters at most.
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="gpg-") as folder:
        monkeypatch.setenv("GNUPGHOME", folder)
        gpg("--passphrase", "", "--quick-generate-key", f"Lin <{MAIL}>", "ed25519", "sign", "never")
        yield Path(folder)
        subprocess.run(["gpgconf", "--kill", "all"], check=True, env=dict(os.environ))


def gpg(*arguments: str) -> str:
    """Run gpg without asking anybody."""
    command = ["gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def fingerprint() -> str:
    """Return the fingerprint of the one key."""
    lines = gpg("--with-colons", "--list-keys").splitlines()
    return next(line.split(":")[9] for line in lines if line.startswith("fpr"))


@pytest.fixture
def signed(keyring: Path, approved: Issued, tmp_path: Path) -> Issued:
    """Return the repository whose October was signed with lin's key, which people.yml names."""
    assert keyring.is_dir()
    made = approved.copy(tmp_path)
    git(made.root, "config", "gpg.format", "openpgp")
    git(made.root, "config", "user.signingKey", fingerprint())
    people = made.root / "report_data/people.yml"
    replace(people, "forge_id: 1001,", f'forge_id: 1001, openpgp_keys: "{fingerprint()}",')
    (made.root / "docs/reports/monthly/2013-10.md").unlink()
    commit(made.root, "Key of Lin")
    assert reportgen("generate", *OCTOBER.split("/"), "--root", made.root).code == 0
    assert issue(made, OCTOBER, merged(made.root, 7)).code == 0
    return made


def checks(made: Issued, *more: object) -> set[str]:
    answer = verify(made, *more, "--format", "json")
    return {each["check"] for each in json.loads(answer.out)}


def test_a_release_signed_with_openpgp_verifies_by_the_fingerprint_in_the_people_file(
    signed: Issued,
) -> None:
    assert b"-----BEGIN PGP SIGNATURE-----" in raw_tag(signed, TAG)
    assert checks(signed) == set()


def test_a_signature_by_a_key_that_the_signers_do_not_name_is_refused(signed: Issued) -> None:
    signers = signed.root.parent / "signers"
    signers.write_text(f"{MAIL} openpgp:{'A' * 40}\n")

    assert checks(signed, "--signers", signers) == {"V06"}


def test_a_key_that_the_keyring_does_not_hold_leaves_a_signature_unverified(
    signed: Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="gpg-") as empty:
        monkeypatch.setenv("GNUPGHOME", empty)

        assert checks(signed) == {"V10"}
        subprocess.run(["gpgconf", "--kill", "all"], check=True, env=dict(os.environ))


def test_a_signature_over_other_words_is_wrong(signed: Issued) -> None:
    raw = raw_tag(signed, TAG).replace(b"issued / ", b"Issued / ", 1)
    command = ["git", "hash-object", "-t", "tag", "-w", "--stdin"]
    done = subprocess.run(command, cwd=signed.root, input=raw, capture_output=True, check=True)
    git(signed.root, "update-ref", f"refs/tags/{TAG}", done.stdout.decode().strip())

    assert checks(signed) == {"V05", "V24", "V53"}

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.errors import ToolError
from generator.sshkeygen import is_signed_by, public_key, sign

TEXT = b"approved\n"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """Return a folder with a key of each kind."""
    for name, kind in (("lin", "ed25519"), ("he", "ecdsa"), ("rsa", "rsa")):
        words = ("ssh-keygen", "-q", "-t", kind, "-N", "", "-f", tmp_path / name)
        subprocess.run(words, check=True)
    return tmp_path


@pytest.mark.parametrize("name", ["lin", "he", "rsa"])
def test_what_somebody_signed_is_theirs(keys: Path, name: str) -> None:
    signature = sign(TEXT, keys / name, "approval")

    assert is_signed_by(TEXT, signature, "lin", [public_key(keys / name)], "approval")


def test_any_key_of_a_person_will_do(keys: Path) -> None:
    signature = sign(TEXT, keys / "he", "approval")
    both = [f"{public_key(keys / 'lin')} old key", public_key(keys / "he")]

    assert is_signed_by(TEXT, signature, "lin", both, "approval")


def test_other_bytes_keys_purposes_and_people_without_keys_prove_nothing(keys: Path) -> None:
    signature = sign(TEXT, keys / "lin", "approval")
    key = [public_key(keys / "lin")]

    assert not is_signed_by(b"approved", signature, "lin", key, "approval")
    assert not is_signed_by(TEXT, signature, "lin", [public_key(keys / "he")], "approval")
    assert not is_signed_by(TEXT, signature, "lin", key, "git")
    assert not is_signed_by(TEXT, sign(TEXT, keys / "lin", "git"), "lin", key, "approval")
    assert not is_signed_by(TEXT, signature, "lin", [], "approval")
    assert not is_signed_by(TEXT, "A" * 200, "lin", key, "approval")


def test_a_key_that_cannot_sign_is_told(keys: Path) -> None:
    (keys / "lin").write_text("no key")

    with pytest.raises(ToolError, match="ssh-keygen cannot sign with"):
        sign(TEXT, keys / "lin", "approval")


def test_without_ssh_keygen_nothing_is_verified(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(keys))

    with pytest.raises(ToolError, match="ssh-keygen did not answer"):
        is_signed_by(TEXT, "A" * 200, "lin", ["ssh-ed25519 AAAA"], "approval")

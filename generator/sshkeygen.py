"""The only module that runs ssh-keygen: sign bytes, and verify who signed them."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.errors import ToolError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS: Final = 120  # a key with a passphrase, or on a token, waits for its owner
_BEGIN: Final = "-----BEGIN SSH SIGNATURE-----"
_END: Final = "-----END SSH SIGNATURE-----"


def sign(message: bytes, key: Path, namespace: str) -> str:
    """Return the signature of some bytes by a private key, in base64 on one line.

    Raises ToolError when the key cannot sign.
    """
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        file = Path(folder) / "message"
        file.write_bytes(message)
        code, said = _run("-Y", "sign", "-q", "-f", str(key), "-n", namespace, str(file))
        signature = file.with_name("message.sig")
        if code or not signature.exists():
            raise ToolError(f"ssh-keygen cannot sign with {key}: {said}")
        lines = signature.read_text(encoding="ascii").split()
    armour = len(_BEGIN.split())
    return "".join(lines[armour:-armour])


def can_sign() -> bool:
    """Tell whether ssh-keygen is there and knows how to sign."""
    try:
        _, said = _run("-Y", "sign")
    except ToolError:
        return False
    return "namespace" in said


def public_key(key: Path) -> str:
    """Return type and text of the public key that belongs to a private one."""
    beside = key.with_name(f"{key.name}.pub")
    try:
        words = beside.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise ToolError(f"{beside} cannot be read: {error}") from error
    return " ".join(words[:2])


def is_signed_by(
    message: bytes, signature: str, principal: str, keys: Iterable[str], namespace: str
) -> bool:
    """Tell whether one of some public keys of a person made a signature for a namespace."""
    allowed = "".join(f'{principal} namespaces="{namespace}" {_bare(key)}\n' for key in keys)
    lines = (signature[start : start + 70] for start in range(0, len(signature), 70))
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        signers, file = Path(folder) / "signers", Path(folder) / "signature"
        signers.write_text(allowed, encoding="ascii")
        file.write_text("\n".join((_BEGIN, *lines, _END, "")), encoding="ascii")
        arguments = ("-f", str(signers), "-I", principal, "-n", namespace, "-s", str(file))
        code, _ = _run("-Y", "verify", *arguments, given=message)
    return code == 0


def _bare(key: str) -> str:
    """Return type and text of a public key without its comment, which could hold options."""
    return " ".join(key.split(" ")[:2])


def _run(*arguments: str, given: bytes | None = None) -> tuple[int, str]:
    """Run ssh-keygen and return its exit code and words; ToolError when it is not there."""
    try:
        result = subprocess.run(
            ["ssh-keygen", *arguments],
            env=os.environ | {"LC_ALL": "C"},
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"ssh-keygen did not answer: {error}") from error
    return result.returncode, result.stderr.decode(errors="replace").strip()

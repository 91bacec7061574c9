"""Check a copy of an issued report with Python alone: no other program, no network.

    python3 -I -S verify.py                       the folder in which this file lies
    python3 -I -S verify.py COPY.tar.gz --manifest SHA256

The hash that you were given when the report was delivered goes after --manifest, a file of
allowed signers (`mail key`, one address and one key a line) after --signers. Exit codes:
0 fine, 1 tampered with, 2 wrong usage, 4 unverified.

用法同上：--manifest 后为交付时所告知的哈希值，--signers 后为允许的签名者文件，
每行一个地址和一个密钥。退出码：0 无误，1 被改动，2 用法错误，4 未能核实。
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

TAMPERED, UNVERIFIED = "tampered", "unverified"
BEGIN, END = "-----BEGIN REPORTGEN MANIFEST-----\n", "-----END REPORTGEN MANIFEST-----\n"
SCHEMA = "reportgen/manifest/1"
# How a line of the signers names an OpenPGP key, by its fingerprint.
OPENPGP = "openpgp:"
TAG_FILE, MANIFEST_FILE, INPUTS_FILE = "tag.txt", "manifest.json", "evidence/inputs.json"
# What a deterministic gzip file begins with: no name, no time, best compression, any system.
GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
# No copy is larger, packed or unpacked; what is may be a bomb.
LARGEST = 1024 * 1024 * 1024
# What is wrong, by the number of the check: the state that it means, and in both languages.
CHECKS: Mapping[str, tuple[str, str, str]] = {
    "V02": (TAMPERED, "the object of the tag is not as git writes it", "标签对象不是 git 所写"),
    "V03": (TAMPERED, "the tag has another name than it says", "标签名称与其内容不符"),
    "V04": (UNVERIFIED, "the tag is not signed", "标签没有签名"),
    "V05": (TAMPERED, "the signature is not right", "签名不正确"),
    "V06": (TAMPERED, "the signer may not sign", "签名者不在许可之列"),
    "V07": (TAMPERED, "the manifest cannot be read", "清单无法读取"),
    "V08": (TAMPERED, "the manifest names another commit", "清单所记提交不符"),
    "V09": (TAMPERED, "the tag's date is not the time of issue", "标签日期与签发时间不符"),
    "V10": (UNVERIFIED, "the signature was not checked", "签名未经核对"),
    "V30": (TAMPERED, "the file is not as it was issued", "文件与签发时不同"),
    "V31": (TAMPERED, "the file has another mode", "文件模式不符"),
    "V32": (TAMPERED, "the file is missing", "文件缺失"),
    "V33": (TAMPERED, "the file is not part of the report", "多余的文件"),
    "V34": (TAMPERED, "not a plain file", "不是普通文件"),
    "V35": (TAMPERED, "names that are one name to some systems", "文件名相互冲突"),
    "V36": (TAMPERED, "the list of inputs is not the one of the manifest", "输入清单不符"),
    "V37": (TAMPERED, "the evidence is not the one of the manifest", "审批证据不符"),
    "V50": (TAMPERED, "a line of the anchors cannot be read", "锚定记录无法读取"),
    "V51": (TAMPERED, "the anchors are not in their order", "锚定记录的次序被改"),
    "V53": (TAMPERED, "the anchors know another release", "锚定记录中是另一个发布"),
    "V80": (TAMPERED, "the copy cannot be unpacked", "副本无法解开"),
    "V81": (TAMPERED, "the copy has another sha256", "副本的 sha256 不符"),
    "V82": (TAMPERED, "the hash is not the one that was given", "哈希值与所告知的不符"),
    "V83": (
        UNVERIFIED,
        "no hash, anchor or signer to compare with",
        "没有可比对的哈希、锚定或签名者",
    ),
    "V84": (UNVERIFIED, "this computer could not read all of it", "本机未能读完全部内容"),
}


class Trouble(NamedTuple):
    """One thing that is wrong or could not be verified: where, number of the check, what."""

    where: str
    check: str
    what: str


class Tag(NamedTuple):
    """What an annotated tag says."""

    object: str
    type: str
    name: str
    email: str
    date: str
    message: str
    signed: bytes
    """What the signature is made over."""
    signature: bytes


class Anchor(NamedTuple):
    """One line of the anchors."""

    tag: str
    object: str
    manifest: str


class Signer(NamedTuple):
    """One line of the signers: an address, when its key holds, and the key."""

    address: str
    only: str | None
    key: str


_TAG = re.compile(
    rb"object (?P<object>[0-9a-f]{40}|[0-9a-f]{64})\ntype (?P<type>[a-z]+)\ntag (?P<name>[^\n]+)\n"
    rb"tagger [^<\n]*<(?P<email>[^<>\n]*)> (?P<date>[0-9]{1,11} [+-][0-9]{4})\n\n(?P<message>.*)",
    re.DOTALL,
)
_SIGNATURE = re.compile(rb"^-----BEGIN (?:SSH|PGP) SIGNATURE-----\n", re.MULTILINE)
_DIGEST = re.compile(r"[0-9a-f]{64}")
# An address that is one address to ssh-keygen, too: no pattern, no list, no quotes.
_NO_SIGN = r"[^\s\x00-\x1f\x7f\"*?!,#<>@\\]+"
_ONLY = r"(?:namespaces=\"git\"|valid-(?:after|before)=\"[0-9]{8,14}Z?\")"
_KEY = rf"(?:ssh|ecdsa|sk)-[a-z0-9@.-]+[ \t]+[A-Za-z0-9+/]+=*|{OPENPGP}[0-9A-Fa-f]+"
_SIGNER = re.compile(
    rf"(?P<address>{_NO_SIGN}@{_NO_SIGN})[ \t]+(?:(?P<only>{_ONLY}(?:,{_ONLY})*)[ \t]+)?"
    rf"(?P<key>{_KEY})(?:[ \t]+.*)?"
)
# A part of a name that is a plain name on every system.
_PART = re.compile(r"(?!\.{1,2}$)[^\x00-\x1f\x7f-\x9f/\\:]+")
_BLOCK = 512


def sha256(content: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def canonical(value: object) -> str:
    """Return JSON with sorted keys, two spaces a level: the same for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read_tag(raw: bytes) -> Tag | None:
    """Return what the object of a tag says; None for what is none."""
    found = _TAG.fullmatch(raw)
    if found is None:
        return None
    marks = [match.start() for match in _SIGNATURE.finditer(raw)]
    end = marks[-1] if marks else len(raw)
    message = raw[found.start("message") : end]
    names = {key: found[key].decode("utf-8", "replace") for key in ("object", "type", "name")}
    return Tag(
        **names,
        email=found["email"].decode("utf-8", "replace"),
        date=found["date"].decode(),
        message=message.decode("utf-8", "replace"),
        signed=raw[:end],
        signature=raw[end:],
    )


def manifest_text(message: str) -> str:
    """Return the manifest of a message, the bytes that its hash is about; empty without one."""
    _, begin, rest = message.partition(BEGIN)
    text, end, after = rest.partition(END)
    return text if begin and end and not after.strip() and BEGIN not in rest else ""


def read_manifest(text: str) -> dict[str, Any] | None:
    """Return a manifest that is in its one form; None for anything else."""
    try:
        found = json.loads(text)
        is_known = isinstance(found, dict) and found.get("schema") == SCHEMA
        return found if is_known and _is_whole(found) and canonical(found) == text else None
    except (ValueError, RecursionError):
        return None


def _is_whole(manifest: Mapping[str, Any]) -> bool:
    """Tell whether everything that is looked up in a manifest is there."""
    try:
        digests = [facts["sha256"] for facts in manifest["outputs"].values()]
        digests += [*manifest["copies"].values(), *manifest["evidence"].values()]
        digests.append(manifest["inputs"]["sha256"])
        return seconds(manifest["issued"]) >= 0 and all(map(_DIGEST.fullmatch, digests))
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def seconds(moment: str) -> int:
    """Return a time such as 2014-01-10T09:00:00Z as git counts it."""
    return int(datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp())


def tag_troubles(tag: Tag | None, name: str) -> Iterator[Trouble]:
    """Compare a tag with its name and with its own manifest."""
    if tag is None:
        yield Trouble(name, "V02", "expected the object of an annotated tag")
        return
    if tag.name != name:
        yield Trouble(name, "V03", f"its header says {tag.name}")
    manifest = read_manifest(manifest_text(tag.message))
    if manifest is None:
        yield Trouble(name, "V07", "expected one manifest in canonical form in its message")
        return
    if manifest.get("tag") != tag.name:
        yield Trouble(name, "V03", f"its manifest says {manifest.get('tag')}")
    if (tag.type, tag.object) != ("commit", manifest.get("commit")):
        yield Trouble(name, "V08", f"{tag.type} {tag.object}, not {manifest.get('commit')}")
    if tag.date != f"{seconds(manifest['issued'])} +0000":
        yield Trouble(name, "V09", f"{tag.date}, issued at {manifest['issued']}")


def signature_troubles(tag: Tag, signers: str | None) -> Iterator[Trouble]:
    """Check the signature of a tag against lines of allowed signers."""
    if not tag.signature:
        yield Trouble(tag.name, "V04", "anybody who may push could have made it")
    elif signers is None:
        yield Trouble(tag.name, "V10", "no allowed signers were given")
    elif reason := signers_trouble(signers, tag.email):
        yield Trouble(tag.name, "V06", reason)
    elif tag.signature.startswith(b"-----BEGIN SSH"):
        yield from _ssh_troubles(tag, signers)
    else:
        yield from _pgp_troubles(tag, signers)


def read_signers(text: str) -> tuple[list[Signer], list[str]]:
    """Return the signers of a list, and the lines that are not one address and one key."""
    lines = [line.strip(" \t\r") for line in text.removeprefix("\ufeff").split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    read = [(line, _SIGNER.fullmatch(line)) for line in lines]
    signers = [Signer(*found.group("address", "only", "key")) for _, found in read if found]
    return signers, [line for line, found in read if not found]


def signers_trouble(signers: str, email: str) -> str:
    """Say why a list of signers names nobody of an address; nothing when it does."""
    known, odd = read_signers(signers)
    if odd:
        return f"the signers have the line {odd[0][:80]}; write one address and one key on each"
    names = {each.address for each in known}
    return "" if email in names else f"the tagger {email} is in no line of the signers"


def signers_text(path: Path) -> str:
    """Return a list of signers; ValueError says that a file is none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is no list of signers: it is not UTF-8") from error


def _program(name: str) -> str:
    """Find a program in the folders of PATH alone: Windows looks in the current one first."""
    folders = [Path(each) for each in os.get_exec_path() if Path(each).is_absolute()]
    files = (folder / f"{name}{end}" for folder in folders for end in ("", ".exe"))
    found = next((str(file) for file in files if file.is_file() and os.access(file, os.X_OK)), None)
    if found is None:
        raise FileNotFoundError(name)
    return found


def _ssh_troubles(tag: Tag, signers: str) -> Iterator[Trouble]:
    """Ask ssh-keygen about a signature, as the tagger and at the time of the tag."""
    with tempfile.TemporaryDirectory() as folder:
        listed, signature = Path(folder, "signers"), Path(folder, "signature")
        # Written anew of what was read: ssh-keygen sees no line in another way.
        keys = (each for each in read_signers(signers)[0] if not each.key.startswith(OPENPGP))
        listed.write_text("".join(f"{' '.join(filter(None, each))}\n" for each in keys), "utf-8")
        signature.write_bytes(tag.signature)
        when = int(tag.date.split()[0])
        stamp = _utc(when)
        words = ["-Y", "verify", "-n", "git", "-f", str(listed), "-I", tag.email]
        words += ["-s", str(signature), f"-Overify-time={stamp}Z"]
        try:
            command = [_program("ssh-keygen"), *words]
            answer = subprocess.run(command, input=tag.signed, capture_output=True, check=False)
        except OSError:
            yield Trouble(tag.name, "V10", "ssh-keygen is not installed")
            return
    if answer.returncode:
        words = (answer.stdout + answer.stderr).decode("utf-8", "replace").split("\n")
        yield Trouble(tag.name, "V05", next((line for line in words if line), "refused"))


def _pgp_troubles(tag: Tag, signers: str) -> Iterator[Trouble]:
    """Ask gpg about a signature; its keyring holds the key, the signers name its fingerprint."""
    with tempfile.TemporaryDirectory() as folder:
        signature = Path(folder, "signature")
        signature.write_bytes(tag.signature)
        command = ["gpg", "--batch", "--no-auto-key-retrieve", "--status-fd", "1", "--verify"]
        try:
            answer = subprocess.run(
                [*command, str(signature), "-"], input=tag.signed, capture_output=True, check=False
            )
        except OSError:
            yield Trouble(tag.name, "V10", "gpg is not installed")
            return
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    said = {words[1]: words[2:] for words in map(str.split, lines) if len(words) > 1}
    made_by = {said["VALIDSIG"][0], said["VALIDSIG"][-1]} if "VALIDSIG" in said else set()
    if "NO_PUBKEY" in said:
        yield Trouble(tag.name, "V10", f"the keyring of gpg has no key {said['NO_PUBKEY'][0]}")
    elif not made_by or not said.keys() & {"GOODSIG", "EXPKEYSIG"}:
        yield Trouble(tag.name, "V05", "gpg refuses it")
    elif not made_by & _pgp_keys(signers, tag.email):
        yield Trouble(tag.name, "V06", f"the signers name no key {min(made_by)} of {tag.email}")


def _pgp_keys(signers: str, email: str) -> set[str]:
    """Return the fingerprints that the signers name for an address."""
    keys = (each.key for each in read_signers(signers)[0] if each.address == email)
    return {key.removeprefix(OPENPGP).upper() for key in keys if key.startswith(OPENPGP)}


def _utc(seconds: int) -> str:
    """Return a time as ssh-keygen reads it, in UTC."""
    return datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y%m%d%H%M%S")


def file_troubles(
    expected: Mapping[str, str], found: Mapping[str, bytes], where: str
) -> Iterator[Trouble]:
    """Compare files with their sha256, one by one: changed, missing, not expected."""
    for name, digest in expected.items():
        if name not in found:
            yield Trouble(where, "V32", name)
        elif sha256(found[name]) != digest:
            yield Trouble(where, "V30", name)
    for name in found:
        if name not in expected:
            yield Trouble(where, "V33", name)


def read_anchors(text: bytes) -> tuple[list[Anchor], list[Trouble]]:
    """Return the anchors, and what is wrong with their lines or order."""
    anchors: list[Anchor] = []
    troubles: list[Trouble] = []
    before = ""
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        where = f"anchors:{number}"
        try:
            said = json.loads(line)
            anchors.append(Anchor(*(_text(said[key]) for key in Anchor._fields)))
            previous = _text(said["previous"])
        except (ValueError, KeyError, TypeError, RecursionError):
            troubles.append(Trouble(where, "V50", "expected tag, object, manifest and previous"))
            previous = before
        if not line.endswith(b"\n"):
            troubles.append(Trouble(where, "V50", "the line is cut off"))
        if previous != before:
            troubles.append(Trouble(where, "V51", "it does not follow the line before it"))
        before = sha256(line)
    return anchors, troubles


def _text(value: object) -> str:
    """Return a value that must be text; TypeError for another."""
    if not isinstance(value, str):
        raise TypeError
    return value


def object_id(kind: str, raw: bytes, digits: int = 40) -> str:
    """Return the id that git gives an object."""
    digest = hashlib.sha1 if digits == 40 else hashlib.sha256  # noqa: PLR2004 - git's
    return digest(f"{kind} {len(raw)}\0".encode() + raw).hexdigest()


def anchor_troubles(anchors: Iterable[Anchor], tag: Tag, raw: bytes) -> Iterator[Trouble]:
    """Compare a tag with the anchors that name it."""
    seen = Anchor(
        tag.name,
        object_id("tag", raw, len(tag.object)),
        sha256(manifest_text(tag.message).encode()),
    )
    mine = [anchor for anchor in anchors if anchor.tag == tag.name]
    for anchor in mine:
        if anchor != seen:
            yield Trouble(tag.name, "V53", f"object {anchor.object}, manifest {anchor.manifest}")


def expected_files(manifest: Mapping[str, Any], found: Mapping[str, bytes]) -> dict[str, str]:
    """Return name -> sha256 of what a copy holds: the provider's has evidence and inputs."""
    expected = {name: facts["sha256"] for name, facts in manifest["outputs"].items()}
    expected |= manifest["copies"]
    if any(name.startswith("evidence/") for name in found):
        expected |= {f"evidence/{name}": sha for name, sha in manifest["evidence"].items()}
        expected[INPUTS_FILE] = manifest["inputs"]["sha256"]
        expected |= {name: facts["sha256"] for name, facts in _inputs(found).items()}
    return expected


def _inputs(found: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """Return the list of inputs that a copy holds; one that was changed is told elsewhere."""
    try:
        listed = json.loads(found.get(INPUTS_FILE, b"{}"))
        return {name: {"sha256": facts["sha256"]} for name, facts in listed.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def copy_troubles(found: Mapping[str, bytes]) -> Iterator[Trouble]:
    """Check every file of a copy against the manifest in its tag."""
    raw = found.get(TAG_FILE, b"")
    tag = read_tag(raw)
    yield from tag_troubles(tag, tag.name if tag else TAG_FILE)
    text = manifest_text(tag.message) if tag else ""
    manifest = read_manifest(text)
    if tag is None or manifest is None:
        return
    if found.get(MANIFEST_FILE) != text.encode():
        yield Trouble(MANIFEST_FILE, "V30", "it is not the manifest of the tag")
    files = {name: text for name, text in found.items() if name not in {TAG_FILE, MANIFEST_FILE}}
    yield from file_troubles(expected_files(manifest, files), files, tag.name)


def tar_of(files: Mapping[str, bytes], top: str, when: int) -> bytes:
    """Return the tar file of a copy: one folder, names in order, nobody's files, one time."""
    plain = io.BytesIO()
    with tarfile.open(
        fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT, encoding="utf-8"
    ) as archive:
        for name, content in sorted(files.items()):
            member = tarfile.TarInfo(f"{top}/{name}")
            member.size, member.mtime, member.mode = len(content), when, 0o644
            archive.addfile(member, io.BytesIO(content))
    return plain.getvalue()


def unpacked(content: bytes) -> tuple[dict[str, bytes], list[Trouble]]:
    """Return the files of a packed copy by their names without the top folder.

    Programs that unpack see different files in the same odd archive. So a copy is read in
    the simplest way, packed again, and refused unless every byte of it is the same.
    """
    try:
        plain = _decompressed(content)
        tops, found = _members(plain)
        if odd := [name for name in (*tops, *found) if not _is_plain(name)]:
            return {}, [Trouble("copy", "V34", odd[0])]
        if len(tops) == 1 and tar_of(found, min(tops), _issued(found)) == plain:
            return found, []
    except (zlib.error, tarfile.TarError, ValueError) as error:
        return {}, [Trouble("copy", "V80", str(error))]
    return found, [Trouble("copy", "V80", "it is not packed as this program packs")]


def _decompressed(content: bytes) -> bytes:
    """Return the one gzip stream of a copy; ValueError for anything more or larger."""
    reader = zlib.decompressobj(wbits=31)
    plain = reader.decompress(content, LARGEST)
    if not reader.eof and len(plain) == LARGEST:
        raise ValueError(f"it holds more than {LARGEST:,} bytes")
    if content[: len(GZIP_HEAD)] != GZIP_HEAD or reader.unused_data or not reader.eof:
        raise ValueError("it is not packed as this program packs")
    return plain


def _members(plain: bytes) -> tuple[set[str], dict[str, bytes]]:
    """Return top folders and files of a tar file, up to its first empty block."""
    tops: set[str] = set()
    found: dict[str, bytes] = {}
    at = 0
    while plain[at : at + 1] not in {b"", b"\0"}:
        head = plain[at : at + _BLOCK]
        names = (head[345:500].partition(b"\0")[0], head[:100].partition(b"\0")[0])
        top, _, name = b"/".join(filter(None, names)).decode().partition("/")
        size = int(head[124:135], 8)
        if size < 0 or name in found:
            raise ValueError(f"two members or none of the name {name}")
        tops.add(top)
        found[name] = plain[at + _BLOCK : at + _BLOCK + size]
        at += _BLOCK + size + -size % _BLOCK
    return tops, found


def _is_plain(name: str) -> bool:
    """Tell whether a name means a file below its folder, and shows as it is."""
    return all(_PART.fullmatch(part) and part.isprintable() for part in name.split("/"))


def _issued(found: Mapping[str, bytes]) -> int:
    """Return when a copy was issued, as git counts; 0 for one that does not say it."""
    tag = read_tag(found.get(TAG_FILE, b""))
    manifest = read_manifest(manifest_text(tag.message)) if tag else None
    return seconds(manifest["issued"]) if manifest else 0


def copy_at(path: Path) -> tuple[dict[str, bytes], list[Trouble]]:
    """Return the files of a copy: of a folder, or packed with its sha256 beside it."""
    if path.is_dir():
        return _folder(path)
    if path.stat().st_size > LARGEST:
        return {}, [Trouble("copy", "V80", f"it has more than {LARGEST:,} bytes")]
    content, beside = path.read_bytes(), path.with_name(f"{path.name}.sha256")
    found, troubles = unpacked(content)
    if beside.exists() and beside.read_text(encoding="utf-8", errors="replace").split()[:1] != [
        sha256(content)
    ]:
        troubles.insert(0, Trouble(path.name, "V81", f"{beside.name} says another one"))
    return found, troubles


def _folder(folder: Path) -> tuple[dict[str, bytes], list[Trouble]]:
    """Return the files below a folder; links and devices are told."""
    found, troubles = {}, []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            troubles.append(Trouble("copy", "V34", name))
        elif path.is_file():
            found[name] = path.read_bytes()
    return found, troubles


def witness_troubles(
    found: Mapping[str, bytes], *, given: str | None, anchors: bytes | None, signers: str | None
) -> Iterator[Trouble]:
    """Compare a copy with what is not part of it: the hash that was told, anchors, signers."""
    tag = read_tag(found.get(TAG_FILE, b""))
    if tag is None:
        return
    if given is not None and given.strip().lower() != sha256(manifest_text(tag.message).encode()):
        yield Trouble(tag.name, "V82", f"expected {given}")
    if anchors is not None:
        known, troubles = read_anchors(anchors)
        yield from troubles
        yield from anchor_troubles(known, tag, found[TAG_FILE])
        if tag.name not in {anchor.tag for anchor in known}:
            yield Trouble(tag.name, "V83", "no line of the anchors names this release")
    if signers is not None:
        yield from signature_troubles(tag, signers)
    if given is None and anchors is None and signers is None:
        yield Trouble(tag.name, "V83", "the files agree with each other, which proves no more")


def state(troubles: Iterable[Trouble], checks: Mapping[str, tuple[str, str, str]] = CHECKS) -> str:
    """Return the worst state of some troubles; empty when all is fine."""
    states = {checks[each.check][0] for each in troubles}
    return TAMPERED if TAMPERED in states else UNVERIFIED if states else ""


def shown(trouble: Trouble, checks: Mapping[str, tuple[str, str, str]] = CHECKS) -> str:
    """Return a trouble on one line."""
    kind, english, chinese = checks[trouble.check]
    where, what = _on_one_line(trouble.where), _on_one_line(trouble.what)
    return f"{kind}: {where}: {english} / {chinese}: {what} ({trouble.check})"


def _on_one_line(text: str) -> str:
    """Return text in which nothing moves the cursor, hides a part or begins a line."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode()
        for char in text
    )


def as_json(
    troubles: Iterable[Trouble], checks: Mapping[str, tuple[str, str, str]] = CHECKS
) -> str:
    """Return troubles as JSON for machines."""
    rows = [
        {**each._asdict(), "state": checks[each.check][0]}
        | dict(zip(("message", "message_zh"), checks[each.check][1:], strict=True))
        for each in troubles
    ]
    # Half a character of a broken file name is no text that can be printed.
    return json.dumps(rows, ensure_ascii=False).encode(errors="backslashreplace").decode()


def all_troubles(
    path: Path, *, given: str | None, anchors: bytes | None, signers: str | None
) -> tuple[list[Trouble], int]:
    """Check a copy against itself and its witnesses; return also how many files it has.

    What this computer cannot read to its end is unverified: a crash would say nothing, and
    its exit code would read as tampered.
    """
    try:
        found, troubles = copy_at(path)
        if found or not troubles:
            troubles.extend(copy_troubles(found))
            troubles.extend(witness_troubles(found, given=given, anchors=anchors, signers=signers))
    except (MemoryError, RecursionError, OSError) as error:
        return [Trouble("copy", "V84", str(error) or type(error).__name__)], 0
    return troubles, len(found)


def main(arguments: list[str]) -> int:
    """Check a copy and return the exit code."""
    # What is told is in two languages, whatever the system writes by default.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("copy", nargs="?", type=Path, default=Path(__file__).parent)
    parser.add_argument("--manifest", help="the hash that you were given")
    parser.add_argument("--anchors", type=Path, help="a file of anchors")
    parser.add_argument("--signers", type=Path, help="a file of allowed signers")
    parser.add_argument("--json", action="store_true", help="for machines")
    asked = parser.parse_args(arguments)
    try:
        asked.copy.stat()
        anchors = asked.anchors.read_bytes() if asked.anchors else None
        signers = signers_text(asked.signers) if asked.signers else None
    except (OSError, ValueError) as error:
        parser.error(str(error))
    troubles, _ = all_troubles(asked.copy, given=asked.manifest, anchors=anchors, signers=signers)
    for line in [as_json(troubles)] if asked.json else map(shown, troubles):
        print(line)  # noqa: T201 - what the file is for
    kind = state(troubles)
    if not kind and not asked.json:
        print("fine / 无误")  # noqa: T201
    return {TAMPERED: 1, UNVERIFIED: 4}.get(kind, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

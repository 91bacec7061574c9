"""Forty and more ways to tamper with an archive, each with what must be said about it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from generator.approval.content import edition_content
from generator.archive.manifest import message_of, read
from generator.archive.verifier import BEGIN, END, canonical, manifest_text, read_tag, seconds
from tests.archive.issued import (
    NEXT_TAG,
    NOVEMBER,
    OCTOBER,
    TAG,
    Issued,
    commit,
    head,
    make_key,
    write_evidence,
)
from tests.site.plain import git, replace

PAGE = f"docs/reports/{OCTOBER}.md"
RECORDS = "report_data/records/school/2013-10.yml"


class Case(NamedTuple):
    """A way to tamper: what is done, and the checks and places that must be told."""

    name: str
    tamper: Callable[[Issued], None]
    checks: str
    named: str
    code: int = 1


CASES: list[Case] = []
Tamper = Callable[[Issued], None]


def case(name: str, checks: str, named: str, code: int = 1) -> Callable[[Tamper], Tamper]:
    """Add a way to the list."""

    def add(tamper: Tamper) -> Tamper:
        CASES.append(Case(name, tamper, checks, named, code))
        return tamper

    return add


def raw_tag(made: Issued, tag: str) -> bytes:
    """Return the object of a tag."""
    found = subprocess.run(
        ["git", "cat-file", "tag", f"refs/tags/{tag}"],
        cwd=made.root,
        capture_output=True,
        check=True,
    )
    return found.stdout


def manifest_of(made: Issued, tag: str = TAG) -> dict[str, Any]:
    """Return the manifest of a tag."""
    found = read_tag(raw_tag(made, tag))
    assert found is not None
    manifest: dict[str, Any] = json.loads(manifest_text(found.message))
    return manifest


def sign(
    made: Issued, tag: str, target: str, message: str, *options: str, at: int | None = None
) -> None:
    """Make or move a tag as a person with the key would."""
    when = at if at is not None else seconds(manifest_of(made, TAG)["issued"])
    style = options or ("--sign",)
    subprocess.run(
        ["git", "tag", "--force", *style, "--cleanup=verbatim", "--file=-", tag, target],
        cwd=made.root,
        input=message.encode(),
        env={**os.environ, "GIT_COMMITTER_DATE": f"{when} +0000"},
        check=True,
        capture_output=True,
    )


def forge(made: Issued, of: str = TAG, /, *, under: str = "", **changes: object) -> None:
    """Sign a tag anew whose manifest says something else, in its canonical form."""
    manifest = manifest_of(made, of) | changes
    found = read(f"{BEGIN}{canonical(manifest)}{END}")
    assert found, manifest
    sign(made, under or of, found.commit, message_of(found), at=seconds(found.issued))


def forge_no_release(
    made: Issued, of: str = TAG, /, *options: str, under: str = "", **changes: object
) -> None:
    """Make a tag anew whose manifest no release can have, though it is in its canonical form."""
    manifest = manifest_of(made, of) | changes
    assert read(f"{BEGIN}{canonical(manifest)}{END}") is None, manifest
    message = f"{manifest['title']}\n\n{BEGIN}{canonical(manifest)}{END}"
    at = seconds(str(manifest["issued"]))
    sign(made, under or of, str(manifest["commit"]), message, *options, at=at)


def loose(made: Issued, name: str) -> Path:
    """Return the file of an object that lies loose."""
    object_id = head(made.root, name)
    file = made.root / ".git" / "objects" / object_id[:2] / object_id[2:]
    file.chmod(0o644)
    return file


def remade(made: Issued) -> None:
    """Commit what was changed, and forge a manifest that is about it."""
    new = commit(made.root, "Forged")
    forge_for(made, new)


def forge_for(made: Issued, new: str) -> None:
    """Forge a manifest about another commit, as well as somebody with the key can."""
    listed = git(made.root, "ls-tree", "-r", "-z", new, "report_data").split("\0")
    entries = (line.split("\t", 1) for line in listed if line)
    inputs = {n: {"mode": f.split()[0], "sha256": digest(made, f.split()[2])} for f, n in entries}
    text = canonical(inputs)
    changes: dict[str, Any] = {"commit": new, "tree": head(made.root, f"{new}^{{tree}}")}
    changes["inputs"] = {"files": len(inputs), "sha256": sha(text.encode())}
    outputs = {
        name: {"mode": "100644", "sha256": digest(made, head(made.root, f"{new}:{name}"))}
        for name in manifest_of(made)["outputs"]
    }
    forge(made, **changes, outputs=outputs)


def digest(made: Issued, object_id: str) -> str:
    """Return the sha256 of a file of git."""
    command = ["git", "cat-file", "-p", object_id]
    found = subprocess.run(command, cwd=made.root, capture_output=True, check=False)
    return sha(found.stdout)


def sha(content: bytes) -> str:
    """Return a sha256."""
    return hashlib.sha256(content).hexdigest()


@case("t01 lightweight tag", "V01 V40 V53", TAG)
def _(made: Issued) -> None:
    target = head(made.root, f"{TAG}^{{commit}}")
    git(made.root, "tag", "--force", TAG, target)


@case("t02 signed with an unknown key", "V05 V53", TAG)
def _(made: Issued) -> None:
    make_key(made.root.parent / "other")
    git(made.root, "config", "user.signingKey", str(made.root.parent / "other"))
    forge(made)


@case("t03 moved to another commit and signed again", "V08 V53", TAG)
def _(made: Issued) -> None:
    tag = read_tag(raw_tag(made, TAG))
    assert tag is not None
    sign(made, TAG, "HEAD", tag.message)


@case("t04 an old tag under a new name", "V03 V53", NEXT_TAG)
def _(made: Issued) -> None:
    git(made.root, "update-ref", f"refs/tags/{NEXT_TAG}", head(made.root, f"refs/tags/{TAG}"))


@case("t05 a replaced file", "V12", "refs/replace/")
def _(made: Issued) -> None:
    git(made.root, "replace", head(made.root, f"HEAD:{PAGE}"), head(made.root, f"HEAD:{RECORDS}"))


@case("t06 a file rewritten on the disk", "V21 V38 V62 V74", PAGE)
def _(made: Issued) -> None:
    file = loose(made, f"{TAG}:{PAGE}")
    file.write_bytes(zlib.compress(zlib.decompress(file.read_bytes()).replace(b"95", b"99")))


@case("t07 main rewritten", "V19", TAG)
def _(made: Issued) -> None:
    tree = head(made.root, "HEAD^{tree}")
    other = git(made.root, "commit-tree", "-m", "New history", tree).strip()
    git(made.root, "update-ref", "refs/heads/main", other)


@case("t08 one tag deleted", "V17 V40 V52", TAG)
def _(made: Issued) -> None:
    git(made.root, "tag", "--delete", TAG)


@case("t09 all tags deleted", "V18 V52", NEXT_TAG)
def _(made: Issued) -> None:
    for name in git(made.root, "tag", "--list").split():
        git(made.root, "tag", "--delete", name)


@case("t10 a back-dated release slipped in", "V43 V44 V54", f"report/{OCTOBER}/r2")
def _(made: Issued) -> None:
    name, mine = f"report/{OCTOBER}/r2", manifest_of(made)
    git(
        made.root,
        "update-ref",
        f"refs/tags/evidence/{OCTOBER}/r2",
        f"refs/tags/evidence/{OCTOBER}/r1",
    )
    last = sha(canonical(manifest_of(made, NEXT_TAG)).encode())
    early = {"issued": "2014-01-02T09:00:00Z", "previous": last}
    forge(made, under=name, tag=name, revision=2, title=mine["title"], **early)


@case("t11 a branch with the name of a release", "V11", f"refs/heads/{TAG}")
def _(made: Issued) -> None:
    git(made.root, "update-ref", f"refs/heads/{TAG}", "HEAD~1")


@case("t12 attributes outside the history", "V15", "info/attributes")
def _(made: Issued) -> None:
    (made.root / ".git" / "info" / "attributes").write_text("*.md export-ignore\n")


@case("t13 grafts", "V13", "info/grafts")
def _(made: Issued) -> None:
    (made.root / ".git" / "info" / "grafts").write_text(f"{head(made.root)}\n")


@case("t14 a shallow clone", "V16", "shallow", 4)
def _(made: Issued) -> None:
    cut_off = git(made.root, "rev-list", "--max-parents=0", "HEAD").strip()
    (made.root / ".git" / "shallow").write_text(f"{cut_off}\n")


@case("t15 a clone without tags", "V18 V52", TAG)
def _(made: Issued) -> None:
    for reference in git(made.root, "for-each-ref", "--format=%(refname)", "refs/tags").split():
        git(made.root, "update-ref", "-d", reference)


@case("t16 the newest release rolled back", "V52", NEXT_TAG)
def _(made: Issued) -> None:
    git(made.root, "tag", "--delete", NEXT_TAG, f"evidence/{NOVEMBER}/r1")


@case("t17 a file missing", "V20 V38 V61 V74", PAGE)
def _(made: Issued) -> None:
    loose(made, f"{TAG}:{PAGE}").unlink()


@case("t18 two tags swapped", "V03 V53", NEXT_TAG)
def _(made: Issued) -> None:
    first, second = (head(made.root, f"refs/tags/{tag}") for tag in (TAG, NEXT_TAG))
    git(made.root, "update-ref", f"refs/tags/{TAG}", second)
    git(made.root, "update-ref", f"refs/tags/{NEXT_TAG}", first)


@case("t19 the object of a tag edited", "V21 V40", TAG)
def _(made: Issued) -> None:
    file = loose(made, f"refs/tags/{TAG}")
    file.write_bytes(zlib.compress(zlib.decompress(file.read_bytes()).replace(b"qin", b"lin")))


@case("t20 the history filtered", "V04 V08 V19 V53 V74", TAG)
def _(made: Issued) -> None:
    tag = read_tag(raw_tag(made, TAG))
    assert tag is not None
    other = git(made.root, "commit-tree", "-m", "Filtered", f"{tag.object}^{{tree}}").strip()
    git(made.root, "update-ref", "refs/heads/main", other)
    sign(made, TAG, other, tag.message, "--annotate", "--no-sign")


@case("t21 the whole chain signed again by an insider", "V53", NEXT_TAG)
def _(made: Issued) -> None:
    forge(made, issued="2014-01-10T10:00:00Z")
    before = sha(canonical(manifest_of(made)).encode())
    forge(made, NEXT_TAG, previous=before)


@case("t22 another mode", "V31 V40 V53", PAGE)
def _(made: Issued) -> None:
    git(made.root, "update-index", "--chmod=+x", PAGE)
    git(made.root, "commit", "--quiet", "--message", "Executable")
    forge_for(made, head(made.root))


@case("t23 an object cut off", "V20 V38 V61 V74", PAGE)
def _(made: Issued) -> None:
    file = loose(made, f"{TAG}:{PAGE}")
    file.write_bytes(file.read_bytes()[:100])


@case("t24 a broken reference", "V22", f"refs/tags/report/{OCTOBER}/r9")
def _(made: Issued) -> None:
    (made.root / ".git" / "refs" / "tags" / "report" / OCTOBER / "r9").write_text("garbage\n")


@case("t25 the page edited between approval and release", "V40 V53 V62 V70 V72", PAGE)
def _(made: Issued) -> None:
    page = made.root / PAGE
    replace(page, "月度服务报告", "年度服务报告")
    content = edition_content(page.read_bytes(), page.with_suffix(".json").read_bytes())
    remade(made)
    forge(made, content=content.whole, sections=dict(content.sections))


@case("t26 the page changed after the release", "V74", PAGE)
def _(made: Issued) -> None:
    replace(made.root / PAGE, "月度服务报告", "年度服务报告")
    commit(made.root, "Nicer title")


@case("t27 records changed, the page not", "V40 V53 V70", PAGE)
def _(made: Issued) -> None:
    replace(made.root / "report_data/parties/school.yml", "name: {zh: ", "name: {zh: 新")
    remade(made)


@case("t28 approvals edited", "V40 V53 V60", "approve qin")
def _(made: Issued) -> None:
    approvals = manifest_of(made)["approvals"]
    approvals["counted"][0]["person"] = "cai"
    forge(made, approvals=approvals)


@case("t29 approvals of another pull request", "V40 V53 V62", TAG)
def _(made: Issued) -> None:
    other = f"refs/tags/evidence/{NOVEMBER}/r1"
    git(made.root, "update-ref", f"refs/tags/evidence/{OCTOBER}/r1", other)
    mine = manifest_of(made, NEXT_TAG)
    forge(made, evidence=mine["evidence"])


@case("t30 a manifest that leaves out a file", "V07 V40 V53", TAG)
def _(made: Issued) -> None:
    outputs = {n: f for n, f in manifest_of(made)["outputs"].items() if n.endswith(".md")}
    forge_no_release(made, outputs=outputs)


@case("t33 the last line of the anchors cut off", "V54", NEXT_TAG)
def _(made: Issued) -> None:
    lines = made.anchors.read_text().splitlines(keepends=True)
    made.anchors.write_text("".join(lines[:-1]))


@case("t34 lines of the anchors swapped", "V51", "anchors:1")
def _(made: Issued) -> None:
    lines = made.anchors.read_text().splitlines(keepends=True)
    made.anchors.write_text("".join(reversed(lines)))


@case("t36 objects borrowed from elsewhere", "V14", "objects/info/alternates")
def _(made: Issued) -> None:
    file = made.root / ".git" / "objects" / "info" / "alternates"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{made.root.parent}\n")


@case("t37 a submodule among the inputs", "V34 V36 V40 V53", "report_data/metrics/other.yml")
def _(made: Issued) -> None:
    entry = f"160000,{head(made.root)},report_data/metrics/other.yml"
    git(made.root, "update-index", "--add", "--cacheinfo", entry)
    git(made.root, "commit", "--quiet", "--message", "Submodule")
    forge_for(made, head(made.root))


@case("t38 a link among the inputs", "V34 V36 V40 V53", "report_data/metrics/other.yml")
def _(made: Issued) -> None:
    (made.root / "report_data/metrics/other.yml").symlink_to("/etc/hostname")
    remade(made)


@case("t39 names that differ by case alone", "V35 V40 V53 V70", "INCIDENT.yml")
def _(made: Issued) -> None:
    text = (made.root / "report_data/metrics/incident.yml").read_text()
    (made.root / "report_data/metrics/INCIDENT.yml").write_text(text)
    remade(made)


@case("t40 a tag with a skewed clock", "V09 V53", TAG)
def _(made: Issued) -> None:
    tag = read_tag(raw_tag(made, TAG))
    assert tag is not None
    sign(made, TAG, tag.object, tag.message, at=1_000_000_000)


@case("t41 the evidence edited", "V37 V61", "approvals.json")
def _(made: Issued) -> None:
    _keep(made, {"approvals.json": b"{}", "inputs.json": _kept(made, "inputs.json")})


@case("t42 the evidence deleted", "V37 V61", f"refs/tags/evidence/{OCTOBER}/r1")
def _(made: Issued) -> None:
    git(made.root, "update-ref", "-d", f"refs/tags/evidence/{OCTOBER}/r1")


@case("t43 a file slipped into the evidence", "V37", "more.json")
def _(made: Issued) -> None:
    kept = {name: _kept(made, name) for name in ("approvals.json", "inputs.json")}
    _keep(made, {**kept, "more.json": b"{}"})


@case("t44 signature taken off", "V04 V53", TAG)
def _(made: Issued) -> None:
    tag = read_tag(raw_tag(made, TAG))
    assert tag is not None
    sign(made, TAG, tag.object, tag.message, "--annotate", "--no-sign")


@case("t45 a manifest that is not in its one form", "V07 V40 V53", TAG)
def _(made: Issued) -> None:
    tag = read_tag(raw_tag(made, TAG))
    assert tag is not None
    sign(made, TAG, tag.object, tag.message.replace(' "tag": ', ' "tag":  '))


@case("t46 a line of the anchors cut in the middle", "V50 V54", "anchors:2")
def _(made: Issued) -> None:
    made.anchors.write_bytes(made.anchors.read_bytes()[:-30])


@case("t47 a tag with no name of a release", "V01 V17", "refs/tags/report/monthly/latest")
def _(made: Issued) -> None:
    git(made.root, "tag", "report/monthly/latest", "HEAD")


@case(
    "t48 two releases that follow the same one",
    "V32 V37 V38 V41 V54 V61 V70 V74",
    "report/monthly/2013-12/r1",
)
def _(made: Issued) -> None:
    mine, name = manifest_of(made, NEXT_TAG), "report/monthly/2013-12/r1"
    outputs = {file.replace("2013-11", "2013-12"): f for file, f in mine["outputs"].items()}
    forge(made, NEXT_TAG, under=name, tag=name, edition="monthly/2013-12", outputs=outputs)


@case("t49 a revision left out", "V37 V42 V54 V61", "report/monthly/2013-10/r3")
def _(made: Issued) -> None:
    name, last = "report/monthly/2013-10/r3", sha(canonical(manifest_of(made, NEXT_TAG)).encode())
    late = {"issued": "2014-02-01T09:00:00Z", "previous": last}
    forge(made, under=name, tag=name, revision=3, **late)


@case("t50 issued without approval", "V40 V53 V60 V63", "not-yet")
def _(made: Issued) -> None:
    approvals = manifest_of(made)["approvals"] | {"outcome": "not-yet", "counted": []}
    forge(made, approvals=approvals)


@case("t51 signed by somebody who is no signer", "V06 V53", "eve@example.invalid")
def _(made: Issued) -> None:
    git(made.root, "config", "user.email", "eve@example.invalid")
    forge(made)


@case("t52 a tag that leads to a tree", "V08 V53", "tree")
def _(made: Issued) -> None:
    tag = read_tag(raw_tag(made, TAG))
    assert tag is not None
    sign(made, TAG, f"{tag.object}^{{tree}}", tag.message)


@case("t53 an input changed, the manifest's list not", "V36 V40 V53", "files")
def _(made: Issued) -> None:
    replace(made.root / RECORDS, "period: 2013-10", "period: 2013-10 ")
    new = commit(made.root, "Space")
    forge(made, commit=new, tree=head(made.root, f"{new}^{{tree}}"))


@case("t54 the commit missing", "V20 V38 V61 V70", "the commit")
def _(made: Issued) -> None:
    loose(made, f"{TAG}^{{commit}}").unlink()


@case("t55 a folder rewritten on the disk", "V21 V32 V38 V62", "the folder docs/reports/monthly/")
def _(made: Issued) -> None:
    file = loose(made, f"{TAG}:docs/reports/monthly")
    file.write_bytes(zlib.compress(zlib.decompress(file.read_bytes()).replace(b".md", b".mx")))


@case("t56 the edition taken out of its commit", "V32 V38 V40 V53 V74", PAGE)
def _(made: Issued) -> None:
    git(made.root, "rm", "--quiet", PAGE)
    new = commit(made.root, "Gone")
    forge(made, commit=new, tree=head(made.root, f"{new}^{{tree}}"))


@case("t57 a page edited, the manifest not", "V30 V38 V40 V53 V74", PAGE)
def _(made: Issued) -> None:
    replace(made.root / PAGE, "月度服务报告", "年度服务报告")
    new = commit(made.root, "Edited")
    forge(made, commit=new, tree=head(made.root, f"{new}^{{tree}}"))


@case("t58 a signed tag that is not what git writes", "V02 V40 V53", TAG)
def _(made: Issued) -> None:
    place(made, raw_tag(made, TAG).replace(b"\ntagger ", b"\nTagger "))


def place(made: Issued, raw: bytes) -> None:
    """Let the tag of October lead to an object that git would not write."""
    command = ["git", "hash-object", "-t", "tag", "-w", "--stdin", "--literally"]
    done = subprocess.run(command, cwd=made.root, input=raw, capture_output=True, check=True)
    git(made.root, "update-ref", f"refs/tags/{TAG}", done.stdout.decode().strip())


@case("t59 anchors deleted", "V55", "--anchors", 4)
def _(made: Issued) -> None:
    made.anchors.unlink()


@case("t60 another state of the program", "V55 V71", "unverified", 4)
def _(made: Issued) -> None:
    program = manifest_of(made)["program"] | {"fingerprint": "0" * 64}
    forge(made, program=program)
    before = sha(canonical(manifest_of(made)).encode())
    forge(made, NEXT_TAG, previous=before)
    made.anchors.unlink()


def _kept(made: Issued, name: str) -> bytes:
    command = ["git", "cat-file", "blob", f"refs/tags/evidence/{OCTOBER}/r1:{name}"]
    return subprocess.run(command, cwd=made.root, capture_output=True, check=True).stdout


def _keep(made: Issued, files: dict[str, bytes]) -> None:
    lines = []
    for name, content in sorted(files.items()):
        command = ["git", "hash-object", "-w", "--stdin"]
        done = subprocess.run(
            command, cwd=made.root, input=content, capture_output=True, check=True
        )
        lines.append(f"100644 blob {done.stdout.decode().strip()}\t{name}\n")
    tree = subprocess.run(
        ["git", "mktree"],
        cwd=made.root,
        input="".join(lines).encode(),
        capture_output=True,
        check=True,
    )
    git(made.root, "update-ref", f"refs/tags/evidence/{OCTOBER}/r1", tree.stdout.decode().strip())


@case("t61 approvals of a change that was merged elsewhere", "V40 V53 V62", "not along it")
def _(made: Issued) -> None:
    kept = {name: _kept(made, name) for name in ("approvals.json", "inputs.json")}
    facts = json.loads(json.loads(kept["approvals.json"])["answers"][0]["body"])
    tree = head(made.root, f"{facts['merge']}^{{tree}}")
    facts["merge"] = git(made.root, "commit-tree", "-m", "Elsewhere", tree).strip()
    text = write_evidence(made.root.parent / "elsewhere.json", facts).read_bytes()
    _keep(made, kept | {"approvals.json": text})
    forge(made, evidence=manifest_of(made)["evidence"] | {"approvals.json": sha(text)})


@case("t62 the newest release made again with a manifest of one key too many", "V07 V53", NEXT_TAG)
def _(made: Issued) -> None:
    outputs = {
        name: {"mode": "100644", "sha256": "0" * 64}
        for name in manifest_of(made, NEXT_TAG)["outputs"]
    }
    forge_no_release(made, NEXT_TAG, outputs=outputs, approvals={}, extra=1)


@case("t63 a tag whose manifest is about another edition", "V07 V54", "report/monthly/2013-12/r1")
def _(made: Issued) -> None:
    name = "report/monthly/2013-12/r1"
    kept = f"refs/tags/evidence/{NOVEMBER}/r1"
    git(made.root, "update-ref", "refs/tags/evidence/monthly/2013-12/r1", kept)
    forge_no_release(made, NEXT_TAG, under=name, tag=name, approvals={"outcome": "not-yet"})


@case("t64 a manifest whose outputs lie elsewhere", "V07 V40 V53", TAG)
def _(made: Issued) -> None:
    facts = {"mode": "100644", "sha256": "0" * 64}
    forge_no_release(made, outputs={"../../.bashrc": facts, "hooks/evil.py": facts})


@case("t65 a tag with a clock of twenty digits", "V02 V40 V53", TAG)
def _(made: Issued) -> None:
    raw = raw_tag(made, TAG).replace(b"> 1389344400 +", b"> 99999999999999999999 +")
    place(made, raw)


@case("t66 a release of a month that no calendar has", "V07 V54", "report/monthly/2013-13/r1")
def _(made: Issued) -> None:
    name, mine = "report/monthly/2013-13/r1", manifest_of(made, NEXT_TAG)
    outputs = {file.replace("2013-11", "2013-13"): f for file, f in mine["outputs"].items()}
    kept = f"refs/tags/evidence/{NOVEMBER}/r1"
    git(made.root, "update-ref", "refs/tags/evidence/monthly/2013-13/r1", kept)
    forge_no_release(
        made, NEXT_TAG, under=name, tag=name, edition="monthly/2013-13", outputs=outputs
    )


@case("t67 a tree of a billion folders", "V19 V23 V38 V40 V53 V70", TAG)
def _(made: Issued) -> None:
    tree = head(made.root, "HEAD:report_data")
    for _ in range(9):
        tree = _tree(made, dict.fromkeys(map(str, range(10)), tree))
    _forge_with(made, tree)


@case("t68 a folder in a folder, and so on", "V19 V23 V38 V40 V53 V70", TAG)
def _(made: Issued) -> None:
    tree = head(made.root, "HEAD:report_data")
    for _ in range(50):
        tree = _tree(made, {"deeper": tree})
    _forge_with(made, tree)


def _tree(made: Issued, folders: dict[str, str]) -> str:
    lines = "".join(f"040000 tree {each}\t{name}\n" for name, each in folders.items())
    done = subprocess.run(
        ["git", "mktree"], cwd=made.root, input=lines.encode(), capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def _forge_with(made: Issued, data: str) -> None:
    """Forge a release whose data are a folder."""
    tree = _tree(made, {"report_data": data})
    new = git(made.root, "commit-tree", "-m", "Large", tree).strip()
    forge(made, commit=new, tree=tree)


@case("t69 a summary that names another approver", "V24 V53", TAG)
def _(made: Issued) -> None:
    tag = read_tag(raw_tag(made, TAG))
    assert tag is not None
    sign(made, TAG, tag.object, tag.message.replace("approve qin", "approve cai"))


@case("t70 a wrong number of inputs", "V36 V40 V53", "issued with 99999")
def _(made: Issued) -> None:
    forge(made, inputs=manifest_of(made)["inputs"] | {"files": 99_999})


@case("t93 issued before its period was over", "V40 V44 V53", "the end of the period 2013-10")
def _(made: Issued) -> None:
    forge(made, issued="2013-10-30T09:00:00Z")


@case("t94 issued before it was approved", "V40 V44 V53", "counts, 2014-01-03 00:00 UTC")
def _(made: Issued) -> None:
    forge(made, issued="2014-01-02T23:00:00Z")


@case("t71 a title, an audience and a due day of its own", "V40 V53 V72", "due 2014-01-31, not")
def _(made: Issued) -> None:
    forge(made, title="All promises kept", audience="public", due="2014-01-31")


@case("t96 a reference that hides a tag", "V25", f"refs/{TAG}")
def _(made: Issued) -> None:
    git(made.root, "update-ref", f"refs/{TAG}", "HEAD~1")


@case("t97 a clone without a main branch", "V27", "git fetch origin main:main", 4)
def _(made: Issued) -> None:
    git(made.root, "checkout", "--quiet", "--detach")
    git(made.root, "update-ref", "-d", "refs/heads/main")


@case("t98 a partial clone that lacks a page", "V26", "git fetch --refetch", 4)
def _(made: Issued) -> None:
    git(made.root, "config", "remote.origin.promisor", "true")
    loose(made, f"{TAG}:{PAGE}").unlink()


@case("t99 a shallow clone that lacks its past", "V16 V26", "git fetch --unshallow", 4)
def _(made: Issued) -> None:
    first = git(made.root, "rev-list", "--max-parents=0", "HEAD").strip()
    later = git(made.root, "rev-list", "--reverse", "HEAD").split()[1]
    (made.root / ".git" / "shallow").write_text(f"{later}\n")
    loose(made, first).unlink()


@case("t100 a tag forged in a partial clone", "V26 V40 V53", TAG)
def _(made: Issued) -> None:
    forge(made, title="All promises kept")
    git(made.root, "config", "remote.origin.promisor", "true")
    loose(made, f"HEAD:{PAGE}").unlink()

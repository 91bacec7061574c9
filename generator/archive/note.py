"""The note that goes out together with a report: its hash, what it supersedes, who is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.archive.manifest import Manifest
    from generator.workspace.model.deliveries import DeliveredCopy
    from generator.workspace.model.revisions import RevisionEntry
    from generator.workspace.workspace import Workspace

_NOTE: Final = """\
交付通知 / Delivery note

报告 / Report:          {title}
期次 / Edition:         {edition}
修订 / Revision:        r{revision}
应交付 / Due:           {due}
签发 / Issued:          {issued}
标签 / Tag:             {tag}
哈希值 / SHA-256:       {sha256}
上一发布 / Previous:    {previous}
批准 / Approved:        {approved}
分发 / Distribution:    {holders}
{succession}
请保存本通知。以后可据此核验报告未被改动：

    python3 -I -S verify.py --manifest {sha256}

Keep this note. Whoever has the report can check with it that nothing was changed: the command
above runs in the folder of the copy and needs Python alone. The hash is that of the manifest in
the copy; the manifest holds the hash of every file.

收到后请回复签收日期与签收人 / Please answer with day and name when you received it.
"""


_SUCCESSION: Final = """
本修订{kind_zh} r{before}，自签发起 r{before} 失效 / This revision {kind_en} r{before}, which is \
no longer in force.
被取代的哈希值 / Superseded:  {supersedes}
原因 / Reason:          {zh} / {en}
须通知的持有人 / Holders to be told:
{told}
"""
_KINDS: Final = {"restated": ("取代", "supersedes"), "withdrawn": ("撤回", "withdraws")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What a revision did to the one before, and who has to know."""

    entry: RevisionEntry
    told: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the part of the note about it."""
        entry = self.entry
        zh, en = _KINDS[entry.kind.value]
        return _SUCCESSION.format(
            kind_zh=zh,
            kind_en=en,
            before=entry.revision - 1,
            supersedes=entry.supersedes,
            zh=entry.reason.zh,
            en=entry.reason.en,
            told="\n".join(f"- {each}" for each in self.told),
        )


def succession_of(workspace: Workspace, manifest: Manifest) -> Succession | None:
    """Return what a release supersedes; None for the first revision."""
    file = workspace.revisions.get(manifest.edition)
    entries = file.revisions if file else ()
    entry = next((each for each in entries if each.revision == manifest.revision), None)
    return Succession(entry=entry, told=tuple(_told(workspace, manifest, entry))) if entry else None


def _told(workspace: Workspace, manifest: Manifest, entry: RevisionEntry) -> Iterator[str]:
    """Give everybody who holds an earlier revision, and the roles that the revision names.

    Where no delivery was noted, whoever the report goes to may hold one.
    """
    file = workspace.deliveries.get(manifest.edition)
    copies = [each for each in (file.deliveries if file else ()) if each.revision < entry.revision]
    yield from (_holder(workspace, each) for each in _newest(copies))
    if not copies:
        report = workspace.reports[manifest.edition.partition("/")[0]]
        yield from (_role(workspace, each.role) for each in report.distribution)
    yield from (_role(workspace, role) for role in entry.notify)


def _newest(copies: list[DeliveredCopy]) -> list[DeliveredCopy]:
    """Return the last revision that each holder was sent of each copy."""
    ordered = sorted(copies, key=lambda each: (each.copy, each.to, each.revision))
    return list({(each.copy, each.to): each for each in ordered}.values())


def _holder(workspace: Workspace, copy: DeliveredCopy) -> str:
    """Say who holds which copy of which revision."""
    way = f"r{copy.revision}, {copy.by.value}, {copy.sent}"
    return f"{copy.copy}. {_role(workspace, copy.to)} ({way})"


def _role(workspace: Workspace, role: str) -> str:
    """Return the name of a role in both languages."""
    name = workspace.roles[role].name
    return f"{name.zh} / {name.en}"


def delivery_note(
    manifest: Manifest, holders: tuple[str, ...], succession: Succession | None
) -> str:
    """Return the text in both languages."""
    counted = manifest.approvals.counted
    return _NOTE.format(
        title=manifest.title,
        edition=manifest.edition,
        revision=manifest.revision,
        due=manifest.due or "-",
        issued=manifest.issued,
        tag=manifest.tag,
        sha256=manifest.sha256,
        previous=manifest.previous or "-",
        approved=", ".join(f"{each.stage}: {each.person} ({each.role})" for each in counted),
        holders=", ".join(holders) or "-",
        succession=succession.text if succession else "",
    )

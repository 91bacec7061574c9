"""The note that goes to the customer together with a report: it carries the hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from generator.archive.manifest import Manifest

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

请保存本通知。以后可据此核验报告未被改动：

    python3 -I -S verify.py --manifest {sha256}

Keep this note. Whoever has the report can check with it that nothing was changed: the command
above runs in the folder of the copy and needs Python alone. The hash is that of the manifest in
the copy; the manifest holds the hash of every file.

收到后请回复签收日期与签收人 / Please answer with day and name when you received it.
"""


def delivery_note(manifest: Manifest, holders: tuple[str, ...]) -> str:
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
    )

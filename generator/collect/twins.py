"""Members of a dimension that look alike to the eye, and yet are counted apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from generator.collect.quality import Remark
from generator.workspace.model.records import Record


def twins(records: Iterable[Record]) -> Iterator[Remark]:
    """Yield a remark on each dimension of which members differ in blanks or composition alone."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.dimension is not None and record.member is not None:
            members[record.dimension].add(record.member)
    for dimension, names in sorted(members.items()):
        alike: defaultdict[str, set[str]] = defaultdict(set)
        for name in names:
            alike[_look(name)].add(name)
        several = sorted(look for look, same in alike.items() if len(same) > 1)
        if several:
            yield Remark(
                zh=f"{dimension}：看上去相同、写法不同而分开计数的取值，如“{several[0]}”",
                en=f"{dimension}: members that look alike and are counted apart, "
                f"such as {several[0]!r}",
                count=sum(len(alike[look]) for look in several),
            )


def _look(member: str) -> str:
    """Return what the eye sees: every blank is a blank, every letter with its accent is one."""
    return " ".join(normalize("NFC", member).split())

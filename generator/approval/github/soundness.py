"""Whether the answers of GitHub are whole and fit together (R11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.approval.github.gather import MOST_RIVALS
from generator.approval.github.pages import twice
from generator.approval.github.people import unknown_words
from generator.approval.github.shapes import ChangedFile, Event, Pull, PullCommit, PullReview
from generator.approval.sentences import say
from generator.workspace.model.types import Bilingual

MOST_COMMITS: Final = 250
MOST_FILES: Final = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What was listed about a pull request, and the pull request before and after that."""

    pulls: tuple[Pull, ...]
    reviews: tuple[PullReview, ...]
    commits: tuple[PullCommit, ...]
    files: tuple[ChangedFile, ...]
    events: tuple[Event, ...]
    open: tuple[int, ...]


def doubts(number: int, listed: Listed, origin: tuple[int, ...] | None) -> Iterator[Bilingual]:
    """Give every doubt; `origin` are the pull requests that brought the merge commit."""
    yield from _of_the_moment(number, listed.pulls)
    yield from _of_size(listed)
    yield from _of_lists(listed)
    yield from unknown_words(listed.reviews, listed.events)
    yield from _of_turns(listed.events)
    if listed.pulls[0].state == "open" and number not in listed.open:
        yield say(
            "R11",
            en="the list of open pull requests leaves this one out",
            zh="打开的合并请求列表中没有本合并请求",
        )
    if origin is not None and number not in origin:
        yield say(
            "R11",
            en="the forge does not know that the merge commit came from this pull request",
            zh="平台不认为该合并提交来自本合并请求",
        )


def _of_the_moment(number: int, pulls: tuple[Pull, ...]) -> Iterator[Bilingual]:
    """Doubt a pull request that changed while it was asked about, or was given up."""
    first, last = pulls[0], pulls[-1]
    if len(pulls) < 2 or (first.updated_at, first.head) != (last.updated_at, last.head):  # noqa: PLR2004
        yield say(
            "R11",
            en="the pull request changed while it was asked about; ask again",
            zh="查询期间合并请求有变化；请重试",
        )
    if any(each.number != number for each in pulls):
        yield say("R11", en="the forge answered about another number", zh="平台回答的编号不符")
    if first.state != "open" and not first.merged:
        yield say(
            "R11",
            en=f"it is neither open nor merged ({first.state})",
            zh=f"合并请求既未打开也未合并（{first.state}）",
        )


def _of_size(listed: Listed) -> Iterator[Bilingual]:
    """Doubt what is larger than GitHub lists to its end."""
    pull = listed.pulls[0]
    sizes = (
        (pull.commits, MOST_COMMITS, "commits", "提交"),
        (pull.changed_files, MOST_FILES, "files", "文件"),
        (len(listed.open), MOST_RIVALS, "open pull requests", "打开的合并请求"),
    )
    for size, most, noun, zh in sizes:
        if size > most:
            yield say(
                "R11",
                en=f"too large to verify: {size} {noun}, of which {most} at most can be read",
                zh=f"规模过大无法核实：{size} 个{zh}，最多只能读取 {most} 个",
            )


def _of_lists(listed: Listed) -> Iterator[Bilingual]:
    """Doubt lists that are not whole, or that changed between two pages."""
    pull = listed.pulls[0]
    lists = (
        ("commits", "提交", [each.sha for each in listed.commits], pull.commits),
        ("files", "文件", [each.filename for each in listed.files], pull.changed_files),
        ("reviews", "评审", [each.id for each in listed.reviews], len(listed.reviews)),
        ("open pull requests", "打开的合并请求", listed.open, len(listed.open)),
    )
    for noun, zh, keys, count in lists:
        if twice(keys) or len(keys) != count:
            yield say(
                "R11",
                en=f"the list of {noun} is not whole: {count} were told, {len(keys)} are listed,"
                f" {len(set(keys))} of them different",
                zh=f"{zh}列表不完整：应有 {count} 个，列出 {len(keys)} 个，"
                f"其中不同的 {len(set(keys))} 个",
            )


def _of_turns(events: tuple[Event, ...]) -> Iterator[Bilingual]:
    """Doubt a turn to another branch of which nobody knows when it was."""
    if any(each.event == "base_ref_changed" and each.created_at is None for each in events):
        yield say(
            "R11",
            en="it was turned to another branch, and nobody knows when",
            zh="目标分支曾被更改，且时间不明",
        )

"""A decision as a page: what a pull request shows beside the change, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.approval.decision import Decision, EditionDecision, Outcome
from generator.render.escape import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.approval.decision import Counted, StageDecision
    from generator.workspace.model.types import Bilingual

OUTCOME_WORDS: Final = {
    Outcome.APPROVED: "已批准 approved",
    Outcome.NOT_YET: "尚未批准 not yet approved",
    Outcome.UNVERIFIED: "无法核实 unverified",
}
OTHER_CHANGES: Final = "其他改动 Other changes"
DONE, OPEN = "✔ 完成 done", "… 待办 open"


def summary(decision: Decision, names: Mapping[str, str]) -> str:
    """Return the page; `names` maps the ids of people to their names."""
    lines = [f"## 审批 Approval: {OUTCOME_WORDS[decision.outcome]}", ""]
    lines += _list("无法核实 Could not be verified", decision.doubts)
    lines += _list("全部暂缓 In the way of everything", decision.sentences)
    for part in decision.parts:
        lines += _part(part, names)
    lines += _list("不是评审 No reviews", decision.notes)
    lines += [f"head `{decision.head}` · base `{decision.base}`", ""]
    return "\n".join(lines)


def _part(part: EditionDecision, names: Mapping[str, str]) -> Iterator[str]:
    """Give the lines about one edition, or about all other paths."""
    yield f"### {escaped(part.edition or OTHER_CHANGES)}: {OUTCOME_WORDS[part.outcome]}"
    yield ""
    if part.stages:
        yield "| 环节 Stage | 状态 State | 批准人 Who |"
        yield "| --- | --- | --- |"
        yield from (_row(stage, names) for stage in part.stages)
        yield ""
    yield from _list("", part.sentences)
    yield from _list("不计入 Does not count", [each.why for each in part.refused])


def _row(stage: StageDecision, names: Mapping[str, str]) -> str:
    """Return the row of one stage."""
    who = "; ".join(counted_text(each, names) for each in stage.counted) or "-"
    name = f"{stage.name.zh} {stage.name.en}"
    return f"| {escaped(name)} | {DONE if stage.is_met else OPEN} | {escaped(who)} |"


def counted_text(counted: Counted, names: Mapping[str, str]) -> str:
    """Name who counts, and for which sections alone."""
    sections = f" ({', '.join(counted.sections)})" if counted.sections else ""
    return f"{names.get(counted.person, counted.person)}{sections}"


def _list(title: str, sentences: Iterable[Bilingual]) -> list[str]:
    """Return sentences as a list under a title, nothing for none."""
    rows = [f"- {escaped(each.zh)}<br>{escaped(each.en)}" for each in sentences]
    return [*([f"**{title}**", ""] if title and rows else []), *rows, *([""] if rows else [])]

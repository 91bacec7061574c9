"""The forms of pull requests, one for each kind of change, with who approves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.approval.requesttexts import COMMON, FORMS, HEAD, Form
from generator.workspace.model.chains import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.workspace.model.chains import Approvers, Chain, Stage
    from generator.workspace.model.types import Bilingual
    from generator.workspace.workspace import Workspace

FOLDER: Final = ".github/PULL_REQUEST_TEMPLATE"
"""Where the forge looks for forms that are chosen by name."""
DEFAULT: Final = ".github/PULL_REQUEST_TEMPLATE.md"
_EACH: Final = "每一位 every "
_OF_SECTIONS: Final = "（各自章节 own sections）"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves some reports: the stages of their chain in words."""

    chain: Chain
    stages: tuple[str, ...]
    reports: tuple[str, ...]


def request_forms(workspace: Workspace) -> dict[str, str]:
    """Return name -> text of every form of a pull request."""
    approvals = tuple(_of_reports(workspace))
    others = tuple(_of_others(workspace))
    forms = {
        f"{FOLDER}/{form.name}.md": _text(form, approvals if form.is_of_reports else others)
        for form in FORMS
    }
    return {DEFAULT: _common(others), **forms}


def _of_reports(workspace: Workspace) -> Iterator[Approval]:
    """Give each chain with the reports that have it, in the order of chains.yml."""
    for name, chain in workspace.chains.items():
        mine = tuple(sorted(r.report for r in workspace.reports.values() if r.chain == name))
        if mine:
            yield Approval(chain, _stages(workspace, chain), mine)


def _of_others(workspace: Workspace) -> Iterator[Approval]:
    """Give the chain of everything that is no edition, where one is named."""
    names = (each.value.others for each in workspace.of_kind("chains"))
    for chain in filter(None, (workspace.chains.get(name) for name in names if name)):
        yield Approval(chain, _stages(workspace, chain), ())


def _stages(workspace: Workspace, chain: Chain) -> tuple[str, ...]:
    """Return the stages of a chain: their names, and which roles they need."""
    roles = {name: role.name for name, role in workspace.roles.items()}
    return tuple(f"{_both(stage.name)}: {_needed(stage, roles)}" for stage in chain.stages)


def _needed(stage: Stage, roles: Mapping[str, Bilingual]) -> str:
    """Say whom a stage needs, as `all of these, one of those`."""
    by = stage.by
    parts = (
        _joined(by.any_of, roles, " / ") + _count(by) if by.any_of else "",
        _joined(by.all_of, roles, " + "),
        _EACH + _joined((by.each,), roles, "") if by.each else "",
    )
    scope = _OF_SECTIONS if by.of is Scope.SECTIONS else ""
    return " + ".join(filter(None, parts)) + scope


def _count(by: Approvers) -> str:
    """Say how many are needed where one is not enough."""
    return f" × {by.at_least}" if by.at_least > 1 else ""


def _joined(names: Iterable[str], roles: Mapping[str, Bilingual], sign: str) -> str:
    """Return the names of roles; an id stands for a role that is not there."""
    return sign.join(_both(roles[name]) if name in roles else name for name in names)


def _both(text: Bilingual) -> str:
    """Return a text in both languages."""
    return f"{text.zh} {text.en}"


def _text(form: Form, approvals: Iterable[Approval]) -> str:
    """Return one form."""
    lines = [
        HEAD,
        f"<!-- 标题 Title: {form.title} -->",
        "",
        f"## {form.heading}",
        "",
        *(f"- {question}:" for question in form.questions),
        *_boxes("编制人 Author", form.author),
        *_boxes("审批人 Approvers", form.approvers),
        *_chains(approvals),
    ]
    return "\n".join(lines) + "\n"


def _boxes(heading: str, sentences: Iterable[str]) -> Iterator[str]:
    """Give the boxes that somebody ticks."""
    yield from ("", f"## {heading}", "")
    yield from (f"- [ ] {sentence}" for sentence in sentences)


def _chains(approvals: Iterable[Approval]) -> Iterator[str]:
    """Give who approves, stage by stage."""
    yield from ("", "## 谁来审批 Who approves", "")
    for each in approvals:
        yield f"**{_both(each.chain.name)}**"
        if each.reports:
            yield "(" + ", ".join(f"`{name}`" for name in each.reports) + ")"
        yield ""
        yield from (f"{place}. {stage}" for place, stage in enumerate(each.stages, 1))
        yield ""
    yield "`reportgen gate` 逐环节给出结论 says stage by stage who counts and what is missing."


def _common(others: Iterable[Approval]) -> str:
    """Return the form of a change that has none of its own, which leads to the others."""
    width = max(len(form.name) for form in FORMS) + 3
    names = (f"  {form.name + '.md':<{width}}  {form.heading}" for form in FORMS)
    return "\n".join([HEAD, COMMON.format(forms="\n".join(names)), *_chains(others)]) + "\n"

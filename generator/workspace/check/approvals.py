"""Rules X110-X114: who can approve at all, and where signed approvals stand."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.workspace.model.catalogue import processes_of
from generator.workspace.model.chains import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.findings import Finding
    from generator.workspace.model.approvals import ApprovalFile
    from generator.workspace.model.catalogue import ReportDefinition
    from generator.workspace.model.chains import Stage
    from generator.workspace.model.organisation import Person
    from generator.workspace.workspace import Item, Workspace

OTHERS: Final = "others"
"""Folder of the approvals of changes that are no edition; no report has this name."""


def shared_accounts(workspace: Workspace) -> Iterator[Finding]:
    """X110: an account, or a key, of two people would approve twice."""
    first: dict[str, str] = {}
    for item in workspace.items("person"):
        for field, mark in _marks(item.value):
            other = first.setdefault(mark, item.id)
            if other != item.id:
                yield item.entry.finding(
                    (*item.path, field),
                    "X110",
                    expected="an account and keys of one person alone",
                    found=f"the same as those of {other!r}",
                    action="take it from one of the two people",
                )


def _marks(person: Person) -> Iterator[tuple[str, str]]:
    """Give the account and the keys of a person, these without their comments."""
    if person.forge_id is not None:
        yield "forge_id", str(person.forge_id)
    for key in person.signing_keys:
        yield "signing_keys", " ".join(key.split(" ")[:2])


def misplaced_approvals(workspace: Workspace) -> Iterator[Finding]:
    """X111: a signed approval stands where its statement says."""
    for entry in workspace.of_kind("approval"):
        name = _place(entry.value)
        if entry.file != f"report_data/approvals/{name}":
            yield entry.finding(
                (),
                "X111",
                expected=f"the name approvals/{name}",
                found="another name",
                action="move it back; the signature holds for one place alone",
            )


def _place(statement: ApprovalFile) -> str:
    """Return the name of a statement's file, from report_data/approvals/."""
    folder = statement.edition or f"{OTHERS}/{statement.commit}"
    return str(PurePosixPath(folder, f"{statement.number}-{statement.person}.yml"))


def roles_that_cannot_approve(workspace: Workspace) -> Iterator[Finding]:
    """X112: somebody with an account or key holds each role of a chain; a warning."""
    able: defaultdict[str, bool] = defaultdict(bool)
    for person in workspace.people:
        for role in person.roles:
            able[role] |= person.forge_id is not None or bool(person.signing_keys)
    for item, index, stage in _stages(workspace):
        for role in stage.by.roles:
            if role in able and not able[role]:
                yield item.entry.finding(
                    (*item.path, "stages", index, "by"),
                    "X112",
                    expected=f"somebody with an account or key who holds {role!r}",
                    found="nobody",
                    action="add forge_id or signing_keys to a person in report_data/people.yml",
                )


def sections_that_nobody_confirms(workspace: Workspace) -> Iterator[Finding]:
    """X113 and X114: a chain of sections has sections, each with an owner; a warning each."""
    for item in workspace.items("report"):
        chain = workspace.chains.get(item.value.chain)
        for stage in chain.stages if chain else ():
            if stage.by.of is Scope.SECTIONS:
                yield from _unconfirmed(workspace, item, stage)


def _unconfirmed(workspace: Workspace, item: Item, stage: Stage) -> Iterator[Finding]:
    """Find the sections of a report that nobody can confirm, or that it has none."""
    holders = (person for person in workspace.people if set(stage.by.roles) & set(person.roles))
    owned = {process for person in holders for process in person.processes}
    sections = _sections(item.value)
    for index, (section, processes) in sections.items():
        if not owned.intersection(processes):
            yield item.entry.finding(
                ("sections", index),
                "X113",
                expected=f"an owner of the process {' or '.join(processes)}",
                found=f"nobody who could confirm {section!r}",
                action="name the process under processes of a person in report_data/people.yml",
            )
    if not sections:
        yield item.entry.finding(
            ("chain",),
            "X114",
            expected="a section of a process, as the chain confirms sections",
            found="none",
            action="add such a section, or choose another chain",
        )


def _sections(report: ReportDefinition) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Return the sections of processes, by their place."""
    found = (
        (place, each, processes_of(report, each)) for place, each in enumerate(report.sections)
    )
    return {place: (str(each), processes) for place, each, processes in found if processes}


def _stages(workspace: Workspace) -> Iterator[tuple[Item, int, Stage]]:
    """Give every stage of every chain, and where it stands."""
    for item in workspace.items("chain"):
        for index, stage in enumerate(item.value.stages):
            yield item, index, stage

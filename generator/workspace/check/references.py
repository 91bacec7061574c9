"""Rules X001-X007, X014, X016, X019, X024: a name in one file leads to a thing in another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.workspace.decode import did_you_mean
from generator.workspace.model.agreements import ALL
from generator.workspace.model.catalogue import INTERNAL, ReportKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.findings import Finding
    from generator.workspace.model.actions import Answered, Waiver
    from generator.workspace.workspace import Entry, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A name that a file uses, and where."""

    word: str
    name: str
    entry: Entry
    path: tuple[str | int, ...]


# The rule that speaks when a word is not known, and the files that define it.
_WORDS = {
    "party": ("X001", "parties/*.yml", "party"),
    "service": ("X002", "services.yml", "services"),
    "metric": ("X003", "metrics/*.yml", "metrics"),
    "role": ("X004", "people.yml", "people"),
    "clause": ("X005", "agreements/*.yml", "agreement"),
    "chain": ("X006", "chains.yml", "chains"),
    "calendar": ("X007", "calendars/*.yml", "calendar"),
    "agreement": ("X034", "agreements/*.yml", "agreement"),
    "retention": ("X094", "retention.yml", "retention"),
    "person": ("X095", "people.yml", "people"),
    "classification": ("X016", "organisation.yml", "organisation"),
}


def unknown_names(workspace: Workspace) -> Iterator[Finding]:
    """Find names that lead nowhere; silent about kinds of which a file is unreadable."""
    known = {word: _known(workspace, word) for word in _WORDS}
    for reference in _references(workspace):
        rule, files, kind = _WORDS[reference.word]
        names = known[reference.word]
        if reference.name in names or kind in workspace.incomplete:
            continue
        hint = did_you_mean(reference.name, names)
        yield reference.entry.finding(
            reference.path,
            rule,
            expected=f"{_article(reference.word)} of report_data/{files}",
            found=repr(reference.name),
            action=f"{hint}{_list(names)}",
        )


def audiences(workspace: Workspace) -> Iterator[Finding]:
    """Find reports that would be shown to somebody whom they are not about."""
    for item in workspace.items("report"):
        report = item.value
        allowed = {INTERNAL} if report.kind is ReportKind.INTERNAL else {INTERNAL, report.party}
        if report.audience not in allowed:
            yield item.entry.finding(
                ("audience",),
                "X024",
                expected=" or ".join(repr(name) for name in sorted(allowed)),
                found=repr(report.audience),
                action="correct the audience, or the party and kind of the report",
            )


def services_of_other_parties(workspace: Workspace) -> Iterator[Finding]:
    """Find services that the party of an agreement, report or record does not use."""
    for reference in _references(workspace):
        service = workspace.services.get(reference.name) if reference.word == "service" else None
        party = getattr(reference.entry.value, "party", None)
        # A party that is not known has a finding of its own.
        known = service and {party, *service.parties} <= workspace.parties.keys()
        if service and known and party not in service.parties:
            yield reference.entry.finding(
                reference.path,
                "X019",
                expected=f"a service that {party!r} uses",
                found=f"{reference.name!r}, used by {', '.join(service.parties)}",
                action="correct the service, or add the party to it in report_data/services.yml",
            )


def roles_without_people(workspace: Workspace) -> Iterator[Finding]:
    """Find roles that a chain or report needs and nobody holds (R-28)."""
    if "people" in workspace.incomplete:
        return
    held = {role for person in workspace.people for role in person.roles}
    for reference in (*_chain_roles(workspace), *_report_roles(workspace)):
        if reference.name in workspace.roles and reference.name not in held:
            yield reference.entry.finding(
                reference.path,
                "X014",
                expected="a role that somebody holds",
                found=f"{reference.name!r}, held by nobody",
                action="give the role to a person in report_data/people.yml",
            )


def _known(workspace: Workspace, word: str) -> tuple[str, ...]:
    """Return the names that a word may have."""
    if word == "clause":
        agreements = workspace.items("agreement")
        return tuple(f"{a.id}/{clause.id}" for a in agreements for clause in a.value.clauses)
    if word == "classification":
        entries = workspace.of_kind("organisation")
        return tuple(level.id for level in entries[0].value.classifications) if entries else ()
    return tuple(item.id for item in workspace.items(word))


def _article(word: str) -> str:
    """Return `a party`, `an agreement`."""
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _list(names: tuple[str, ...]) -> str:
    """Name what there is, when it is few enough to read."""
    few = 12
    return (
        f"known: {', '.join(names)}" if 0 < len(names) <= few else "correct the name or define it"
    )


def _references(workspace: Workspace) -> Iterator[Reference]:
    """Go through every name that some file uses, in the order of the files."""
    yield from _party_names(workspace)
    yield from _agreement_names(workspace)
    yield from _report_names(workspace)
    yield from _report_roles(workspace)
    yield from _chain_roles(workspace)
    yield from _other_chains(workspace)
    yield from _person_roles(workspace)
    yield from _document_names(workspace)
    yield from _retention_names(workspace)
    yield from _audit_names(workspace)
    yield from _skill_names(workspace)
    yield from _component_names(workspace)
    yield from _source_names(workspace)
    yield from _event_names(workspace)
    yield from _action_names(workspace)
    yield from _feedback_names(workspace)
    yield from _log_names(workspace)
    yield from _record_names(workspace)


def _many(
    word: str, names: Iterable[str], entry: Entry, path: tuple[str | int, ...]
) -> Iterator[Reference]:
    """Refer to each name of a list, except to `all`."""
    for index, name in enumerate(names):
        if name != ALL:
            yield Reference(word=word, name=name, entry=entry, path=(*path, index))


def _party_names(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("party"):
        name = item.value.calendar
        yield Reference(word="calendar", name=name, entry=item.entry, path=("calendar",))
    for item in workspace.items("service"):
        yield from _many("party", item.value.parties, item.entry, (*item.path, "parties"))
        path = (*item.path, "owner")
        yield Reference(word="role", name=item.value.owner, entry=item.entry, path=path)


def _agreement_names(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("agreement"):
        yield Reference(word="party", name=item.value.party, entry=item.entry, path=("party",))
        if item.value.service_time:
            name = item.value.service_time
            yield Reference(word="calendar", name=name, entry=item.entry, path=("service_time",))
        for index, clause in enumerate(item.value.clauses):
            path = ("clauses", index)
            place = (*path, "supported_by")
            yield from _many("clause", clause.supported_by, item.entry, place)
            yield from _many("service", clause.services, item.entry, (*path, "services"))
            if clause.metric:
                place = (*path, "metric")
                yield Reference(word="metric", name=clause.metric, entry=item.entry, path=place)


def _report_names(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("report"):
        report, entry = item.value, item.entry
        yield Reference(word="party", name=report.party, entry=entry, path=("party",))
        yield Reference(word="chain", name=report.chain, entry=entry, path=("chain",))
        level, place = report.document.classification, ("document", "classification")
        yield Reference(word="classification", name=level, entry=entry, path=place)
        yield from _many("service", report.services, entry, ("services",))
        yield from _many("metric", report.headline, entry, ("headline",))
        yield from _many("metric", report.outlook, entry, ("outlook",))
        if report.audience != INTERNAL:
            yield Reference(word="party", name=report.audience, entry=entry, path=("audience",))
        if report.required_by:
            name = report.required_by
            yield Reference(word="clause", name=name, entry=entry, path=("required_by",))


def _report_roles(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("report"):
        for field in ("owner", "author"):
            name = getattr(item.value, field)
            yield Reference(word="role", name=name, entry=item.entry, path=(field,))
        for index, recipient in enumerate(item.value.distribution):
            path = ("distribution", index, "role")
            yield Reference(word="role", name=recipient.role, entry=item.entry, path=path)
        for index, waiver in enumerate(item.value.waivers):
            path = ("waivers", index, "accepted_by")
            yield Reference(word="role", name=waiver.accepted_by, entry=item.entry, path=path)


def _other_chains(workspace: Workspace) -> Iterator[Reference]:
    for entry in workspace.of_kind("chains"):
        if entry.value.others:
            yield Reference(word="chain", name=entry.value.others, entry=entry, path=("others",))


def _chain_roles(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("chain"):
        for index, stage in enumerate(item.value.stages):
            path = (*item.path, "stages", index, "by")
            yield from _many("role", stage.by.any_of, item.entry, (*path, "any_of"))
            yield from _many("role", stage.by.all_of, item.entry, (*path, "all_of"))
            if stage.by.each:
                place = (*path, "each")
                yield Reference(word="role", name=stage.by.each, entry=item.entry, path=place)


def _person_roles(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("person"):
        yield from _many("role", item.value.roles, item.entry, (*item.path, "roles"))


def _document_names(workspace: Workspace) -> Iterator[Reference]:
    for entry in workspace.of_kind("documents"):
        for index, document in enumerate(entry.value.documents):
            path = ("documents", index)
            yield Reference(word="role", name=document.owner, entry=entry, path=(*path, "owner"))
            yield from _many("role", document.distribution, entry, (*path, "distribution"))
            for place, version in enumerate(document.versions):
                for word in ("author", "reviewed", "approved"):
                    signature = getattr(version, word)
                    if signature:
                        there = (*path, "versions", place, word, "by")
                        yield Reference(word="person", name=signature.by, entry=entry, path=there)


def _audit_names(workspace: Workspace) -> Iterator[Reference]:
    for entry in (*workspace.of_kind("audit"), *workspace.of_kind("inspection")):
        yield Reference(word="person", name=entry.value.by, entry=entry, path=("by",))


def _retention_names(workspace: Workspace) -> Iterator[Reference]:
    for entry in workspace.of_kind("retention"):
        for index, hold in enumerate(entry.value.holds):
            path = ("holds", index)
            yield from _many("retention", hold.classes, entry, (*path, "classes"))
            name = hold.ordered_by
            yield Reference(word="role", name=name, entry=entry, path=(*path, "ordered_by"))
        for index, stone in enumerate(entry.value.destroyed):
            for word in ("decided_by", "witnessed_by"):
                there = ("destroyed", index, word)
                name = getattr(stone, word)
                yield Reference(word="person", name=name, entry=entry, path=there)
    if workspace.of_kind("retention"):
        for item in workspace.items("report"):
            name = item.value.retention
            yield Reference(word="retention", name=name, entry=item.entry, path=("retention",))


def _skill_names(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("skill"):
        for index, held in enumerate(item.value.held):
            path = (*item.path, "held", index, "by")
            yield Reference(word="person", name=held.by, entry=item.entry, path=path)


def _component_names(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("metric"):
        for index, component in enumerate(item.value.components):
            path = (*item.path, "components", index, "metric")
            yield Reference(word="metric", name=component.metric, entry=item.entry, path=path)


def _source_names(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("source"):
        yield Reference(word="party", name=item.value.party, entry=item.entry, path=("party",))
        for index, record in enumerate(item.value.records):
            path = ("records", index, "metric")
            yield Reference(word="metric", name=record.metric, entry=item.entry, path=path)


def _event_names(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("event"):
        yield Reference(word="party", name=item.value.party, entry=item.entry, path=("party",))
        yield from _many("service", item.value.services, item.entry, ("services",))
        yield from _many("metric", item.value.metrics, item.entry, ("metrics",))


def _action_names(workspace: Workspace) -> Iterator[Reference]:
    """Name what actions and waivers are about, and who answers for them."""
    for entry in workspace.of_kind("actions"):
        yield Reference(word="party", name=entry.value.party, entry=entry, path=("party",))
        for index, action in enumerate(entry.value.actions):
            path: tuple[str | int, ...] = ("actions", index)
            yield Reference(word="role", name=action.owner, entry=entry, path=(*path, "owner"))
            for place, about in enumerate(action.answers):
                yield from _promise_names(about, entry, (*path, "answers", place))
        for index, waiver in enumerate(entry.value.waivers):
            path = ("waivers", index)
            yield from _promise_names(waiver, entry, path)
            name = waiver.accepted_by
            yield Reference(word="role", name=name, entry=entry, path=(*path, "accepted_by"))


def _promise_names(
    about: Answered | Waiver, entry: Entry, path: tuple[str | int, ...]
) -> Iterator[Reference]:
    """Name clause and services of what is answered or waived."""
    yield Reference(word="clause", name=about.clause, entry=entry, path=(*path, "clause"))
    yield from _many("service", about.services, entry, (*path, "services"))


def _feedback_names(workspace: Workspace) -> Iterator[Reference]:
    """Name who said something, who answered, and who was at a review."""
    for kind in ("feedback", "reviews"):
        for entry in workspace.of_kind(kind):
            yield Reference(word="party", name=entry.value.party, entry=entry, path=("party",))
    for item in workspace.items("feedback"):
        for field in ("by", "answered_by"):
            name = getattr(item.value, field)
            if name:
                path = (*item.path, field)
                yield Reference(word="role", name=name, entry=item.entry, path=path)
        if item.value.figure:
            metric = item.value.figure.partition("@")[0]
            path = (*item.path, "figure")
            yield Reference(word="metric", name=metric, entry=item.entry, path=path)
    for item in workspace.items("review"):
        yield from _many("role", item.value.attended, item.entry, (*item.path, "attended"))
        for index, decision in enumerate(item.value.decisions):
            path = (*item.path, "decisions", index, "by")
            yield Reference(word="role", name=decision.by, entry=item.entry, path=path)


def _log_names(workspace: Workspace) -> Iterator[Reference]:
    for item in workspace.items("outages"):
        log, entry = item.value, item.entry
        yield Reference(word="party", name=log.party, entry=entry, path=("party",))
        yield Reference(word="agreement", name=log.agreement, entry=entry, path=("agreement",))
        for cell, name in log.service.map.items():
            in_map = ("service", "map", cell)
            yield Reference(word="service", name=name, entry=entry, path=in_map)
        for view, metric in log.metrics.by_view.items():
            yield Reference(word="metric", name=metric, entry=entry, path=("metrics", view))


def _record_names(workspace: Workspace) -> Iterator[Reference]:
    """Name each metric and service of a record file once, where it first stands."""
    for entry in workspace.of_kind("records"):
        yield Reference(word="party", name=entry.value.party, entry=entry, path=("party",))
        first: dict[tuple[str, str], int] = {}
        for index, record in enumerate(entry.value.records):
            first.setdefault(("metric", record.metric), index)
            first.setdefault(("service", record.service), index)
        for (word, name), index in first.items():
            path = ("records", index, word)
            yield Reference(word=word, name=name, entry=entry, path=path)
        lines = {line.service: index for index, line in enumerate(entry.value.outages)}
        for name, index in lines.items():
            path = ("outages", index, "service")
            yield Reference(word="service", name=name, entry=entry, path=path)

"""Roles and people: who holds which role, and what the role does in which chain."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.compose.blocks import Block, Column, Line, Paragraph, Subheading, Table, plain
from generator.compose.words import Words
from generator.render.escape import escaped
from generator.render.markdown import blocks_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.audience import View
    from generator.workspace.model.chains import Approvers, Chain
    from generator.workspace.model.organisation import Role


def roles_page(view: View) -> str:
    """Return the roles of the audience's reports, and whom to reach at the parties.

    Accounts and addresses of our people are on no page, and their names only on our own.
    """
    words = Words(view.language)
    text = [f"# {escaped(words.say('roles'))}"]
    text += blocks_text(_blocks(view, words))
    return "\n\n".join(text) + "\n"


def _blocks(view: View, words: Words) -> Iterator[Block]:
    """Give the tables of roles, of chains and of contacts."""
    yield _roles(view, words)
    yield Subheading(title=words.say("chains"))
    yield _chains(view, words)
    contacts = list(_contacts(view, words))
    if contacts:
        yield Subheading(title=words.say("contacts"))
        titles = ("party", "role", "name", "email")
        yield Table(
            caption=words.say("contacts"),
            columns=tuple(Column(title=words.say(key)) for key in titles),
            rows=tuple(contacts),
        )
    if not view.internal:
        yield Paragraph(line=plain(words.say("people-inside")))


def _roles(view: View, words: Words) -> Table:
    """Return one row a role, with the reports that it owns or writes and its stages."""
    duties = _duties(view, words)
    titles = ("role", "held-by", "duties") if view.internal else ("role", "duties")
    return Table(
        caption=words.say("roles"),
        columns=tuple(Column(title=words.say(key)) for key in titles),
        rows=tuple(
            _role(view, role, duties, words)
            for role in view.workspace.roles.values()
            if view.internal or role.id in duties
        ),
    )


def _role(view: View, role: Role, duties: dict[str, list[str]], words: Words) -> tuple[Line, ...]:
    """Return one role."""
    between, dash = words.say("between"), words.say("no-value")
    holders = [person.name for person in view.workspace.people if role.id in person.roles]
    held = (plain(between.join(holders) or dash),) if view.internal else ()
    done = between.join(dict.fromkeys(duties.get(role.id, ())))
    return (plain(role.name.of(words.language)), *held, plain(done or dash))


def _duties(view: View, words: Words) -> dict[str, list[str]]:
    """Return role -> what it does for the audience's reports."""
    duties: defaultdict[str, list[str]] = defaultdict(list)
    for report in view.reports:
        duties[report.owner].append(words.say("owns-reports"))
        duties[report.author].append(words.say("writes-reports"))
        for recipient in report.distribution:
            duties[recipient.role].append(words.say("gets-reports"))
    for chain in _used_chains(view):
        for stage in chain.stages:
            name = chain.name.of(words.language), stage.name.of(words.language)
            for role in _named_in(stage.by):
                duties[role].append(words.say("acts-in", chain=name[0], stage=name[1]))
    return dict(duties)


def _named_in(approvers: Approvers) -> tuple[str, ...]:
    """Return the roles that may decide a stage."""
    each = (approvers.each,) if approvers.each else ()
    return (*approvers.any_of, *approvers.all_of, *each)


def _used_chains(view: View) -> tuple[Chain, ...]:
    """Return the chains of the audience's reports; inside all of them."""
    used = {report.chain for report in view.reports}
    chains = view.workspace.chains.values()
    return tuple(chain for chain in chains if view.internal or chain.chain in used)


def _chains(view: View, words: Words) -> Table:
    """Return one row a stage of each chain, in order."""
    titles = ("chain", "stage", "decides")
    return Table(
        caption=words.say("chains"),
        columns=tuple(Column(title=words.say(key)) for key in titles),
        rows=tuple(
            (
                plain(chain.name.of(words.language)),
                plain(f"{number}. {stage.name.of(words.language)}"),
                plain(_deciders(view, stage.by, words)),
            )
            for chain in _used_chains(view)
            for number, stage in enumerate(chain.stages, start=1)
        ),
    )


def _deciders(view: View, approvers: Approvers, words: Words) -> str:
    """Say which roles decide a stage, and how many of them it needs."""
    between = words.say("between")

    def named(roles: tuple[str, ...]) -> str:
        return between.join(view.workspace.roles[each].name.of(words.language) for each in roles)

    needs = {"any": approvers.any_of, "all": approvers.all_of}
    said = [
        words.say(f"needs-{key}" if len(roles) > 1 else "needs-one", roles=named(roles))
        for key, roles in needs.items()
        if roles
    ]
    if approvers.each:
        said.append(words.say("needs-each", roles=named((approvers.each,))))
    return between.join(said)


def _contacts(view: View, words: Words) -> Iterator[tuple[Line, ...]]:
    """Give whom to reach at each party of the audience's reports."""
    for party in view.parties:
        found = view.workspace.parties[party]
        for contact in found.contacts:
            yield (
                plain(found.name.of(words.language)),
                plain(contact.role.of(words.language)),
                plain(contact.name),
                plain(contact.email or words.say("no-value")),
            )

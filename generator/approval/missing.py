"""What a stage still lacks, and who could give it: one sentence for each need."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.approval.sentences import names, say
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.approval.needs import Need
    from generator.approval.question import Question
    from generator.workspace.model.organisation import Person


def missing(question: Question, place: int) -> tuple[Bilingual, ...]:
    """Return a sentence for each need of a stage that nobody fills; equal ones are counted."""
    needs = question.needs[place]
    if not needs:
        return (_nothing_to_confirm(question, place),)
    filled = question.plan[place] if place < len(question.plan) else {}
    lacking = Counter(need for at, need in enumerate(needs) if at not in filled)
    return tuple(_lack(question, place, need, number) for need, number in lacking.items())


def _nothing_to_confirm(question: Question, place: int) -> Bilingual:
    """Say that a stage can never be done."""
    stage = question.stages[place].name
    return say(
        "R6",
        en=f"{stage.en}: no section belongs to a process, so that nobody could confirm one; give"
        " the report another chain",
        zh=f"{stage.zh}：没有属于任何过程的章节，无人可以确认；请为该报告改用其他审批链",
    )


def _lack(question: Question, place: int, need: Need, number: int) -> Bilingual:
    """Say what is missing and who can give it."""
    stage, what = question.stages[place].name, _what(question, need, number)
    if not need.people:
        return _unowned(question, place, need)
    able = [person for person in need.people if not _hindrance(question, person)]
    if not able:
        return _deadlock(question, place, need, what)
    who = names(person.name for person in able)
    if place >= len(question.plan):
        last = question.stages[place - 1].name
        return say(
            "R8",
            en=f"{stage.en}: {what.en}, and comes after {last.en}; {who.en} can give it",
            zh=f"{stage.zh}：{what.zh}；须待{last.zh}完成，可由{who.zh}给出",
        )
    return say(
        "R6",
        en=f"{stage.en}: {what.en}; {who.en} can give it",
        zh=f"{stage.zh}：{what.zh}；可由{who.zh}给出",
    )


def _what(question: Question, need: Need, number: int) -> Bilingual:
    """Name what is missing: an approval of a role, or the confirmation of a section."""
    if need.section:
        return Bilingual(
            en=f"section {need.section} is not confirmed", zh=f"章节 {need.section} 未确认"
        )
    roles = _roles(question, need)
    if number > 1:
        return Bilingual(
            en=f"{number} approvals of {roles.en} are missing",
            zh=f"缺少{roles.zh}的 {number} 个批准",
        )
    return Bilingual(en=f"the approval of {roles.en} is missing", zh=f"缺少{roles.zh}的批准")


def _roles(question: Question, need: Need) -> Bilingual:
    """Name the roles of a need in both languages."""
    known = question.hearing.mandates.role_names
    listed = [known.get(role, Bilingual(zh=role, en=role)) for role in need.roles]
    return Bilingual(
        zh=names(role.zh for role in listed).zh, en=names(role.en for role in listed).en
    )


def _unowned(question: Question, place: int, need: Need) -> Bilingual:
    """Say that a need has nobody at all."""
    stage, roles = question.stages[place].name, _roles(question, need)
    if need.section:
        processes = names(question.sections[need.section])
        return say(
            "R6",
            en=f"{stage.en}: section {need.section} has no owner; give somebody with the role"
            f" {roles.en} the process {processes.en} in people.yml",
            zh=f"{stage.zh}：章节 {need.section} 没有负责人；请在 people.yml 中为某位{roles.zh}"
            f"登记过程 {processes.zh}",
        )
    return say(
        "R6",
        en=f"{stage.en}: nobody holds the role {roles.en}",
        zh=f"{stage.zh}：无人担任{roles.zh}",
    )


def _deadlock(question: Question, place: int, need: Need, what: Bilingual) -> Bilingual:
    """Say why none of the people who hold a role can give what is missing."""
    stage = question.stages[place].name
    found = [(person, _hindrance(question, person)) for person in need.people]
    reasons = [(person.name, why) for person, why in found if why]
    rule = min(why[0] for _, why in reasons)
    en = ", ".join(f"{name} {why[1].en}" for name, why in reasons)
    zh = "，".join(f"{name}{why[1].zh}" for name, why in reasons)
    return say(
        rule,
        en=f"{stage.en}: {what.en}, and nobody can give it: {en}",
        zh=f"{stage.zh}：{what.zh}，且无人可以给出：{zh}",
    )


def _hindrance(question: Question, person: Person) -> tuple[str, Bilingual] | None:
    """Return the rule and reason why somebody cannot approve at all, if there is one."""
    reasons: Iterable[tuple[bool, str, Bilingual]] = (
        (
            person.id in question.hearing.authorship.people,
            "R5",
            Bilingual(en="made the change", zh="是改动的作者"),
        ),
        (
            not (person.signing_keys if question.hearing.facts.is_signed else person.forge_id),
            "R6",
            Bilingual(
                en="has neither account nor key in people.yml",
                zh="在 people.yml 中没有账号或密钥",
            ),
        ),
        (
            any(v.person == person for filling in question.plan for v in filling.values()),
            "R7",
            Bilingual(en="counts in another role already", zh="已计入其他角色"),
        ),
    )
    return next(((rule, why) for holds, rule, why in reasons if holds), None)

"""Why an account does not count: the first reason that holds, one function each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.approval.evidence import SIGNER, USER, Opinion
from generator.approval.sentences import AND, names, say, short
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.authorship import Authorship
    from generator.approval.binding import Binding
    from generator.approval.fold import Standing
    from generator.approval.needs import Need
    from generator.workspace.model.organisation import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An account before the question whether it counts for an edition.

    `needs` are those that the person behind it could fill, were it to approve.
    """

    standing: Standing
    person: Person | None
    roles: frozenset[str]
    needs: tuple[Need, ...]
    authorship: Authorship
    binding: Binding

    @property
    def who(self) -> str:
        """Return the name of the person, or the login of a stranger."""
        return self.person.name if self.person else self.standing.account.login

    @property
    def newest_commit(self) -> str:
        """Return the commit of the newest review, in few digits."""
        return short(self.standing.newest.commit or "?")


Reason = Callable[[Case], Bilingual | None]


def only_commented(case: Case) -> Bilingual | None:
    """Refuse who only said something (B20)."""
    if case.standing.opinion is not Opinion.COMMENTED:
        return None
    return Bilingual(en="a comment approves nothing", zh="评论不是批准")


def withdrawn(case: Case) -> Bilingual | None:
    """Refuse whose newest opinion was taken back (B12)."""
    if case.standing.opinion is not Opinion.DISMISSED:
        return None
    return Bilingual(en="the newest review was dismissed", zh="最新的评审已被撤回")


def powerless_request(case: Case) -> Bilingual | None:
    """Tell that a request for changes by somebody without a say stops nothing."""
    if case.standing.opinion is not Opinion.CHANGES_REQUESTED:
        return None
    return Bilingual(
        en="the request for changes comes from somebody without a role in any chain",
        zh="提出修改要求的人不担任任何审批链中的角色",
    )


def no_person(case: Case) -> Bilingual | None:
    """Refuse machines and placeholders (B05)."""
    kind = case.standing.account.kind
    if kind in {USER, SIGNER}:
        return None
    return Bilingual(en=f"it is no person ({kind})", zh=f"不是自然人账号（{kind}）")


def without_access(case: Case) -> Bilingual | None:
    """Refuse who may not write to the repository (B17)."""
    writers = case.binding.facts.writers
    if writers is None or case.standing.account.id in writers:
        return None
    return Bilingual(
        en="the account may not write to the repository", zh="该账号对代码库没有写权限"
    )


def unknown(case: Case) -> Bilingual | None:
    """Refuse accounts that the base does not know (B15, B18)."""
    if case.person is not None:
        return None
    return Bilingual(
        en="people.yml of the base commit does not know the account",
        zh="目标分支的 people.yml 中没有该账号",
    )


def without_role(case: Case) -> Bilingual | None:
    """Refuse who holds no role of the chain at the base."""
    if case.person is None or not case.roles.isdisjoint(case.person.roles):
        return None
    return Bilingual(en="the person holds no role of this chain", zh="不担任本审批链中的角色")


def has_a_part(case: Case) -> Bilingual | None:
    """Refuse who made the change (B02, B03, B04)."""
    person = case.person.id if case.person else ""
    if not case.authorship.has(case.standing.account, person):
        return None
    return Bilingual(
        en="who makes a change cannot approve it", zh="改动的作者或提交者不能批准自己的改动"
    )


def not_asked(case: Case) -> Bilingual | None:
    """Refuse who holds a role but has nothing here to confirm."""
    if case.needs:
        return None
    return Bilingual(
        en="no section of this edition belongs to the person's processes",
        zh="本期次没有其负责过程的章节",
    )


def saw_other_content(case: Case) -> Bilingual | None:
    """Refuse who approved something else than what is at the head (B01, B10, B30)."""
    kept = [case.binding.kept(review) for review in case.standing.approvals]
    if any(each.covers(need.section) for each in kept for need in case.needs):
        return None
    return _outdated(case)


def _outdated(case: Case) -> Bilingual:
    """Say what an approval saw, and why it no longer counts."""
    commit, facts, what = case.newest_commit, case.binding.facts, _wanted(case)
    if case.standing.newest.commit is None:
        return Bilingual(en="the commit that it saw is gone", zh="其所见的提交已不存在")
    if case.binding.is_of_another_branch(case.standing.newest):
        return Bilingual(
            en="it was given before the change was turned to this branch",
            zh="批准早于目标分支的变更",
        )
    if case.binding.is_head_only:
        head = short(facts.head)
        return Bilingual(
            en=f"it saw {commit}; as other files change too, only the head {head} counts",
            zh=f"其所见为 {commit}；因同时改动其他文件，只认最新提交 {head}",
        )
    return Bilingual(
        en=f"what it saw at {commit} has changed: {what.en}",
        zh=f"其在 {commit} 所见的内容已改变：{what.zh}",
    )


def _wanted(case: Case) -> Bilingual:
    """Name what the person would have to look at again."""
    sections = [need.section for need in case.needs if need.section]
    edition = case.binding.edition
    return names(dict.fromkeys(sections or [edition]), last=AND)


REFUSALS: Final[tuple[tuple[str, Reason], ...]] = (
    ("R1", only_commented),
    ("R2", withdrawn),
    ("R6", powerless_request),
    ("R5", no_person),
    ("R6", unknown),
    ("R6", without_role),
    ("R5", without_access),
    ("R5", has_a_part),
    ("R6", not_asked),
    ("R3", saw_other_content),
)
"""Rules and their questions, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The rule that says that an account does not count, and its sentence."""

    rule: str
    why: Bilingual


def refusal(case: Case) -> Refusal | None:
    """Return the first reason why an account does not count, None when it does."""
    for rule, reason in REFUSALS:
        found = reason(case)
        if found is not None:
            return does_not_count(rule, case.who, found)
    return None


def does_not_count(rule: str, who: str, reason: Bilingual) -> Refusal:
    """Return the sentence that somebody does not count."""
    en, zh = f"{who} does not count: {reason.en}", f"{who}不计入：{reason.zh}"
    return Refusal(rule, say(rule, en=en, zh=zh))

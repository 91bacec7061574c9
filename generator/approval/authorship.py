"""Who made the change, and therefore cannot approve it (R5)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.approval.sentences import say, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.approval.evidence import Account, Commit, PullRequest
    from generator.approval.mandates import Mandates
    from generator.workspace.model.types import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """People and accounts with a part in the change; `doubts` where nobody knows whose it is."""

    people: frozenset[str]
    accounts: frozenset[int]
    doubts: tuple[Bilingual, ...]

    def has(self, account: Account, person: str) -> bool:
        """Tell whether an account, or the person behind it, had a part."""
        return account.id in self.accounts or person in self.people


def authorship(facts: PullRequest, mandates: Mandates) -> Authorship:
    """Return who had a part: who opened it, every author, committer and co-author."""
    makers = [facts.author, *(each for c in facts.commits for each in (c.author, c.committer))]
    accounts = [each for each in makers if each is not None]
    emails = [mail for c in facts.commits for mail in (*c.emails, *c.co_authors)]
    by_account = (mandates.person_of(each) for each in accounts)
    by_mail = (person for mail in emails for person in mandates.persons_with(mail))
    return Authorship(
        people=frozenset(person.id for person in (*by_account, *by_mail) if person),
        accounts=frozenset(each.id for each in accounts if each.id),
        doubts=tuple(_doubts(facts, mandates)),
    )


def _doubts(facts: PullRequest, mandates: Mandates) -> Iterator[Bilingual]:
    """Doubt what nobody, or nobody known, has made: it could be an approver."""
    if facts.author is None and facts.number:
        yield say(
            "R5",
            en="the account that opened the pull request is not known, so it could approve itself",
            zh="提出合并请求的账号未知，无法排除其自行批准",
        )
    for commit in facts.commits:
        if _is_anonymous(commit, mandates):
            yield say(
                "R5",
                en=f"commit {short(commit.sha)} belongs to no known account; add its e-mail address"
                " to the person in people.yml, or commit with an address that the forge knows",
                zh=f"提交 {short(commit.sha)} 不属于任何已知账号；请在 people.yml "
                "中为本人登记该邮箱，或改用平台认识的邮箱提交",
            )


def _is_anonymous(commit: Commit, mandates: Mandates) -> bool:
    """Tell whether author or committer is neither an account nor an address of a person."""
    makers = zip_longest((commit.author, commit.committer), commit.emails[:2], fillvalue=None)
    return any(
        maker is None and not (mail and mandates.persons_with(str(mail))) for maker, mail in makers
    )

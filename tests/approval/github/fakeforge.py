"""A forge in memory: what happened to a pull request, told as GitHub tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from generator.approval.evidence import Account, Commit, Opinion, PullRequest, Review
from generator.approval.github.address import Api
from generator.approval.github.client import Client
from generator.approval.github.forge import GitHub
from generator.approval.github.requests import Requests
from generator.approval.github.transport import Reply, Transport
from tests.approval.github.shape import smallest, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

API = "https://forge.test"
REPOSITORY = "example/reports"
HOME = f"/repos/{REPOSITORY}"
TOKEN = "secret-token-of-the-tests"  # noqa: S105 - of nobody
NOW = 1_400_000_000.0
MAIN = "refs/heads/main"
STRICT = {
    "required_approving_review_count": 1,
    "dismiss_stale_reviews_on_push": True,
    "require_code_owner_review": True,
    "require_last_push_approval": True,
    "required_review_thread_resolution": False,
    "allowed_merge_methods": ["merge"],
}
JSON = {"content-type": "application/json; charset=utf-8", "date": "Tue, 13 May 2014 16:53:20 GMT"}

Json = Any


def user(account: Account | None) -> Json:
    if account is None:
        return None
    return smallest("simple-user", id=account.id, login=account.login, type=account.kind)


def moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rules(parameters: Mapping[str, object] | None = None) -> list[Json]:
    """Return the rules of a branch that is protected as it must be."""
    asked = {"type": "pull_request", "parameters": dict(parameters or STRICT)}
    gate = {
        "required_status_checks": [{"context": "gate", "integration_id": 15368}],
        "strict_required_status_checks_policy": True,
    }
    checks = {"type": "required_status_checks", "parameters": gate}
    return [asked, {"type": "deletion"}, {"type": "non_fast_forward"}, checks]


def ruleset(number: int, target: str, held: list[Json], **values: object) -> Json:
    return {
        **smallest("repository-ruleset", id=number, name=f"{target} {number}", source=REPOSITORY),
        "enforcement": "active",
        "target": target,
        "rules": held,
        "bypass_actors": [],
        "updated_at": "2013-01-01T00:00:00Z",
        **values,
    }


def _tag_sets() -> list[Json]:
    tags = ["refs/tags/report/**/*", "refs/tags/evidence/**/*"]
    names = {"ref_name": {"include": tags, "exclude": []}}
    kept = [{"type": "update"}, {"type": "deletion"}, {"type": "non_fast_forward"}]
    maker = [{"actor_id": 9, "actor_type": "Integration", "bypass_mode": "always"}]
    return [
        ruleset(2, "tag", kept, conditions=names),
        ruleset(3, "tag", [{"type": "creation"}], conditions=names, bypass_actors=maker),
    ]


@dataclass(slots=True)
class World:
    """What the forge knows: one pull request with its history, and the settings."""

    facts: PullRequest
    sets: list[Json] = field(default_factory=lambda: [ruleset(1, "branch", rules()), *_tag_sets()])
    suites: list[Json] = field(default_factory=list)
    activity: list[Json] = field(default_factory=list)
    rights: Json = field(
        default_factory=lambda: {
            "default_workflow_permissions": "read",
            "can_approve_pull_request_reviews": False,
        }
    )

    default_branch: str = "main"
    actions: Json = field(default_factory=lambda: {"enabled": True, "sha_pinning_required": True})
    secrets: list[str] = field(default_factory=list)
    secrets_left_out: int = 0
    owners_errors: list[Json] = field(default_factory=list)
    collaborators: list[Json] = field(default_factory=list)
    teams: dict[str, list[int]] = field(default_factory=dict)
    """Team such as `organisation/team` -> the accounts of its members."""
    unseen: frozenset[str] = frozenset()
    """Ends of paths that the token may not see."""

    def answer(self, path: str) -> Json:
        """Return the whole answer for a path: an object, or all items of a list; None for 404."""
        facts, own = self.facts, f"{HOME}/pulls/{self.facts.number}"
        known: dict[str, Callable[[], Json]] = {
            own: self._pull,
            f"{own}/reviews": lambda: [self._review(each) for each in facts.reviews],
            f"{own}/commits": lambda: [_commit(each) for each in facts.commits],
            f"{own}/files": lambda: [_file(each) for each in facts.paths],
            f"{HOME}/issues/{facts.number}/timeline": self._timeline,
            f"{HOME}/pulls": self._pulls,
            f"{HOME}/git/ref/heads/{facts.base_branch}": self._tip,
            f"{HOME}/rules/branches/{facts.base_branch}": self._rules,
            f"{HOME}/rulesets": lambda: self.sets,
            f"{HOME}/rulesets/rule-suites": lambda: self.suites,
            f"{HOME}/activity": lambda: self.activity,
            f"{HOME}/actions/permissions/workflow": lambda: self.rights,
        }
        known |= {f"{HOME}/rulesets/{s['id']}": partial(dict, s) for s in self.sets}
        for rival in facts.rivals:
            known[f"{HOME}/pulls/{rival.number}/files"] = partial(
                list, [_file(each) for each in rival.paths]
            )
        if facts.merged:
            known[f"{HOME}/commits/{facts.merged.commit}/pulls"] = lambda: [
                self._simple(facts.number)
            ]
        known |= self._settings()
        if any(path.endswith(each) for each in self.unseen):
            return None
        if path in known:
            return known[path]()
        return self._permission(path) if path.endswith("/permission") else None

    def _settings(self) -> dict[str, Callable[[], Json]]:
        """Return path -> answer of what doctor asks beyond a pull request."""
        actions = f"{HOME}/actions"
        secrets = [{"name": name, **dict.fromkeys(_TIMES, "2013-01-01")} for name in self.secrets]
        count = len(secrets) + self.secrets_left_out
        return {
            HOME: lambda: smallest("repository", default_branch=self.default_branch),
            f"{HOME}/codeowners/errors": lambda: {"errors": self.owners_errors},
            f"{actions}/permissions": lambda: self.actions,
            f"{actions}/secrets": lambda: {"total_count": count, "secrets": secrets},
            f"{actions}/organization-secrets": lambda: {"total_count": 0, "secrets": []},
            f"{HOME}/collaborators": lambda: [_collaborator(each) for each in self.collaborators],
        } | {
            f"/orgs/{team.replace('/', '/teams/')}/members": partial(_members, accounts)
            for team, accounts in self.teams.items()
        }

    def _pull(self) -> Json:
        facts = self.facts
        repo = smallest("repository", default_branch=facts.main_branch)
        whole = smallest("pull-request")
        return whole | {
            "number": facts.number,
            "state": "closed" if facts.merged else "open",
            "user": user(facts.author or Account(id=10137, login="ghost", kind="User")),
            "base": whole["base"] | {"ref": facts.base_branch, "sha": facts.base, "repo": repo},
            "head": whole["head"] | {"sha": facts.head},
            "created_at": moment(facts.opened or datetime(2013, 11, 4, 9, tzinfo=UTC)),
            "updated_at": "2013-11-05T09:00:00Z",
            "merged": facts.merged is not None,
            "merge_commit_sha": facts.merged.commit if facts.merged else None,
            "commits": len(facts.commits),
            "changed_files": len(facts.paths),
        }

    def _simple(self, number: int) -> Json:
        return smallest("pull-request-simple", number=number)

    def _pulls(self) -> Json:
        return [
            self._simple(n) for n in (self.facts.number, *(r.number for r in self.facts.rivals))
        ]

    def _tip(self) -> Json:
        whole = smallest("git-ref", ref=f"refs/heads/{self.facts.base_branch}")
        return whole | {"object": whole["object"] | {"type": "commit", "sha": self.facts.base}}

    def _review(self, review: Review) -> Json:
        told = smallest("pull-request-review") | {
            "id": review.id,
            "user": user(review.account),
            "state": review.opinion.value,
            "commit_id": review.commit,
        }
        if review.submitted:
            told["submitted_at"] = moment(review.submitted)
        return told

    def _timeline(self) -> Json:
        told = []
        for each in self.facts.dismissals:
            event = smallest("review-dismissed-issue-event", event="review_dismissed")
            event["dismissed_review"] |= {"state": each.was.value.lower(), "review_id": each.review}
            told.append(event | {"actor": user(each.by), "created_at": "2013-11-04T10:00:00Z"})
        if self.facts.retargeted:
            event = smallest("state-change-issue-event", event="base_ref_changed")
            told.append(event | {"created_at": moment(self.facts.retargeted)})
        return told

    def _rules(self) -> Json:
        """Return the rules in force, of every set that is for branches."""
        return [
            {**rule, "ruleset_id": each["id"], "ruleset_source_type": "Repository"}
            | {"ruleset_source": REPOSITORY}
            for each in self.sets
            if each["target"] == "branch" and each["enforcement"] == "active"
            for rule in each["rules"]
        ]

    def _permission(self, path: str) -> Json:
        login = unquote(path.split("/")[-2])
        known = [r.account for r in self.facts.reviews if r.account and r.account.login == login]
        if not known:
            return None
        writers = self.facts.writers
        right = "write" if writers is None or known[0].id in writers else "read"
        whole = smallest("repository-collaborator-permission", permission=right, role_name=right)
        given = {"id": known[0].id, "login": login, "type": known[0].kind}
        return whole | {"user": smallest("nullable-collaborator") | given}


_TIMES = ("created_at", "updated_at")


def _members(accounts: list[int]) -> Json:
    return [smallest("simple-user", id=n, login=f"u{n}", type="User") for n in accounts]


def _collaborator(given: Json) -> Json:
    known = smallest("nullable-collaborator", role_name="write")
    return known | {"type": "User"} | given


def _commit(commit: Commit) -> Json:
    whole = smallest("commit", sha=commit.sha)
    lines = [f"Co-authored-by: Somebody <{mail}>" for mail in commit.co_authors]
    author, committer = commit.emails or ("", "")
    told = {
        "author": {"name": "A", "email": author},
        "committer": {"name": "C", "email": committer},
        "message": "\n".join(["Change", "", *lines]),
    }
    return whole | {
        "author": user(commit.author),
        "committer": user(commit.committer),
        "commit": whole["commit"] | told,
    }


def _file(path: str) -> Json:
    return smallest("diff-entry", filename=path, status="modified")


@dataclass(slots=True)
class FakeForge:
    """A transport that answers from a world; each answer is checked before it leaves."""

    world: World
    per_page: int = 100
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def get(self, url: str, headers: Mapping[str, str]) -> Reply:
        """Answer one request."""
        place = urlsplit(url)
        self.asked.append(url)
        self.headers.append(headers)
        whole = self.world.answer(place.path)
        if whole is None:
            return Reply(status=404, headers=JSON, body=b'{"message": "Not Found"}')
        validate(place.path, whole)
        query = {key: values[-1] for key, values in parse_qs(place.query).items()}
        link = ""
        if isinstance(whole, list):
            page = int(query.get("page", "1"))
            is_last = page * self.per_page >= len(whole)
            whole = whole[(page - 1) * self.per_page : page * self.per_page]
            following = urlencode(query | {"page": str(page + 1)})
            link = "" if is_last else f'<{API}{place.path}?{following}>; rel="next"'
        extra = {"link": link} if link else {}
        return Reply(status=200, headers=JSON | extra, body=json.dumps(whole).encode())


@dataclass(slots=True)
class Watch:
    """A clock that only sleeping moves."""

    now: float = NOW
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds


def forge_at(transport: Transport, watch: Watch | None = None, api: str = API) -> GitHub:
    """Return the adapter on a transport."""
    ours = watch or Watch()
    client = Client(
        api=Api.at(api), transport=transport, clock=ours.clock, sleep=ours.sleep, token=TOKEN
    )
    return GitHub(client, Requests(REPOSITORY))


def approved_world() -> World:
    """Return a world in which one person approved one file."""
    lin = Account(id=101, login="lin", kind="User")
    qin = Account(id=105, login="qin", kind="User")
    start = datetime(2013, 11, 4, 9, tzinfo=UTC)
    return World(
        PullRequest(
            number=7,
            author=lin,
            base_branch="main",
            base="b" * 40,
            head="a" * 40,
            paths=("docs/reports/bank-monthly/2013-10.md",),
            commits=(
                Commit(
                    sha="a" * 40, author=lin, committer=lin, emails=("lin@x.test", "lin@x.test")
                ),
            ),
            reviews=(
                Review(
                    id=1,
                    account=qin,
                    opinion=Opinion.APPROVED,
                    commit="a" * 40,
                    submitted=start + timedelta(minutes=5),
                ),
            ),
            opened=start,
            writers=frozenset({105}),
        )
    )

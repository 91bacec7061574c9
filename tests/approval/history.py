"""Scripted histories: a scenario becomes the facts, contents and mandates of a decision."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.approval.content import EditionContent
from generator.approval.decision import Decision
from generator.approval.evaluate import decide
from generator.approval.evidence import (
    USER,
    Account,
    Commit,
    Dismissal,
    Merge,
    Opinion,
    Protection,
    PullRequest,
    Review,
    Rival,
)
from generator.approval.mandates import Mandates, mandates
from generator.workspace.load import assemble
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
START = datetime(2013, 11, 4, 9, 0, tzinfo=UTC)
BASE = hashlib.sha256(b"base").hexdigest()[:40]
GONE = "gone"
NUMBER = 7
SECTIONS = {
    "bank-monthly": ("summary", "incidents", "changes", "definitions"),
    "operations-monthly": ("summary", "incidents", "changes", "definitions"),
    "status-monthly": ("summary", "availability", "definitions"),
}
STRANGERS = {
    "mallory": Account(id=666, login="mallory", kind=USER),
    "lin-two": Account(id=667, login="lin-two", kind=USER),
    "web-flow": Account(id=19864447, login="web-flow", kind=USER),
    "actions": Account(id=41898282, login="github-actions[bot]", kind="Bot"),
    "qin-bot": Account(id=105, login="qin-app", kind="Bot"),
    "qin-renamed": Account(id=105, login="qin-chuan", kind=USER),
    "false-qin": Account(id=669, login="qin", kind=USER),
    "mannequin": Account(id=668, login="mannequin", kind="Mannequin"),
}
OPINIONS = {
    "approve": Opinion.APPROVED,
    "request": Opinion.CHANGES_REQUESTED,
    "comment": Opinion.COMMENTED,
    "pending": Opinion.PENDING,
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One entry of a file of scenarios."""

    file: str
    entry: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Return the name of the scenario."""
        return str(self.entry["id"])

    @property
    def steps(self) -> tuple[Mapping[str, Any], ...]:
        """Return what happened, in order."""
        return tuple(self.entry["steps"])


def scenarios() -> tuple[Scenario, ...]:
    """Return every scenario of the folder."""
    files = sorted((HERE / "scenarios").glob("*.yml"))
    return tuple(
        Scenario(file.name, entry) for file in files for entry in yaml.safe_load(file.read_text())
    )


def account(name: str) -> Account | None:
    """Return the account of somebody of the cast, of a stranger, or of nobody."""
    if name == "nobody":
        return None
    return _accounts()[name]


def commit_name(name: str) -> str:
    """Return the id of a commit such as `c1`."""
    return hashlib.sha256(name.encode()).hexdigest()[:40]


def content(sections: Mapping[str, object]) -> EditionContent:
    """Return the fingerprints of an edition of which each section has a version."""
    digests = {name: _digest(name, version) for name, version in sections.items()}
    return EditionContent(whole=_digest(*digests.values()), sections=digests)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


Contents = dict[str, dict[str, EditionContent]]


@dataclass(slots=True)
class History:
    """What a scenario has come to so far."""

    facts: PullRequest
    contents: Contents = field(default_factory=lambda: {BASE: {}})
    editions: dict[str, dict[str, object]] = field(default_factory=dict)
    others: dict[str, object] = field(default_factory=dict)
    now: datetime = START

    def happen(self, step: Mapping[str, Any]) -> None:
        """Let one step happen."""
        if not step.get("same_time"):
            self.now += timedelta(minutes=1)
        verb, value = next(iter(step.items()))
        if verb in OPINIONS:
            self._review(OPINIONS[verb], value, step)
        else:
            getattr(self, f"_{verb}")(value, step)

    def _open(self, who: str, step: Mapping[str, Any]) -> None:
        self.facts = replace(
            self.facts, author=account(who), opened=self.now, base_branch=step.get("base", "main")
        )

    def _push(self, who: str, step: Mapping[str, Any]) -> None:
        sha = commit_name(f"c{len(self.facts.commits) + 1}")
        self._edit(step)
        self.others |= dict.fromkeys(step.get("paths", ()), sha)
        self._commit(sha)
        emails = (step.get("email", f"{who}@example.org"),) * 2
        commit = Commit(
            sha=sha,
            author=account(who),
            committer=account(step.get("committer", who)),
            co_authors=tuple(step.get("co_authors", ())),
            emails=emails,
        )
        paths = {*self.facts.paths, *_paths(step.get("editions", {})), *step.get("paths", ())}
        self.facts = replace(
            self.facts, head=sha, commits=(*self.facts.commits, commit), paths=tuple(sorted(paths))
        )

    def _commit(self, sha: str) -> None:
        """Note what a commit holds; the other paths stand under the empty name."""
        held = {**self.editions, "": self.others}
        self.contents[sha] = {name: content(each) for name, each in held.items()}

    def _edit(self, step: Mapping[str, Any]) -> None:
        for name, change in step.get("editions", {}).items():
            if change == GONE:
                self.editions.pop(name, None)
                continue
            sections = SECTIONS[name.split("/")[0]]
            whole = change if isinstance(change, dict) else dict.fromkeys(sections, change)
            self.editions[name] = {**self.editions.get(name, {}), **whole}
            dropped = [key for key, version in whole.items() if version == GONE]
            for key in dropped:
                del self.editions[name][key]

    def _review(self, opinion: Opinion, who: str, step: Mapping[str, Any]) -> None:
        at = step.get("at")
        seen = step.get("seen")
        review = Review(
            id=step.get("id", len(self.facts.reviews) + 1),
            account=account(who),
            opinion=opinion,
            commit=None if at == GONE else commit_name(at) if at else self.facts.head,
            submitted=None if step.get("no_time") else self.now,
            seen=None if seen is None else frozenset(seen),
            about=step.get("about"),
        )
        self.facts = replace(self.facts, reviews=(*self.facts.reviews, review))

    def _dismiss(self, number: int, step: Mapping[str, Any]) -> None:
        reviews = list(self.facts.reviews)
        was = reviews[number - 1].opinion
        reviews[number - 1] = replace(reviews[number - 1], opinion=Opinion.DISMISSED)
        self.facts = replace(self.facts, reviews=tuple(reviews))
        if "by" in step:
            dismissal = Dismissal(review=number, by=account(step["by"]), was=was)
            self.facts = replace(self.facts, dismissals=(*self.facts.dismissals, dismissal))

    def _lose(self, commit: str, _step: Mapping[str, Any]) -> None:
        self.contents.pop(commit_name(commit))

    def _retarget(self, branch: str, _step: Mapping[str, Any]) -> None:
        self.facts = replace(self.facts, base_branch=branch, retargeted=self.now)

    def _rival(self, number: int, step: Mapping[str, Any]) -> None:
        rival = Rival(number=number, paths=tuple(step["paths"]))
        self.facts = replace(self.facts, rivals=(*self.facts.rivals, rival))

    def _writers(self, names: list[str], _step: Mapping[str, Any]) -> None:
        accounts = (account(name) for name in names)
        self.facts = replace(self.facts, writers=frozenset(each.id for each in accounts if each))

    def _merge(self, result: str, step: Mapping[str, Any]) -> None:
        self._edit(step)
        sha = commit_name("merge")
        self.others |= dict.fromkeys(step.get("paths", ()), sha)
        self._commit(sha)
        since = START + timedelta(minutes=step.get("rules_since", -60))
        gaps = tuple(Bilingual(zh=gap, en=gap) for gap in step.get("gaps", ()))
        known = None if result == "unknown" else result
        protection = None if result == "unknown" else Protection(since=since, gaps=gaps)
        self.facts = replace(
            self.facts, merged=Merge(commit=sha, result=known, protection=protection)
        )

    def _doubt(self, sentence: str, _step: Mapping[str, Any]) -> None:
        doubt = Bilingual(zh=sentence, en=sentence)
        self.facts = replace(self.facts, doubts=(*self.facts.doubts, doubt))


def _paths(editions: Mapping[str, object]) -> list[str]:
    return [f"docs/reports/{name}.{suffix}" for name in editions for suffix in ("md", "json")]


def history(scenario: Scenario) -> History:
    """Return what the steps of a scenario come to."""
    empty = PullRequest(
        number=NUMBER,
        author=None,
        base_branch="main",
        base=BASE,
        head=BASE,
        paths=(),
        commits=(),
        reviews=(),
    )
    played = History(empty)
    for step in scenario.steps:
        played.happen(step)
    return played


def base_files(scenario: Scenario) -> dict[str, bytes]:
    """Return name -> bytes of the files of the base commit that say who may decide."""
    folder = HERE / "cast"
    files = {str(p.relative_to(folder)): p.read_text() for p in sorted(folder.rglob("*.yml"))}
    for old, new in scenario.entry.get("base", ()):
        if not any(old in text for text in files.values()):
            raise ValueError(f"{scenario.id}: {old!r} is in no file of the cast")
        files = {name: text.replace(old, new) for name, text in files.items()}
    return {name: text.encode() for name, text in files.items()}


def base_mandates(scenario: Scenario) -> Mandates:
    """Return the mandates of the base commit of a scenario."""
    return _mandates(tuple(base_files(scenario).items()))


@cache
def _mandates(files: tuple[tuple[str, bytes], ...]) -> Mandates:
    return mandates(*assemble(dict(files)))


@cache
def _accounts() -> dict[str, Account]:
    people = yaml.safe_load((HERE / "cast/report_data/people.yml").read_text())["people"]
    cast = {each["id"]: each["forge_id"] for each in people if "forge_id" in each}
    known = {name: Account(id=number, login=name, kind=USER) for name, number in cast.items()}
    return known | STRANGERS


def decided(scenario: Scenario) -> Decision:
    """Return the decision about a scenario."""
    played = history(scenario)
    return decide(played.facts, played.contents, base_mandates(scenario))


def told(decision: Decision) -> tuple[Bilingual, ...]:
    """Return every sentence of a decision: doubts, obstacles, and those of each part."""
    refused = (each.why for part in decision.parts for each in part.refused)
    parts = (sentence for part in decision.parts for sentence in part.sentences)
    return tuple(dict.fromkeys((*decision.doubts, *decision.sentences, *refused, *parts)))


def forget_mandates() -> None:
    """Read mandates anew: a test changes how."""
    _mandates.cache_clear()

"""What a clone must be like so that its history and tags can be believed and guarded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.approval.forge import UnverifiedError
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.mandates import Mandates

OLDEST_GIT: Final = (2, 34)
"""The first git that signs with SSH keys."""
_GUARDS: Final = frozenset({"update", "pre-receive", "reference-transaction"})
_TRUE: Final = frozenset({"true", "yes", "on", "1"})
_KEY_TYPE: Final = re.compile(r"(?:sk-)?(?:ssh|ecdsa)-[\w@.-]+")
_HAZARD_WORDS: Final = {
    "shallow": "浅克隆",
    "replaced": "被替换的对象 {}",
    "grafted": "被嫁接的历史 {}",
    "borrowed": "借自别处的对象 {}",
    "attributes": "历史之外的属性设置 {}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """The repository that others push to, as far as it is on this machine."""

    settings: Mapping[str, str]
    hooks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clone:
    """A repository on this machine.

    `trouble` is what git answered instead of facts. `settings` maps names of git's settings
    to values. `signers` is the text of the allowed signers, None where the file is not there.
    """

    trouble: str = ""
    version: tuple[int, ...] = ()
    can_sign: bool = False
    has_branch: bool = False
    hazards: Mapping[str, str]
    settings: Mapping[str, str]
    hub: Hub | None = None
    """None where it is somewhere else, as on a forge."""
    signers: str | None = None

    def require(self) -> None:
        """Raise UnverifiedError where git says nothing."""
        if self.trouble:
            raise UnverifiedError(self.trouble)

    def says(self, name: str) -> str:
        """Return a setting, empty where it is not set."""
        return self.settings.get(name, "")


SETTINGS: Final = ("gpg.format", "gpg.ssh.allowedSignersFile", "user.email", "user.signingKey")
"""The settings of git that are looked at in a clone."""
HUB_SETTINGS: Final = ("receive.denyNonFastForwards", "receive.denyDeletes")
"""The settings of git that are looked at where others push to."""


def branch_is_here(clone: Clone, branch: str) -> Iterator[Bilingual]:
    """D001: a repository with the branch that reports are merged into."""
    if clone.trouble:
        yield Bilingual(zh=f"git 无法回答（{clone.trouble}）", en=f"no answer ({clone.trouble})")
    elif not clone.has_branch:
        yield Bilingual(zh=f"没有分支 {branch}", en=f"no branch {branch}")


def history_is_whole(clone: Clone) -> Iterator[Bilingual]:
    """D002: nothing stands between git and the true history."""
    clone.require()
    for name, where in clone.hazards.items():
        yield Bilingual(zh=_HAZARD_WORDS[name].format(where), en=f"{name}: {where}")


def tools_are_new_enough(clone: Clone) -> Iterator[Bilingual]:
    """D003: the tools that sign and verify."""
    if clone.version < OLDEST_GIT:
        shown = ".".join(map(str, clone.version)) or "-"
        yield Bilingual(zh=f"git 版本 {shown}", en=f"git {shown}")
    if not clone.can_sign:
        yield Bilingual(zh="没有能签名的 ssh-keygen", en="no ssh-keygen that signs")


def tags_are_signed(clone: Clone, mandates: Mandates) -> Iterator[Bilingual]:
    """D004, an advice: git signs tags with the SSH key of somebody of people.yml."""
    clone.require()
    mandates.require()
    if not clone.says("user.signingKey") or clone.says("gpg.format") != "ssh":
        yield Bilingual(zh="git 未设置 SSH 签名密钥", en="git without an SSH key to sign tags with")
    elif not mandates.persons_with(clone.says("user.email")):
        mail = clone.says("user.email") or "-"
        yield Bilingual(
            zh=f"people.yml 中没有邮箱 {mail}", en=f"the address {mail}, which people.yml lacks"
        )


def signers_are_named(clone: Clone) -> Iterator[Bilingual]:
    """D005, an advice: git knows a file of allowed signers."""
    clone.require()
    if not clone.says("gpg.ssh.allowedSignersFile"):
        yield Bilingual(zh="未设置该文件", en="no such file in git's settings")


def signers_are_people(clone: Clone, mandates: Mandates) -> Iterator[Bilingual]:
    """D006: the allowed signers are people of people.yml with their own keys, one by one."""
    clone.require()
    mandates.require()
    file = clone.says("gpg.ssh.allowedSignersFile")
    if not file:
        return
    if clone.signers is None:
        yield Bilingual(zh=f"{file} 无法读取", en=f"{file}, which cannot be read")
        return
    known = {
        (person.email.casefold(), *key.split()[:2])
        for person in mandates.people
        if person.email
        for key in person.signing_keys
    }
    for number, line in enumerate(clone.signers.splitlines(), start=1):
        words = line.split()
        if words and not line.startswith("#") and not _is_known(words, known):
            yield Bilingual(
                zh=f"第 {number} 行不是 people.yml 中某人的邮箱和密钥",
                en=f"line {number}, which is no address and key of a person",
            )


def _is_known(words: list[str], known: set[tuple[str, ...]]) -> bool:
    """Tell whether a line allows people of people.yml alone; a wildcard or authority does not."""
    place = next((n for n, word in enumerate(words) if _KEY_TYPE.fullmatch(word)), 0)
    if not place or any("cert-authority" in word for word in words[1:place]):
        return False
    key = tuple(words[place : place + 2])
    return all((mail.casefold(), *key) in known for mail in words[0].split(","))


def hub_keeps_branches(clone: Clone) -> Iterator[Bilingual]:
    """D007: where others push to, no push rewrites or deletes a branch."""
    clone.require()
    settings = clone.hub.settings if clone.hub else dict.fromkeys(HUB_SETTINGS, "true")
    for name in HUB_SETTINGS:
        if settings.get(name, "").casefold() not in _TRUE:
            yield Bilingual(zh=f"{name} 未开启", en=f"{name} switched off")


def hub_keeps_tags(clone: Clone) -> Iterator[Bilingual]:
    """D008: where others push to, a hook guards the tags, which git's own settings do not."""
    clone.require()
    if clone.hub and not clone.hub.hooks & _GUARDS:
        yield Bilingual(
            zh="没有 update 或 pre-receive 钩子", en="neither an update nor a pre-receive hook"
        )

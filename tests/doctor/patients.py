"""Repositories for examinations: a sound one, and others that differ from it by an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.approval.github.settings import Settings
from generator.doctor.clone import HUB_SETTINGS, Clone, Hub
from generator.doctor.codeowners import owners_named
from generator.doctor.examine import Appointed, Patient
from generator.doctor.ownership import Ownership
from generator.doctor.place import appointed
from tests.approval.github.fakeforge import FakeForge, World, approved_world, forge_at

EXAMPLES = Path(__file__).parents[1] / "examples" / "doctor"
BASE = EXAMPLES / "base"
CAST = Path(__file__).parents[1] / "approval" / "cast"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZvciBleGFtcGxlcyBvbmx5LCBub2JvZHkgaGFzIGl0"
UNTOLD = object()
"""Stands for a value that the forge leaves out."""
# The person of the cast who issues releases has a key; a forge asks others in place of roles.
SET_UP = (
    ("forge_id: 101}", f'forge_id: 101, signing_keys: "{KEY}"}}'),
    (
        "en: Reporting manager}",
        'en: Reporting manager}, codeowners: ["@example-org/reporting", "@mei"]',
    ),
    ("en: Operations leader}", 'en: Operations leader}, codeowners: "@example-org/leaders"'),
)


def sound_clone() -> Clone:
    return Clone(
        version=(2, 39, 5),
        can_sign=True,
        has_branch=True,
        hazards={},
        settings={
            "gpg.format": "ssh",
            "gpg.ssh.allowedSignersFile": "signers",
            "user.email": "lin@example.org",
            "user.signingKey": "~/.ssh/id_ed25519",
        },
        hub=Hub(settings=dict.fromkeys(HUB_SETTINGS, "true"), hooks=frozenset({"update"})),
        signers=f"# who may sign\nlin@example.org {KEY}\n",
    )


def sound_world() -> World:
    """Return a forge that protects what it must."""
    world = approved_world()
    rights = {"pull": True, "push": True, "admin": False}
    world.collaborators = [
        {"id": n, "login": f"u{n}", "permissions": dict(rights)} for n in range(101, 109)
    ]
    world.collaborators.append({"id": 109, "login": "Mei", "permissions": dict(rights)})
    world.teams = {"example-org/reporting": [101, 109], "example-org/leaders": [105, 108]}
    return world


@dataclass
class Example:
    """What is different from a sound repository, part by part."""

    clone: Mapping[str, Any] = field(default_factory=dict)
    forge: Mapping[str, Any] = field(default_factory=dict)
    cast: tuple[tuple[str, str], ...] = ()
    owners: Mapping[str, str | None] = field(default_factory=dict)
    """Files in the places of CODEOWNERS, None for one that is not there."""
    before: str = ""
    after: str = ""
    times: int = 1
    """Text before and after that of the sound file; how often the latter."""
    paths: tuple[str, ...] = ()
    branch: str = "main"

    def patient(self) -> Patient:
        """Return the repository."""
        world = sound_world()
        change(world, self.forge)
        owners = self._owners()
        return Patient(
            branch=self.branch,
            clone=replace(sound_clone(), **self.clone),
            owners=owners,
            appointed=_appointed((*SET_UP, *self.cast)),
            settings=settings_of(world, owners, self.branch),
        )

    def _owners(self) -> Ownership:
        name = ".github/CODEOWNERS"
        text = self.before + (BASE / name).read_text() + self.after * self.times
        files = {name: text} | dict(self.owners)
        listed = ((BASE / "paths.txt").read_text().split(), self.paths)
        paths = tuple(sorted(path for part in listed for path in part))
        return Ownership({n: text.encode() for n, text in files.items() if text is not None}, paths)


def settings_of(world: World, owners: Ownership, branch: str = "main") -> Settings:
    """Return what a forge says about its settings, over the adapter."""
    forge = forge_at(FakeForge(world, per_page=2))
    return forge.settings(forge.gather_settings(branch, owners_named(owners.files)), branch)


def change(world: World, values: Mapping[str, Any]) -> None:
    """Put values into a world: `sets.0.bypass_actors` names the place of one."""
    for place, value in values.items():
        _put(world, place.split("."), value)


def _put(thing: Any, place: list[str], value: object) -> None:  # noqa: ANN401 - world or JSON
    """Put a value into a world, by the names and numbers that lead to its place."""
    first, *others = place
    if isinstance(thing, World):
        _put(vars_of(thing), place, value)
        if not others:
            setattr(thing, first, value)
    elif others:
        _put(thing[int(first)] if isinstance(thing, list) else thing[first], others, value)
    elif isinstance(thing, list):
        thing[int(first)] = value
    elif value is UNTOLD:
        del thing[first]
    else:
        thing[first] = value


def vars_of(world: World) -> dict[str, Any]:
    return {name: getattr(world, name) for name in World.__slots__}


@cache
def _appointed(changes: tuple[tuple[str, str], ...]) -> Appointed:
    files = {str(p.relative_to(CAST)): p.read_text() for p in sorted(CAST.rglob("*.yml"))}
    for old, new in changes:
        assert any(old in text for text in files.values()), old
        files = {name: text.replace(old, new) for name, text in files.items()}
    return appointed({name: text.encode() for name, text in files.items()})


def examples(rule: str) -> list[Mapping[str, Any]]:
    """Return the examples that break a rule."""
    found: list[Mapping[str, Any]] = yaml.safe_load((EXAMPLES / f"{rule}.yml").read_text())
    return found


def example_of(entry: Mapping[str, Any]) -> Example:
    """Return the example that an entry of a file describes."""
    given = {name: value for name, value in entry.items() if name not in {"says", "also"}}
    if "clone" in given:
        given["clone"] = {name: _fact(name, value) for name, value in given["clone"].items()}
    given["cast"] = tuple((old, new) for old, new in given.get("cast", ()))
    return Example(**given)


def _fact(name: str, value: Any) -> Any:  # noqa: ANN401 - a fact of any type
    """Return a fact of a clone, of the type that it has there."""
    if name == "version":
        return tuple(value)
    if name == "hub":
        return Hub(settings=value["settings"], hooks=frozenset(value["hooks"]))
    if name == "settings":
        return {**sound_clone().settings, **value}
    return value

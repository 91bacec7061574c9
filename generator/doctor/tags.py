"""Whether the tags of releases stay what they are, and who can make one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from generator.approval.forge import UnverifiedError
from generator.archive.names import ReleaseName
from generator.doctor.patterns import of_references
from generator.workspace.model.types import Bilingual

if TYPE_CHECKING:
    from generator.approval.github.settings import Settings
    from generator.approval.github.shapes import Ruleset

_EVERY_TAG: Final = "~ALL"
_KEPT: Final = frozenset({"update", "deletion", "non_fast_forward"})


def tags_are_kept(settings: Settings, reports: Iterable[str]) -> Iterator[Bilingual]:
    """D020: no tag of a release can be moved, rewritten or deleted."""
    yield from _unprotected(settings, reports, _KEPT)


def makers_are_named(settings: Settings, reports: Iterable[str]) -> Iterator[Bilingual]:
    """D022: not everybody can make a tag of a release."""
    yield from _unprotected(settings, reports, frozenset({"creation"}))


def tag_rules_hold(settings: Settings) -> Iterator[Bilingual]:
    """D021: the rules that keep tags hold for everybody; that of creation names who may."""
    keeping = [each for each in settings.tag_sets if _KEPT & _types(each)]
    for each in keeping:
        if each.bypass_actors:
            kinds = ", ".join(sorted({actor.actor_type for actor in each.bypass_actors}))
            yield Bilingual(
                zh=f"规则集 {each.name} 可被 {kinds} 绕过",
                en=f"the set {each.name}, which {kinds} may go past",
            )
    if any(each.bypass_actors is None for each in keeping):
        raise UnverifiedError("the token is too weak to see who may go past the rules of tags")


def _unprotected(
    settings: Settings, reports: Iterable[str], wanted: frozenset[str]
) -> Iterator[Bilingual]:
    """Find tags of releases that some rules do not cover, and tell the first."""
    for tag in _tags(reports):
        sets = (each for each in settings.tag_sets if _covers(each, tag))
        lacking = wanted - {kind for each in sets for kind in _types(each)}
        if lacking:
            rules = ", ".join(sorted(lacking))
            yield Bilingual(
                zh=f"{tag} 一类标签缺少规则 {rules}", en=f"tags like {tag} without {rules}"
            )
            return


def _tags(reports: Iterable[str]) -> Iterator[str]:
    """Give names as releases have them: of months and of ranges, of first and later revisions."""
    for report in reports:
        for period, revision in (("2013-10", 1), ("2013-10..2013-12", 12)):
            name = ReleaseName(edition=f"{report}/{period}", revision=revision)
            yield from (name.reference, name.evidence)


def _covers(rules: Ruleset, tag: str) -> bool:
    """Tell whether a set of rules is for a tag."""
    names = rules.conditions.ref_name if rules.conditions else None
    if names is None:
        return False
    is_included, is_excluded = (
        any(each == _EVERY_TAG or of_references(each).fullmatch(tag) for each in patterns)
        for patterns in (names.include, names.exclude)
    )
    return is_included and not is_excluded


def _types(rules: Ruleset) -> frozenset[str]:
    """Return the kinds of rules of a set."""
    return frozenset(rule.type for rule in rules.rules or ())

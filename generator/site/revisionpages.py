"""The revisions of an edition on the site: one is in force, earlier ones are for reference."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.workspace.model.revisions import RevisionKind

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.measure.editions import EditionKey
    from generator.site.audience import View
    from generator.site.facts import ReleasedRevision

INDEX = "index.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """What the site tells of an edition: the committed page, and the released ones beside it."""

    shown: int
    """The revision of the committed page."""
    in_force: int
    """The newest released revision; none is 0."""
    beside: tuple[ReleasedRevision, ...]
    """Released revisions with a page of their own, oldest first."""

    @classmethod
    def of(cls, key: EditionKey, view: View, released: tuple[ReleasedRevision, ...]) -> Revisions:
        """Choose what a view may show: nothing taken back, nothing that was for somebody else."""
        shown = view.workspace.revision_of(key.name)
        last_taken_back = _last_taken_back(key, view)
        beside = (
            each
            for each in released
            if last_taken_back < each.revision != shown and _is_for(view, each)
        )
        in_force = released[-1].revision if released else 0
        return cls(shown=shown, in_force=in_force, beside=tuple(beside))

    def banner(self, words: Words) -> str:
        """Say on the committed page that another revision is in force, if one is."""
        if not any(each.revision == self.in_force for each in self.beside):
            return ""
        link = self._link(page_name(self.in_force), words)
        return words.say("unissued-banner", revision=self.shown, before=self.in_force, link=link)

    def banner_of(self, revision: int, words: Words) -> str:
        """Say on the page of a released revision that it is superseded, unless it is in force."""
        if revision == self.in_force:
            return ""
        page = INDEX if self.in_force == self.shown else page_name(self.in_force)
        link = self._link(page, words)
        return words.say("superseded-banner", revision=self.in_force, link=link)

    @staticmethod
    def _link(page: str, words: Words) -> str:
        """Lead to the revision in force."""
        return f"[{words.say('page-in-force')}]({page})"

    def links(self, words: Words) -> str:
        """List the superseded revisions by their pages; nothing where there is none."""
        names = [each.revision for each in self.beside if each.revision != self.in_force]
        pages = words.say("between").join(f"[r{name}]({page_name(name)})" for name in names)
        return (
            words.say("pair", name=words.say("superseded-revisions"), text=pages) if pages else ""
        )


def page_name(revision: int) -> str:
    """Return the file of a released revision, beside that of the committed page."""
    return f"r{revision}.md"


def _last_taken_back(key: EditionKey, view: View) -> int:
    """Return the newest revision that is withdrawn or destroyed; it and all before stay away."""
    file = view.workspace.revisions.get(key.name)
    entries = file.revisions if file else ()
    withdrawn = (each.revision for each in entries if each.kind is RevisionKind.WITHDRAWN)
    stones = view.workspace.retention.destroyed
    destroyed = (each.revision for each in stones if each.edition == key.name)
    return max((*withdrawn, *destroyed), default=0)


def _is_for(view: View, released: ReleasedRevision) -> bool:
    """Tell whether a revision was made for the audience, whoever gets the report today."""
    return view.internal or json.loads(released.figures)["audience"] == view.audience

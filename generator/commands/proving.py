"""Prove releases again, many of them in as many processes as there are processors."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Final

from generator.archive import proof
from generator.archive.rebuild import rebuild_layer
from generator.archive.repository import Archive, Release, contents_of
from generator.archive.timing import time_layer
from generator.archive.verifier import Trouble
from generator.archive.vouching import claim_troubles
from generator.commands.output import progress
from generator.program import program_fingerprint
from generator.site.copy import edition_copies
from generator.workspace.kinds import DATA_FOLDER

# A process of its own pays for its start when it has this many releases to prove.
_WORTH: Final = 6
_FORK: Final = "fork"


def proved(
    root: Path, archive: Archive, chosen: Sequence[Release], *, rebuild: bool = False
) -> list[Trouble]:
    """Check what releases are about, and prove each again, in their order.

    With `rebuild`, what another state of the program made is made again by the program of
    its own commit.
    """
    workers = min(os.cpu_count() or 1, len(chosen) // _WORTH)
    if workers < 2 or _FORK not in get_all_start_methods():  # noqa: PLR2004 - more than this one
        bench = _Bench(root=root, archive=archive, rebuild=rebuild)
        return [trouble for each in progress(chosen, "Releases") for trouble in bench.prove(each)]
    # Forked processes share what was read of the archive; nothing of it is copied or sent.
    context = get_context(_FORK)
    with ProcessPoolExecutor(workers, context, _set_up, (root, archive, rebuild)) as pool:
        # Neighbours have inputs in common, so each process gets a run of them.
        found = pool.map(_prove, chosen, chunksize=-(-len(chosen) // workers))
        return list(chain.from_iterable(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What proving needs, and what it has read so far."""

    root: Path
    archive: Archive
    rebuild: bool
    renderer: proof.Renderer = field(default_factory=proof.Renderer)

    def prove(self, release: Release) -> list[Trouble]:
        """Check one release; what stops that is a trouble of this one, not of all."""
        try:
            return list(self._troubles(release))
        except Exception as error:  # noqa: BLE001 - anybody can push a tag that nobody thought of
            why = f"{type(error).__name__}: {error}".splitlines()[0][:200]
            return [Trouble(release.tag.name, "V75", why)]

    def _troubles(self, release: Release) -> Iterator[Trouble]:
        """Check what a release is about, and prove it again."""
        archive = self.archive
        yield from claim_troubles(archive, release, partial(proof.decided_again, self.root))
        entries = archive.files(release.manifest.commit, release.name.edition)
        yield from self._made_again(release, contents_of(archive.shelf, entries))
        kept = contents_of(archive.shelf, archive.kept(release.name))
        yield from time_layer(self.root, release, kept)

    def _made_again(self, release: Release, contents: Mapping[str, bytes]) -> Iterator[Trouble]:
        """Make an edition and its copies again, and compare."""
        inputs = {n: text for n, text in contents.items() if n.startswith(f"{DATA_FOLDER}/")}
        outputs = {name: text for name, text in contents.items() if name not in inputs}
        rendered = partial(self.renderer.files, inputs, release.name.edition)
        elsewhere = (
            partial(rebuild_layer, self.root, self.archive.mainline)
            if self.rebuild
            else proof.other_program
        )
        program = program_fingerprint()
        yield from proof.render_layer(release, outputs, rendered, program, elsewhere)
        yield from proof.copies_layer(release, outputs, edition_copies, program)


_BENCHES: Final[list[_Bench]] = []


def _set_up(root: Path, archive: Archive, rebuild: bool) -> None:  # noqa: FBT001 - of a pool
    """Prepare a process."""
    _BENCHES.append(_Bench(root=root, archive=archive, rebuild=rebuild))


def _prove(release: Release) -> list[Trouble]:
    """Check one release in a process that was prepared."""
    return _BENCHES[-1].prove(release)

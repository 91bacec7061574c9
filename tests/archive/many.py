"""A repository with many releases of random data, issued by the steps of the command itself."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.approval.decision import Decision
from generator.archive import proof, steps
from generator.archive.issue import Candidate, Circumstances, candidate, manifest_for
from generator.archive.manifest import Manifest, input_list
from generator.archive.standing import releases
from generator.commands.archiveoptions import places_of, this_program
from generator.git import Seal
from generator.measure.editions import editions
from generator.measure.ledger import Ledger
from generator.periods import Period
from generator.render.edition import edition_files
from generator.site.copy import edition_copies
from tests.archive.issued import Issued, begin, commit, head, merged
from tests.site.plain import PLAIN

_START = datetime(2014, 9, 1, tzinfo=UTC)
_PART = re.compile(r'"numerator": \d+, "denominator": \d+')
_COUNT = re.compile(r'"count": \d+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many reports and months there are, and how many editions are approved together."""

    reports: int
    months: int
    together: int


def many_releases(folder: Path, size: Size, seed: int) -> Issued:
    """Make and issue every edition of a repository of random data."""
    made, draw = begin(folder), random.Random(seed)  # noqa: S311 - the same data every time
    for name, text in _random_data(size, draw):
        file = made.root / "report_data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (made.root / "report_data" / "catalogue" / "monthly.yml").unlink()
    (made.root / "report_data" / "actions" / "school.yml").unlink()
    commit(made.root, "Random records")
    _issue(made, [*_approved(made, size, draw)], draw)
    return made


def _random_data(size: Size, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Give the files of reports and of months of random records."""
    report = (PLAIN / "report_data/catalogue/monthly.yml").read_text(encoding="utf-8")
    for number in range(size.reports):
        text = report.replace("report: monthly", f"report: report-{number}")
        # Short pages: the number of releases matters here, not what they say.
        text = text.replace("headline: [incident.in-target, incident.closed]\n", "")
        text = text.replace("sla, incidents, workload, changes, definitions, lineage", "changes")
        yield f"catalogue/report-{number}.yml", text
    month = (PLAIN / "report_data/records/school/2013-10.yml").read_text(encoding="utf-8")
    for period in _months(size.months):
        text = month.replace("2014-01-03", "2014-08-01").replace("-31", "-28")
        text = text.replace("2013-10", period.label)
        text = _PART.sub(lambda _: _ratio(draw), text)
        text = _COUNT.sub(lambda _: f'"count": {draw.randint(1, 99)}', text)
        yield f"records/school/{period.label}.yml", text


def _months(count: int) -> Iterator[Period]:
    period = Period.parse("2013-10")
    for _ in range(count):
        yield period
        period = period.next()


def _ratio(draw: random.Random) -> str:
    """Return the parts of a ratio; of nothing now and then."""
    whole = draw.choice((0, 1, 7, draw.randint(1, 10_000)))
    return f'"numerator": {draw.randint(0, whole)}, "denominator": {whole}'


def _approved(
    made: Issued, size: Size, draw: random.Random
) -> Iterator[tuple[Candidate, Decision, bytes]]:
    """Merge all editions, some together; give each as it stands then, and its decision."""
    commit_id = head(made.root)
    gathered = candidate(made.root, "report-0/2013-10", commit_id)
    ledger = Ledger.of(gathered.workspace)
    keys = list(editions(gathered.workspace))
    draw.shuffle(keys)
    fresh = {key.name: edition_files(gathered.workspace, ledger, key) for key in keys}
    papers = []
    for start in range(0, len(keys), size.together):
        batch = keys[start : start + size.together]
        for name, content in (item for key in batch for item in fresh[key.name].items()):
            (made.root / name).parent.mkdir(parents=True, exist_ok=True)
            (made.root / name).write_bytes(content)
        papers.append((batch, merged(made.root, start + 1).read_bytes()))
    top = head(made.root)
    tree = head(made.root, f"{top}^{{tree}}")
    for batch, evidence in papers:
        decision = proof.decided_again(made.root, evidence)
        for key in batch:
            outputs = {name: ("100644", text) for name, text in fresh[key.name].items()}
            there = replace(gathered, key=key, commit=top, tree=tree, outputs=outputs)
            yield there, decision, evidence


def _issue(
    made: Issued, approved: list[tuple[Candidate, Decision, bytes]], draw: random.Random
) -> None:
    """Make tags and anchors in any order of the editions, the time going on."""
    places, program, now = places_of(made.root, None), this_program(), _START
    last: dict[str, Manifest] = {}
    draw.shuffle(approved)
    for wanted, decision, evidence in approved:
        now += timedelta(seconds=draw.randint(0, 86_400))
        kept = {proof.APPROVALS_FILE: evidence, "inputs.json": input_list(wanted.inputs)}
        around = Circumstances(
            decision=decision,
            evidence=kept,
            copies=edition_copies({name: text for name, (_, text) in wanted.outputs.items()}),
            program=program,
            now=now,
            previous=last.get(wanted.key.report.report),
        )
        last[wanted.key.report.report] = manifest = manifest_for(wanted, around)
        steps.make(places, manifest, kept, Seal(accepted=lambda _: None))
    for release in releases(made.root):
        steps.anchor(places, release)

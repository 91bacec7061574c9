"""Cross-reference rules: what one file says about another.

A check is a function from the workspace to findings; adding one is one function and
one row of CHECKS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.workspace.check import (
    actions,
    approvals,
    archives,
    averages,
    balances,
    calendars,
    clocks,
    commentary,
    contents,
    fineness,
    futures,
    manual,
    metrics,
    names,
    outages,
    outlook,
    promises,
    records,
    references,
    revisions,
    salts,
    scales,
    spreads,
    supports,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.findings import Finding
    from generator.workspace.workspace import Workspace

Check: TypeAlias = "Callable[[Workspace], Iterator[Finding]]"

OF_RECORD_FILES: tuple[Check, ...] = (
    records.record_files,
    futures.told_too_early,
    averages.seconds_of_averages,
    spreads.breakdowns,
    scales.points_off_the_scale,
    outages.outage_lines,
)
"""What judges a record file by itself, against definitions alone."""

CHECKS: tuple[Check, ...] = (
    *OF_RECORD_FILES,
    names.names_of_files,
    names.doubles,
    names.reserved,
    references.unknown_names,
    references.audiences,
    references.services_of_other_parties,
    references.roles_without_people,
    supports.supports,
    promises.half_measured,
    promises.targets_against_metrics,
    promises.units_of_targets,
    promises.warnings_outside_targets,
    promises.overlapping_targets,
    promises.targets_in_order,
    promises.targets_out_of_reach,
    promises.days_in_order,
    promises.periods_of_reports,
    promises.reports_before_agreements,
    fineness.finer_than_records,
    calendars.hours,
    calendars.changes_in_order,
    calendars.public_holidays_known,
    calendars.dated_exceptions,
    calendars.due_days_covered,
    clocks.records_of_clocks,
    metrics.keys_of_kinds,
    metrics.keys_of_units,
    metrics.components_of_indices,
    metrics.undefined_roll_ups,
    metrics.disclosures_of_kinds,
    metrics.companions,
    contents.waivers_of_nothing,
    contents.events_of_reports,
    contents.events_in_order,
    outlook.thresholds_of_levels,
    outlook.forecasts_without_section,
    commentary.text_of_no_edition,
    commentary.sections_of_text,
    commentary.unknown_figures,
    commentary.typed_percentages,
    actions.unknown_actions,
    actions.days_of_actions,
    actions.editions_of_reports,
    actions.days_of_answers,
    actions.clauses_of_actions,
    archives.signatures,
    archives.versions_in_order,
    archives.destructions,
    archives.early_destructions,
    archives.queries,
    approvals.shared_accounts,
    approvals.misplaced_approvals,
    manual.values_by_hand,
    salts.one_salt_for_persons,
    balances.flows_of_stocks,
    balances.stocks_out_of_balance,
    scales.scales_of_points,
    revisions.places_of_issued,
    revisions.revisions_in_order,
    revisions.people_of_issued,
    revisions.copies_in_order,
)


def check(workspace: Workspace) -> tuple[Finding, ...]:
    """Return every finding of every rule, in the order of files and lines."""
    return tuple(sorted({finding for rule in CHECKS for finding in rule(workspace)}))

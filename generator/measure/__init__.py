"""Exact measuring: roll-up of parts, targets, verdicts and honest rounding. Pure values only."""

"""Figures to report values, independent of the output format."""

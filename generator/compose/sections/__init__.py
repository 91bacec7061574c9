"""The sections of a report: one module each, chosen and ordered in the catalogue."""

"""Exports of other systems become monthly records, by a mapping file alone."""

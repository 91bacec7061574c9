"""Releases: what was issued, kept as tags that anybody can check."""

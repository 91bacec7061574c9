"""GitHub as a forge: asking it over HTTP, and reading its answers without it."""

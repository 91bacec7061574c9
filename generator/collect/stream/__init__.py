"""Exports too large for Python: the engine reads the file itself, row by row never."""

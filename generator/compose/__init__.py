"""From figures to a report value that knows nothing of its output format."""

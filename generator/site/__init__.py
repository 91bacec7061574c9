"""The site: what one audience sees of one month, staged as plain Markdown and built."""

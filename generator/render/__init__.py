"""Report values to text: Markdown pages, charts and index pages."""

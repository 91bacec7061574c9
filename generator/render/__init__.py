"""From report values to text: Markdown pages, canonical figures, charts."""

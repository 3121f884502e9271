"""Plain text: typed, pasted from a page, or taken from Project Gutenberg."""

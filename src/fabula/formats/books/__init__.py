"""Books: EPUB, and what its package says."""

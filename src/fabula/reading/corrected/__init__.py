"""What readers say against the reading, and reading with it."""

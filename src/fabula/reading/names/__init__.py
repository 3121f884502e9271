"""The names that a passage shows."""

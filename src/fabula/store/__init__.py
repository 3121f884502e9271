"""Where what was read is kept."""

"""Training of the reader: torch is allowed here, and nothing under src/ imports it."""

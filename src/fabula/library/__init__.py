"""Many works in one SQLite file: added, updated, searched, noted in, forgotten."""

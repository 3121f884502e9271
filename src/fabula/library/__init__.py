"""Many works in one SQLite file: added, updated, searched, noted in, forgotten."""

from __future__ import annotations

from fabula.library.model import Added, Refused, Work
from fabula.library.works import Library

__all__ = ["Added", "Library", "Refused", "Work"]

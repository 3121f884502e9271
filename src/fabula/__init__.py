"""Fabula reads a story the way a careful reader does, and keeps its world as facts that point to
their words. The public names are here, and nothing else; `docs/api.md` tells what each means.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from fabula.asking.answers import Answer
    from fabula.asking.recap import RecapItem
    from fabula.asking.search import Hit
    from fabula.errors import FabulaError, NoStory, UnreadableInput
    from fabula.formats.corrections_file import load_corrections, save_corrections
    from fabula.library import Library, Work
    from fabula.store.cache import Cache
    from fabula.stories import Story, read
    from fabula.story.changes import Change
    from fabula.story.contract import (
        AttributeItem,
        ChapterItem,
        EntityItem,
        EventItem,
        KnowledgeItem,
        MentionItem,
        QuotationItem,
        RelationItem,
        SceneItem,
        ThreadItem,
        TimeItem,
    )
    from fabula.story.corrections import Anchor, Correction, Lost
    from fabula.story.portrait import Character
    from fabula.story.text import Block, Meta, Notice, Span, Text
    from fabula.story.world import World

__all__ = [
    "Anchor",
    "Answer",
    "AttributeItem",
    "Block",
    "Cache",
    "Change",
    "ChapterItem",
    "Character",
    "Correction",
    "EntityItem",
    "EventItem",
    "FabulaError",
    "Hit",
    "KnowledgeItem",
    "Library",
    "Lost",
    "MentionItem",
    "Meta",
    "NoStory",
    "Notice",
    "QuotationItem",
    "RecapItem",
    "RelationItem",
    "SceneItem",
    "Span",
    "Story",
    "Text",
    "ThreadItem",
    "TimeItem",
    "UnreadableInput",
    "Work",
    "World",
    "__version__",
    "load_corrections",
    "read",
    "save_corrections",
]

_HOMES = {
    "fabula.asking.answers": ("Answer",),
    "fabula.asking.recap": ("RecapItem",),
    "fabula.asking.search": ("Hit",),
    "fabula.errors": ("FabulaError", "NoStory", "UnreadableInput"),
    "fabula.formats.corrections_file": ("load_corrections", "save_corrections"),
    "fabula.stories": ("Story", "read"),
    "fabula.story.changes": ("Change",),
    "fabula.library": ("Library", "Work"),
    "fabula.store.cache": ("Cache",),
    "fabula.story.contract": (
        "AttributeItem",
        "ChapterItem",
        "EntityItem",
        "EventItem",
        "KnowledgeItem",
        "MentionItem",
        "QuotationItem",
        "RelationItem",
        "SceneItem",
        "ThreadItem",
        "TimeItem",
    ),
    "fabula.story.corrections": ("Anchor", "Correction", "Lost"),
    "fabula.story.portrait": ("Character",),
    "fabula.story.text": ("Block", "Meta", "Notice", "Span", "Text"),
    "fabula.story.world": ("World",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # a checker knows the names from above, and no others

    def __getattr__(name: str) -> object:
        # A name is loaded when first asked for: `fabula --help` need not wait for the reader.
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOME_OF[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""What a test sees of a text: its blocks' words by their kinds, its emphasis, what is set aside in
paragraphs."""

from __future__ import annotations

from fabula.story.text import Text


def words(text: Text, *kinds: str) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind in kinds]


def kinds(text: Text) -> list[str]:
    return [b.kind for b in text.blocks]


def italics(text: Text) -> list[str]:
    return [text.text[s.start : s.end] for b in text.blocks for s in b.italics]


def holes(text: Text) -> list[str]:
    return [text.text[s.start : s.end] for b in text.blocks for s in b.holes]


def codes(text: Text) -> list[str]:
    return [notice.code for notice in text.notices]

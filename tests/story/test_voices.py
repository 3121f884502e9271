"""A voice that nobody is known to have."""

from __future__ import annotations

from fabula.story.records import Mention
from fabula.story.text import Block, Span, Text
from fabula.story.world import World


def test_words_of_a_nameless_voice_are_shown_to_nobody() -> None:
    """Words that stand for a voice which is no entity of the story are no mention of anybody."""
    words = "“I'll take odds,” said a voice."
    text = Text(words, (Block(0, len(words), "prose"),))
    mine = Mention(id="m1", at=Span(1, 2), known_at=31, by="t", entity="~a voice", kind="PRON")
    world = World(text, [mine], len(words))
    assert list(world.mentions()) == []
    assert world.entities == []

"""Memories that are told as if they were now ("It is forty below, and Urho is breathing.")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes.clues import (
    PICTURE,
    SENSES,
)
from fabula.reading.scenes.levels import main_verbs, says_i
from fabula.reading.scenes.settings import ENOUGH, places
from fabula.story.memory import Played

LEAD = 3  # sentences of a paragraph that show it
_TODAY = re.compile(r"\b(?:now|nowadays|today|these\s+days)\b", re.IGNORECASE)
_ALWAYS = re.compile(r"\b(?:always|often|usually|every|still|on\s+\w+days)\b", re.IGNORECASE)
_NOW = ("present", "perfect")


def is_vivid(page: Page, sentences: Sequence[Sentence], words: Sequence[str]) -> bool:
    """Whether a paragraph of a story in the past plays in the present: people do things in it, or
    are as old as they were then; and it is not what whoever tells the story says of today."""
    if not sentences or sentences[0].speech:
        return False
    lead = next((i for i, s in enumerate(sentences) if _is_past(s)), len(sentences))
    if any(map(PICTURE.search, words[: min(lead, LEAD)])):
        return True
    told = [v for v in main_verbs(sentences) if v.tense != "either"]
    now = [v for v in told if v.tense in _NOW]
    others = [v for v in now if v.person is not None and not says_i(page, v)]
    deeds = [v for v in others if v.deed]
    today = any(_TODAY.search(said) and not SENSES.search(said) for said in words) or any(
        map(_ALWAYS.search, words[:2])
    )
    played = len(deeds) > 1 or (now == told and len(now) > LEAD and bool(others))
    return len(now) >= LEAD and 4 * len(now) >= 3 * len(told) and played and not today


def _is_past(sentence: Sentence) -> bool:
    """Whether most of a sentence is told in the past."""
    told = [v.tense for v in main_verbs([sentence]) if v.tense != "either"]
    return 2 * sum(tense not in _NOW for tense in told) > len(told)


def is_an_age(
    page: Page, sentences: Sequence[Sentence], words: Sequence[str], scene: Played
) -> bool:
    """Whether one of a scene told in the present is as old as they were, at another place."""
    if scene.paragraphs < LEAD or not sentences or sentences[0].speech:
        return False
    first = sentences[0].verbs
    lies = any(v.main and page.grammar.child(v.word, "cop") is not None for v in first)
    if {v.person for v in first} & set(scene.present) and not (
        lies and any(p.weight >= ENOUGH for p in places(page, sentences[:1]))
    ):
        return False
    if not any(p.weight >= ENOUGH for p in places(page, sentences[:LEAD])):
        return False
    return any(
        v.person in scene.present and (found := PICTURE.search(said)) is not None
        and page.grammar.text(v.word).lower() == found["age"].lower()
        for s, said in zip(sentences[:LEAD], words, strict=False) for v in s.verbs
    )  # fmt: skip

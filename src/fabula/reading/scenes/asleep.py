"""Where somebody lies down or shuts their eyes, and the next paragraph tells what they see: a dream
if they sleep, else a picture of before. Nothing says so but whom they meet there."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes.clues import WAKES
from fabula.reading.scenes.frames import CUTS
from fabula.story.memory import Played
from fabula.story.records import Level

_SLEEPS = re.compile(
    r"\b(?:fell\s+(?:fast\s+)?asleep|falls\s+asleep|slept|sleeps|dozed(?:\s+off)?|drifted\s+off|nodded\s+off"
    r"|went\s+to\s+sleep|goes\s+to\s+sleep|(?:(?:her|his|my|their)\s+)?(?:eyes|eyelids|lids)\s+(?:closed|drooped|fell|shut|grew"
    r"|close|droop|fall)|sleep\s+(?:took|came|claimed|found|had|takes|comes|claims)|(?:was|were|is|am)\s+asleep|(?:lay|lies)\s+(?:back|down)\b[^.]*\beyes)\b[^.!?]*[.!?…]?\s*$",
    re.IGNORECASE,
)
_AWAKE = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bhardly)\s+(?:\w+\s+)?(?:slept|sleep|asleep)\b", re.I
)
_SHUTS = re.compile(
    r"\b(?:closed|closes|shut|shuts)\s+(?:her|his|my|their|your)\s+eyes\b[^.!?]*[.!?…]?\s*$",
    re.IGNORECASE,
)
LEAST = 3  # sentences that tell a picture
HELD = 160  # code points of the end of the paragraph before


def behind_eyes(
    page: Page, number: int, sentences: Sequence[Sentence], scene: Played
) -> Level | None:
    """The level of what somebody with closed eyes sees, if a paragraph tells that: another who was
    not there does something, and none of those who were, but the sleeper."""
    if number == 0 or len(sentences) < LEAST or sentences[0].speech:
        return None
    before, here = page.passage.paragraphs[number - 1 : number + 1]
    words = page.passage.text[here.start : here.end]
    last = page.passage.text[max(before.start, before.end - HELD) : before.end]
    level: Level | None = (
        "dream"
        if _SLEEPS.search(last) and not _AWAKE.search(last)
        else "flashback"
        if _SHUTS.search(last)
        else None
    )
    if level is None or CUTS.match(words) or WAKES.search(words):
        return None
    return level if _meets_others(sentences, scene) else None


def opens_behind(words: Sequence[str], sentences: Sequence[Sentence], scene: Played) -> int | None:
    """The sentence in a paragraph that a picture begins with, after one that closes the eyes."""
    for i, said in enumerate(words[:-1]):
        if _SHUTS.search(said) and not sentences[i + 1].speech:
            own = {v.person for v in sentences[i].verbs}
            return i + 1 if _meets_others(sentences[i + 1 : i + 2], scene, 0, own) else None
    return None


def _meets_others(
    sentences: Sequence[Sentence], scene: Played, most: int = 1, own: Set[str | None] = frozenset()
) -> bool:
    """Whether somebody does something who was not there, and is not who shuts their eyes (`own`),
    and at most one of those who were."""
    acting = {v.person for s in sentences for v in s.verbs if v.deed and v.person is not None}
    others = acting & set(scene.present)
    acting -= own
    return len(others) <= most and bool(acting - others)

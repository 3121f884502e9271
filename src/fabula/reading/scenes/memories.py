"""Where a memory, a dream or a picture interrupts a scene."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes import habits
from fabula.reading.scenes.asleep import behind_eyes, opens_behind
from fabula.reading.scenes.clues import (
    AGE,
    DREAMS,
    EARLIER,
    MEMORY,
    NOW,
    OPENS,
    SEES,
    SENSES,
    THEN,
)
from fabula.reading.scenes.documents import is_italic
from fabula.reading.scenes.runs import RUN, Run, of_before, slid
from fabula.reading.scenes.vivid import is_an_age, is_vivid
from fabula.reading.scenes.years import is_of_years, years_in
from fabula.story.memory import Played
from fabula.story.text import Span

LEAD = 3  # sentences of a paragraph, one of which may say how young somebody was
SAID = 100  # code points of talk that is remembered
LONG = 2  # words for years of a summary
_LATER = re.compile(
    r"\W*(?:by|when|after|until|(?:the|on\s+the)\s+(?:next|following))\b", re.IGNORECASE
)
ITALIC = 3  # sentences of a paragraph in italics that are a memory, not a thought


def opened(page: Page, number: int, sentences: Sequence[Sentence], scene: Played) -> Run | None:
    """The memory that a paragraph of a scene opens, where it does."""
    words = [_narration(page, s.at) for s in sentences]
    if words and NOW.match(words[0]):
        return None
    return (
        _said_before(sentences, scene)
        or _of_habit(page, sentences, words, scene)
        or _apart(page, number, sentences, words, scene)
        or _as_if_now(page, sentences, words, scene)
        or _of_years(sentences, words, scene)
        or of_before(page, sentences, words, scene)
    )


def _said_before(sentences: Sequence[Sentence], scene: Played) -> Run | None:
    """Talk that was heard before ("Go home," she had said)."""
    first = next(iter(sentences), None)
    if first is None or not first.speech or scene.line != "past":
        return None
    heard = first.told(scene.line) == "earlier" and first.has_deed(scene.line)
    heard &= sentences[-1].at.end - first.at.start >= SAID
    return Run(0, len(sentences), slid=True) if heard else None


def _apart(
    page: Page, number: int, sentences: Sequence[Sentence], words: Sequence[str], scene: Played
) -> Run | None:
    """A dream that is called one; a paragraph in italics; a picture that closed eyes see."""
    if words and DREAMS.match(words[0].strip()):
        return Run(0, len(sentences), scene.line, True, "dream")
    if len(sentences) >= ITALIC and is_italic(page, number):
        return Run(0, len(sentences), scene.line, True)
    level = behind_eyes(page, number, sentences, scene)
    if level is not None:
        return Run(0, len(sentences), scene.line, slid=level != "dream", level=level)
    behind = opens_behind(words, sentences, scene)
    if behind is not None:
        return Run(behind, len(sentences), scene.line, slid=True)
    for i, said in enumerate(words[:-1]):
        if SEES.search(said):
            return Run(i, len(sentences), scene.line, True)
        picture = SENSES.search(said) and not sentences[i + 1].speech
        if picture and not sentences[i + 1].told(scene.line):
            later = sentences[i + 2 :]
            if any(s.told(scene.line) == "earlier" for s in later):
                return Run(i, len(sentences))
    return None


def _as_if_now(
    page: Page, sentences: Sequence[Sentence], words: Sequence[str], scene: Played
) -> Run | None:
    """A memory that is told as if it were now, or in the plain past after an age or "years ago"."""
    if scene.line == "present":
        if is_an_age(page, sentences, words, scene):
            return Run(0, len(sentences), "present", slid=True)
        end = _until_now(sentences, scene)
        return Run(0, end) if end and any(map(AGE.search, words[:LEAD])) else None
    if is_vivid(page, sentences, words):
        return Run(0, len(sentences), "present")
    young = any(map(AGE.search, words[:LEAD])) or OPENS.match("".join(words[:1])) is not None
    if scene.paragraphs and young:
        return Run(0, len(sentences), slid=True)
    return None


def _until_now(sentences: Sequence[Sentence], scene: Played) -> int:
    """How many sentences stand before the first that tells of the scene's own time."""
    told = [s.told(scene.line) for s in sentences]
    return told.index("line") if "line" in told else len(told)


def _of_habit(
    page: Page, sentences: Sequence[Sentence], words: Sequence[str], scene: Played
) -> Run | None:
    """What a paragraph tells of many times ("In the summers they would come down at five")."""
    habit = scene.level == "scene" and habits.opens(page, sentences, words, scene)
    return Run(0, len(sentences), scene.line, level="summary") if habit else None


def _of_years(sentences: Sequence[Sentence], words: Sequence[str], scene: Played) -> Run | None:
    """What a paragraph tells of years, from a year on; nobody of the scene goes on after that."""
    first = sentences[0] if sentences else None
    if first is None or first.speech or scene.line != "past" or not is_of_years(words[0]):
        return None
    before = [v for v in first.verbs if v.main and v.tense == "pluperfect"]
    acting = {v.person for v in first.verbs if v.deed and v.main} & set(scene.present)
    if sentences[1:] and _acts_first(sentences[1], set(scene.present) - acting):
        return None
    if before:
        long = years_in(" ".join(words)) >= LONG and len(before) >= RUN
        return Run(0, len(sentences), slid=True, level="summary") if long else None
    if first.told(scene.line) != "line" or acting:
        return None
    return Run(0, len(sentences), slid=True, level="summary")


def _acts_first(sentence: Sentence, people: set[str]) -> bool:
    """Whether a sentence begins with what one of some people does."""
    first = next((v for v in sentence.verbs if v.main), None)
    return first is not None and first.deed and first.person in people


def is_another_day(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a paragraph begins with another day, and is told on like a scene of that."""
    words = [_narration(page, s.at) for s in sentences]
    told = [s.told(scene.line) for s in sentences]
    later = bool(words) and _LATER.match(words[0]) is not None
    return bool(words) and not later and slid(page, sentences, told, words, scene) is not None


def is_led(page: Page, sentences: Sequence[Sentence]) -> bool:
    """Whether a paragraph's first words lead to another time ("When I was six")."""
    first = _narration(page, sentences[0].at) if sentences else ""
    return any(cue.match(first) for cue in (AGE, EARLIER, MEMORY)) or bool(THEN.search(first))


def _narration(page: Page, at: Span) -> str:
    """The words of a sentence that nobody says, with blanks for those that somebody does."""
    words, quoted = page.passage.text, page.quoted
    return "".join(" " if quoted[i] else words[i] for i in range(at.start, at.end))

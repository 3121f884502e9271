"""On which level a scene is told: played, remembered, summed up, dreamt, written, or the teller's
own present around the story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fabula.reading.language.tenses import Sentence, Verb
from fabula.reading.page import Page
from fabula.reading.scenes.clues import (
    AGE,
    AGO,
    DAWNED,
    DREAMS,
    EARLIER,
    HABIT,
    MEMORY,
    MONTH,
    SINCE,
)
from fabula.reading.scenes.documents import share
from fabula.reading.scenes.frames import CUTS, PASSES, SUMS
from fabula.reading.scenes.letterheads import is_headed, is_letter
from fabula.story.records import Level

RUN = 2  # sentences of before that make a memory of a scene, if they say so...
LONG_RUN = 3  # ...or do not
_IS_NOW = re.compile(r"\bnow\b", re.IGNORECASE)
DEED = 3  # what a deed weighs beside a state, for the tense that a scene is told in
_NOW = ("present", "perfect")
SWITCH = 3  # how many times as much another tense has to be told for a scene to be told in it
_JOINED = re.compile(r"^(?:So|And|But|Then|Now)\b,?\s+")
_MONTHS = re.compile(rf"\b(?:in|by|until|of)\s+({MONTH})\b", re.IGNORECASE)
SPOKEN = 0.25  # the share of speech in a paragraph up to which it may sum up


def level_of(
    page: Page, number: int, told: Sequence[Sequence[Sentence]], line: str, before: Level | None
) -> Level:
    """The level of a scene that begins with a paragraph (`told`: the sentences of each); `line` is
    the tense that scenes have been told in ("" for none yet), `before` the level of the scene
    before, None where there is none."""
    sentences = told[number]
    paragraph = page.passage.paragraphs[number]
    words = page.passage.text[paragraph.start : paragraph.end]
    if is_letter(page, number) or is_headed(page, number, before):
        return "document"
    if DREAMS.match(words):
        return "dream"
    if before is not None and (
        EARLIER.match(words)
        or (
            line != "present"
            and is_earlier(sentences, words)
            and not (CUTS.match(words) or _leads_up(page, number))
        )
    ):
        return "flashback"
    if (before is not None and SINCE.search(words)) or SUMS.match(words):
        return "summary"
    if before is not None and passes(page, sentences):
        return "summary"
    leads = before is None and leads_in(page, number, told)
    if leads or is_frame(page, sentences, words, line):
        return "frame"
    if share(page, number, "speech") <= SPOKEN and _sums_up(page, sentences):
        return "summary"
    return "scene"


def passes(page: Page, sentences: Sequence[Sentence]) -> bool:
    """Whether a paragraph begins with how a long time passed ("Nobody starved. The winter went
    by.")."""
    first = (page.passage.text[s.at.start : s.at.end] for s in sentences[:2] if not s.speech)
    return any(map(PASSES.match, first))


def leads_in(page: Page, number: int, told: Sequence[Sequence[Sentence]]) -> bool:
    """Whether whoever tells a story speaks first of their own present: the next paragraph is told
    in the past."""
    here = main_verbs(told[number])
    now = [v for v in here if v.tense in ("present", "perfect")]
    mine = any(says_i(page, v) for s in told[number] for v in s.verbs if v.tense in _NOW)
    after = told[number + 1] if number + 1 < len(told) else []
    past, present = tenses_of(after)
    if after and any(cue.match(page.passage.text, *after[0].at) for cue in (AGE, EARLIER, MEMORY)):
        return False  # a memory, in a story told in the present
    return mine and 2 * len(now) > len(here) and past > SWITCH * present


def _leads_up(page: Page, number: int) -> bool:
    """Whether what had happened only leads up to a scene: the next paragraph begins with its time
    ("So on Friday, at noon, nobody looked.")."""
    paragraphs = page.passage.paragraphs
    if number + 1 >= len(paragraphs):
        return False
    words = page.passage.text[paragraphs[number + 1].start : paragraphs[number + 1].end]
    return CUTS.match(_JOINED.sub("", words)) is not None


def _sums_up(page: Page, sentences: Sequence[Sentence]) -> bool:
    """Whether what is told in the scene's own tense is told of many times, or of a long time."""
    told = [s.at for s in sentences if s.told("past") != "earlier"]
    words = " ".join(page.passage.text[at.start : at.end].lower() for at in told)
    return len(set(HABIT.findall(words))) >= 2 or len(set(_MONTHS.findall(words))) >= 2


def is_earlier(sentences: Sequence[Sentence], words: str) -> bool:
    """Whether a scene begins with what had happened before, and not with talk, nor only with what
    led up to it."""
    told = [s.told("past") for s in sentences if s.verbs]
    deeds = sum(s.has_deed("past") for s in sentences)
    talk = any(s.speech for s in sentences)
    another = any(cue.search(words) for cue in (DAWNED, AGO))
    enough = told.count("earlier") >= (RUN if another else LONG_RUN)
    now = _IS_NOW.search(words) is not None
    return told[:1] == ["earlier"] and enough and deeds > 0 and not talk and not now


def tenses_of(sentences: Sequence[Sentence], before: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    """How much is told in the past and in the present, with what was told `before`. What somebody
    does weighs more: what is always so may be told in the present anywhere."""
    past, present = before
    for verb in main_verbs(sentences):
        if verb.tense == "either":
            continue
        weight = DEED if verb.deed and verb.person is not None else 1
        if verb.tense in ("past", "pluperfect"):
            past += weight
        else:
            present += weight
    return past, present


def line_of(tenses: tuple[int, int], before: str) -> str:
    """The tense that a scene is told in, by its first paragraphs; as scenes were told `before`
    where these do not show another clearly."""
    past, present = tenses
    if before and SWITCH * min(past, present) >= max(past, present):
        return before
    return "past" if past >= present else "present"


def is_frame(page: Page, sentences: Sequence[Sentence], words: str, line: str) -> bool:
    """Whether whoever tells the story speaks of their own present."""
    verbs = main_verbs(sentences)
    now = [v for v in verbs if v.tense in ("present", "perfect")]
    present = [v for s in sentences for v in s.verbs if v.tense in ("present", "perfect")]
    mine = [v for v in present if says_i(page, v)]
    past = len(verbs) - len(now)
    if not mine or (line == "present" and past < 2):
        return False
    if line == "past" and (len(now) > past or (now and len(now) == past and verbs[0] in now)):
        return True
    return (len(mine) >= 2 and past >= 2) or (len(now) > past and HABIT.search(words) is not None)


def main_verbs(sentences: Sequence[Sentence]) -> list[Verb]:
    """The main verbs of some sentences that are told in a tense."""
    return [v for s in sentences for v in s.verbs if v.main and v.tense != "other"]


def says_i(page: Page, verb: Verb) -> bool:
    """Whether a verb's subject is "I" or "we"."""
    subject = page.grammar.subject(verb.word)
    return subject is not None and page.grammar.text(subject).lower() in ("i", "we")

"""Where a scene begins that no mark parts from the one before: at a new place or time, with people
who were not there, where the teller's own present, a summary or a letter ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from fabula.reading.language.tenses import Sentence
from fabula.reading.page import Page
from fabula.reading.scenes.announced import is_laid_down, is_no_narration
from fabula.reading.scenes.asleep import behind_eyes
from fabula.reading.scenes.clues import DREAMS, OPENS, PRESENT, THEN
from fabula.reading.scenes.coming_upon import comes_upon
from fabula.reading.scenes.documents import goes_on, is_a_paper, is_document, is_turn
from fabula.reading.scenes.elsewhere import SURE, elsewhere, is_at, is_elsewhere, lasts
from fabula.reading.scenes.frames import CUTS
from fabula.reading.scenes.habits import is_habit
from fabula.reading.scenes.letterheads import is_head
from fabula.reading.scenes.levels import main_verbs, passes, says_i, tenses_of
from fabula.reading.scenes.memories import is_another_day
from fabula.reading.scenes.openings import opens_another
from fabula.reading.scenes.vivid import is_vivid
from fabula.story.memory import Played
from fabula.story.records import BreakCue

NOW_LEAST = 2  # verbs in the present by which a teller speaks of their own
SETS = 2  # sentences of a paragraph before the one that sets a time
LONG = 500  # code points of a paragraph that may follow a scene of one paragraph
_TODAY = re.compile(
    r"\b(?:now|nowadays|today|still|yet|(?:these|to\s+this)\s+days?|since(?:\s+then)?)\b",
    re.IGNORECASE,
)


def cut(
    page: Page, number: int, told: Sequence[Sequence[Sentence]], scene: Played
) -> BreakCue | None:
    """Why a scene begins with a paragraph (`told`: the sentences of each); None where the scene
    goes on."""
    sentences = told[number]
    paragraph = page.passage.paragraphs[number]
    words = page.passage.text[paragraph.start : paragraph.end]
    if scene.level == "document":
        return "return" if _is_read(page, number, sentences, scene) else None
    alone = not scene.present and scene.level != "scene"
    if alone and is_turn(page, number) and is_document(page, number):
        return "document"
    if PRESENT.fullmatch(words):
        return "time"
    if scene.level == "summary" and _speech_first(sentences):  # what is said is played
        return "time" if sentences[0].told(scene.line) == "line" else None
    if _speech_first(sentences) or DREAMS.match(words):
        return None
    day = THEN.match(words[:1].lower() + words[1:]) is not None
    if OPENS.match(words) or (day and scene.level == "summary"):
        return "time" if scene.level == "summary" else None
    if scene.level == "frame" and _is_past(sentences):
        return "time"
    if scene.level == "summary" and _is_now(page, sentences):
        return "time"
    if scene.line == "past" and scene.level != "frame" and _is_outside(page, number, told):
        return "time"
    if scene.paragraphs and (passes(page, sentences) or _is_set_later(page, sentences, scene)):
        return "time"
    if (
        scene.paragraphs >= 1
        and (found := CUTS.match(words))
        and not _recalls(page, sentences, scene)
        and (
            found.lastgroup in SURE
            or is_elsewhere(page, sentences[0], scene.line, found.lastgroup == "far")
        )
        and not (found.lastgroup == "near" and lasts(page, sentences[0]))
    ):
        return "time" if found.lastgroup == "time" else "place"
    settled = scene.paragraphs >= 2 or len(words) >= LONG
    settled &= behind_eyes(page, number, sentences, scene) is None
    if settled and (is_at(page, sentences, scene) or comes_upon(page, sentences, scene)):
        return "place"
    if not settled or is_habit(page, sentences, [words]):
        return None
    other = elsewhere(page, sentences, scene) or opens_another(page, sentences, scene)
    return "place" if other else None


def _is_read(page: Page, number: int, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a document of its own is over before a paragraph. After a letter nothing but talk
    shows that, or that it is laid down."""
    if is_laid_down(page, sentences) or _is_of_another_kind(page, number):
        return True
    if scene.slid:
        return _speech_first(sentences) and bool(main_verbs(sentences))
    written = goes_on(page, number) or is_no_narration(page, number, sentences, scene, False)
    return not written and bool(main_verbs(sentences))


def _is_of_another_kind(page: Page, number: int) -> bool:
    """Whether a chat begins after another document, or another document after a chat."""
    if number == 0 or is_head(page, number - 1):
        return False
    chat = is_turn(page, number)
    if chat == is_turn(page, number - 1):
        return False
    return is_document(page, number) and (chat or is_a_paper(page, number))


def _recalls(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a time that a paragraph begins with is that of a memory ("On Tuesday it had taken an
    hour. She had timed it.", "That summer they had played every evening. Peter cheated.")."""
    told = [when for s in sentences[:2] if (when := s.told(scene.line))]
    return told == ["earlier", "earlier"] or is_another_day(page, sentences, scene)


def _speech_first(sentences: Sequence[Sentence]) -> bool:
    return bool(sentences) and sentences[0].speech


def _is_past(sentences: Sequence[Sentence]) -> bool:
    tenses = [v.tense for v in main_verbs(sentences)]
    return len(tenses) >= 2 and not any(t in ("present", "perfect") for t in tenses)


def _is_now(page: Page, sentences: Sequence[Sentence]) -> bool:
    """Whether whoever tells the story goes on with their own present."""
    verbs = main_verbs(sentences)
    now = [v for v in verbs if v.tense in ("present", "perfect")]
    return bool(verbs) and verbs[0] in now and any(says_i(page, v) for v in now)


def _is_outside(page: Page, number: int, told: Sequence[Sequence[Sentence]]) -> bool:
    """Whether whoever tells a story in the past goes on with their own present, and not only for a
    word in between."""
    verbs = main_verbs(told[number])
    now = [v for v in verbs if v.tense in ("present", "perfect")]
    said = [page.passage.text[s.at.start : s.at.end] for s in told[number]]
    if is_vivid(page, told[number], said) or 3 * len(now) < max(2 * len(verbs), 3 * NOW_LEAST):
        return False
    today = any(map(_TODAY.search, said))
    if number + 1 == len(told):
        return today
    past, present = tenses_of(told[number + 1])
    return present > past and (today or any(says_i(page, v) for v in now))


def _is_set_later(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a time is set anew after a sentence in which nobody does anything ("It was the donkey
    that undid her. One wet forenoon in July...")."""
    for before, sentence in pairwise(sentences[: SETS + 1]):
        if (
            before.speech
            or sentence.speech
            or any(v.deed and v.main and v.person for v in before.verbs)
        ):
            return False
        found = CUTS.match(page.passage.text, sentence.at.start, sentence.at.end)
        if found is not None and found.lastgroup == "time":
            return sentence.told(scene.line) == "line"
    return False

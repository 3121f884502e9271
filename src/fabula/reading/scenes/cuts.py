"""Where a scene begins that no mark parts from the one before: at a new place or time, with people
who were not there, where the teller's own present, a summary or a letter ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from fabula.reading.language.tenses import Sentence, person_of
from fabula.reading.language.verbs import COMES, GOES
from fabula.reading.page import Page
from fabula.reading.people.vague import vague
from fabula.reading.scenes.announced import is_laid_down, is_no_narration
from fabula.reading.scenes.asleep import behind_eyes
from fabula.reading.scenes.clues import DREAMS, OPENS, PRESENT
from fabula.reading.scenes.coming_upon import comes_upon
from fabula.reading.scenes.documents import goes_on, is_a_paper, is_document, is_head, is_turn
from fabula.reading.scenes.frames import CUTS
from fabula.reading.scenes.habits import is_habit
from fabula.reading.scenes.levels import main_verbs, passes, says_i, tenses_of
from fabula.reading.scenes.memories import is_another_day, is_vivid
from fabula.reading.scenes.openings import opens_another
from fabula.reading.scenes.settings import ENOUGH, is_scenery, is_small, places
from fabula.story.memory import Played
from fabula.story.records import BreakCue

NOW_LEAST = 2  # verbs in the present by which a teller speaks of their own
SETS = 2  # sentences of a paragraph before the one that sets a time
LONG = 500  # code points of a paragraph that may follow a scene of one paragraph
_TODAY = re.compile(
    r"\b(?:now|nowadays|today|still|yet|(?:these|to\s+this)\s+days?|since(?:\s+then)?)\b",
    re.IGNORECASE,
)
_LOOKS = frozenset(("look", "gaze", "stare", "peer", "glance", "point"))
_SURE = ("time", "place")
_AGAIN = frozenset(("it", "this", "that", "them"))  # what was told of just now
_JOINS = frozenset(("so", "but", "and", "then", "or", "yet"))


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
    if OPENS.match(words):
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
            found.lastgroup in _SURE
            or _is_elsewhere(page, sentences[0], scene.line, found.lastgroup == "far")
        )
        and not (found.lastgroup == "near" and _lasts(page, sentences[0]))
    ):
        return "time" if found.lastgroup == "time" else "place"
    settled = scene.paragraphs >= 2 or len(words) >= LONG
    settled &= behind_eyes(page, number, sentences, scene) is None
    if settled and (_is_at(page, sentences, scene) or comes_upon(page, sentences, scene)):
        return "place"
    if not settled or is_habit(page, sentences, [words]):
        return None
    other = _elsewhere(page, sentences, scene) or opens_another(page, sentences, scene)
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


def _is_at(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a paragraph begins at a place of its own ("At the station Jory bought a ticket")."""
    grammar = page.grammar
    first = next(iter(grammar.words_in(sentences[0].at)), None) if sentences else None
    if first is None or grammar.text(first) not in ("At", "In"):
        return False
    noun = grammar.words[first].head
    if grammar.text(first) == "In":
        acting = {v.person for v in sentences[0].verbs if v.person is not None}
        if noun is None or grammar.words[noun].upos != "PROPN" or not acting - {*scene.present}:
            return False
        if acting & {*scene.present}:
            return False
    at = [p.word for p in places(page, sentences[:1]) if p.weight >= ENOUGH and p.word == noun]
    return any(
        (is_scenery(page, i) or grammar.words[i].upos == "PROPN" or grammar.lemma(i) == "home")
        and not is_small(page, i)
        for i in at
    )


def _elsewhere(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether the paragraph begins with what somebody does who is not in the scene, at a place, and
    nobody comes."""
    if scene.level != "scene" or not scene.present or not sentences:
        return False
    grammar, first = page.grammar, sentences[0]
    if grammar.lemma(grammar.word_at(first.at.start) or 0) in _JOINS:
        return False
    if any(grammar.lemma(v.word) in COMES | GOES | _LOOKS for v in first.verbs):
        return False
    if any(
        _AGAIN & {grammar.text(k).lower() for k in grammar.below(v.word, "obj")}
        for v in first.verbs
    ):
        return False
    told = {
        person_of(page, i)
        for i, word in enumerate(grammar.words)
        if first.at.start <= word.at.start < first.at.end and word.deprel != "nmod:poss"
    }
    if told & (set(scene.present) - set(scene.gone)) or not _acts(page, first, scene.line):
        return False
    denied = not _acts(page, first, scene.line, denied=False)
    near = sentences[:1] if denied else sentences[:2]
    return any(
        p.weight >= ENOUGH and is_scenery(page, p.word) and not is_small(page, p.word)
        for p in places(page, near)
    )


def _is_elsewhere(page: Page, sentence: Sentence, line: str, far: bool) -> bool:
    """Whether somebody does something in a sentence (or, `far` away, had done it) who is no
    stranger seen from afar ("Across the street a man was selling chestnuts")."""
    grammar = page.grammar
    subjects = (grammar.subject(v.word) for v in sentence.verbs if v.person is not None)
    strangers = any(
        grammar.lemma(k) == "a" for i in subjects if i is not None for k in grammar.below(i, "det")
    )
    acts = _acts(page, sentence, line, denied=False)
    return not strangers and (acts or (far and sentence.told(line) == "earlier"))


def _lasts(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence tells what somebody was doing."""
    first = next((v for v in sentence.verbs if v.main), None)
    return first is not None and page.grammar.words[first.word].xpos == "VBG"


def _acts(page: Page, sentence: Sentence, line: str, denied: bool = True) -> bool:
    """Whether somebody does something in a sentence, or (`denied`) does not do it."""
    for verb in sentence.verbs:
        subject = page.grammar.subject(verb.word)
        if verb.person is None or subject is None or vague(page.grammar, subject):
            continue
        if page.grammar.text(subject).lower() in ("i", "we", "you"):
            continue
        if verb.tense in (line, "either") and (verb.deed or (denied and verb.denied)):
            return True
    return False

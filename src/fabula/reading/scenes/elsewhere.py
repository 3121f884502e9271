"""Where a paragraph begins at another place, with what others do there."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.reading.language.tenses import Sentence, person_of
from fabula.reading.language.verbs import COMES, GOES
from fabula.reading.page import Page
from fabula.reading.people.vague import vague
from fabula.reading.scenes.settings import ENOUGH, is_scenery, is_small, places
from fabula.story.memory import Played

_LOOKS = frozenset(("look", "gaze", "stare", "peer", "glance", "point"))
SURE = ("time", "place")
_AGAIN = frozenset(("it", "this", "that", "them"))  # what was told of just now
_JOINS = frozenset(("so", "but", "and", "then", "or", "yet"))


def is_at(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a paragraph begins at a place of its own ("At the station Jory bought a ticket")."""
    grammar = page.grammar
    first = next(iter(grammar.words_in(sentences[0].at)), None) if sentences else None
    if first is None or grammar.text(first) not in ("At", "In"):
        return False
    if sentences[0].told(scene.line) == "earlier":
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


def elsewhere(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
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


def is_elsewhere(page: Page, sentence: Sentence, line: str, far: bool) -> bool:
    """Whether somebody does something in a sentence (or, `far` away, had done it) who is no
    stranger seen from afar ("Across the street a man was selling chestnuts")."""
    grammar = page.grammar
    subjects = (grammar.subject(v.word) for v in sentence.verbs if v.person is not None)
    strangers = any(
        grammar.lemma(k) == "a" for i in subjects if i is not None for k in grammar.below(i, "det")
    )
    acts = _acts(page, sentence, line, denied=False)
    return not strangers and (acts or (far and sentence.told(line) == "earlier"))


def lasts(page: Page, sentence: Sentence) -> bool:
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

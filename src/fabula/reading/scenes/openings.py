"""How paragraphs begin that open another scene without a time or a place before the rest: by who it
was that the new one is about, by where somebody is found, by how another place looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fabula.reading.language.grammar import SUBJECTS
from fabula.reading.language.tenses import Sentence, Verb
from fabula.reading.lists import set_of
from fabula.reading.page import Page
from fabula.reading.scenes.clues import SMELLS, WEEKDAY
from fabula.reading.scenes.frames import CUTS
from fabula.reading.scenes.settings import ENOUGH, Place, is_scenery, is_small, places
from fabula.story.memory import Played

NEAR = 3  # sentences of a paragraph that may set what its first one is about
_CLEFT = re.compile(r"(?:And\s|But\s)?[Ii]t\s+was\s+(?:\S+\s+){1,6}?(?:who|that)\b")
_BY = re.compile(
    rf"\b(?:on\s+(?:the\s+)?{WEEKDAY}(?:\s+\w+)?|by\s+(?:midnight|noon|nightfall|dawn|dark|the\s+{WEEKDAY}))"
    r"(?=[,.;])",
    re.IGNORECASE,
)
_NO_DATE = re.compile(
    r"\A(?:And|But|So|Then|Or|Now)\b|\b(?:until|till|since|who|which|that|said|if)\b"
)
_LOOKS = set_of(
    "stand lie sit rise smell stink reek run lead face overlook hang loom stretch open hum"
    " echo gleam shine glow seem have hold keep"
)
_EVENTS = set_of(
    "wedding funeral party ball dance trial inquest hearing dinner supper feast banquet fair"
    " concert recital match race auction christening wake procession parade reception picnic hunt"
    " regatta battle siege raid storm fire flood riot execution hanging coronation meeting council"
)
_FINDS = set_of("find join corner catch discover meet overtake")


def opens_another(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a paragraph begins as another scene does."""
    if not sentences or sentences[0].speech or sentences[0].told(scene.line) == "earlier":
        return False
    words = page.passage.text[sentences[0].at.start : sentences[0].at.end]
    if _CLEFT.match(words):
        return not SMELLS.search(words) and _is_set(page, sentences[1:NEAR], scene)
    verb = next((v for v in sentences[0].verbs if v.main), None)
    if verb is None or sentences[0].told(scene.line) != "line":
        return False
    dated = _BY.search(words) is not None and not _NO_DATE.search(words)
    return dated or _finds(page, sentences[0], verb, scene) or _shows(page, sentences, verb, scene)


def _is_set(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether sentences set another time or place, or begin before it."""
    text = page.passage.text
    timed = any(CUTS.match(text, *s.at) for s in sentences)
    before = any(s.told(scene.line) == "earlier" for s in sentences)
    return timed or before or any(_new_places(page, sentences, scene))


def _finds(page: Page, first: Sentence, verb: Verb, scene: Played) -> bool:
    """Whether somebody is found at a place ("She found the girl in the sluice")."""
    grammar = page.grammar
    whom = grammar.object(verb.word)
    somebody = whom is not None and grammar.entity(whom) is not None
    finds = grammar.lemma(verb.word) in _FINDS and verb.person is not None and not verb.denied
    return finds and somebody and any(_new_places(page, [first], scene))


def _shows(page: Page, sentences: Sequence[Sentence], verb: Verb, scene: Played) -> bool:
    """Whether a paragraph begins with how another place looks, and somebody does something there
    ("The street was full of people. Joss let them push him along.")."""
    subject = page.grammar.subject(verb.word)
    if _happens(page, sentences[0]):
        return True
    own = any(p.word == subject for p in _new_places(page, sentences[:1], scene))
    acts = any(v.deed and v.person is not None for s in sentences[1:NEAR] for v in s.verbs)
    looks = not verb.deed or page.grammar.lemma(verb.word) in _LOOKS
    return own and page.grammar.words[subject or 0].deprel in SUBJECTS and looks and acts


def _happens(page: Page, first: Sentence) -> bool:
    """Whether a paragraph begins with something that many come to ("There was a wedding")."""
    grammar = page.grammar
    there = page.passage.text.startswith("There was a", first.at.start)
    return there and any(
        grammar.lemma(i) in _EVENTS and grammar.words[i].deprel in (*SUBJECTS, "root")
        for i in grammar.words_in(first.at)
    )


def _new_places(page: Page, sentences: Sequence[Sentence], scene: Played) -> Iterator[Place]:
    """Places that set a scene and that the one before has not spoken of just now."""
    for place in places(page, sentences):
        known = page.grammar.lemma(place.word) in scene.things
        large = is_scenery(page, place.word) and not is_small(page, place.word)
        if place.weight >= ENOUGH and large and not known:
            yield place

"""Where somebody comes upon what was so before them: "The hall was empty when they came up through
the floor", "The children had gone home when Mara got to the school", "It was nearly dark at the
steps when he found her"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fabula.reading.language.tenses import Sentence, person_of, tense_of
from fabula.reading.lists import set_of
from fabula.reading.page import Page
from fabula.reading.scenes.settings import ENOUGH, places
from fabula.story.memory import Played

ARRIVES = set_of("come get reach arrive return find climb step ride drive walk turn pull wake")
_PEOPLE = frozenset(("i", "we", "he", "she", "they", "you"))
_TIME = re.compile(
    r"\b(?:dark|light|late|early|dawn|dusk|noon|midnight|morning|afternoon|evening|night|past|o['’]clock)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:when|by\s+the\s+time|before)\s+$", re.IGNORECASE)


def comes_upon(page: Page, sentences: Sequence[Sentence], scene: Played) -> bool:
    """Whether a paragraph begins with how things stood when somebody came there."""
    if not sentences or sentences[0].speech:
        return False
    at = sentences[0].at
    first = next((v for v in sentences[0].verbs if v.main), None)
    verb = _arrival(page, sentences[0])
    if first is None or verb is None or verb <= first.word:
        return False
    who, what = page.grammar.subject(verb), page.grammar.subject(first.word)
    own = person_of(page, what)
    if who is None or who == what or (own is not None and own in scene.present):
        return False
    lasting = page.grammar.words[first.word].xpos == "VBG"
    stood = first.tense == "pluperfect" or not first.deed or lasting
    set_ = any(p.weight >= ENOUGH for p in places(page, sentences[:1]))
    return stood and (set_ or _TIME.search(page.passage.text[at.start : at.end]) is not None)


def _arrival(page: Page, sentence: Sentence) -> int | None:
    """The verb by which somebody comes there, in a clause with "when"."""
    grammar = page.grammar
    for i in grammar.words_in(sentence.at):
        subject = grammar.subject(i) if grammar.lemma(i) in ARRIVES else None
        if subject is None or subject > i or page.quoted[grammar.words[i].at.start]:
            continue
        start = min([subject, *grammar.below(subject, "det", "amod", "nmod:poss", "compound")])
        led = page.passage.text[sentence.at.start : grammar.words[start].at.start]
        human = grammar.text(subject).lower() in _PEOPLE or person_of(page, subject) is not None
        if _WHEN.search(led) and human and tense_of(grammar, i) in ("past", "present"):
            return i
    return None

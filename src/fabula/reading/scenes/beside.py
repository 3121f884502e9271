"""Who is in a scene though they do nothing there: "there was an old man by the fire", "with Haru
behind her", "Dori's voice came up the stairs"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.reading.language.grammar import SUBJECTS
from fabula.reading.language.tenses import Sentence, person_of
from fabula.reading.page import Page
from fabula.reading.people.vague import vague

_BEHIND = re.compile(r"\s+(?:\w+\s+)?(?:behind|beside|before|after|next\s+to|at)\s")
_SOUNDS = frozenset(("come", "call", "ring", "reach", "rise", "answer", "carry"))


def beside(page: Page, sentence: Sentence) -> Iterator[tuple[int, str]]:
    """The words for those who are there in a sentence, and who they are."""
    grammar = page.grammar
    for i in grammar.words_in(sentence.at):
        if page.quoted[grammar.words[i].at.start]:
            continue
        if _is_there(page, i) or _follows(page, i) or _sounds(page, i):
            person = person_of(page, i)
            if person is not None and not vague(grammar, i):
                yield i, person


def _is_there(page: Page, i: int) -> bool:
    """Whether "there was" somebody."""
    grammar, verb = page.grammar, page.grammar.words[i].head
    if verb is None or grammar.words[i].deprel not in SUBJECTS or grammar.lemma(verb) != "be":
        return False
    return grammar.child(verb, "expl") is not None and not grammar.is_negated(verb)


def _follows(page: Page, i: int) -> bool:
    """Whether somebody is there "with X behind them"."""
    word = page.grammar.words[i]
    after = _BEHIND.match(page.passage.text, word.at.end)
    return page.grammar.preposition(i) == "with" and after is not None


def _sounds(page: Page, i: int) -> bool:
    """Whether somebody's voice is heard."""
    grammar, word = page.grammar, page.grammar.words[i]
    voice = word.head
    if word.deprel != "nmod:poss" or voice is None or grammar.lemma(voice) != "voice":
        return False
    verb = grammar.words[voice].head
    return (
        grammar.words[voice].deprel in SUBJECTS
        and verb is not None
        and grammar.lemma(verb) in _SOUNDS
    )

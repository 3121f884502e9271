"""Whose something is: by the words that call it somebody's."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.fillers import words_of
from fabula.asking.question import Question
from fabula.asking.stems import stem, stems
from fabula.reading.language.grammar import Grammar

if TYPE_CHECKING:
    from fabula.asking.book import Book

OUTRIGHT = 4  # how much "it was my shoe" tells beside "her shoe"
CLEARLY = 2  # times as often as anybody else's
SURE = 0.7  # how sure it has to be whom a pronoun stands for
MOST = 40  # sentences that are looked at
_WHOSE = re.compile(
    r"whose (?:own )?((?:[\w'-]+ ){0,2}?[\w'-]+) (?:is|are|was|were|did|does|do|had)\b"
)


def whose(book: Book, question: Question) -> Answer | None:
    """ "Whose shoe was it?": whoever the story says it belongs to, and nobody else."""
    asked = _WHOSE.match(question.small)
    if asked is None or question.lost:
        return None
    noun = stems(asked[1])[-1:]
    votes, places = Counter[str](), dict[str, int]()
    for number in book.sentences.ranked(noun, question.words, question.people, MOST):
        for grammar, i in words_of(book, number):
            owner = _owner(book, grammar, i) if stem(grammar.lemma(i)) in noun else None
            if owner is not None and owner not in question.people:
                votes[owner] += 1 if grammar.child(i, "cop") is None else OUTRIGHT
                places.setdefault(owner, grammar.page.passage.absolute(grammar.words[i].at).start)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]):
        return None
    person = ranked[0][0]
    return stated("who", book.label(person), [person], [book.shown(places[person])], 0.6)


def _owner(book: Book, grammar: Grammar, i: int) -> str | None:
    """Whose a noun is, where that is told of what really is."""
    k = grammar.child(i, "nmod:poss")
    entity = grammar.entity(k)
    if k is None or entity is None or grammar.words[i].upos != "NOUN":
        return None
    at = grammar.page.passage.absolute(grammar.words[k].at)
    told = not grammar.is_negated(i) and book.sure(at) >= SURE
    return entity if told and book.is_person(entity) and book.is_known(entity) else None

"""Who and what takes part in what a word tells, role by role, from syntax alone.

The subject of an active verb is its agent, of a passive one its patient; whom one tells, asks or
gives is the recipient; what is told, heard or believed is the content. What is done to part of a
body is done to its owner. Parses go wrong, so a role is given only to words that can fill it: who
says something is no pavement, and no year is a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fabula.reading.language.grammar import Grammar
from fabula.reading.language.verbs import (
    AT_SOMEBODY,
    GIVES,
    HAS_CONTENT,
    HEARERS,
    MINDS,
    PLACES,
    SAYS,
    TALKS_OF,
    TELLS,
)
from fabula.reading.lists import word_list
from fabula.story.records import Role

_EMPTY = frozenset(("it", "this", "that", "which", "what", "there", "who", "one", "these", "those"))
_ABOUT = frozenset(("about", "of", "for"))
_TALKS = ("tell", "ask", "speak", "talk", "warn", "hear")
_WHERE = frozenset(("home", "upstairs", "downstairs"))
_SITES = ("FAC", "GPE", "LOC", "VEH")


class Part(NamedTuple):
    """A word that fills a role of an event; `whose` is the word for the one whose part it is ("his
    face"); `seen` how sure the model is that it does, where no rule says so."""

    role: Role
    word: int
    whose: int | None = None
    seen: float | None = None


def parts(grammar: Grammar, i: int) -> Iterator[Part]:
    """Who and what takes part in what a word tells; nobody in two roles."""
    verbal = grammar.words[i].upos in ("VERB", "AUX", "ADJ")
    taken: set[str] = set()
    for part in _Verb(grammar, i).parts() if verbal else _parts_of_noun(grammar, i):
        entity = grammar.entity(part.word if part.whose is None else part.whose)
        if entity is not None:
            if entity in taken:
                if part.whose is None:
                    continue
                part = Part(part.role, part.word)
            taken.add(entity)
        yield part


class _Verb:
    """One verb, and what can be its parts."""

    def __init__(self, grammar: Grammar, i: int) -> None:
        self._grammar, self._i = grammar, i
        self._lemma = grammar.lemma(i)

    def parts(self) -> Iterator[Part]:
        grammar, i = self._grammar, self._i
        if self._lemma != "marry" and (grammar.is_passive(i) or self._is_done_to()):
            yield from self._passive(grammar.subject(i))
        else:
            yield from self._agents(grammar.subject(i))
        yield from self._objects()
        yield from self._obliques()
        yield from self._homeward()

    def _passive(self, subject: int | None) -> Iterator[Part]:
        told = self._lemma in TELLS or (self._lemma in GIVES and bool(self._things()))
        for k in self._grammar.joined(subject):
            if told and is_person(self._grammar, k):
                yield Part("recipient", k)
            elif self._lemma in SAYS:
                yield Part("content", k)
            else:
                yield self._patient(k)
        yield from _all(self._grammar, "agent", self._grammar.oblique(self._i, "by"))

    def _agents(self, subject: int | None) -> Iterator[Part]:
        """Who does it; a thing does nothing, but something happens to it."""
        grammar = self._grammar
        for k in grammar.joined(subject):
            if is_person(grammar, k):
                yield Part("agent", k)
            elif (whose := owner(grammar, k)) is not None:
                yield Part("agent", k, whose)  # "his hands pulled it off"
            elif self._lemma in SAYS | MINDS or grammar.lemma(k) in _EMPTY:
                continue
            elif grammar.object(self._i) is None and not is_vague(grammar, k):
                yield Part("patient", k)
            elif grammar.lemma(k) in word_list("tools"):
                yield Part("instrument", k)
            elif grammar.words[self._i].head != k and k in grammar.below(self._i):
                yield Part("agent", k)

    def _objects(self) -> Iterator[Part]:
        """Whom and what it is done to, given to, said to."""
        people, things = self._people(), self._things()
        if self._lemma in MINDS and self._grammar.child(self._i, "xcomp") is not None:
            people = []  # "she wanted me to hear it": I am in what she wanted
        given = self._lemma == "show" or (self._lemma in GIVES and len(people) + len(things) > 1)
        for n, k in enumerate(people):
            if self._lemma in TALKS_OF:
                yield Part("content", k)
            elif self._lemma in SAYS or (given and n == 0):
                yield Part("recipient", k)
            else:
                yield self._patient(k)
        for k in things:
            lemma = self._grammar.lemma(k)
            if self._lemma in TELLS and not people and lemma in HEARERS:
                yield Part("recipient", k)
            elif self._lemma in HAS_CONTENT:
                yield Part("content", k)
            else:
                yield self._patient(k)

    def _objects_of(self) -> list[int]:
        grammar, i = self._grammar, self._i
        found = [k for k in grammar.below(i, "obj", "iobj") if k > i and not grammar.owns(k)]
        if not found and (far := grammar.object(i)) is not None:
            found = [far]
        return [k for k in dict.fromkeys(j for f in found for j in grammar.joined(f)) if k != i]

    def _people(self) -> list[int]:
        return [k for k in self._objects_of() if is_person(self._grammar, k)]

    def _things(self) -> list[int]:
        return [
            k
            for k in self._objects_of()
            if not is_person(self._grammar, k)
            and not is_vague(self._grammar, k)
            and self._grammar.words[k].upos in ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ")
        ]

    def _patient(self, k: int) -> Part:
        return Part("patient", k, owner(self._grammar, k))

    def _obliques(self) -> Iterator[Part]:
        grammar, placed = self._grammar, False
        for k in grammar.below(self._i, "obl", "obl:agent"):
            preposition, person = grammar.preposition(k), is_person(grammar, k)
            noun = grammar.words[k].upos in ("NOUN", "PROPN")
            given = preposition == "for" and bool(self._things())  # "mended the clock for her"
            if person and (given or preposition == "to" or self._leads_to(preposition)):
                yield Part("recipient", k)
            elif person and preposition in AT_SOMEBODY:
                yield Part("patient", k)
            elif preposition in _ABOUT and self._lemma in _TALKS and not is_vague(grammar, k):
                yield Part("content", k)
            elif preposition == "with" and noun and not person and self._objects_of():
                yield Part("instrument", k)
            elif preposition == "at" and self._lemma in ("look", "stare", "glance", "gaze"):
                yield self._patient(k)
            elif noun and not placed and is_place(grammar, k, preposition):
                placed = True
                yield Part("place", k)

    def _homeward(self) -> Iterator[Part]:
        """ "He walked home": an adverb that says where."""
        for k in self._grammar.below(self._i, "advmod", "obl:unmarked", "obj"):
            if self._grammar.lemma(k) in _WHERE and self._grammar.words[k].upos != "PRON":
                yield Part("place", k)

    def _leads_to(self, preposition: str) -> bool:
        """Whether a preposition leads to whom something is given or said."""
        if preposition == "of":
            return self._lemma == "ask"
        return preposition == "for" and self._lemma in GIVES | SAYS

    def _is_done_to(self) -> bool:
        """Whether a participle alone tells what was done ("a man dragged from the sea")."""
        word = self._grammar.words[self._i]
        alone = word.xpos == "VBN" and word.deprel in ("acl", "amod")
        return alone and not self._grammar.auxiliaries(self._i)


def _parts_of_noun(grammar: Grammar, i: int) -> Iterator[Part]:
    """Who takes part in what a noun tells: "his death", "the rescue of the girl"."""
    of = next((k for k in grammar.below(i, "nmod") if grammar.preposition(k) == "of"), None)
    owner = grammar.child(i, "nmod:poss")
    if of is not None and grammar.entity(of):
        yield Part("patient" if owner is not None else "agent", of)
    if owner is not None:
        yield Part("agent", owner)


def _all(grammar: Grammar, role: Role, word: int | None) -> Iterator[Part]:
    """A role for a word and those joined to it by "and"."""
    yield from (Part(role, k) for k in grammar.joined(word))


def owner(grammar: Grammar, k: int) -> int | None:
    """The word for the one whose body a part is of ("his face", "Bredon's hand")."""
    if grammar.lemma(k) not in word_list("body_parts"):
        return None
    for own in grammar.below(k, "nmod:poss"):
        if grammar.entity(own) is not None:
            return own
    return None


def is_person(grammar: Grammar, i: int | None) -> bool:
    """Whether a word stands for somebody."""
    if i is None:
        return False
    number = grammar.mention(i)
    if number is None:
        return grammar.called(i) is not None
    return grammar.page.notes.seen[number].type == "PER"


def is_place(grammar: Grammar, k: int, preposition: str) -> bool:
    """Whether a noun after a preposition says where."""
    if preposition not in PLACES or is_person(grammar, k):
        return False
    worn = {grammar.lemma(k), grammar.text(k).lower()} & word_list("clothes")
    if worn and preposition in ("in", "by"):
        return False  # she came in her hat, he held her by the sleeve
    if preposition in ("to", "with", "by") and grammar.lemma(k) in word_list("body_parts"):
        return False
    number = grammar.mention(k)
    if number is not None and grammar.page.notes.seen[number].type in _SITES:
        return True
    return not is_vague(grammar, k)


def is_vague(grammar: Grammar, k: int) -> bool:
    """Whether a noun tells when, how or how much rather than where or what."""
    return bool({grammar.lemma(k), grammar.text(k).lower()} & word_list("no_places"))

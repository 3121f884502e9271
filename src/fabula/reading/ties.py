"""How people stand to each other, as words tell it: nouns with an owner ("her brother", "captain of
the guard"), what a copula or an apposition says, verbs of feeling and of deeds that make a tie.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import msgspec

from fabula.reading.grammar import Grammar
from fabula.reading.page import Page
from fabula.reading.tie_words import DEEDS, FEELING_ADJECTIVES, Deed, Tie, tie_nouns
from fabula.story.memory import Memory, Ties
from fabula.story.records import SYMMETRIC, Relation, RelationEnded, RelationType
from fabula.story.text import Span

BY = "ties"
EVIDENCE = 3  # times that a tie is told again and kept as further evidence
REMEMBERED = 4000
_PAST = frozenset(("former", "late", "ex", "old", "erstwhile", "onetime", "dead"))
_OPPOSITE = {"trust": "distrust", "love": "", "fear": "", "hate": ""}
_LIKE = frozenset(("like", "as", "than"))


def ties(memory: Memory, page: Page) -> Memory:
    """Emits Relations and RelationEndeds."""
    grammar = page.grammar
    found = _Found(memory, page)
    nouns = tie_nouns()
    for i, word in enumerate(grammar.words):
        lemma = grammar.lemma(i)
        if word.upos in ("NOUN", "PROPN") and lemma in nouns:
            _noun(grammar, found, i, nouns[lemma])
        elif word.upos == "VERB" and lemma in DEEDS:
            _verb(grammar, found, i, DEEDS[lemma])
        elif lemma in FEELING_ADJECTIVES or lemma == "love":
            _feeling(grammar, found, i, FEELING_ADJECTIVES.get(lemma, "love"))
    return msgspec.structs.replace(memory, ties=found.memory())


# Nouns --------------------------------------------------------------------------------------------


def _noun(grammar: Grammar, found: _Found, i: int, tie: Tie) -> None:
    """What a noun that names somebody by a tie says."""
    word = grammar.words[i]
    if word.deprel == "vocative" or not _is_told(grammar, i):
        return
    owners = [e for k in _owners(grammar, i) for e in _entities(grammar, k)]
    bearers = list(dict.fromkeys(_bearers(grammar, i)))
    past = _is_past(grammar, i)
    at = _words(grammar, i)
    if not owners and len(bearers) > 1 and tie.type in SYMMETRIC:
        for one, other in combinations(bearers, 2):
            found.add(one, tie.type, other, at, past=past)
    for owner in owners:
        for bearer in bearers:
            source, target = (owner, bearer) if tie.turned else (bearer, owner)
            found.add(source, tie.type, target, at, past=past)


def _owners(grammar: Grammar, i: int) -> Iterator[int]:
    """The words for those whose mother, friend or captain it is."""
    owners = grammar.below(i, "nmod:poss")
    yield from owners
    leading = ("of", "to", "with") if grammar.child(i, "cop") is not None else ("of",)
    for k in grammar.below(i, "nmod", "obl"):
        if not owners and grammar.preposition(k) in leading:
            yield k


def _bearers(grammar: Grammar, i: int) -> Iterator[str]:
    """Who is the mother, friend or captain: whom the noun stands for, the subject of the copula,
    whom it is put beside."""
    if grammar.child(i, "cop") is not None:
        for k in grammar.joined(grammar.subject(i)):
            yield from _entities(grammar, k)
        return
    word = grammar.words[i]
    if word.deprel == "appos" and word.head is not None:
        yield from _entities(grammar, word.head)
        return
    named = grammar.child(i, "appos", "flat", "nmod:desc", "compound")
    own = grammar.entity(i) or grammar.entity(named)
    if own is not None:
        yield own
    elif word.deprel in ("compound", "nmod:desc", "flat") and word.head is not None:
        yield from _entities(grammar, word.head)


def _entities(grammar: Grammar, i: int) -> Iterator[str]:
    """Who a word stands for: the members of a group one by one, where they are told."""
    entity = grammar.entity(i)
    if entity is not None:
        yield from grammar.page.members.get(entity, (entity,))


def _is_told(grammar: Grammar, i: int) -> bool:
    """Whether a noun is said of somebody in earnest: not denied, asked, wished, or a likeness."""
    if grammar.child(i, "cop") is not None:
        return grammar.realis(i) in ("actual", "future") and not grammar.is_question(i)
    if grammar.preposition(i) in _LIKE:
        return False
    determiner = grammar.child(i, "det")
    return determiner is None or grammar.text(determiner).lower() not in ("no", "any", "every")


def _is_past(grammar: Grammar, i: int) -> bool:
    adjectives = {grammar.lemma(k) for k in grammar.below(i, "amod")}
    used = grammar.words[i].deprel == "xcomp" and grammar.words[i].head is not None
    return (
        bool(adjectives & _PAST - {"old"})
        or ("had" in grammar.auxiliaries(i) and grammar.child(i, "cop") is not None)
        or (used and grammar.lemma(grammar.words[i].head or 0) == "use")
    )


def _words(grammar: Grammar, i: int) -> Span:
    """The words that tell a tie: the noun's phrase, and the subject of its copula."""
    at = grammar.phrase(i)
    subject = grammar.subject(i) if grammar.child(i, "cop") is not None else None
    if subject is not None:
        start = grammar.words[subject].at.start
        return Span(min(start, at.start), max(at.end, grammar.words[subject].at.end))
    return at


# Verbs and feelings -------------------------------------------------------------------------------


def _verb(grammar: Grammar, found: _Found, i: int, deed: Deed) -> None:
    """What a verb of feeling, or a deed that makes a tie, says."""
    realis = grammar.realis(i)
    feeling = deed.feeling
    if realis == "negated" and feeling in _OPPOSITE:
        feeling = _OPPOSITE[feeling]
    elif realis != "actual" or grammar.is_question(i):
        return
    if feeling == "":
        return
    subject, target = grammar.subject(i), grammar.object(i)
    if grammar.is_passive(i):
        subject, target = grammar.oblique(i, "by"), subject
    if subject is None:
        return
    if target is None:
        _each_other(grammar, found, i, subject, deed)
        return
    at = grammar.clause(i) if deed.ends else Span(*_between(grammar, subject, target, i))
    for one in grammar.joined(subject):
        for other in grammar.joined(target):
            source, goal = grammar.entity(one), grammar.entity(other)
            if source is None or goal is None or not _are_people(grammar, one, other):
                continue
            if deed.turned:
                source, goal = goal, source
            if deed.ends:
                found.end(source, deed.type, goal, at)
            else:
                found.add(source, deed.type, goal, at, feeling=feeling)


def _each_other(grammar: Grammar, found: _Found, i: int, subject: int, deed: Deed) -> None:
    """ "Ida and Joss married": those joined in the subject."""
    if deed.type not in SYMMETRIC:
        return
    people = [e for k in grammar.joined(subject) for e in _entities(grammar, k)]
    for one, other in combinations(dict.fromkeys(people), 2):
        found.add(one, deed.type, other, grammar.clause(i))


def _feeling(grammar: Grammar, found: _Found, i: int, feeling: str) -> None:
    """ "She was afraid of him", "in love with her": what an adjective or noun says of a feeling."""
    noun = grammar.lemma(i) == "love"
    if noun and (grammar.words[i].upos != "NOUN" or grammar.preposition(i) != "in"):
        return
    hold = i if not noun or grammar.child(i, "cop") is not None else grammar.words[i].head
    if hold is None or grammar.realis(hold) != "actual" or grammar.is_question(i):
        return
    target = next(
        (
            k
            for k in (*grammar.below(i, "obl", "nmod"), *grammar.below(hold, "obl"))
            if k != i and grammar.preposition(k) in ("of", "with", "to", "at")
        ),
        None,
    )
    subject = grammar.subject(hold)
    if subject is None or target is None or not _are_people(grammar, subject, target):
        return
    source, goal = grammar.entity(subject), grammar.entity(target)
    if source is not None and goal is not None:
        found.add(source, "feels", goal, Span(*_between(grammar, subject, target, i)), feeling)


def _are_people(grammar: Grammar, *words: int) -> bool:
    seen = [grammar.mention(k) for k in words]
    return all(n is not None and grammar.page.notes.seen[n].type == "PER" for n in seen)


def _between(grammar: Grammar, *words: int) -> tuple[int, int]:
    spans = [grammar.words[k].at for k in words]
    return min(s.start for s in spans), max(s.end for s in spans)


class _Found:
    """The ties of a story, being told: each is kept as often as it is evidence."""

    def __init__(self, memory: Memory, page: Page) -> None:
        self._page = page
        self._root = memory.cast.root
        self._told = dict(memory.ties.told)

    def memory(self) -> Ties:
        """What is remembered: the ties told so far, the latest last."""
        return Ties(dict(list(self._told.items())[-REMEMBERED:]))

    def add(
        self, source: str, type_: RelationType, target: str, at: Span, feeling: str | None = None,
        past: bool = False,
    ) -> None:  # fmt: skip
        """Keeps a tie between two, unless it has been told often enough."""
        source, target = self._root(source), self._root(target)
        if source == target:
            return
        key = self._key(source, type_, target, feeling)
        first, times = self._told.pop(key, ("", 0))
        if times < EVIDENCE:
            record = self._page.emit(
                Relation, "r", at, BY, confidence=0.8, source=source, target=target,
                type=type_, feeling=feeling, past=past,
            )  # fmt: skip
            first = first or record.id
        self._told[key] = (first, times + 1)

    def end(self, source: str, type_: RelationType, target: str, at: Span) -> None:
        """A tie that was told ends."""
        key = self._key(self._root(source), type_, self._root(target), None)
        first, _ = self._told.get(key, ("", 0))
        if first:
            self._page.emit(RelationEnded, "r", at, BY, relation=first)

    def _key(self, source: str, type_: RelationType, target: str, feeling: str | None) -> str:
        if type_ in SYMMETRIC:
            source, target = sorted((source, target), key=lambda e: int(e[1:]))
        return f"{source} {type_} {target} {feeling or ''}"

"""What happens in a passage, and who and what takes part in it.

The model sees what really happens (LitBank's realis events); what is denied, wished, asked or yet
to come is read off the syntax. Roles follow from syntax too: the subject of an active verb is its
agent, of a passive one its patient; whom one tells, asks or gives is the recipient. What is no
person or place becomes a THING when it is done to, given or used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from fabula.reading.grammar import Grammar
from fabula.reading.page import Page
from fabula.reading.verbs import AT_SOMEBODY, GIVES, PLACES, SAYS, STATES, UNSEEN_AGENT
from fabula.story.annotations import Happening
from fabula.story.memory import Memory, Things
from fabula.story.records import Entity, Event, Mention, Participant, Realis, Role

REMEMBERED_THINGS = 300
BY = "events"


class Part(NamedTuple):
    """A word that fills a role of an event."""

    role: Role
    word: int


def events(memory: Memory, page: Page) -> Memory:
    """Emits Events with their Participants, and the THING entities among these."""
    grammar = page.grammar
    things = _Things(page, memory.things)
    happening = {told.at.start: told for told in page.notes.happenings}
    for i in range(len(grammar.words)):
        told = happening.get(grammar.words[i].at.start)
        event = _event(page, grammar, i, told)
        if event is None:
            continue
        page.events[i] = event
        for part in parts(grammar, i):
            page.emit(
                Participant, "a", grammar.phrase(part.word), BY, confidence=event.confidence,
                event=event.id, role=part.role,
                entity=grammar.entity(part.word) or things.of(part.word, part.role),
            )  # fmt: skip
    _contents(page, grammar)
    return msgspec.structs.replace(memory, things=things.memory())


def _event(page: Page, grammar: Grammar, i: int, told: Happening | None) -> Event | None:
    if told is not None:
        return page.emit(
            Event, "v", told.at, "model", confidence=told.confidence, lemma=told.lemma,
            past_perfect=told.past_perfect,
        )  # fmt: skip
    realis = _unreal(grammar, i)
    if realis is None:
        return None
    return page.emit(
        Event, "v", grammar.words[i].at, BY, confidence=0.5, basis="inferred",
        lemma=grammar.lemma(i), realis=realis, past_perfect=grammar.is_past_perfect(i),
    )  # fmt: skip


def _unreal(grammar: Grammar, i: int) -> Realis | None:
    """How an action that does not happen is told of; None for what is no such action."""
    word = grammar.words[i]
    if word.upos != "VERB" or grammar.lemma(i) in STATES:
        return None
    realis = grammar.realis(i)
    return None if realis == "actual" else realis


def parts(grammar: Grammar, i: int) -> Iterator[Part]:
    """Who and what takes part in what a word tells, role by role."""
    if grammar.words[i].upos not in ("VERB", "AUX", "ADJ"):
        yield from _parts_of_noun(grammar, i)
        return
    lemma = grammar.lemma(i)
    subject, passive = grammar.subject(i), grammar.is_passive(i)
    target = grammar.object(i)
    if passive or _is_done_to(grammar, i):
        yield from _all(grammar, "recipient" if lemma in SAYS else "patient", subject)
        yield from _all(grammar, "agent", grammar.oblique(i, "by"))
    else:
        yield from _all(grammar, "patient" if lemma in UNSEEN_AGENT else "agent", subject)
    spoken_to = lemma in SAYS and _is_person(grammar, target)
    yield from _all(grammar, "recipient" if spoken_to else "patient", target)
    yield from _all(grammar, "recipient", grammar.child(i, "iobj"))
    yield from _obliques(grammar, i, lemma)


def _obliques(grammar: Grammar, i: int, lemma: str) -> Iterator[Part]:
    for k in grammar.below(i, "obl"):
        preposition = grammar.preposition(k)
        person = _is_person(grammar, k)
        if preposition in ("to", "for") and person and lemma in GIVES | SAYS:
            yield Part("recipient", k)
        elif preposition == "with" and not person:
            yield Part("instrument", k)
        elif preposition in PLACES and not person and grammar.words[k].upos in ("NOUN", "PROPN"):
            yield Part("place", k)
        elif person and preposition in AT_SOMEBODY:
            yield Part("patient", k)


def _parts_of_noun(grammar: Grammar, i: int) -> Iterator[Part]:
    """Who takes part in what a noun tells: "his death", "the rescue of the girl"."""
    of = next((k for k in grammar.below(i, "nmod") if grammar.preposition(k) == "of"), None)
    owner = grammar.child(i, "nmod:poss")
    if of is not None and grammar.entity(of):
        yield Part("patient" if owner is not None else "agent", of)
    if owner is not None:
        yield Part("agent", owner)


def _all(grammar: Grammar, role: Role, word: int | None) -> Iterator[Part]:
    """A role for a word; those joined to it by "and" are in its mention, or have it too."""
    yield from (Part(role, k) for k in grammar.joined(word))


def _is_done_to(grammar: Grammar, i: int) -> bool:
    """Whether a participle alone tells what was done to somebody ("a man dragged from the sea")."""
    word = grammar.words[i]
    return word.xpos == "VBN" and word.deprel in ("acl", "amod") and not grammar.auxiliaries(i)


def _is_person(grammar: Grammar, i: int | None) -> bool:
    if i is None:
        return False
    number = grammar.mention(i)
    return number is not None and grammar.page.notes.seen[number].type == "PER"


def _contents(page: Page, grammar: Grammar) -> None:
    """What is said, asked, ordered or thought: the event of the clause, or the quotation."""
    for i, event in page.events.items():
        if grammar.lemma(i) not in SAYS:
            continue
        clause = grammar.child(i, "ccomp", "xcomp")
        if clause is None:
            continue
        number = grammar.quotation(clause)
        content = None
        if number is not None and number != grammar.quotation(i):
            content = page.quotations[number].id if number < len(page.quotations) else None
        elif clause in page.events:
            content = page.events[clause].id
        page.emit(
            Participant, "a", grammar.clause(clause), BY, confidence=event.confidence,
            event=event.id, role="content", content=content,
        )  # fmt: skip


class _Things:
    """The things of a story by their nouns, being met."""

    def __init__(self, page: Page, known: Things) -> None:
        self._page = page
        self._last = dict(known.last)

    def memory(self) -> Things:
        """What is remembered of them."""
        return Things(dict(list(self._last.items())[-REMEMBERED_THINGS:]))

    def of(self, word: int, role: Role) -> str | None:
        """The thing that a noun stands for, where it is one: a new one unless the words point back
        to one met before ("the knife", "her knife")."""
        grammar = self._page.grammar
        if role not in ("patient", "instrument") or grammar.words[word].upos != "NOUN":
            return None
        key = grammar.lemma(word)
        determiner = grammar.child(word, "det", "nmod:poss")
        new = determiner is None or grammar.text(determiner).lower() in ("a", "an", "another")
        known = None if new else self._last.get(key)
        at = grammar.phrase(word)
        if known is None:
            known = self._page.emit(
                Entity, "e", at, BY, confidence=0.6, basis="inferred", type="THING"
            ).id
        self._last.pop(key, None)
        self._last[key] = known
        self._page.emit(
            Mention, "m", at, BY, confidence=0.6, entity=known, kind="NOM", type="THING"
        )
        return known

"""Answers about people: who they are, how they stand to each other, what they look like, what they
know, and what is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, not_stated, stated
from fabula.asking.question import Question
from fabula.asking.stems import alike, stems
from fabula.reading.tie_words import tie_nouns
from fabula.story.contract import RelationItem
from fabula.story.records import SYMMETRIC
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

_NOT_TIES = frozenset(("captain", "lord", "mistress", "head", "nurse", "charge", "ward", "mate"))


def bearer(book: Book, question: Question) -> Answer | None:
    """ "Who is Ida's brother?": whoever has this tie to the one named."""
    noun = question.noun
    if noun is None or noun not in tie_nouns() or not question.people or question.verb:
        return None
    tie = tie_nouns()[noun]
    owner = question.people[-1]
    for relation in book.world.relations():
        if relation.type != tie.type:
            continue
        ends = (relation.source, relation.target)
        if tie.turned:
            ends = (relation.target, relation.source)
        if tie.type in SYMMETRIC and owner in ends:
            other = ends[1] if ends[0] == owner else ends[0]
        elif ends[1] == owner:
            other = ends[0]
        else:
            continue
        if other in book.entities and _is_named(book, other):
            return stated(
                "who", book.label(other), [other], _shown(book, relation), relation.confidence
            )
    return None


def related(book: Book, question: Question) -> Answer | None:
    """How two people stand to each other."""
    people = question.people
    if len(people) < 2:
        return None
    one, other = people[:2]
    found = [r for r in book.world.relations() if {r.source, r.target} == {one, other}]
    if not found:
        return None
    best = max(found, key=lambda r: (r.type != "feels", r.basis == "stated", r.confidence))
    source, target = book.label(best.source), book.label(best.target)
    words = (
        f"{source} feels {best.feeling} for {target}"
        if best.type == "feels"
        else f"{source} is the {best.type.replace('-', ' ')} of {target}"
    )
    if best.until is not None and best.since is None:
        words = words.replace(" is ", " was ")
    return stated("related", words, [one, other], _shown(book, best), best.confidence)


def who_is(book: Book, question: Question) -> Answer | None:
    """Who somebody is: what they do, whose they are, how they are described."""
    if not question.people:
        return None
    person = question.people[0]
    said: list[str] = []
    evidence: list[Span] = []
    for attribute in book.world.attributes():
        if attribute.entity == person and attribute.name == "occupation":
            said.append(attribute.value)
            evidence.append(book.sentences.span(attribute.start))
            break
    for relation in book.world.relations():
        if (
            relation.source == person
            and relation.type != "feels"
            and relation.target in book.entities
        ):
            said.append(f"{relation.type.replace('-', ' ')} of {book.label(relation.target)}")
            evidence += _shown(book, relation)
            break
    if not said:
        return None
    return stated("who-is", ", ".join(said), [person], evidence, 0.6)


def is_it(book: Book, question: Question) -> Answer | None:
    """ "Is Ida married?", "Is Joss her brother?": yes where a tie or a state says so."""
    if question.verb is not None or not question.people:
        return None
    person = question.people[0]
    for relation in book.world.relations():
        if len(question.people) > 1 and {relation.source, relation.target} == set(
            question.people[:2]
        ):
            said = {n for n, tie in tie_nouns().items() if tie.type == relation.type}
            if said & set(question.words):
                return stated("yes-no", "yes", question.people[:2], _shown(book, relation), 0.7)
    for attribute in book.world.attributes():
        if attribute.entity != person or len(question.people) > 1:
            continue
        has = {*stems(attribute.value), attribute.name}
        if question.words and all(any(alike(w, h) == 1.0 for h in has) for w in question.words):
            at = book.sentences.span(attribute.start)
            return stated("yes-no", "yes", [person], [at], 0.7)
    return None


def look(book: Book, question: Question) -> Answer | None:
    """What somebody looks like, or how old they are."""
    if not question.people:
        return None
    person = question.people[0]
    small = question.text.lower()
    name = "age" if "how old" in small or "age" in question.words else None
    for part in ("eye", "hair", "skin", "scar", "coat", "dress"):
        if re.search(rf"\b{part}", small):
            name = {"eye": "eyes", "coat": "clothes", "dress": "clothes"}.get(part, part)
    found = [
        a
        for a in book.world.attributes()
        if a.entity == person and (a.name == name or (name is None and a.lasting))
    ]
    if not found:
        return not_stated("look")
    words = ", ".join(dict.fromkeys(a.value for a in found[:3]))
    evidence = [book.sentences.span(a.start) for a in found[:3]]
    return stated("look", words, [person], evidence, found[0].confidence)


def knows(book: Book, question: Question) -> Answer | None:
    """Whether somebody knows something, or who does."""
    if not question.people:
        return None
    holder = question.people[0]
    best: tuple[float, Answer] | None = None
    for item in book.world.knowledge():
        if item.holder != holder or not question.words:
            continue
        has = stems(book.text[item.content.start : item.content.end])
        got = sum(max((alike(w, h) for h in has), default=0.0) for w in question.words)
        share = got / len(question.words)
        if share < 0.6 or (best and share <= best[0]):
            continue
        yes = item.state in ("knows", "hides")
        evidence = [book.sentences.span(item.content.start), *item.evidence]
        best = share, stated("knows", "yes" if yes else "no", [holder], evidence, share)
    return best[1] if best else None


def open_threads(book: Book, question: Question) -> Answer | None:
    """What is still open, of those named if any are."""
    people = set(question.people)
    found = [
        t
        for t in book.world.threads()
        if t.status == "open" and (not people or people & {t.holder, t.to})
    ]
    if not found:
        return None
    words = "; ".join(f"{t.kind}: {t.text}" for t in found[:5])
    entities = [e for t in found[:5] for e in (t.holder, t.to) if e]
    return stated("open", words, entities, [t.opened for t in found[:5]], found[0].confidence)


def _is_named(book: Book, entity: str) -> bool:
    return any(e.id == entity and e.name for e in book.world.entities)


def _shown(book: Book, relation: RelationItem) -> list[Span]:
    return [book.sentences.span(at.start) for at in relation.evidence[:2]]

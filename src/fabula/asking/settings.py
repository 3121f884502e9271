"""Answers about where and when things are and happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import Clause, clauses
from fabula.asking.deeds import filled, persons
from fabula.asking.facts import told
from fabula.asking.fillers import phrase, words_of
from fabula.asking.places import SITES, place_at, place_of
from fabula.asking.question import Question
from fabula.asking.stems import stem, stems
from fabula.asking.times import TIME
from fabula.reading.language.verbs import PLACES
from fabula.reading.lists import set_of

_LIGHT = set_of("have be get go come do make take put")
ALL = 0.5  # how much of the rest of the question has to be told near it
NAMED = 0.6  # how much of the question a sentence has to tell for the place in it
_LIES = set_of("stand lie sit hang rest lean hide")
DATED = 0.65  # ... where it says where or when
PLAIN = 0.85  # how well a clause has to fit for its scene's place to be its own
TELLS = 3  # words that tell a place without a name: "the place" tells none
_LEFT = set_of("find discover hide keep leave put lose")

if TYPE_CHECKING:
    from fabula.asking.book import Book


def where(book: Book, question: Question) -> Answer | None:
    """Where it happened: the place that its clause tells."""
    if question.lost:
        return None
    if question.verb is None:
        return _where_is(book, question)
    for clause in clauses(book, question):
        if clause.score < DATED:
            break
        if question.verb in _LIGHT and clause.fits < 1.0:
            continue
        if clause.clash or clause.realis != "actual" or not filled(book, question, clause):
            continue
        found = place_of(book, clause)
        if found is not None:
            words, entities = found
            return stated("where", words, entities, [book.shown(clause.start)], clause.score)
    return _lies(book, question)


def where_set(book: Book, question: Question) -> Answer | None:
    """Where the scene is in which it happens, or what else is named there."""
    if question.lost or question.verb is None:
        return None
    told = (
        clause
        for clause in clauses(book, question)
        if clause.score >= PLAIN and not clause.clash and clause.realis == "actual"
    )
    scenes = (
        _scene(book, c) for c in told if persons(book, question) and filled(book, question, c)
    )
    return _named_there(book, question) or next((s for s in scenes if s is not None), None)


def _named_there(book: Book, question: Question) -> Answer | None:
    """ "Where did Tom have a shop?": the place that is named where his shop is told of."""
    things = [w for r in question.roles if not book.is_person(r.entity or "") for w in r.words]
    verb = [question.verb] if question.verb and question.verb not in _LIGHT else []
    words, people = list(dict.fromkeys((*question.words, *things, *verb))), persons(book, question)
    for place in told(book, words, people) if things else ():
        near = book.sentences.people_near(place.number, 2)
        site = _site(book, place.number, question) if near.issuperset(people) else None
        if place.share < NAMED:
            break
        if site is not None:
            return site
    return None


def _site(book: Book, number: int, question: Question) -> Answer | None:
    """The first place with a name that a sentence tells something to be at."""
    for grammar, i in words_of(book, number):
        entity = book.entities.get(grammar.entity(i) or "")
        if entity is None or entity.type not in SITES or grammar.preposition(i) not in PLACES:
            continue
        at = phrase(grammar, i)
        if entity.name is not None and entity.id not in question.people:
            words = f"{grammar.preposition(i)} {book.words(at)}"
            return stated("where", words, [entity.id], [book.shown(at.start)], 0.6)
    return None


def _scene(book: Book, clause: Clause) -> Answer | None:
    """Where the scene is set in which it happens."""
    scene = book.scene(clause.start)
    spoken = clause.grammar.quotation(clause.verb) is not None
    earlier = clause.grammar.is_past_perfect(clause.verb)
    aside = clause.grammar.words[clause.verb].deprel not in ("root", "conj")
    if scene is None or scene.place_text is None or spoken or earlier or aside:
        return None
    if scene.place is None and len(scene.place_text.split()) < TELLS:
        return None
    at = book.text.find(scene.place_text, scene.start)
    shown = [book.shown(clause.start), book.shown(at)] if at >= 0 else [book.shown(clause.start)]
    places = [scene.place] if scene.place else []
    return stated("where", " ".join(scene.place_text.split()), places, shown, 0.5)


def _lies(book: Book, question: Question) -> Answer | None:
    """ "Where was the tin found?": where the story says that it stood, lay, hung."""
    thing = next((r for r in question.roles if r.role == "patient" and r.words), None)
    if thing is None or question.verb not in _LEFT or book.is_person(thing.entity or ""):
        return None
    for number in book.sentences.holding(thing.words[-1]):
        for grammar, i in words_of(book, number):
            subject = grammar.subject(i) if grammar.lemma(i) in _LIES else None
            if subject is None or stem(grammar.lemma(subject)) != thing.words[-1]:
                continue
            place = place_at(book, grammar, i)
            if place is not None and not grammar.is_negated(i):
                at = grammar.page.passage.absolute(grammar.words[i].at)
                return stated("where", place[0], place[1], [book.shown(at.start)], 0.6)
    return None


def _where_is(book: Book, question: Question) -> Answer | None:
    """Where somebody or something is: the latest words that say it."""
    people = question.people
    about = sorted({n for p in people for n in book.sentences.about(p)})
    about += [n for w in question.words for n in book.sentences.with_stem(w)]
    if not people:
        about = book.sentences.ranked(question.words, question.words, (), 40)
    for number in sorted(about, reverse=True):
        for grammar, i in words_of(book, number):
            if grammar.child(i, "cop") is None or grammar.preposition(i) not in PLACES:
                continue
            subject = grammar.subject(i)
            if subject is None or grammar.is_negated(i) or grammar.realis(i) != "actual":
                continue
            if people and grammar.entity(subject) != people[0]:
                said = stems(book.words(phrase(grammar, subject)))
                if not question.words or not set(question.words) <= set(said):
                    continue
            if not people and grammar.lemma(subject) not in question.words:
                continue
            if people and question.words and book.sentences.share(question.words, number, 2) < ALL:
                continue  # "where was he during the ball"
            at = phrase(grammar, i)
            words = f"{grammar.preposition(i)} {book.words(at)}"
            return stated("where", words, people[:1], [book.shown(at.start)], 0.65)
    return _beside_it(book, question)


def _beside_it(book: Book, question: Question) -> Answer | None:
    """ "Where was the bakery?": what says where on the thing itself, or on the verb it is done
    with: "they opened the bakery on Finch Street"."""
    things = [k for k in question.named if not book.is_person(k.entity)]
    noun = stems(question.text[things[0].at.start : things[0].at.end]) if things else question.words
    if not noun or any(book.is_person(p) for p in question.people):
        return None
    for number in book.sentences.holding(noun[-1]):
        for grammar, i in words_of(book, number):
            head = grammar.words[i].head
            if grammar.words[i].upos != "NOUN" or stem(grammar.lemma(i)) != noun[-1]:
                continue
            done = grammar.words[i].deprel in ("obj", "nsubj:pass") and head is not None
            found = place_at(book, grammar, i) or (
                place_at(book, grammar, head or 0) if done else None
            )
            if found is not None and not found[0].startswith(("to ", "from ", "into ", "out of ")):
                at = grammar.page.passage.absolute(grammar.words[i].at)
                return stated("where", found[0], found[1], [book.shown(at.start)], 0.5)
    return None


def when(book: Book, question: Question) -> Answer | None:
    """When it happened: the time that its sentence tells."""
    for clause in clauses(book, question):
        if clause.score < DATED or question.lost:
            return None
        sentence = book.sentences.spans[clause.number]
        found = TIME.search(book.text, sentence.start, sentence.end)
        if found and set(stems(found.group())) <= set(stems(question.text)):
            continue  # "the March Hare"
        if found and not clause.clash and (clause.plain or _is_of(book, question, clause)):
            shown = [book.shown(clause.start)]
            return stated("when", " ".join(found.group().split()), [], shown, clause.score)
    return None


def _is_of(book: Book, question: Question, clause: Clause) -> bool:
    """Whether those whom a question names are near where a deed is told, or named there."""
    near = book.sentences.people_near(clause.number, 2)
    said = set(book.sentences.stems[clause.number])
    named = {
        k.entity for k in question.named if set(stems(question.text[k.at.start : k.at.end])) <= said
    }
    return (near | named).issuperset(persons(book, question))

"""Answers about where and when things are and happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import clauses, words_of
from fabula.asking.deeds import SURE, filled, place_of
from fabula.asking.question import Question
from fabula.asking.stems import stems
from fabula.asking.times import TIME
from fabula.reading.verbs import PLACES

if TYPE_CHECKING:
    from fabula.asking.book import Book


def where(book: Book, question: Question) -> Answer | None:
    """Where it happened: the place that its clause tells."""
    if question.lost:
        return None
    if question.verb is None:
        return _where_is(book, question)
    for clause in clauses(book, question):
        if clause.score < SURE:
            return None
        if clause.clash or clause.realis == "negated" or not filled(book, question, clause):
            continue
        found = place_of(book, clause)
        if found is not None:
            words, entities = found
            return stated("where", words, entities, [book.shown(clause.start)], clause.score)
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
                phrase = grammar.page.passage.absolute(grammar.phrase(subject))
                said = stems(book.words(phrase))
                if not question.words or not set(question.words) <= set(said):
                    continue
            if not people and grammar.lemma(subject) not in question.words:
                continue
            at = grammar.page.passage.absolute(grammar.phrase(i))
            words = f"{grammar.preposition(i)} {book.words(at)}"
            return stated("where", words, people[:1], [book.shown(at.start)], 0.65)
    return None


def when(book: Book, question: Question) -> Answer | None:
    """When it happened: the time that its sentence tells."""
    for clause in clauses(book, question):
        if clause.score < SURE or question.lost:
            return None
        sentence = book.sentences.spans[clause.number]
        found = TIME.search(book.text, sentence.start, sentence.end)
        if found and not clause.clash:
            shown = [book.shown(clause.start)]
            return stated("when", " ".join(found.group().split()), [], shown, clause.score)
    return None

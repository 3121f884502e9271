"""A question laid beside the story's clauses: how well one tells the deed that is asked about, word
by word and role by role, whatever its verb and whoever "he" was taken for."""

from __future__ import annotations

import heapq
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.clauses import beside
from fabula.asking.fillers import Filler, fillers, words_of
from fabula.asking.may_be import person_fits, thing_fits
from fabula.asking.question import Asked, Question
from fabula.asking.stems import alike, known_alike, stem, stems
from fabula.asking.subjects import cleft_at
from fabula.reading.language.grammar import Grammar
from fabula.reading.language.verbs import UNSEEN_AGENT
from fabula.reading.lists import lines, set_of
from fabula.story.records import Role

if TYPE_CHECKING:
    from fabula.asking.book import Book

MOST = 60  # sentences that are looked at
PERSON, VERB = 2.0, 2.5  # how much a person, and the deed itself, count beside other words
CLEFT = 4.0  # ... and that somebody says just who did it
TELLING = 1.5  # ... from how much on a word has to be told
UNTOLD = 0.15  # ... or takes off this much
UNDERGOES = 0.9  # how well what happens to somebody may be told as what they do ("bleed")
LIGHT = set_of("make give take have do get pay hold let set be")
LITTLE = LIGHT | set_of("come go put bring keep")  # verbs that tell little by themselves
_PLACES: dict[Role, tuple[Role, ...]] = {
    "agent": ("agent", "instrument"),
    "patient": ("patient", "content", "recipient"),
    "content": ("content", "patient"),
    "recipient": ("recipient", "patient", "place"),
    "place": ("place", "recipient"),
    "instrument": ("instrument", "agent"),
}
_TURNED: dict[Role, Role] = {"agent": "recipient", "recipient": "agent", "place": "agent"}


class Fit(NamedTuple):
    """A clause that may tell what is asked, and how well, in [0, 1]; `turned` says that it tells it
    from the other side ("gave" for "got")."""

    score: float
    grammar: Grammar
    verb: int
    number: int  # of its sentence
    fillers: tuple[Filler, ...]
    turned: bool
    exact: float  # how well its verb is the question's
    person: float = 1.0  # how well the persons may be those that are asked about

    @property
    def start(self) -> int:
        """The place of its verb in the work."""
        return self.grammar.page.passage.absolute(self.grammar.words[self.verb].at).start

    def filling(self, role: Role) -> list[Filler]:
        """What fills a role of the question."""
        role = _TURNED.get(role, role) if self.turned else role
        return [f for f in self.fillers if f.role == role]


def aligned(book: Book, question: Question) -> list[Fit]:
    """The clauses that tell the deed of a question, the best first."""
    if question.verb is None:
        return []
    if book.laid_beside[0] != question.text:
        book.laid_beside = question.text, _aligned(book, question)
    return book.laid_beside[1]


def _aligned(book: Book, question: Question) -> list[Fit]:
    found = [
        fit
        for number in _sentences(book, question)
        for grammar, i in words_of(book, number)
        if (fit := _fit(book, question, number, grammar, i)) is not None
    ]
    return sorted(found, key=lambda f: (-f.score, f.start))


@cache
def _converse() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in lines("converse"):
        one, other = line.split()
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {k: frozenset(v) for k, v in found.items()}


def _sentences(book: Book, question: Question) -> list[int]:
    """The sentences with a verb that may tell the deed, those that say most of the rest first."""
    verb = stem(question.verb or "")
    ways = known_alike(verb) | _converse().get(verb, frozenset())
    ways |= known_alike(question.whole) if question.whole else frozenset()
    numbers = {n for way in ways for n in book.sentences.with_stem(way.split("_")[0])}
    words = _things(book, question)
    scores = {n: book.sentences.share(words, n, 1) if words else 0.0 for n in numbers}
    for person in question.people:
        for number in book.sentences.about(person):
            for n in (number, number + 1):
                if n in scores:
                    scores[n] += 0.5
    return heapq.nsmallest(MOST, scores, key=lambda n: (-scores[n], n))


def _things(book: Book, question: Question) -> list[str]:
    roles = (r.words for r in question.roles if not book.is_person(r.entity or ""))
    return list(dict.fromkeys((*question.words, *(w for words in roles for w in words))))


def _fit(book: Book, question: Question, number: int, grammar: Grammar, i: int) -> Fit | None:
    exact, turned = _verb_fits(question, grammar, i)
    verb = i
    if not exact:
        return None
    if grammar.words[i].upos in ("NOUN", "PROPN"):
        head = grammar.words[i].head
        done = grammar.words[i].deprel == "obj" and head is not None
        if not done or head is None or grammar.lemma(head) not in LIGHT:
            return None
        verb = head
    elif grammar.words[i].upos not in ("VERB", "AUX", "ADJ"):
        return None
    filled = tuple(fillers(book, grammar, verb))
    fit = Fit(0.0, grammar, verb, number, filled, turned, exact)
    return _scored(book, question, fit)


def _verb_fits(question: Question, grammar: Grammar, i: int) -> tuple[float, bool]:
    """How well a word tells the deed, and whether from the other side."""
    lemma = grammar.lemma(i)
    particle = grammar.child(i, "compound:prt")
    whole = f"{lemma}_{grammar.text(particle).lower()}" if particle is not None else ""
    mine = [stem(question.verb or ""), *([question.whole] if question.whole else [])]
    has = [w for w in (whole, lemma, stem(lemma)) if w]
    if question.whole and whole:
        mine, has = mine[1:], has[:1] if len(mine) > 1 else has
    fits = max(alike(m, h) for m in mine for h in has)
    if fits:
        return fits, False
    turned = any(h in _converse().get(mine[0], ()) for h in has)
    return (0.8, True) if turned else (0.0, False)


def _scored(book: Book, question: Question, fit: Fit) -> Fit | None:
    """How much of a question a clause tells; nothing where it tells it of somebody else."""
    terms: list[tuple[float, float]] = [(VERB, fit.exact)]
    told: set[str] = set()
    persons: list[float] = []
    both = sum(r.role == "agent" for r in question.roles) > 1
    for asked in question.roles:
        person = book.is_person(asked.entity or "")
        got = _role(book, asked, fit, person, both)
        if got is None:
            return None
        persons += [got] if person else []
        weight = PERSON if person else _weight(book, asked.words)
        terms.append((weight, got))
        told.update((asked.entity or "", *asked.words))
    for words in _unplaced(book, question):
        terms.append((_weight(book, words), max(_said(book, fit, word) for word in words)))
    near = book.sentences.people_near(fit.number, 1)
    for entity in question.people:
        if entity not in told and book.is_person(entity):
            terms.append((PERSON / 2, 1.0 if entity in near else 0.2))
    for word in dict.fromkeys(question.words):
        if word not in told:
            terms.append((book.sentences.rare(word), _said(book, fit, word)))
    if fit.exact == 1.0 and cleft_at(fit.grammar, fit.verb) is not None:
        terms.append((CLEFT, 1.0))  # it tells in so many words who it was
    total = sum(w * s for w, s in terms) / sum(w for w, _ in terms)
    least = min((s for w, s in terms if w >= TELLING), default=1.0)
    return fit._replace(score=total - UNTOLD * (least < 0.3), person=min(persons, default=1.0))


def _weight(book: Book, words: list[str]) -> float:
    return max((book.sentences.rare(w) for w in words), default=1.0)


def _role(book: Book, asked: Asked, fit: Fit, person: bool, both: bool) -> float | None:
    """How well somebody or something that a question names fills its role, or any, where `both` do
    it; None where another does."""
    role = _TURNED.get(asked.role, asked.role) if fit.turned else asked.role
    fits = [f for f in fit.fillers if f.role in _PLACES.get(role, (role,))]
    if both and person:
        fits = list(fit.fillers)  # "Ida and Joss met": he met her, she met him
    less = 1.0
    if not fits and role in ("agent", "patient"):
        other: Role = "patient" if role == "agent" else "agent"
        happens = fit.exact < 1.0 or fit.grammar.lemma(fit.verb) in UNSEEN_AGENT or not person
        fits = [f for f in fit.fillers if f.role == other and happens]
        less = UNDERGOES
    if person:
        them = asked.entity or ""
        best = max((person_fits(book, them, f, fit.number) for f in fits), default=0.0) * less
        if best < 0:
            return None
        if best == 0.0:
            here = book.sentences.people_near(fit.number, 0)
            near = book.sentences.people_near(fit.number, 1)
            return 0.5 if asked.entity in here else 0.3 if asked.entity in near else 0.0
        return best
    if not asked.words:
        return 0.5
    best = max((thing_fits(book, asked, f, fit.number) for f in fits), default=0.0)
    return max(best, 0.8 * sum(_said(book, fit, w) for w in asked.words) / len(asked.words))


def _unplaced(book: Book, question: Question) -> list[list[str]]:
    """The words of the things that a question names and gives no role."""
    named = [k for k in question.named if not book.is_person(k.entity)]
    words = [stems(question.text[k.at.start : k.at.end]) for k in named]
    placed = {w for r in question.roles for w in r.words}
    return [w for w in words if w and not set(w) & placed]


def _said(book: Book, fit: Fit, word: str) -> float:
    """How well a word is said where a clause is: beside its verb, in its sentence, next to it."""
    near = beside(fit.grammar, fit.verb, word)
    little = fit.grammar.lemma(fit.verb) in LITTLE
    return max(near, (0.5 if little else 0.8) * book.sentences.share([word], fit.number, around=1))

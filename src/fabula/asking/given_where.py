"""Where and when a clause that tells the deed of a question says that it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.aligned import Fit
from fabula.asking.fillers import phrase
from fabula.asking.given import Given
from fabula.asking.question import Question
from fabula.asking.stems import stems
from fabula.asking.times import TIME, is_time
from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.language.roles import is_place
from fabula.reading.language.verbs import ENTERS
from fabula.reading.lists import set_of

if TYPE_CHECKING:
    from fabula.asking.book import Book

_BESIDE = ("next to", "beside", "near", "behind", "under")
_WHENS = set_of("when while after before until since once as")
_GOES = ENTERS | set_of(
    "go come send run hurry rush travel walk return leave ride sail drive bring call take carry"
    " move flee escape fly follow lead get head march swim row climb fall throw drop"
)


def place(book: Book, question: Question, fit: Fit) -> Given | None:
    """Where it happens: what hangs on the verb, on its object, on what goes on there."""
    grammar = fit.grammar
    goes = grammar.lemma(fit.verb) in _GOES
    asked = set(stems(question.text))
    for k in _nouns(grammar, fit.verb):
        led, words = grammar.preposition(k), book.words(phrase(grammar, k))
        leads = is_place(grammar, k, led) or (led in _BESIDE and grammar.words[k].upos != "PRON")
        leads = leads and (led == "from") == (question.led == "from")
        if not leads or (led == "to" and not goes) or grammar.words[k].upos == "PRON":
            continue
        entity = grammar.entity(k)
        somebody = led not in _BESIDE and book.is_person(entity or "")
        if is_time(words) or somebody or set(stems(words)) <= asked:
            continue
        return Given(f"{led} {words}", [], fit.start)
    return None


def _nouns(grammar: Grammar, verb: int) -> list[int]:
    """The nouns that may say where: those nearest in the tree first."""
    found = grammar.below(verb, "obl", "nmod", "obl:unmarked")
    found += [k for j in grammar.below(verb, "obj", "obl") for k in grammar.below(j, "nmod")]
    inside = grammar.below(verb, "ccomp", "xcomp", "advcl")
    free = [c for c in inside if grammar.child(c, *SUBJECTS) is None]
    told = [c for c in inside if grammar.words[c].deprel == "ccomp"]
    for clause in (*free, *told, *(c for c in inside if c > verb)):
        found += [clause] if grammar.child(clause, "cop") is not None else []
        found += grammar.below(clause, "obl")
    return list(dict.fromkeys(found))


def time(book: Book, question: Question, fit: Fit) -> Given | None:
    """When it happens: a phrase of time, else the clause that says when."""
    grammar, asked = fit.grammar, set(stems(question.text))
    for k in grammar.below(fit.verb, "obl", "obl:unmarked", "advmod"):
        words = book.words(phrase(grammar, k))
        told = is_time(words) and not set(stems(words)) <= asked
        if told and grammar.words[k].upos in ("NOUN", "PROPN", "NUM"):
            return Given(f"{grammar.preposition(k)} {words}".strip(), [], fit.start)
    found = TIME.search(book.text, *book.sentences.spans[fit.number])
    if found and not set(stems(found.group())) <= asked:
        return Given(" ".join(found.group().split()), [], fit.start)
    for doing in grammar.below(fit.verb, "advcl"):
        marks = [grammar.text(k).lower() for k in grammar.below(doing, "mark", "advmod")]
        if marks and marks[0] in _WHENS:
            clause = grammar.page.passage.absolute(grammar.clause(doing))
            return Given(book.words(clause), [], fit.start)
    return None

"""A false premise is denied where the story says the opposite in other words: "told nobody", "said
no", "I can't say that I knew him", or tells the news to others alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking import minds
from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import Clause, clauses
from fabula.asking.question import Question
from fabula.asking.stems import alike, stem
from fabula.reading.lists import set_of

if TYPE_CHECKING:
    from fabula.asking.book import Book

FITS = 0.5  # how well a clause has to fit that says outright that it did not happen
_NOBODY = set_of("nobody none nothing neither")
_GRANTS = set_of("give lend let allow agree grant permit accept help sell offer marry join")
_INFORMS = set_of("tell warn inform confess admit explain")


def denied(book: Book, question: Question) -> Answer | None:
    """No, where the clause for the same deed is denied, or done to nobody."""
    if question.verb is None or question.negated or question.lost:
        return None
    for clause in clauses(book, question):
        if clause.score < FITS or not _is_same(question, clause):
            continue
        if _denies(book, question, clause):
            shown = [book.shown(clause.start)]
            return stated("yes-no", "no", question.people, shown, 0.8 * clause.score)
    return None


def _is_same(question: Question, clause: Clause) -> bool:
    """Whether a clause tells the same deed, of nobody else than is asked for."""
    lemma = clause.grammar.lemma(clause.verb)
    fits = max(alike(question.verb or "", w) for w in (lemma, stem(lemma))) == 1.0
    return fits and not clause.clash and not clause.grammar.is_question(clause.verb)


def _denies(book: Book, question: Question, clause: Clause) -> bool:
    """Whether a clause says that nobody did it, that it was done to nobody, or that it was not
    done at all: "she had told nobody", "he never smoked in his life"."""
    none = [f.role for f in clause.fillers if book.words(f.at).lower() in _NOBODY]
    told = clause.is_told
    if none:
        return told and any(r.role in none for r in question.roles)
    agents = {f.entity for f in clause.filling("agent")} | {
        f.entity for f in clause.filling("patient") if clause.grammar.is_passive(clause.verb)
    }
    asked = {r.entity for r in question.roles if r.role == "agent"}
    plain = clause.realis == "negated" and told
    return plain and bool(asked & agents) and _has_all(book, question, clause)


def _has_all(book: Book, question: Question, clause: Clause) -> bool:
    """Whether the other words of the question stand where it is denied, as far as it tells any:
    "he never smoked" denies all smoking."""
    return not question.words or book.sentences.share(question.words, clause.number, 2) >= FITS


def refused(book: Book, question: Question) -> Answer | None:
    """ "Did the bank lend it?", "Did Ida refuse?": no, where the bank said no, and Ida yes."""
    agent = next((r.entity for r in question.roles if r.role == "agent" and r.entity), None)
    wanted = {"refuse": "yes", "decline": "yes"}.get(question.verb or "")
    wanted = wanted or ("no" if question.verb in _GRANTS else None)
    if agent is None or wanted is None or question.negated:
        return None
    for clause in clauses(book, question._replace(verb="say", words=[wanted])):
        grammar, verb = clause.grammar, clause.verb
        said = grammar.text(verb + 1).lower() if verb + 1 < len(grammar.words) else ""
        if said == wanted and grammar.entity(grammar.subject(verb)) == agent:
            return stated("yes-no", "no", question.people, [book.shown(clause.start)], 0.6)
    return None


def untold(book: Book, question: Question) -> Answer | None:
    """ "Did Ida tell Tom that the mill was sold?": no, where it is told without Tom, and he does
    not know it."""
    holder = next((r.entity for r in question.roles if r.role == "recipient" and r.entity), None)
    if question.verb not in _INFORMS or holder is None or not question.content or question.lost:
        return None
    about = [k.entity for k in question.named if k.at.start > question.text.find(" that ")]
    about = [p for p in about if book.is_person(p) and p != holder]
    place = minds.kept_from(book, question.words, holder, about) if question.words else None
    if place is None:
        return None
    return stated("yes-no", "no", [holder], [book.shown(place)], 0.5)

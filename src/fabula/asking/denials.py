"""A false premise is denied where the story says the opposite in other words: "told nobody", "said
no", "I can't say that I knew him", or tells the news to others alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking import minds
from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import Clause, clauses, may_mean, same
from fabula.asking.fillers import Filler
from fabula.asking.question import Asked, Question
from fabula.asking.stems import alike, stem, stems
from fabula.reading.language.verbs import SAYS
from fabula.reading.lists import set_of
from fabula.story.records import Role

if TYPE_CHECKING:
    from fabula.asking.book import Book

FILLED = 0.4  # how well a phrase has to stand for what the question names
FITS = 0.5  # how well a clause has to fit that says outright that it did not happen
_NOBODY = set_of("nobody none nothing neither")
_GRANTS = set_of("give lend let allow agree grant permit accept help sell offer marry join")
_INFORMS = set_of("tell warn inform confess admit explain")


def denied(book: Book, question: Question) -> Answer | None:
    """No, where the clause for the same deed is denied, or done to nobody."""
    if question.verb is None or question.negated or question.lost:
        return None
    for clause in clauses(book, question):
        if clause.score >= FITS and clause.cleft and _by_another(book, question, clause):
            shown = [book.shown(clause.start)]
            return stated("yes-no", "no", question.people, shown, 0.7)
        if clause.score < FITS or not _is_same(question, clause):
            continue
        if _denies(book, question, clause):
            shown = [book.shown(clause.start)]
            return stated("yes-no", "no", question.people, shown, 0.8 * clause.score)
    return None


def _by_another(book: Book, question: Question, clause: Clause) -> bool:
    """Whether "it was Wat who killed him" tells of what another is asked to have done."""
    agent = next((f.entity for f in clause.filling("agent")), None)
    asked = next((r.entity for r in question.roles if r.role == "agent"), None)
    others = [r for r in question.roles if r.role != "agent"]
    if not (agent and asked and others) or agent == asked or book.are_one(agent, asked):
        return False
    near = book.sentences.people_near(clause.number, 1)
    return clause.realis == "actual" and all(_is_filled(book, r, clause, near) for r in others)


def _is_same(question: Question, clause: Clause) -> bool:
    """Whether a clause tells the same deed, of nobody else than is asked for."""
    lemma = clause.grammar.lemma(clause.verb)
    least = 0.8 if question.verb in SAYS else 1.0  # who says nothing tells nothing
    fits = max(alike(question.verb or "", w) for w in (lemma, stem(lemma))) >= least
    return fits and not clause.clash and not clause.grammar.is_question(clause.verb)


def _denies(book: Book, question: Question, clause: Clause) -> bool:
    """Whether a clause says that nobody did it, that it was done to nobody, or that it was not
    done at all: "she had told nobody", "he never smoked in his life"."""
    if any(_is_none(book, r, f) for r in question.roles for f in clause.filling(r.role)):
        return _is_by(book, question, clause)
    if not (clause.is_told or _without(clause) or _would_not(clause)):
        return False
    said = {book.words(f.at).lower() for f in clause.fillers}
    none = [f.role for f in clause.fillers if book.words(f.at).lower() in _NOBODY]
    done = _is_by(book, question, clause)
    if "agent" in none:
        near = book.sentences.people_near(clause.number, 1)
        others = [r for r in question.roles if r.role != "agent"]
        return bool(others) and all(_is_filled(book, r, clause, near) for r in others)
    if none and question.verb in SAYS and "nothing" in said:
        people = {r.entity for r in question.roles if r.role == "recipient" and r.entity}
        return done and bool(people) and people <= book.sentences.people_near(clause.number, 0)
    if none:
        return done and any(r.role in none for r in question.roles)
    plain = clause.realis == "negated" and done
    return plain and (_never(clause) or _has_all(book, question, clause))


def _is_by(book: Book, question: Question, clause: Clause) -> bool:
    """Whether it is they whom the question names who do it, or do not."""
    agents = [r.entity for r in question.roles if r.role in _doing(clause)]
    fillers = [f for f in clause.fillers if f.role in _doing(clause)]
    done = any(_does(book, a, f, clause) for a in agents for f in fillers)
    asked = {r.entity for r in question.roles if r.role == "agent" and r.entity}
    return done or _subject(clause) in asked


def _is_none(book: Book, asked: Asked, filler: Filler) -> bool:
    """ "He would take no money"."""
    words = book.words(filler.at).lower()
    return words.startswith("no ") and bool(set(stems(words)) & set(asked.words))


def _doing(clause: Clause) -> tuple[Role, ...]:
    return ("agent", "patient") if clause.grammar.is_passive(clause.verb) else ("agent",)


def _does(book: Book, person: str | None, filler: Filler, clause: Clause) -> bool:
    """Whether it is somebody who does it, or a pronoun for nobody else who is known."""
    if person is None or filler.entity == person:
        return person is not None
    other = book.entities.get(filler.entity or "")
    if other is None or other.name is not None or other.type != "PER":
        return False
    near = book.sentences.people_near(clause.number, 2)
    return may_mean(book, filler, person, near)


def _subject(clause: Clause) -> str | None:
    """Whoever or whatever the subject is: "the Company does not admit it"."""
    return clause.grammar.entity(clause.grammar.subject(clause.verb))


def _is_filled(book: Book, asked: Asked, clause: Clause, near: set[str]) -> bool:
    return any(same(book, asked, f, near) >= FILLED for f in clause.filling(asked.role))


def _without(clause: Clause) -> bool:
    """ "He gave it back without looking in"."""
    marks = clause.grammar.below(clause.verb, "mark", "case")
    return any(clause.grammar.text(k).lower() == "without" for k in marks)


def _would_not(clause: Clause) -> bool:
    """ "He wouldn't let them by"."""
    helped = set(clause.grammar.auxiliaries(clause.verb))
    return clause.realis == "negated" and bool(helped & {"would", "wouldn't"})


def _never(clause: Clause) -> bool:
    """ "He never smoked" denies all smoking."""
    grammar = clause.grammar
    return any(grammar.text(k).lower() == "never" for k in grammar.below(clause.verb, "advmod"))


def _has_all(book: Book, question: Question, clause: Clause) -> bool:
    """Whether the other words of the question stand where it is denied."""
    things = [w for r in question.roles if not book.is_person(r.entity or "") for w in r.words]
    words = [*question.words, *things]
    return not words or book.sentences.share(words, clause.number, 1) >= FITS


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

"""The last resort: a clause that tells the deed of a question nearly whole, though a pronoun in it
was taken for another, or its verb is another word for the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fabula.asking.aligned import Fit, aligned
from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import is_doubtful
from fabula.asking.given import Given, person, thing
from fabula.asking.given_counts import how, number
from fabula.asking.given_where import place, time
from fabula.asking.given_why import reason
from fabula.asking.question import Question
from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.70  # how much of a question a clause has to tell
_GRANTED = set_of("before after when since because although though while until")
_BUT = re.compile(r"\b(?:any|no)[ -]?(?:one|body)(?: else)? (?:but|except|save) ", re.IGNORECASE)
SURELY = 0.9  # how sure it has to be whom a clause tells of
CROWD, AROUND = 3, 0.2  # ... where more clauses than these tell nearly as much
CLEAR = 0.06  # ... and how much more than one with another answer
MOST = 8  # clauses that are asked
_GIVES = {
    "who": person, "who-said": person, "what": thing, "where": place, "when": time,
    "why": reason, "how": how, "how-many": number,
}  # fmt: skip


def freely(book: Book, question: Question) -> Answer | None:
    """The answer that the clause gives which tells most of a question."""
    if question.kind not in _GIVES or question.lost:
        return None
    fits = [f for f in aligned(book, question)[:MOST] if f.score >= SURE and _tells(f, question)]
    asked = ((f, _GIVES[question.kind](book, question, f)) for f in fits)
    found: list[tuple[Fit, Given]] = [(f, given) for f, given in asked if given is not None]
    if not found:
        return None
    best, answer = found[0]
    if best.person < SURELY and sum(best.score - f.score < AROUND for f in fits) > CROWD:
        return None  # he goes, and goes, and who knows whether it is he
    rivals = [f for f, a in found[1:] if a.words.lower() != answer.words.lower()]
    if rivals and best.score - rivals[0].score < CLEAR:
        return None
    shown = [book.shown(answer.place)]
    return stated(question.kind, answer.words, answer.entities, shown, 0.8 * best.score)


def is_presupposed(grammar: Grammar, verb: int) -> bool:
    """Whether even a question takes it for granted: "Did he speak before she shot him?"."""
    marks = {grammar.text(k).lower() for k in grammar.below(verb, "mark", "advmod")}
    return grammar.words[verb].deprel == "advcl" and bool(marks & _GRANTED)


def _tells(fit: Fit, question: Question) -> bool:
    """Whether a clause tells of what really happens, or does not where that is asked."""
    if fit.grammar.is_question(fit.verb) and not is_presupposed(fit.grammar, fit.verb):
        return False
    if is_doubtful(fit.grammar, fit.verb):
        return False
    realis = fit.grammar.realis(fit.verb)
    if _BUT.search(fit.grammar.page.passage.text, *fit.grammar.sentence(fit.verb)):
        return True
    return realis == "negated" if question.negated else realis in ("actual", "habitual", "future")

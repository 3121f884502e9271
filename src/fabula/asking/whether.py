"""Yes or no: whether something happened; a false premise is denied only by words that deny it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.clauses import Clause, clauses
from fabula.asking.question import Question

if TYPE_CHECKING:
    from fabula.asking.book import Book

SURE = 0.8


def whether(book: Book, question: Question) -> Answer | None:
    """Whether something happened: yes, or no where the text denies it."""
    if question.verb is None or question.lost:
        return None
    for clause in clauses(book, question):
        if clause.score < SURE:
            return None
        if clause.clash or clause.grammar.is_question(clause.verb):
            continue
        if clause.realis not in ("actual", "negated") or not _filled(question, clause):
            continue
        yes = (clause.realis == "actual") != question.negated
        return stated(
            "yes-no", "yes" if yes else "no", question.people, [book.shown(clause.start)],
            clause.score,
        )  # fmt: skip
    return None


def _filled(question: Question, clause: Clause) -> bool:
    """Whether everybody whom the question gives a role is seen to have it."""
    named = [(r.role, r.entity) for r in question.roles if r.entity]
    has = {(f.role, f.entity) for f in clause.fillers}
    return bool(named) and all(
        (role, entity) in has or (role != "agent" and any(e == entity for _, e in has))
        for role, entity in named
    )

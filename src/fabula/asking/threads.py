"""Answers about what was left open: questions, promises, threats, plans, secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.question import Question
from fabula.story.contract import ThreadItem

if TYPE_CHECKING:
    from fabula.asking.book import Book

SHOWN = 5  # threads that an answer names
_KINDS = ("question", "promise", "threat", "vow", "plan", "task", "secret")


def open_threads(book: Book, question: Question) -> Answer | None:
    """What is still open, of those named if any are."""
    people = set(question.people)
    found = [
        t for t in book.threads if t.status == "open" and (not people or people & {t.holder, t.to})
    ]
    if not found:
        return None
    words = "; ".join(f"{t.kind}: {t.text}" for t in found[:SHOWN])
    entities = [e for t in found[:SHOWN] for e in (t.holder, t.to) if e]
    return stated("open", words, entities, [t.opened for t in found[:SHOWN]], found[0].confidence)


def which(book: Book, question: Question) -> Answer | None:
    """ "What did Ida promise?", "What threat did the voice make?": the one there is."""
    asked = {question.noun, question.verb}
    kind = next((k for k in _KINDS if k in asked), None)
    kind = {"threaten": "threat", "swear": "vow", "ask": "question"}.get(
        question.verb or "", kind or ""
    )
    if not kind or question.lost:
        return None
    found = [t for t in book.threads if t.kind == kind and _is_of(t, question)]
    if len(found) != 1:
        return None
    thread = found[0]
    people = [e for e in (thread.holder, thread.to) if e]
    return stated("what", thread.text, people, [thread.opened], thread.confidence)


def _is_of(thread: ThreadItem, question: Question) -> bool:
    """Whether a thread is held by whoever is named (or is to them)."""
    return {thread.holder, thread.to}.issuperset(question.people) and (
        bool(question.people) or not question.roles
    )

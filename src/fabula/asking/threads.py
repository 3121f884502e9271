"""Answers about what was left open: questions, promises, threats, plans, secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.answers import Answer, stated
from fabula.asking.question import Question
from fabula.asking.stems import stems
from fabula.story.contract import ThreadItem

if TYPE_CHECKING:
    from fabula.asking.book import Book

TELLS = 2  # words besides its own that a thread needs to tell what it is
BESIDE = 0.5  # ... has to be near it, where nobody is named
SURE = 0.7  # how much of what is asked for a thread has to say
SHOWN = 5  # threads that an answer names
_VERBS = {"threaten": "threat", "swear": "vow", "intend": "plan"}
_KINDS = ("question", "promise", "threat", "vow", "plan", "task", "secret")


def open_threads(book: Book, question: Question) -> Answer | None:
    """What is still open, of those named if any are, and of the kinds named."""
    people = set(question.people)
    kinds = [kind for kind in _KINDS if kind in question.words] or _KINDS
    found = [
        t
        for t in book.threads
        if t.status == "open" and t.kind in kinds and (not people or people & {t.holder, t.to})
    ]
    if not found:
        return None
    found.sort(key=lambda t: t.kind == "question")  # what is owed or threatened comes first
    words = "; ".join(f"{t.kind}: {t.text}" for t in found[:SHOWN])
    entities = [e for t in found[:SHOWN] for e in (t.holder, t.to) if e]
    return stated("open", words, entities, [t.opened for t in found[:SHOWN]], found[0].confidence)


def which(book: Book, question: Question) -> Answer | None:
    """ "What did Ida promise?", "What threat did the voice make?": the one that fits best."""
    asked = (question.noun, question.verb, *question.words)
    kind = next((_VERBS.get(w, w) for w in asked if w and _VERBS.get(w, w) in _KINDS), None)
    if kind is None or question.lost or question.verb == "happen":
        return None
    fits = [(_fits(book, t, question), t) for t in book.threads if t.kind == kind]
    fits = sorted((f for f in fits if f[0] > 0), key=lambda f: -f[0])
    if not fits or (len(fits) > 1 and fits[1][0] == fits[0][0]):
        return None
    thread = fits[0][1]
    if len(set(stems(thread.text)) - {kind, question.verb}) < TELLS:
        return None  # "he made me promise" does not say what
    people = [e for e in (thread.holder, thread.to) if e]
    return stated("what", thread.text, people, [thread.opened], thread.confidence)


def whose(book: Book, question: Question) -> Answer | None:
    """ "Who promised to come back?": whose thread it is that says so."""
    kind = _VERBS.get(question.verb or "", question.verb)
    if kind not in _KINDS or question.lost or not question.words:
        return None
    found: dict[str, tuple[float, ThreadItem]] = {}
    for thread in book.threads:
        number = book.sentences.at(thread.opened.start)
        share = book.sentences.share(question.words, number)
        named = set(question.people) - {thread.holder, thread.to}
        near = book.sentences.people_near(number, 1)
        if thread.kind == kind and thread.holder and share >= SURE and named <= near:
            found.setdefault(thread.holder, (share, thread))
    if len(found) != 1 or not book.is_known(next(iter(found))):
        return None
    holder, (share, thread) = next(iter(found.items()))
    shown = [book.shown(thread.opened.start)]
    return stated("who", book.label(holder), [holder], shown, thread.confidence)


def _fits(book: Book, thread: ThreadItem, question: Question) -> float:
    """How well a thread fits: by whose it is, and by the other words of the question, which stand
    in it or beside it; 0 where it is somebody else's."""
    named = set(question.people)
    ends = {e for e in (thread.holder, thread.to) if e}
    if named and not named & ends:
        return 0.0
    does = {r.entity for r in question.roles if r.role == "agent" and r.entity}
    if does and thread.holder not in does:
        return 0.0
    number = book.sentences.at(thread.opened.start)
    words = [w for w in question.words if _VERBS.get(w, w) not in _KINDS]
    beside = book.sentences.share(words, number, around=2) if words else 0.0
    if words and not named and beside < BESIDE:
        return 0.0
    return 0.5 + len(named & ends) + beside

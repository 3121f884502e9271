"""From a question to its answer: what the story says, with its words, or that it does not say."""

from __future__ import annotations

from fabula.asking import deeds, kinship, minds, order, settings, speech, ties, whether
from fabula.asking.answers import Answer, not_stated
from fabula.asking.book import Book
from fabula.asking.question import Question, understand
from fabula.story.world import World


def ask(world: World, typed: str) -> Answer:
    """The answer to a question, as the story tells it up to the world's horizon."""
    return answer(Book(world), typed)


def answer(book: Book, typed: str) -> Answer:
    """The same of a story that was made ready before."""
    question = understand(typed, book.names)
    for answerer in _ANSWERERS[question.kind]:
        found = answerer(book, question)
        if found is not None:
            return found
    return not_stated(question.kind)


_ANSWERERS = {
    "who": (ties.bearer, deeds.who),
    "who-said": (speech.who_said, speech.who_told),
    "who-is": (ties.bearer, ties.who_is),
    "what": (deeds.what,),
    "where": (settings.where,),
    "when": (settings.when,),
    "order": (order.order,),
    "related": (kinship.related,),
    "knows": (minds.knows,),
    "open": (ties.open_threads,),
    "yes-no": (ties.is_it, whether.whether, whether.alive),
    "look": (ties.look,),
    "why": (deeds.why,),
    "how": (deeds.how,),
    "how-many": (),
    "other": (),
}

__all__ = ["Book", "Question", "answer", "ask"]

"""From a question to its answer: what the story says, with its words, or that it does not say."""

from __future__ import annotations

from functools import cached_property

from fabula.asking import deeds, ties
from fabula.asking.answers import Answer, not_stated
from fabula.asking.names import Names
from fabula.asking.question import Question, understand
from fabula.asking.sentences import Sentences
from fabula.story.contract import EventItem
from fabula.story.world import World


class Book:
    """A story made ready for questions: who is called what, and what each sentence is about."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.text = world.text.text
        self.labels = {e.id: e.label for e in world.entities}
        self.types = {e.id: e.type for e in world.entities}

    @cached_property
    def names(self) -> Names:
        return Names(self.world)

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.world)

    @cached_property
    def events(self) -> list[EventItem]:
        return list(self.world.events())


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
    "who-said": (deeds.who_said, deeds.who),
    "who-is": (ties.bearer, ties.who_is),
    "what": (deeds.what,),
    "where": (deeds.where,),
    "when": (deeds.when,),
    "order": (deeds.order,),
    "related": (ties.related,),
    "knows": (ties.knows,),
    "open": (ties.open_threads,),
    "yes-no": (ties.is_it, deeds.did_it),
    "look": (ties.look,),
    "why": (deeds.why,),
    "how": (),
    "other": (),
}

__all__ = ["Book", "Question", "answer", "ask"]

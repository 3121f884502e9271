"""From a question to its answer: what the story says, with its words, or that it does not say."""

from __future__ import annotations

import re

from fabula.asking import (
    contrary,
    deeds,
    denials,
    freely,
    having,
    kinship,
    looks,
    manner,
    minds,
    order,
    owners,
    people,
    replies,
    settings,
    speech,
    threads,
    whether,
)
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
    if _names_a_stranger(book, question):
        return not_stated(question.kind)
    for answerer in _ANSWERERS[question.kind]:
        found = answerer(book, question)
        if found is not None:
            return found
    return not_stated(question.kind)


def _names_a_stranger(book: Book, question: Question) -> bool:
    """Whether a question names somebody or something that the story never does."""
    named = [link.at for link in question.named]
    for found in _NAME.finditer(question.text):
        known = any(at.start <= found.start() < at.end for at in named)
        if not known and not book.sentences.with_stem(found.group()):
            return True
    return False


_NAME = re.compile(r"(?<=[\w,;:] )(?!I\b)[A-Z][\w'-]*")  # a capital inside a sentence
_ANSWERERS = {
    "who": (
        people.bearer,
        deeds.who,
        having.who_has,
        kinship.partner,
        threads.whose,
        replies.replied,
        freely.freely,
    ),
    "who-said": (speech.who_said, speech.who_told, threads.whose, replies.replied, freely.freely),
    "who-is": (owners.whose, people.bearer, people.who_is, having.who_is_seen),
    "what": (
        people.name_of,
        people.work,
        threads.which,
        people.who_is_which,
        having.what_lies,
        deeds.what,
        having.what_has,
        replies.replied,
        freely.freely,
    ),
    "where": (settings.where, replies.replied, freely.freely, settings.where_set),
    "when": (settings.when, replies.replied, freely.freely),
    "order": (order.order,),
    "related": (kinship.related,),
    "knows": (minds.knows,),
    "open": (threads.open_threads,),
    "yes-no": (
        kinship.is_married,
        people.is_it,
        whether.whether,
        whether.opposite,
        whether.alive,
        denials.denied,
        contrary.contrary,
        denials.refused,
        denials.untold,
    ),
    "look": (looks.look,),
    "why": (manner.why, freely.freely),
    "how": (manner.how, freely.freely),
    "how-many": (manner.how_many, replies.replied, freely.freely),
    "other": (),
}

__all__ = ["Book", "Question", "answer", "ask"]

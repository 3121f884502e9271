"""Who may be meant by a word of the story, where what was read of it need not be right: a pronoun
may stand for anybody near whom it fits, a name for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula.asking.fillers import Filler
from fabula.asking.question import Asked
from fabula.asking.stems import alike, stems
from fabula.reading.lists import set_of, word_list
from fabula.story.contract import MentionItem
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

NEAR, FAR = 3, 10  # sentences within which a pronoun may stand for somebody, and hardly may
PLAIN, DOUBTED = 0.85, 0.4  # how sure it is that another is meant; how well they then still may be
_SEX = {"he": "he", "him": "he", "his": "he", "himself": "he",
        "she": "she", "her": "she", "hers": "she", "herself": "she"}  # fmt: skip
GENERIC = set_of(
    "man woman boy girl lad lass fellow lady gentleman youth chap bloke guy mister sir madam miss"
)
_ARTICLES = set_of("the a an that this poor young old little other")
AMONG = 0.6  # how well somebody may be one of "them"
_SEVERAL = set_of("they them their theirs we us our ours")
_THINGS = set_of("it they them this that these those one ones which its")
_ANYBODY = set_of("i me my myself you your yourself we us our they them their who")


def person_fits(book: Book, person: str, filler: Filler, number: int) -> float:
    """How well a phrase may stand for somebody, in [0, 1]; -1 if it stands for another."""
    said = book.words(filler.at).lower()
    meant = filler.entity
    if meant is not None:
        members = book.entities[meant].members if meant in book.entities else ()
        if meant == person or book.are_one(meant, person) or person in members:
            return 1.0
    said = _generic(said)
    if said in _SEX:
        if book.pronouns(person) not in ("", _SEX[said]):
            return -1.0
    elif said not in _ANYBODY:
        item = book.entities.get(meant or "")
        return 0.3 if item is None or item.name is None else -1.0
    named_here = any(m.entity == person and m.kind == "PROP" for m in _before(book, filler, number))
    if book.sure(filler.at) >= PLAIN and book.is_named(meant) and not named_here:
        return DOUBTED
    return _nearness(book, person, number) * (AMONG if said in _SEVERAL else 1.0)


def _before(book: Book, filler: Filler, number: int) -> list[MentionItem]:
    """The mentions before a phrase in its sentence."""
    return book.mentions_in(Span(book.sentences.spans[number].start, filler.at.start))


def _generic(said: str) -> str:
    """ "The girl" may be anybody whom "she" may be."""
    *before, noun = said.split() or [""]
    if noun in GENERIC and set(before) <= _ARTICLES:
        return "he" if noun in word_list("nouns_m") else "she"
    return said


def _nearness(book: Book, person: str, number: int) -> float:
    """How well a pronoun in a sentence may stand for somebody, by how near they are told of."""
    if person in book.sentences.people_near(number, NEAR):
        return 0.75
    scene = book.scene(book.sentences.spans[number].start)
    there = scene is not None and person in scene.present
    return 0.55 if there or person in book.sentences.people_near(number, FAR) else 0.35


def tells_nobody(words: str) -> bool:
    """ "The boy", "one of us", "the other lass": nobody who asks is told more by it."""
    small = words.lower().split()
    return small[0] in ("one", "some", "somebody", "someone") or (
        small[-1] in GENERIC | {"one", "people"} and len(small) < 4
    )


def thing_fits(book: Book, asked: Asked, filler: Filler, number: int) -> float:
    """How well a phrase may stand for a thing; "it" for what was just told of."""
    if asked.entity and filler.entity == asked.entity:
        return 1.0
    said = book.words(filler.at).lower()
    ship = asked.entity in book.entities and book.entities[asked.entity or ""].type == "VEH"
    if said in _THINGS or (ship and said in ("she", "her")):
        beside = max(book.sentences.share(asked.words, n) for n in (number, max(0, number - 1)))
        further = book.sentences.share(asked.words, number, around=3)
        return 0.75 if beside >= 0.7 else 0.6 if further >= 0.4 else 0.2
    has = stems(said)
    head = max((alike(asked.words[-1], h) for h in has), default=0.0)
    got = sum(max((alike(w, h) for h in has), default=0.0) for w in asked.words)
    return (head + got / len(asked.words)) / 2 if head else 0.0

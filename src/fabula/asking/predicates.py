"""What sentences say somebody is: "Ida was a weaver", "Ida, who was a weaver", "Ida, a weaver,"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.fillers import phrase, words_of
from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of
from fabula.story.patterns import later

if TYPE_CHECKING:
    from fabula.asking.book import Book

_MORE = re.compile(r", (?=(?:an?|the|and|who|which) )|[;:]")  # what goes on beside it
_PLAIN = later(
    r"(?:['’]s)?(?:,? (?:who )?(?P<is>(?:is|was|had been) (?:(?P<no>not|never|no) )?)|, )"
    r"(?P<words>(?:an?|the) (?:[^,.;:!?\n]|, (?!(?:who|which|whose|and|but|an?|the|he|she|they|it"
    r"|his|her|in|on|at|with|for)\b)){3,80}?)"
    r"(?=,|\.|;|:|!|\?|\n| and (?:\w+ed|was|had|could|did)\b| who | which | that | but )"
)
_WHOSE = later(
    r"\b((?:the|an?) (?:[\w'’-]+ ){0,3}?[\w'’-]+)(?:, whose name (?:is|was) | (?:called|named) )",
    re.IGNORECASE,
)
_BESIDE = later(r"(?:^|(?<=[.!?] ))((?:the|an?) (?:[\w'’-]+ ){0,3}?[\w'’-]+), $", re.IGNORECASE)
_FINDS = set_of("know see find realise realize notice discover remember forget learn")
_GIVEN = ("because", "since", "as", "although", "though", "while")
_NAME = re.compile(
    r"(?!(?:The|An?|My|His|Her|Their|Our|Your|This|That|Some|No|One|Two)\b)"
    r"(?:(?:Mr|Mrs|Dr)\.? )?[A-Z][\w-]*(?:[’'](?!s\b)\w+)?(?: [A-Z][\w-]*)*"
)


class Said(NamedTuple):
    """What a sentence says somebody is: the words of the predicate, denied or not; `led` by a
    preposition, it says where or how they are rather than who."""

    person: str
    words: str
    number: int
    place: int
    negated: bool
    led: bool


def said_of(book: Book, person: str) -> Iterator[Said]:
    """What the story says somebody is, in order."""
    for number in book.sentences.about(person):
        yield from (said for said in said_in(book, number) if said.person == person)


def said_in(book: Book, number: int) -> Iterator[Said]:
    """What a sentence says those in it are: by its syntax, else by the order of its words."""
    found = list(_by_syntax(book, number))
    yield from found
    told = {(said.person, said.words) for said in found}
    for said in _by_order(book, number):
        if (said.person, said.words) not in told:
            yield said


def _by_syntax(book: Book, number: int) -> Iterator[Said]:
    for grammar, i in words_of(book, number):
        if grammar.child(i, "cop") is None or grammar.is_question(i):
            continue
        mark = grammar.child(i, "mark")
        if (grammar.words[i].deprel == "ccomp" and not _is_fact(grammar, i)) or (
            mark is not None and grammar.text(mark).lower() not in _GIVEN
        ):
            continue  # "shouting that he was the King of France"
        person = grammar.entity(grammar.subject(i))
        if person is None or grammar.realis(i) not in ("actual", "negated"):
            continue
        at = phrase(grammar, i)
        words = _MORE.split(book.words(at))[0]
        if grammar.words[i].upos == "ADJ" and words.lower().startswith(("a ", "an ")):
            continue  # "a short, stout man": the parser went astray at the comma
        led = bool(grammar.preposition(i))
        yield Said(person, words, number, at.start, grammar.is_negated(i), led)


def _is_fact(grammar: Grammar, i: int) -> bool:
    """Whether it is so, as somebody knows or finds, and not only says."""
    head = grammar.words[i].head
    return head is not None and grammar.lemma(head) in _FINDS


def _by_order(book: Book, number: int) -> Iterator[Said]:
    """Only of names: a parser that goes astray in a long sentence takes nothing from these."""
    at = book.sentences.spans[number]
    for mention in book.mentions_in(at):
        if mention.kind == "PRON" or mention.type != "PER":
            continue
        told = _WHOSE.search(book.text, at.start, mention.start)
        before = _BESIDE.search(book.text, at.start, mention.start)
        if before is not None and book.text[mention.end : mention.end + 1] == ",":
            told = before  # "the vicar, Mr. Amory, came"
        if told is not None and told.end() == mention.start:
            words = " ".join(told[1].split())
            yield Said(mention.entity, words, number, told.start(1), False, False)
        name = _NAME.match(book.text, mention.start, mention.end)
        found = _PLAIN.match(book.text, name.end(), at.end + 1) if name else None
        beside = found is not None and found["is"] is None
        # A description beside a name ends in a comma or with the sentence.
        if found is None or (beside and book.text[found.end() : found.end() + 1] not in ",.;"):
            continue
        words = " ".join(found["words"].split())
        yield Said(mention.entity, words, number, found.start("words"), bool(found["no"]), False)

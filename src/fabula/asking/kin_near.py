"""How two people stand to each other by the nouns for kin that stand near both: who bears such a
noun and whose it is, as far as names beside it, pronouns and turns of speech leave it open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.fillers import words_of
from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of, word_list
from fabula.reading.ties.tie_words import PARENT_NAMES, tie_nouns
from fabula.story.labels import NARRATOR
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

NEAR = 2  # sentences beside it in which somebody may be whose noun it is
FAINTLY = 0.6  # how much of that is left where somebody else was taken for it
NEARLY = 0.5  # how well somebody who is only near may be meant
OFTEN = 3  # sentences about somebody else who is known to be meant
_KIN = ("parent", "sibling", "spouse", "kin")
_HIS = {"his": "he", "her": "she"}
_TELLER = set_of("my your our their")
_AUNTS = set_of("aunt auntie uncle")


class Near(NamedTuple):
    """A noun for kin that may say that `bearer` is it, of `owner`, and how well it does."""

    noun: str
    bearer: str
    owner: str
    weight: float
    at: Span


def near(book: Book, one: str, other: str) -> Iterator[Near]:
    """What the nouns for kin that stand near both say of them."""
    numbers = {
        near
        for n in {*book.sentences.about(one)}
        for near in range(n - NEAR, n + NEAR + 1)
        if other in book.sentences.people_near(near, NEAR)
    }
    for number in sorted(n for n in numbers if 0 <= n < len(book.sentences.spans)):
        for grammar, i in words_of(book, number):
            noun = grammar.lemma(i).lower()
            if noun in tie_nouns() and tie_nouns()[noun].type in _KIN and _stands(grammar, i):
                yield from _of_both(book, grammar, i, number, (one, other))


def _stands(grammar: Grammar, i: int) -> bool:
    """Whether a noun says of somebody whose kin they are: "his aunt", "Uncle,", "one sister, Ida"
    do; "Auntie Bev", "a child", "his sons" do not."""
    named = grammar.words[i].deprel in ("compound", "flat") or grammar.below(i, "flat", "compound")
    some = [grammar.text(k).lower() for k in grammar.below(i, "det")]
    owns = grammar.words[i].deprel == "nmod:poss"  # "gran's tin": she need not be there
    return not (named or some or owns or grammar.is_plural(i) or grammar.is_negated(i))


def _of_both(
    book: Book, grammar: Grammar, i: int, number: int, both: tuple[str, str]
) -> Iterator[Near]:
    at = grammar.page.passage.absolute(grammar.words[i].at)
    for bearer, owner in (both, both[::-1]):
        bears = _bears(book, grammar, i, number, bearer)
        owns = _owns(book, grammar, i, number, owner) if bears else 0.0
        if bears * owns:
            yield Near(grammar.lemma(i).lower(), bearer, owner, bears * owns, at)


def _bears(book: Book, grammar: Grammar, i: int, number: int, person: str) -> float:
    """How well somebody may be whom a noun for kin means."""
    if book.pronouns(person) not in (
        "",
        gender(grammar.lemma(i).lower()) or book.pronouns(person),
    ):
        return 0.0
    beside = [*grammar.below(i, "appos"), *_neighbours(grammar, i)]
    if grammar.words[i].deprel == "appos":
        beside.append(grammar.words[i].head or 0)
    named = [grammar.entity(k) for k in beside if grammar.words[k].upos == "PROPN"]
    if named:
        return 1.0 if person in named else 0.0
    meant = grammar.entity(i)
    if meant == person:
        return 1.0
    if book.label(person) == NARRATOR or not _is_near(book, number, person):
        return NEARLY if meant and _is_called_alike(book, meant, person) else 0.0
    called = grammar.child(i, "nmod:poss") is not None  # else whoever is spoken to is meant
    often = meant is not None and book.sentences.about(meant)[OFTEN:]
    return 0.0 if called and often else NEARLY


def gender(noun: str) -> str:
    """ "she" for aunts, "he" for uncles; "" for twins."""
    return "she" if noun in word_list("nouns_f") else "he" if noun in word_list("nouns_m") else ""


def _neighbours(grammar: Grammar, i: int) -> Iterator[int]:
    """The name beside a noun: "her brother Tom", "his nephew, Neil", "Theo, my brother"."""
    last = len(grammar.words) - 1
    for name, comma in ((i + 1, None), (i + 2, i + 1), (i - 3, i - 2)):
        inside = 0 <= name <= last and grammar.words[name].upos == "PROPN"
        if inside and (comma is None or grammar.text(comma) == ","):
            yield name
            return


def _owns(book: Book, grammar: Grammar, i: int, number: int, person: str) -> float:
    """How well somebody may be whose kin a noun tells of."""
    owner = grammar.child(i, "nmod:poss")
    if owner is None:
        return _is_told_by(book, grammar, i, number, person)
    said, meant = grammar.text(owner).lower(), grammar.entity(owner)
    if said in _HIS and book.pronouns(person) not in ("", _HIS[said]):
        return 0.0
    if meant == person:
        return 1.0
    named = meant in book.entities and book.entities[meant].name is not None
    if said not in _HIS and (said not in _TELLER or named):
        return 0.0
    near = NEARLY if _is_near(book, number, person) else 0.0
    return FAINTLY * near if named else near


def _is_told_by(book: Book, grammar: Grammar, i: int, number: int, person: str) -> float:
    """ "Uncle," she said; "one sister, Ida": whose it is nobody says, but who speaks, or is told
    of, may be it."""
    if re.search(rf"\b{grammar.lemma(i).capitalize()} [A-Z]", book.text):
        return 0.0  # "Father Benito": a priest
    spoken = book.speaker(grammar.page.passage.absolute(grammar.words[i].at).start)
    if spoken is not None and spoken.speaker == person:
        return 1.0
    if spoken is None and not grammar.below(i, "nummod", "amod", "appos"):
        return 0.0
    return NEARLY if _is_near(book, number, person) else 0.0


def _is_near(book: Book, number: int, person: str) -> bool:
    return person in book.sentences.people_near(number, NEAR)


def _is_called_alike(book: Book, one: str, other: str) -> bool:
    """ "Mrs. Prior", "old Mrs. Prior": whoever of them is meant."""
    labels = [book.entities[e].name for e in (one, other) if e in book.entities]
    words = [label.split()[-1] for label in labels if label]
    return len(words) == 2 and words[0] == words[1]


def are_siblings(book: Book, one: str, other: str) -> bool:
    """Whether a child calls two people so: Mum and Auntie Bev are sisters."""
    words = [book.label(e).split()[0].lower() for e in (one, other)]
    sorts = [gender(word) for word in words]
    ranks = {"parent" if w in PARENT_NAMES else "aunt" if w in _AUNTS else "" for w in words}
    return ranks == {"parent", "aunt"} and sorts[0] == sorts[1]

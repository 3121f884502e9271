"""How two people stand to each other by the nouns for kin that stand near both: who bears such a
noun and whose it is, as far as names beside it, pronouns and turns of speech leave it open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fabula.asking.fillers import words_of
from fabula.reading.language.grammar import Grammar
from fabula.reading.lists import set_of, word_list
from fabula.reading.ties.tie_words import PARENT_NAMES, tie_nouns
from fabula.story.labels import NARRATOR
from fabula.story.records import RelationType
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

MOST = 200  # sentences that are looked at
WINDOW = 5  # sentences from NEAR before to NEAR after
NEAR = 2  # sentences beside it in which somebody may be whose noun it is
FAINTLY = 0.6  # how much of that is left where somebody else was taken for it
NEARLY = 0.5  # how well somebody who is only near may be meant
OFTEN = 3  # sentences about somebody else who is known to be meant
KIN: tuple[RelationType, ...] = ("parent", "sibling", "spouse", "kin")
_HIS = {"his": "he", "her": "she"}
_TELLER = set_of("my your")
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
    beside = {n + k for n in book.sentences.about(one) for k in range(-NEAR, NEAR + 1)} & {
        n + k for n in book.sentences.about(other) for k in range(-NEAR, NEAR + 1)
    }
    said = {n for noun in _nouns() for n in book.sentences.with_stem(noun)}
    for number in sorted(beside & said)[:MOST]:
        for grammar, i in words_of(book, number):
            noun = grammar.lemma(i).lower()
            if noun in _nouns() and _stands(grammar, i):
                yield from _of_both(book, grammar, i, number, (one, other))


@cache
def _nouns() -> frozenset[str]:
    return frozenset(noun for noun, tie in tie_nouns().items() if tie.type in KIN)


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
        bears = _bears(book, grammar, i, number, (bearer, owner))
        owns = _owns(book, grammar, i, number, (owner, bearer)) if bears else 0.0
        if bears * owns:
            yield Near(grammar.lemma(i).lower(), bearer, owner, bears * owns, at)


def _bears(book: Book, grammar: Grammar, i: int, number: int, both: tuple[str, str]) -> float:
    """How well the first of two may be whom a noun for kin means."""
    person, sex = both[0], gender(grammar.lemma(i).lower())
    if book.pronouns(person) not in ("", sex or book.pronouns(person)):
        return 0.0
    beside = [*grammar.below(i, "appos"), *_neighbours(grammar, i)]
    if grammar.words[i].deprel == "appos":
        beside.append(grammar.words[i].head or 0)
    if grammar.child(i, "cop") is not None:
        beside = [k for k in (grammar.subject(i),) if k is not None]  # "the doctor was his uncle"
    named = [k for k in beside if grammar.words[k].upos in ("PROPN", "NOUN")]
    if named:
        return 1.0 if any(_is_called(book, grammar, k, person) for k in named) else 0.0
    meant = grammar.entity(i)
    if meant == person:
        return 1.0
    near = _nearness(book, number, both, sex)
    if book.label(person) == NARRATOR or not near:
        return NEARLY if meant and _is_called_alike(book, meant, person) else 0.0
    called = grammar.child(i, "nmod:poss") is not None  # else whoever is spoken to is meant
    often = meant is not None and book.sentences.about(meant)[OFTEN:]
    return 0.0 if called and often else near


def _is_called(book: Book, grammar: Grammar, k: int, person: str) -> bool:
    """Whether a word beside a noun is, or is part of, somebody's name."""
    name = (book.entities[person].name or "").split() if person in book.entities else []
    return grammar.entity(k) == person or grammar.text(k) in name


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


def _owns(book: Book, grammar: Grammar, i: int, number: int, both: tuple[str, str]) -> float:
    """How well the first of two may be whose kin a noun tells of."""
    owner, person = grammar.child(i, "nmod:poss"), both[0]
    if owner is None:
        return _is_told_by(book, grammar, i, number, both)
    said, meant = grammar.text(owner).lower(), grammar.entity(owner)
    if said in _HIS and book.pronouns(person) not in ("", _HIS[said]):
        return 0.0
    if meant in book.entities and person in (meant, *book.entities[meant].members):
        return 1.0
    named = meant in book.entities and book.entities[meant].name is not None
    if said not in _HIS and (said not in _TELLER or named):
        return 0.0
    near = _nearness(book, number, both, _HIS.get(said, ""))
    return FAINTLY * near if named else near


def _is_told_by(book: Book, grammar: Grammar, i: int, number: int, both: tuple[str, str]) -> float:
    """ "Uncle," she said; "one sister, Ida": whose it is nobody says, but who speaks, or is told
    of, may be it."""
    if grammar.lemma(i).lower() in book.titles:
        return 0.0  # "Father Benito": a priest
    spoken = book.speaker(grammar.page.passage.absolute(grammar.words[i].at).start)
    if spoken is not None and spoken.speaker == both[0]:
        return 1.0
    if spoken is None and not grammar.below(i, "nummod", "amod", "appos"):
        return 0.0
    return _nearness(book, number, both, "")


def _nearness(book: Book, number: int, both: tuple[str, str], sex: str) -> float:
    """How well the first of two may be meant because they are near: less, the more others with a
    name there are who are as near and may be meant too."""
    near = book.sentences.people_near(number, NEAR)
    if both[0] not in near:
        return 0.0
    here = _distance(book, number, both[0])
    others = (book.entities[e] for e in near - set(both) if e in book.entities)
    rivals = [e for e in others if e.type == "PER" and e.name and not e.members]
    fits = [e for e in rivals if not sex or book.pronouns(e.id) in ("", sex)]
    closer = sum(_distance(book, number, e.id) <= here for e in fits)
    return NEARLY / (1 + closer / 2)


def _distance(book: Book, number: int, person: str) -> float:
    """How many sentences away somebody is told of, sooner before than after."""
    about = book.sentences.about(person)
    k = bisect_left(about, number - NEAR)
    return min((abs(n - number) + 0.5 * (n > number) for n in about[k : k + WINDOW]), default=NEAR)


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

"""How two people stand to each other by any noun for kin that is one's own, where nothing says that
another bears it: who asks how two are related takes it that they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.asking.fillers import Filler, words_of
from fabula.asking.kin_near import KIN, MOST, gender
from fabula.asking.kin_near import Near as Told
from fabula.asking.may_be import person_fits
from fabula.reading.language.grammar import SUBJECTS, Grammar
from fabula.reading.ties.tie_words import tie_nouns
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

BESIDE, NEAR, FAR = 3, 10, 0.25  # sentences; how well somebody who is not near may be meant
AMONG = 0.7  # how much of it is left where others may be meant as well
SHARED = 0.4  # how much a parent of both tells
OWNS, SPOKEN = 0.75, 0.8  # how sure a pronoun has to be; how much a form of address tells


def free(book: Book, one: str, other: str) -> Iterator[Told]:
    """What the nouns for kin say of both, wherever they stand."""
    nouns = [noun for noun, tie in tie_nouns().items() if tie.type in KIN]
    numbers = {n for noun in nouns for n in book.sentences.with_stem(noun)}
    both = set(book.sentences.about(one)) | set(book.sentences.about(other))
    near = sorted(n for n in numbers if any(k in both for k in range(n - BESIDE, n + BESIDE + 1)))
    for number in near[:MOST]:
        for grammar, i in words_of(book, number):
            noun = grammar.lemma(i).lower()
            kin = noun in nouns and grammar.words[i].upos in ("NOUN", "PROPN")
            if kin and not grammar.is_plural(i) and not grammar.is_negated(i):
                yield from _told(book, grammar, i, number, (one, other))


def _told(
    book: Book, grammar: Grammar, i: int, number: int, both: tuple[str, str]
) -> Iterator[Told]:
    at = grammar.page.passage.absolute(grammar.words[i].at)
    whose = grammar.child(i, "nmod:poss")
    if whose is not None and grammar.text(whose).lower() in ("their", "our"):
        here = book.sentences.people_near(number, BESIDE).issuperset(both)
        if here and tie_nouns()[grammar.lemma(i).lower()].type == "parent":
            yield Told("sibling", *both, SHARED, at)  # "said their father"
        return
    for bearer, owner in (both, both[::-1]):
        owns = _owns(book, grammar, i, number, owner, bearer)
        bears = _bears(book, grammar, i, number, bearer) if owns else 0.0
        if owns * bears:
            yield Told(grammar.lemma(i).lower(), bearer, owner, owns * bears, at)


def _owns(book: Book, grammar: Grammar, i: int, number: int, owner: str, bearer: str) -> float:
    """How well it may be somebody's kin that is told of."""
    whose = grammar.child(i, "nmod:poss")
    if whose is None:
        said = book.speaker(grammar.page.passage.absolute(grammar.words[i].at).start)
        bare = not grammar.below(i, "det", "case", "cop", "nummod", "amod")
        spoken = bare and said is not None and said.speaker == owner
        return SPOKEN if spoken and said is not None and bearer in said.addressees else 0.0
    at = grammar.page.passage.absolute(grammar.words[whose].at)
    fits = person_fits(book, owner, Filler("agent", whose, at, grammar.entity(whose)), number)
    return fits if fits >= OWNS else 0.0


def _bears(book: Book, grammar: Grammar, i: int, number: int, bearer: str) -> float:
    """How well somebody may be whom a noun for kin means."""
    sex = gender(grammar.lemma(i).lower())
    if book.pronouns(bearer) not in ("", sex or book.pronouns(bearer)):
        return 0.0
    named = _named(grammar, i)
    if named:
        fits = [person_fits(book, bearer, _filler(grammar, k), number) for k in named]
        return max(0.0, *fits) if max(fits) >= OWNS else 0.0
    meant = grammar.entity(i)
    item = book.entities.get(meant or "")
    if meant == bearer:
        return 1.0
    if item is not None and item.name is not None:
        return 0.0
    near = book.sentences.people_near(number, BESIDE)
    rivals = [e for e in near if e != bearer and _rivals(book, e, sex)]
    far = 0.4 if bearer in book.sentences.people_near(number, NEAR) else FAR
    return (0.6 if bearer in near else far) * (AMONG if rivals else 1.0)


def _rivals(book: Book, entity: str, sex: str) -> bool:
    item = book.entities.get(entity)
    named = item is not None and item.type == "PER" and item.name is not None
    return named and book.pronouns(entity) == sex


def _filler(grammar: Grammar, k: int) -> Filler:
    at: Span = grammar.page.passage.absolute(grammar.words[k].at)
    return Filler("agent", k, at, grammar.entity(k))


def _named(grammar: Grammar, i: int) -> list[int]:
    """The words that say who bears a noun: "he was her brother", "Ida, his aunt", "my son Tom"."""
    found = grammar.below(i, "appos", "flat", "compound")
    if grammar.words[i].deprel in ("appos", "flat", "compound"):
        found.append(grammar.words[i].head or 0)
    if grammar.child(i, "cop") is not None:
        found += grammar.below(i, *SUBJECTS) or [k for k in (grammar.subject(i),) if k is not None]
    return [k for k in found if grammar.words[k].upos in ("PROPN", "PRON", "NOUN")]

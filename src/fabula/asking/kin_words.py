"""How a tie between two people is put in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fabula.reading.ties.tie_words import tie_nouns
from fabula.story.records import RelationType
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

_PLURAL: dict[RelationType, str] = {
    "sibling": "siblings", "spouse": "married", "former-partner": "divorced, formerly a couple",
    "partner": "a couple", "kin": "relatives", "friend": "friends", "rival": "rivals",
    "enemy": "enemies", "teammate": "teammates", "colleague": "colleagues",
}  # fmt: skip
_BY_NOUN = {"brother": "he", "bro": "he", "sister": "she", "sis": "she"}
_SIBLINGS = {"hehe": "brothers", "sheshe": "sisters", "heshe": "brother and sister"}
_TURNED = {
    noun: dict(zip(("he", "she"), others.split(), strict=True))
    for nouns, others in (
        ("father mother stepfather stepmother", "son daughter"), ("son daughter", "father mother"),
        ("uncle aunt", "nephew niece"), ("nephew niece", "uncle aunt"),
        ("grandfather grandmother", "grandson granddaughter"),
        ("grandson granddaughter", "grandfather grandmother"),
    )
    for noun in nouns.split()
}  # fmt: skip
_YOUNGER = frozenset(("son", "daughter", "nephew", "niece", "grandson", "granddaughter"))
_KIN = frozenset(("parent", "kin"))


class Vote(NamedTuple):
    """Words that speak for a tie: `source` is the `type` of `target`; `noun` where one names it."""

    type: RelationType
    source: str
    target: str
    weight: float
    at: Span
    noun: str = ""


def in_words(book: Book, votes: list[Vote]) -> str:
    """A tie in plain words: "sisters", "Ida is Joss's mother", "married"."""
    first = votes[0]
    if first.type == "sibling":
        return _siblings(book, votes)
    if first.type in _KIN and (words := _kin(book, votes)):
        return words
    bare = first.type == "kin" and any(v.noun for v in votes)  # rather "his cousin" by that noun
    if first.type in _PLURAL and not bare:
        return _PLURAL[first.type]
    first = next((v for v in votes if v.noun), first)
    noun = first.noun or first.type.replace("-", " ")
    if first.noun and tie_nouns()[first.noun].turned:
        first = first._replace(source=first.target, target=first.source)
    if re.fullmatch("member of|leader of", noun):
        return f"{book.label(first.source)} is a {noun} {book.label(first.target)}"
    return f"{book.label(first.source)} is {_possessive(book.label(first.target))} {noun}"


def _kin(book: Book, votes: list[Vote]) -> str | None:
    """ "mother and son", "uncle and niece", where the story says so much."""
    for vote in votes:
        if not vote.noun:
            continue
        owner = vote.source if tie_nouns()[vote.noun].turned else vote.target
        other = _TURNED.get(vote.noun, {}).get(book.pronouns(owner))
        if other is not None:
            return " and ".join(sorted((vote.noun, other), key=_YOUNGER.__contains__))
    return None


def _siblings(book: Book, votes: list[Vote]) -> str:
    """ "brothers", "sisters", "brother and sister", as far as the story says."""
    first = votes[0]
    said = {e: book.pronouns(e) for e in (first.source, first.target)}
    said |= {v.source: _BY_NOUN[v.noun] for v in votes if v.noun in _BY_NOUN}
    return _SIBLINGS.get("".join(sorted(said.values())), "siblings")


def _possessive(label: str) -> str:
    return f"{label}'" if label.endswith("s") else f"{label}'s"

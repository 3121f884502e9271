"""Search: the sentences of a story by their words, phrases, speakers, people and scenes.

A query is words and "phrases in marks", all of which a sentence has to have, in any form ("carry"
finds "carried"). A name stands for whoever bears it: sentences are found in which they are only
"he" or "the captain". `by:Mara` asks for what she says, `with:Tom` for scenes in which he is
present, `scene:s3` for one scene; a name of several words stands in marks (`by:"Mara Venn"`).

There is no search by meaning: words and people are what it goes by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from fabula.asking.stems import SMALL, alike, stem, stems
from fabula.story.text import Span

if TYPE_CHECKING:
    from fabula.asking.book import Book

MOST = 50  # sentences that are found at most, unless more are asked for
_FILTER = re.compile(r"\b(by|with|scene):(?:\"([^\"]+)\"|(\S+))", re.IGNORECASE)
_PHRASE = re.compile(r"\"([^\"]+)\"")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that was found: its place and words, the places of what was looked for in it, who
    is mentioned in it, whose speech it stands in, its scene. `score` in (0, 1]: 1 where the words
    are there as they were typed."""

    start: int
    end: int
    text: str
    matches: list[Span]
    entities: list[str]
    speaker: str | None
    scene: str | None
    score: float


class Query(NamedTuple):
    """What is looked for: `people` as (id, the stems of the words that name them); `by`, `with_`
    are ids, "" for a name that nobody bears."""

    phrases: list[str]
    words: list[str]
    people: list[tuple[str, list[str]]]
    by: str | None
    with_: str | None
    scene: str | None


def search(book: Book, typed: str, most: int = MOST) -> list[Hit]:
    """The sentences that a query finds, in order; where there are more than `most`, the best."""
    query = _query(book, typed)
    if "" in (query.by, query.with_) or not any(query):
        return []
    found = [hit for n in _candidates(book, query) if (hit := _hit(book, query, n))]
    best = sorted(found, key=lambda h: (-h.score, h.start))[:most]
    return sorted(best, key=lambda h: h.start)


def _query(book: Book, typed: str) -> Query:
    text = typed.translate(_PLAIN)
    asked = {m[1].lower(): m[2] or m[3] for m in _FILTER.finditer(text)}
    text = _FILTER.sub(" ", text)
    phrases = [" ".join(p.lower().split()) for p in _PHRASE.findall(text)]
    text = _PHRASE.sub(" ", text)
    linked = [k for k in book.names.linked(text) if _is_somebody(book, k.entity)]
    people = [(k.entity, stems(text[k.at.start : k.at.end])) for k in linked]
    for link in reversed(linked):
        text = text[: link.at.start] + " " + text[link.at.end :]
    words = [_stem(m.group()) for m in _WORD.finditer(text)]

    def whom(name: str | None) -> str | None:
        if name is None or name in book.entities:
            return name
        return book.names.of(name.lower()) or ""

    return Query(
        phrases, words, people, whom(asked.get("by")), whom(asked.get("with")), asked.get("scene")
    )


def _stem(word: str) -> str:
    """A word as it is compared: small ones ("the", "was") as they are."""
    return word.lower() if word.lower() in SMALL else stem(word)


def _is_somebody(book: Book, entity: str) -> bool:
    """Whether it is a person or a place; a thing is looked for by its words."""
    return entity in book.entities and book.entities[entity].type not in ("THING", "TERM")


def _candidates(book: Book, query: Query) -> list[int]:
    """The sentences with all of the words and people; all of them where only phrases or filters
    are given."""
    sentences = book.sentences
    wanted = [
        set(sentences.about(person)) | _with_all(book, words) for person, words in query.people
    ]
    wanted += [set(sentences.holding(word)) for word in query.words if word not in SMALL]
    return sorted(set.intersection(*wanted)) if wanted else list(range(len(sentences.spans)))


def _with_all(book: Book, words: list[str]) -> set[int]:
    """The sentences that have all of some stems."""
    held = [set(book.sentences.with_stem(word)) for word in words]
    return set.intersection(*held) if held else set()


def _hit(book: Book, query: Query, number: int) -> Hit | None:
    at = book.sentences.spans[number]
    said = book.speaker(at.start) or book.speaker((at.start + at.end) // 2)
    scene = book.scene(at.start)
    if query.by and (said is None or said.speaker != query.by):
        return None
    if query.with_ and (scene is None or query.with_ not in scene.present):
        return None
    if query.scene and (scene is None or scene.id != query.scene):
        return None
    matches = sorted(_matches(book, query, at))
    plain = " ".join(book.text[at.start : at.end].translate(_PLAIN).lower().split())
    small = {word for word in query.words if word in SMALL}
    if not all(p in plain for p in query.phrases) or not small <= set(_WORD.findall(plain)):
        return None
    return Hit(
        start=at.start,
        end=at.end,
        text=book.words(at),
        matches=matches,
        entities=book.sentences.people(at),
        speaker=said.speaker if said else None,
        scene=scene.id if scene else None,
        score=_score(book, query, number),
    )


def _score(book: Book, query: Query, number: int) -> float:
    """1 where every word is there as itself, less for words that mean the same."""
    has = book.sentences.stems[number]
    fits = [
        max((alike(word, one) for one in has), default=1.0)
        for word in query.words
        if word not in SMALL
    ]
    return round(sum(fits) / len(fits), 2) if fits else 1.0


def _matches(book: Book, query: Query, at: Span) -> Iterator[Span]:
    """Where in a sentence the words, phrases and people stand."""
    text = book.text[at.start : at.end].translate(_PLAIN)
    for phrase in query.phrases:
        pattern = r"\s+".join(re.escape(w) for w in phrase.split())
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield Span(at.start + found.start(), at.start + found.end())
    for found in _WORD.finditer(text) if query.words else ():
        if any(alike(word, _stem(found.group())) for word in query.words):
            yield Span(at.start + found.start(), at.start + found.end())
    people = {person for person, _ in query.people}
    for mention in book.mentions_in(at) if people else ():
        if mention.entity in people:
            yield Span(mention.start, mention.end)

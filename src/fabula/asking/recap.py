"""A recap: the sentences that carry the changes of a story's world between two horizons.

Each record that the later world has and the earlier has not speaks for its sentence: somebody new,
a tie, what somebody learns, a thread opened or closed, two who turn out to be one, an event with
those whom the story is about. Sentences that say most in fewest words are taken, one of each scene
first, until the words run out; they are told in their order, in the story's own words. Where a
sentence's first word for somebody is a pronoun, their name stands after it in brackets.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

import msgspec

from fabula.asking.book import Book
from fabula.asking.sentences import Sentences
from fabula.story.contract import MentionItem, QuotationItem, SceneItem
from fabula.story.records import (
    Attribute,
    Event,
    Knowledge,
    Participant,
    Record,
    Relation,
    SameEntity,
    SceneStart,
    Setting,
    Thread,
    ThreadClosed,
)
from fabula.story.text import Span
from fabula.story.world import World

_CONTRACTED = re.compile(r"['’]\w+")
WORDS = 200  # words that a recap has at most, unless asked otherwise
PRINCIPAL = 8  # people, the most mentioned, whose doings matter
NEW = 4.0  # what somebody's first appearance by name is worth
SHORTEST, LONGEST = 4, 60  # words of a sentence that a recap can hold
SPOKEN = 0.5  # what a sentence of dialogue is worth beside narration
_WORTH: dict[type[Record], float] = {
    SameEntity: 5.0, Relation: 3.0, ThreadClosed: 3.0, Thread: 2.0, Knowledge: 2.0,
    SceneStart: 0.5, Setting: 0.5, Attribute: 0.7,
}  # fmt: skip


class RecapItem(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a recap: its place, its words with names in brackets, who is in it, and the ids
    of the records for which it was taken."""

    start: int
    end: int
    text: str
    entities: list[str]
    records: list[str]


class _Lately(Book):
    """A story of which only what is told after a place is asked: of a long one that is little."""

    def __init__(self, book: Book, since: int) -> None:
        super().__init__(book.world)
        self.since = since

    @cached_property
    def mentions(self) -> list[MentionItem]:
        return self.world.mentions_within(self.since, self.world.horizon)

    @cached_property
    def quotations(self) -> list[QuotationItem]:
        return self.world.quotations_within(self.since, self.world.horizon)

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.world, self.mentions, self.since)

    def scene(self, place: int) -> SceneItem | None:
        found = self.world.scene_at(place)
        return found if found is not None and found.start <= place < found.end else None


def recap(then: World, now: World, words: int = WORDS, about: str | None = None) -> list[RecapItem]:
    """What has changed between two horizons of one story, in at most `words` words; `about` is an
    id of somebody, to hear only of them. Nothing after the horizon of `now` is in it."""
    return recap_of(Book(now), then.horizon, words, about)


def recap_of(
    book: Book, since: int, words: int = WORDS, about: str | None = None
) -> list[RecapItem]:
    """The same of a book, since a place."""
    book = _Lately(book, since)
    worth: dict[int, float] = {}
    why: dict[int, list[str]] = {}
    spans = book.sentences.spans
    for place, weight, record in _changes(book):
        if spans and place >= spans[0].start:
            number = book.sentences.at(place)
            worth[number] = worth.get(number, 0.0) + weight
            why.setdefault(number, []).append(record)
    allowed = {
        n
        for n in worth
        if spans[n].start >= since
        and (about is None or about in book.sentences.people_near(n, 0))
        and SHORTEST <= _length(book, spans[n]) <= min(words, LONGEST)
    }
    chosen = _chosen(book, {n: worth[n] for n in allowed}, words)
    return [
        RecapItem(
            start=spans[n].start,
            end=spans[n].end,
            text=_clear(book, spans[n]),
            entities=book.sentences.people(spans[n]),
            records=why[n],
        )
        for n in sorted(chosen)
    ]


def _changes(book: _Lately) -> Iterator[tuple[int, float, str]]:
    """What has been learnt since a place: where, its worth, the record."""
    world, since = book.world, book.since
    for entity in world.noticed:
        if entity.name and entity.type == "PER" and entity.first >= since:
            yield entity.first, NEW, entity.id
    for kind, weight in _WORTH.items():
        for record in world.within(kind, Span(since, world.horizon)):
            if record.known_at > since:
                yield record.at.start, weight * record.confidence, record.id
    yield from _events(book)


def _events(book: _Lately) -> Iterator[tuple[int, float, str]]:
    """What those whom the story is about do, and have done to them."""
    of, after = book.world.identities.of, Span(book.since, book.world.horizon)
    principal = {c.id for c in book.world.characters[:PRINCIPAL]}
    people: Counter[str] = Counter()
    for part in book.world.within(Participant, after):
        if part.entity and of(part.entity) in principal:
            people[part.event] += 1
    for event in book.world.within(Event, after):
        if event.id in people and event.realis == "actual":
            weight = 0.4 * min(people[event.id], 2) * event.confidence
            yield event.at.start, weight, event.id


def _chosen(book: Book, worth: dict[int, float], words: int) -> list[int]:
    """The sentences that say most for their length, the best of each scene first."""
    spans = book.sentences.spans

    def value(number: int) -> float:
        told = SPOKEN if book.speaker(spans[number].start) else 1.0
        return told * worth[number] / math.sqrt(12 + _length(book, spans[number]))

    ranked = sorted(worth, key=lambda n: (-value(n), n))
    firsts: dict[str | None, int] = {}
    for number in ranked:
        scene = book.scene(spans[number].start)
        firsts.setdefault(scene.id if scene else None, number)
    leading = sorted(firsts.values(), key=lambda n: -value(n))
    chosen: list[int] = []
    room = words
    for number in dict.fromkeys((*leading, *ranked)):
        length = len(_clear(book, spans[number]).split())
        if length <= room:
            chosen.append(number)
            room -= length
    return chosen


def _length(book: Book, at: Span) -> int:
    return len(book.text[at.start : at.end].split())


def _clear(book: Book, at: Span) -> str:
    """The words of a sentence, with a name in brackets after the first pronoun for each person
    whom it has not named."""
    named: set[str] = set()
    cuts: list[tuple[int, str]] = []
    for mention in sorted(book.mentions_in(at), key=lambda m: m.start):
        person = mention.entity
        if person in named or mention.end > at.end:
            continue
        named.add(person)
        entity = book.world.entity(person)
        if mention.kind == "PRON" and entity is not None and entity.name:
            short = _CONTRACTED.match(book.text, mention.end)
            cuts.append((short.end() if short else mention.end, f" [{entity.name}]"))
    text, last = "", at.start
    for place, name in cuts:
        text += book.text[last:place] + name
        last = place
    return " ".join((text + book.text[last : at.end]).split())
